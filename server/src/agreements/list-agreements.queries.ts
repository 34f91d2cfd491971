import type { exportAgreements, listAgreements } from '@qianyue/api/agreements.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type {
  AgreementStatus,
  AgreementUnit,
  Declined,
  SignedVia,
  SigningKind,
} from '@qianyue/domain/agreements/agreement.ts'
import type { EndReason } from '@qianyue/domain/agreements/termination.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { AgePolicy, Population } from '@qianyue/domain/populations/population.ts'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from '../database/database.ts'

export type AgreementListRow = {
  id: string
  number: string | null
  kind: SigningKind
  unit: AgreementUnit
  startsOn: LocalDate
  endsOn: LocalDate
  signedOn: LocalDate | null
  signedVia: SignedVia
  declined: Declined | null
  terminatedOn: LocalDate | null
  endReason: EndReason | null
  renewed: boolean
  paperDue: boolean
  teamId: string
  teamName: string
  signatoryName: string | null
  villageName: string | null
  memberNames: string[]
  populations: Population[]
  paid: boolean
  residentFen: number
  /** Where the next page begins after this row. */
  place: string
}

/** Counting stops here: a list of more is narrowed by filters before anyone reads it. */
export const COUNTED_AT_MOST = 10_000

type Filters = RequestOf<typeof exportAgreements>
type Paging = Pick<RequestOf<typeof listAgreements>, 'cursor' | 'limit'>

/** Which agreements a list is about: filters, the villages of the unit, and the day on which statuses are asked. */
export type ListScope = {
  filters: Filters
  range: { from: number; to: number } | null
  today: LocalDate
  noticeDays: number
  ages: AgePolicy
}

/** A page of the agreements within reach that match. */
export async function agreementPage(
  db: Database,
  scope: ListScope,
  { cursor, limit }: Paging,
): Promise<AgreementListRow[]> {
  const ending = scope.filters.order === 'ending'
  const key = ending ? sql`a.ends_on::text` : sql`a.starts_on::text`
  const order = ending ? sql`a.ends_on, a.id` : sql`a.starts_on desc, a.id desc`
  const [after, afterId] = (cursor ?? '').split('|')
  const from =
    after && afterId
      ? ending
        ? sql<SqlBool>`(a.ends_on, a.id) > (${after}::date, ${afterId}::uuid)`
        : sql<SqlBool>`(a.starts_on, a.id) < (${after}::date, ${afterId}::uuid)`
      : sql<SqlBool>`true`
  const { rows } = await sql<AgreementListRow>`
    with page as (
      select a.id ${matching(scope)} and ${from} order by ${order} limit ${limit}
    )
    select a.id, a.number, a.kind, a.unit, a.starts_on, a.ends_on, a.signed_on, a.signed_via, a.declined,
      a.terminated_on, a.end_reason, a.paper_due, a.team_id, t.name as team_name, s.name as signatory_name,
      v.area_name as village_name, parts.names as member_names, parts.populations,
      exists (select from agreements n where n.follows_id = a.id and n.kind = 'renewal' and n.declined is null) as renewed,
      fees.paid, fees.resident_fen, ${key} || '|' || a.id as place
    from page join agreements a using (id)
    join teams t on t.id = a.team_id
    left join residents s on s.id = a.signatory_id
    left join org_units v on v.code = s.village_code
    cross join lateral (
      select coalesce(json_agg(r.name order by r.id = a.signatory_id desc, r.birth_date), '[]') as names,
        coalesce((select json_agg(distinct one) from agreement_members m2, unnest(m2.populations) as one
          where m2.agreement_id = a.id), '[]') as populations
      from agreement_members m join residents r on r.id = m.resident_id
      where m.agreement_id = a.id and (m.terminated_on is null or a.terminated_on is not null)
    ) parts
    cross join lateral (
      select count(*) > 0 as paid, coalesce(sum(f.fee_fen) filter (where f.payer = 'resident'), 0)::int as resident_fen
      from agreement_fees f where f.agreement_id = a.id
    ) fees
    order by ${order}
  `.execute(db)
  return rows
}

