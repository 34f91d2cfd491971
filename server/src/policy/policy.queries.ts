import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import {
  isPolicyKind,
  nationalDefault2022,
  type Policy,
  type PolicyVersion,
  policyOn,
} from '@qianyue/domain/policy/policy.ts'
import { asJson } from '../database/column-types.ts'
import type { Database } from '../database/database.ts'

/** The versions of a county as of an edition; editions are named by random ids, so they are never mistaken. */
const editions = new Map<string, PolicyVersion[]>()
const policiesByDay = new Map<string, Policy>()
const KEPT = 64

/** The policy of the county on a day. One short query; the documents themselves are kept between requests. */
export async function policyAt(db: Database, day: LocalDate): Promise<Policy> {
  return await policyOfEdition(db, await newestEdition(db), day)
}

/** As {@link policyAt} for who already knows the newest version's id; null where the county has none. */
export async function policyOfEdition(db: Database, edition: string | null, day: LocalDate): Promise<Policy> {
  if (edition === null) return nationalDefault2022
  const id = `${edition}/${day}`
  const known = policiesByDay.get(id)
  if (known) return known
  const policy = policyOn(await versionsOf(db, edition), day)
  if (policiesByDay.size >= KEPT) policiesByDay.clear()
  policiesByDay.set(id, policy)
  return policy
}

/** Every version of every kind, as `policyOn` takes them: what a phone computes with. */
export async function policyVersions(db: Database): Promise<PolicyVersion[]> {
  const edition = await newestEdition(db)
  return edition === null ? [] : await versionsOf(db, edition)
}

/** The id of the version that was written last; null where the county has none. */
async function newestEdition(db: Database): Promise<string | null> {
  const newest = await db
    .selectFrom('policyVersions')
    .select('id')
    .orderBy('edition', 'desc')
    .limit(1)
    .executeTakeFirst()
  return newest?.id ?? null
}

async function versionsOf(db: Database, edition: string): Promise<PolicyVersion[]> {
  const known = editions.get(edition)
  if (known) return known
  const rows = await db
    .selectFrom('policyVersions')
    .select(['kind', 'validFrom', 'body'])
    .orderBy('edition')
    .execute()
  const versions = rows.filter(({ kind }) => isPolicyKind(kind)) as unknown as PolicyVersion[]
  if (editions.size >= KEPT) editions.clear()
  editions.set(edition, versions)
  return versions
}

export type KeptVersion = {
  id: string
  kind: string
  validFrom: LocalDate
  source: string
  body: unknown
  createdAt: Date
  createdBy: string | null
}

/** Every version, the newest first; of one kind where one is asked for. */
export async function allVersions(db: Database, kind?: string): Promise<KeptVersion[]> {
  return await db
    .selectFrom('policyVersions')
    .leftJoin('accounts', 'accounts.id', 'policyVersions.createdBy')
    .select([
      'policyVersions.id',
      'policyVersions.kind',
      'policyVersions.validFrom',
      'policyVersions.source',
      'policyVersions.body',
      'policyVersions.createdAt',
      'accounts.username as createdBy',
    ])
    .$if(kind !== undefined, (query) => query.where('policyVersions.kind', '=', kind!))
    .orderBy('policyVersions.validFrom', 'desc')
    .orderBy('policyVersions.edition', 'desc')
    .execute()
}

export async function versionById(db: Database, id: string) {
  return await db
    .selectFrom('policyVersions')
    .select(['kind', 'validFrom'])
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function insertVersion(
  db: Database,
  version: {
    id: string
    kind: string
    validFrom: LocalDate
    source: string
    body: unknown
    createdBy: string | null
    profileId?: string
  },
): Promise<void> {
  await db
    .insertInto('policyVersions')
    .values({ ...version, body: asJson(version.body) })
    .execute()
}
