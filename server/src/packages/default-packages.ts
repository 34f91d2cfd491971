import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { defaultPackages } from '@qianyue/domain/packages/default-packages.ts'
import { v7 as newId } from 'uuid'
import type { Database } from '../database/database.ts'
import { allVersions, insertVersions } from './packages.queries.ts'

/** Gives a county without packages the default ones. @param validFrom first day on which they can be signed. */
export async function insertDefaultPackages(db: Database, validFrom: LocalDate): Promise<void> {
  if ((await allVersions(db)).length > 0) return
  await insertVersions(
    db,
    defaultPackages.map((one) => ({ ...one, id: newId(), validFrom, validUntil: null })),
    null,
  )
}
