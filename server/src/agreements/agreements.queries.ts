import type { AgreementUnit, Declined, SignedVia, SigningKind } from '@qianyue/domain/agreements/agreement.ts'
import type { ContestReason } from '@qianyue/domain/agreements/contest.ts'
import type { EndReason } from '@qianyue/domain/agreements/termination.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Payer } from '@qianyue/domain/packages/fee-split.ts'
import type { Population, PopulationMembership } from '@qianyue/domain/populations/population.ts'
import type { AgreedPackage, Sex } from '@qianyue/domain/residents/resident-facts.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import type { Context } from '../http/context.ts'
import { Refused } from '../http/errors.ts'

export type PersonRow = {
  id: string
  name: string
  sex: Sex
  birthDate: LocalDate
  diedOn: LocalDate | null
  movedOutOn: LocalDate | null
  /** Null for who is not away on the first day that matters. */
  awaySince: LocalDate | null
  householdId: string | null
  villageCode: number
  relation: string | null
  isHead: boolean
  idNumberMasked: string | null
  phoneMasked: string | null
  populations: PopulationMembership[]
  /** Parts in agreements that cover a day from `since` on, up to the last day of cover; waiting ones too. */
  taken: { agreementId: string; teamId: string; startsOn: LocalDate; endsOn: LocalDate }[]
}

/** What a signing must know of people, those whom the viewer reaches. @param since first day that matters. */
export async function peopleToSign(
  db: Database,
  who: { residentIds?: readonly string[]; householdId?: string },
  since: LocalDate,
): Promise<PersonRow[]> {
  const chosen =
    who.householdId === undefined
      ? sql`r.id = any (${[...(who.residentIds ?? [])]}::uuid[])`
      : sql`r.household_id = ${who.householdId}`
  const { rows } = await sql<PersonRow>`
    select r.id, r.name, r.sex, r.birth_date, r.died_on, r.moved_out_on,
      case when ${since} between r.away_since and coalesce(r.away_until, 'infinity') then r.away_since end as away_since,
      r.household_id, r.village_code, r.relation, coalesce(h.head_id = r.id, false) as is_head, r.id_number_masked, r.phone_masked,
      coalesce((select json_agg(json_build_object('population', p.population, 'since', p.since, 'until', p.until,
          'source', p.source)) from resident_populations p where p.resident_id = r.id), '[]') as populations,
      coalesce((select json_agg(json_build_object('agreementId', m.agreement_id, 'teamId', m.team_id,
          'startsOn', m.starts_on, 'endsOn', coalesce(m.terminated_on - 1, m.ends_on)) order by m.starts_on)
        from agreement_members m where m.resident_id = r.id and not m.declined
          and coalesce(m.terminated_on - 1, m.ends_on) >= ${since}
          and (m.terminated_on is null or m.terminated_on > m.starts_on)), '[]') as taken
    from residents r left join households h on h.id = r.household_id
    where ${chosen} and r.merged_into_id is null
    order by is_head desc, r.birth_date
  `.execute(db)
  return rows
}

export async function householdOf(db: Database, householdId: string) {
  return await db
    .selectFrom('households')
    .select(['id', 'address', 'villageCode', 'headId'])
    .where('id', '=', householdId)
    .executeTakeFirst()
}

/** Brings the residents' present team up to date: also of those whom the viewer no longer reaches afterwards. */
export async function notePresentTeam(
  { db, today }: Pick<Context, 'db' | 'today'>,
  residentIds: readonly string[],
): Promise<void> {
  await sql`select note_present_team(${[...residentIds]}::uuid[], ${today})`.execute(db)
}

export type AgreementRow = {
  id: string
  number: string | null
  unit: AgreementUnit
  kind: SigningKind
  startsOn: LocalDate
  endsOn: LocalDate
  termMonths: number
  signedOn: LocalDate | null
  signedVia: SignedVia
  declined: Declined | null
  paperDue: boolean
  terminatedOn: LocalDate | null
  endReason: EndReason | null
  endNote: string | null
  teamId: string
  teamName: string
  teamPhone: string | null
  unitCode: number
  unitName: string
  householdId: string | null
  address: string | null
  signatoryId: string
  signatoryName: string | null
  followsId: string | null
  followsNumber: string | null
  followedBy: { id: string; number: string | null; kind: SigningKind; startsOn: LocalDate } | null
  members: {
    residentId: string
    name: string
    sex: Sex
    birthDate: LocalDate
    diedOn: LocalDate | null
    relation: string | null
    populations: Population[]
    packages: AgreedPackage[]
    packageVersionIds: string[]
    startsOn: LocalDate
    endsOn: LocalDate
    terminatedOn: LocalDate | null
    endReason: EndReason | null
    lost: { agreementId: string; teamName: string; signedOn: LocalDate | null; because: ContestReason } | null
  }[]
  fees: {
    residentId: string
    packageId: string
    packageName: string
    payer: Payer
    fen: number
    refundedFen: number
  }[]
  events: {
    kind: string
    happenedOn: LocalDate
    residentId: string | null
    details: Record<string, unknown>
    recordedAt: string
    recordedBy: string | null
  }[]
}

