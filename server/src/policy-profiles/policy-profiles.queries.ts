import type { RoughContent } from '@qianyue/api/profile-faults.ts'
import { addDays, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { packagesOn } from '@qianyue/domain/packages/package.ts'
import { isPolicyKind, type PolicyVersion, writtenPolicyOn } from '@qianyue/domain/policy/policy.ts'
import { contentOf, type InForce } from '@qianyue/domain/policy-profiles/profile.ts'
import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Database } from '../database/database.ts'
import { allVersions } from '../packages/packages.queries.ts'
import { policyVersions } from '../policy/policy.queries.ts'

export type ProfileRow = {
  id: string
  name: string
  source: string
  origin: string | null
  /** Null once it is published. */
  draft: RoughContent | null
  revision: number
  changedAt: Date
  changedBy: string | null
  validFrom: LocalDate | null
  publishedAt: Date | null
  edition: number | null
}

/** Profiles of the county, the newest first. */
export async function profileRows(db: Database, id?: string): Promise<ProfileRow[]> {
  const rows = await db
    .selectFrom('policyProfiles as p')
    .leftJoin('accounts as a', (join) =>
      join.on((on) => on(sql`a.id`, '=', sql`coalesce(p.published_by, p.changed_by, p.created_by)`)),
    )
    .select([
      'p.id',
      'p.name',
      'p.source',
      'p.origin',
      'p.draft',
      'p.revision',
      'p.changedAt',
      'a.name as changedBy',
      'p.validFrom',
      'p.publishedAt',
      'p.edition',
    ])
    .$if(id !== undefined, (query) => query.where('p.id', '=', id!))
    .orderBy('p.changedAt', 'desc')
    .limit(200)
    .execute()
  return rows as unknown as ProfileRow[]
}

export async function insertProfile(
  db: Database,
  profile: Pick<ProfileRow, 'id' | 'name' | 'source' | 'origin'> & { draft: RoughContent; createdBy: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('policyProfiles')
    .values({ ...profile, draft: asJson(profile.draft) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function writeDraft(
  db: Database,
  {
    id,
    name,
    source,
    draft,
    changedBy,
    at,
  }: { id: string; name: string; source: string; draft: RoughContent; changedBy: string; at: Date },
): Promise<void> {
  await db
    .updateTable('policyProfiles')
    .set((row) => ({
      name,
      source,
      draft: asJson(draft),
      revision: row('revision', '+', 1),
      changedAt: at,
      changedBy,
    }))
    .where('id', '=', id)
    .execute()
}

export async function deleteDraft(db: Database, id: string): Promise<void> {
  await db.deleteFrom('policyProfiles').where('id', '=', id).execute()
}

/** The profile, so that two who publish it come one after the other. */
export async function lockProfile(db: Database, id: string): Promise<void> {
  await sql`select from policy_profiles where id = ${id} for no key update`.execute(db)
}

export async function markPublished(
  db: Database,
  { id, validFrom, publishedBy, at }: { id: string; validFrom: LocalDate; publishedBy: string; at: Date },
): Promise<void> {
  await db
    .updateTable('policyProfiles')
    .set({
      draft: null,
      validFrom,
      publishedBy,
      publishedAt: at,
      changedAt: at,
      edition: sql<number>`coalesce((select max(edition) from policy_versions), 0)`,
    })
    .where('id', '=', id)
    .execute()
}

/** What holds on a day: policies as they stand now, packages that can be signed on it. */
export async function inForceOn(db: Database, day: LocalDate): Promise<InForce> {
  return {
    policies: writtenPolicyOn(await policyVersions(db), day),
    packages: packagesOn(day, await allVersions(db)).map(contentOf),
  }
}

/** What a published profile put in force, or what held before it: by the editions of that moment. */
export async function bundleOf(
  db: Database,
  { id, validFrom, edition }: { id: string; validFrom: LocalDate; edition: number },
  before: boolean,
): Promise<InForce> {
  const rows = await db
    .selectFrom('policyVersions')
    .select(['kind', 'validFrom', 'body', 'profileId'])
    .where('edition', '<=', sql<number>`${edition}`)
    .orderBy('edition')
    .execute()
  const versions = rows.filter(({ kind, profileId }) => isPolicyKind(kind) && !(before && profileId === id))
  const packages = await packagesOfProfile(db, id, validFrom, before)
  return { policies: writtenPolicyOn(versions as unknown as PolicyVersion[], validFrom), packages }
}

/** Packages never begin before the day of publication: a profile that began earlier has its own from that day on. */
async function packagesOfProfile(db: Database, id: string, validFrom: LocalDate, before: boolean) {
  const own = await db
    .selectFrom('packageVersions')
    .select('validFrom')
    .where('profileId', '=', id)
    .limit(1)
    .executeTakeFirst()
  const begins = own?.validFrom ?? validFrom
  return packagesOn(before ? addDays(begins, -1) : begins, await allVersions(db)).map(contentOf)
}

/** The last day of what is settled or published: money frozen, scores made known. Null where nothing is. */
export async function lastClosedDay(db: Database): Promise<LocalDate | null> {
  const { rows } = await sql<{ day: LocalDate | null }>`
    select greatest(
      (select max(to_day) from settlements where state in ('frozen', 'paid')),
      (select max(to_day) from assessment_rounds where published_at is not null)
    ) as day`.execute(db)
  return rows[0]!.day
}

/** Units by code, for what a profile says of one of them. */
export async function unitNames(db: Database): Promise<Record<string, string>> {
  const units = await db.selectFrom('orgUnits').select(['code', 'areaName']).execute()
  return Object.fromEntries(units.map(({ code, areaName }) => [String(code), areaName]))
}