/** How many match; counting stops after {@link COUNTED_AT_MOST}. */
export async function countAgreements(db: Database, scope: ListScope): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from (select 1 ${matching(scope)} limit ${COUNTED_AT_MOST + 1}) as found
  `.execute(db)
  return rows[0]!.total
}

function matching({ filters, range, today, noticeDays }: ListScope) {
  // A member may reach the agreement and not the one who signed it.
  return sql`from agreements a left join residents s on s.id = a.signatory_id
    where ${conditionsOf(filters, range, today, noticeDays)}`
}

function conditionsOf(
  filters: Filters,
  range: { from: number; to: number } | null,
  today: LocalDate,
  noticeDays: number,
): RawBuilder<SqlBool> {
  const all: RawBuilder<SqlBool>[] = [sql`true`]
  if (range) all.push(sql`s.village_code between ${range.from} and ${range.to}`)
  if (filters.teamId) all.push(sql`a.team_id = ${filters.teamId}`)
  if (filters.householdId) all.push(sql`a.household_id = ${filters.householdId}`)
  if (filters.residentId) {
    all.push(
      sql`a.id in (select m.agreement_id from agreement_members m where m.resident_id = ${filters.residentId})`,
    )
  }
  if (filters.kind) all.push(sql`a.kind = ${filters.kind}`)
  if (filters.status) all.push(hasStatus(filters.status, today, noticeDays))
  if (filters.paid) {
    const paid = sql`exists (select from agreement_fees f where f.agreement_id = a.id)`
    all.push(filters.paid === 'true' ? sql`${paid}` : sql`not ${paid}`)
  }
  if (filters.paperDue) all.push(sql`a.paper_due`)
  if (filters.endsFrom) all.push(sql`a.ends_on >= ${filters.endsFrom}`)
  if (filters.inForce) {
    all.push(sql`(${hasStatus('active', today, noticeDays)} or ${hasStatus('renewable', today, noticeDays)})`)
  }
  if (filters.endsBy) all.push(sql`a.ends_on <= ${filters.endsBy}`)
  if (filters.signedFrom) all.push(sql`a.signed_on >= ${filters.signedFrom}`)
  if (filters.signedTo) all.push(sql`a.signed_on <= ${filters.signedTo}`)
  if (filters.q) {
    const part = `%${filters.q.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
    all.push(sql`(a.number like ${part} or s.name like ${part})`)
  }
  return sql<SqlBool>`${sql.join(all, sql` and `)}`
}

/** Repeats `statusOn` of the domain; a test runs both over the same agreements. */
function hasStatus(status: AgreementStatus, today: LocalDate, noticeDays: number): RawBuilder<SqlBool> {
  const signed = sql`a.declined is null and a.signed_on is not null`
  const stands = sql`${signed} and (a.terminated_on is null or a.terminated_on > ${today})`
  const renewed = sql`exists (select from agreements n where n.follows_id = a.id and n.kind = 'renewal' and n.declined is null)`
  const current = sql`${stands} and a.starts_on <= ${today} and a.ends_on >= ${today}`
  const nearEnd = sql`a.ends_on < ${today}::date + ${noticeDays}::int and a.terminated_on is null and not ${renewed}`
  switch (status) {
    case 'rejected':
    case 'withdrawn':
    case 'superseded':
      return sql`a.declined = ${status}`
    case 'pending':
      return sql`a.declined is null and a.signed_on is null`
    case 'transferred':
      return sql`${signed} and a.terminated_on <= ${today} and a.end_reason = 'transfer'`
    case 'terminated':
      return sql`${signed} and a.terminated_on <= ${today} and a.end_reason <> 'transfer'`
    case 'upcoming':
      return sql`${stands} and a.starts_on > ${today}`
    case 'renewed':
      return sql`${stands} and a.ends_on < ${today} and ${renewed}`
    case 'expired':
      return sql`${stands} and a.ends_on < ${today} and not ${renewed}`
    case 'renewable':
      return sql`${current} and ${nearEnd}`
    case 'active':
      return sql`${current} and not (${nearEnd})`
  }
}