/** One agreement with everything about it, for those who reach it; null otherwise. */
export async function agreementById(db: Database, id: string): Promise<AgreementRow | null> {
  const { rows } = await sql<AgreementRow>`
    select a.id, a.number, a.unit, a.kind, a.starts_on, a.ends_on, a.term_months, a.signed_on, a.signed_via, a.declined,
      a.paper_due, a.terminated_on, a.end_reason, a.end_note, a.team_id, t.name as team_name, t.phone as team_phone,
      a.unit_code, u.name as unit_name, a.household_id, h.address, a.signatory_id, s.name as signatory_name,
      a.follows_id, (select f.number from agreements f where f.id = a.follows_id) as follows_number,
      (select json_build_object('id', n.id, 'number', n.number, 'kind', n.kind, 'startsOn', n.starts_on)
        from agreements n where n.follows_id = a.id and n.declined is null order by n.starts_on limit 1) as followed_by,
      coalesce((select json_agg(json_build_object('residentId', r.id, 'name', r.name, 'sex', r.sex,
          'birthDate', r.birth_date, 'diedOn', r.died_on, 'relation', r.relation, 'populations', m.populations,
          'packages', m.packages, 'packageVersionIds', m.package_version_ids, 'startsOn', m.starts_on,
          'endsOn', m.ends_on, 'terminatedOn', m.terminated_on, 'endReason', m.end_reason,
          'lost', (select json_build_object('agreementId', w.id, 'teamName', wt.name, 'signedOn', w.signed_on,
            'because', m.lost_because) from agreements w join teams wt on wt.id = w.team_id where w.id = m.lost_to))
          order by r.id = a.signatory_id desc, r.birth_date)
        from agreement_members m join residents r on r.id = m.resident_id where m.agreement_id = a.id), '[]') as members,
      coalesce((select json_agg(json_build_object('residentId', f.resident_id, 'packageId', p.id, 'packageName', p.name,
          'payer', f.payer, 'fen', f.fee_fen, 'refundedFen', f.refunded_fen) order by p.code, f.payer)
        from agreement_fees f join package_versions p on p.id = f.package_version_id
        where f.agreement_id = a.id), '[]') as fees,
      coalesce((select json_agg(json_build_object('kind', e.kind, 'happenedOn', e.happened_on,
          'residentId', e.resident_id, 'details', e.details,
          'recordedAt', to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
          'recordedBy', ac.name) order by e.id)
        from agreement_events e left join platform.accounts ac on ac.id = e.recorded_by where e.agreement_id = a.id), '[]') as events
    from agreements a
    join teams t on t.id = a.team_id
    join org_units u on u.code = t.unit_code
    left join households h on h.id = a.household_id
    left join residents s on s.id = a.signatory_id
    where a.id = ${id}
  `.execute(db)
  return rows[0] ?? null
}

/** Lets two who change the same agreement go one after the other. */
export async function lockAgreement(db: Database, id: string): Promise<void> {
  await sql`select from agreements where id = ${id} for no key update`.execute(db)
}

type EndOfParts = {
  agreementId: string
  /** Whose parts end; the agreement itself ends when `whole`. */
  residentIds: readonly string[]
  whole: boolean
  terminatedOn: LocalDate
  reason: EndReason
  note: string | null
  refunds: { residentId: string; packageVersionId: string; payer: Payer; fen: number }[]
  events: {
    kind: string
    residentId: string | null
    happenedOn: LocalDate
    details: Record<string, unknown>
  }[]
  recordedBy: string | null
}

