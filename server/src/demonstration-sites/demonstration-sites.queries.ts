import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { SiteDecision } from '@qianyue/domain/demonstration-sites/site.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import type { Context } from '../http/context.ts'

export type SiteRow = {
  id: string
  unitCode: number
  unitName: string
  year: number
  name: string
  goals: string
  plan: string
  reviews: {
    id: string
    decision: SiteDecision
    score: number | null
    words: string
    reviewedOn: LocalDate
    by: string
  }[]
}

export async function sitesKept(db: Database, id: string | null = null): Promise<SiteRow[]> {
  const { rows } = await sql<SiteRow>`
    select s.id, s.unit_code, u.name as unit_name, s.year, s.name, s.goals, s.plan,
      coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'decision', r.decision, 'score', r.score, 'words', r.words,
          'reviewedOn', r.reviewed_on, 'by', coalesce(a.name, '')) order by r.made_at, r.id)
        from demonstration_reviews r left join platform.accounts a on a.id = r.made_by where r.site_id = s.id), '[]')
        as reviews
    from demonstration_sites s join org_units u on u.code = s.unit_code
    where ${id === null ? sql`true` : sql`s.id = ${id}`}
    order by s.year desc, s.unit_code limit 300`.execute(db)
  return rows
}

export async function siteOfYear(db: Database, unitCode: number, year: number): Promise<string | null> {
  const row = await db
    .selectFrom('demonstrationSites')
    .select('id')
    .where('unitCode', '=', unitCode)
    .where('year', '=', year)
    .executeTakeFirst()
  return row?.id ?? null
}

export async function insertSite(
  { db, viewer, now }: Context,
  site: Omit<SiteRow, 'unitName' | 'reviews'>,
): Promise<void> {
  await db
    .insertInto('demonstrationSites')
    .values({ ...site, appliedAt: now, appliedBy: viewer.accountId })
    .execute()
}

export async function lockSite(db: Database, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${id}))`.execute(db)
}

export async function insertReview(
  { db, viewer, now, today }: Context,
  review: { id: string; siteId: string; decision: SiteDecision; score: number | null; words: string },
): Promise<void> {
  await db
    .insertInto('demonstrationReviews')
    .values({ ...review, reviewedOn: today, madeAt: now, madeBy: viewer.accountId })
    .execute()
}