/** Ends members' parts, and the whole agreement where nobody is left, with what is refunded, in one statement. */
export async function endParts(db: Database, end: EndOfParts): Promise<void> {
  await sql`
    with ended as (
      update agreements set terminated_on = ${end.terminatedOn}, end_reason = ${end.reason}, end_note = ${end.note}
      where id = ${end.agreementId} and ${end.whole} and terminated_on is null
    ), parts as (
      update agreement_members
      set terminated_on = ${end.terminatedOn}, end_reason = ${end.reason}, end_note = ${end.note}
      where agreement_id = ${end.agreementId} and resident_id = any (${[...end.residentIds]}::uuid[])
        and terminated_on is null
    ), refunded as (
      update agreement_fees f set refunded_fen = back.fen
      from jsonb_to_recordset(${JSON.stringify(end.refunds)}::jsonb)
        as back("residentId" uuid, "packageVersionId" uuid, payer text, fen integer)
      where f.agreement_id = ${end.agreementId} and f.resident_id = back."residentId"
        and f.package_version_id = back."packageVersionId" and f.payer = back.payer
    )
    insert into agreement_events (agreement_id, resident_id, kind, happened_on, details, recorded_by)
    select ${end.agreementId}, e."residentId", e.kind, e."happenedOn", e.details, ${end.recordedBy}
    from jsonb_to_recordset(${JSON.stringify(end.events)}::jsonb)
      as e("residentId" uuid, kind text, "happenedOn" date, details jsonb)
  `.execute(db)
}

/** A draft is signed: the day of signing makes it count. */
export async function markSigned(
  db: Database,
  agreement: { id: string; signedOn: LocalDate; recordedBy: string },
): Promise<void> {
  const { id, signedOn, recordedBy } = agreement
  await sql`
    with signed as (update agreements set signed_on = ${signedOn} where id = ${id} and signed_on is null)
    insert into agreement_events (agreement_id, kind, happened_on, recorded_by)
    values (${id}, 'signed', ${signedOn}, ${recordedBy})
  `.execute(db)
}

/** The paper of an agreement that silence renewed is signed. */
export async function markPaperSigned(
  db: Database,
  agreement: { id: string; on: LocalDate; recordedBy: string },
): Promise<void> {
  const { id, on, recordedBy } = agreement
  await sql`
    with signed as (update agreements set paper_due = false where id = ${id})
    insert into agreement_events (agreement_id, kind, happened_on, recorded_by)
    values (${id}, 'paper-signed', ${on}, ${recordedBy})
  `.execute(db)
}

export async function markDeclined(
  db: Database,
  agreement: {
    id: string
    declined: 'rejected' | 'withdrawn'
    on: LocalDate
    note: string
    recordedBy: string
  },
): Promise<void> {
  const { id, declined, on, note, recordedBy } = agreement
  await sql`
    with refused as (update agreements set declined = ${declined}, end_note = ${note} where id = ${id}),
    parts as (update agreement_members set declined = true where agreement_id = ${id})
    insert into agreement_events (agreement_id, kind, happened_on, details, recorded_by)
    values (${id}, ${declined}, ${on}, ${JSON.stringify({ note })}::jsonb, ${recordedBy})
  `.execute(db)
}

/** Agreements that a resident is still covered by or waits for, from a day on; also beyond the viewer's reach. */
export async function openPartsOf(db: Database, residentId: string, day: LocalDate): Promise<string[]> {
  const { rows } = await sql<{ agreementId: string }>`
    select m.agreement_id from agreement_members m
    where m.resident_id = ${residentId} and not m.declined and m.terminated_on is null and m.ends_on >= ${day}
    order by m.starts_on
  `.execute(db)
  return rows.map(({ agreementId }) => agreementId)
}

/** Does one piece of a larger act; where a rule says no to it, the piece is undone and the rest goes on. */
export async function withoutSpoiling(db: Database, piece: () => Promise<unknown>): Promise<Refused | null> {
  await sql`savepoint piece`.execute(db)
  try {
    await piece()
    await sql`release savepoint piece`.execute(db)
    return null
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    await sql`rollback to savepoint piece`.execute(db)
    return error
  }
}

/** Agreements that ran out in the days before today and that nothing follows, oldest first. */
export async function agreementsRunOut(
  db: Database,
  today: LocalDate,
  since: LocalDate,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select a.id from agreements a
    where a.ends_on < ${today} and a.ends_on >= ${since} and a.terminated_on is null and a.declined is null
      and a.signed_on is not null
      and not exists (select from agreements n where n.follows_id = a.id and n.declined is null)
    order by a.ends_on, a.id limit ${limit}
  `.execute(db)
  return rows.map(({ id }) => id)
}

/** Brings the present team of everybody up to date whose cover began or ended since a day. */
export async function noteTeamsOfDay(db: Database, today: LocalDate, since: LocalDate): Promise<void> {
  await sql`
    select note_present_team(coalesce(array_agg(distinct resident_id), '{}'), ${today}) from agreement_members
    where starts_on between ${since} and ${today} or ends_on between ${since} and ${today}
      or terminated_on between ${since} and ${today}
  `.execute(db)
}
