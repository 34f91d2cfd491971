import type { Claim, ContestReason } from '@qianyue/domain/agreements/contest.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import type { NewAgreement } from './signing.queries.ts'

/** A hold that an agreement has on a resident, or had until it lost to another. */
export type HeldClaim = Claim & { residentId: string; teamName: string; lostTo: string | null }

/** Everything that contends with a term for these residents, in one statement. */
export async function claimsOn(
  db: Database,
  residentIds: readonly string[],
  term: { startsOn: LocalDate; endsOn: LocalDate },
): Promise<HeldClaim[]> {
  const { rows } = await sql<HeldClaim>`
    select * from claims_on(${[...residentIds]}::uuid[], ${term.startsOn}, ${term.endsOn})
  `.execute(db)
  return rows
}

/** The villages that a team serves on a day. */
export async function villagesOf(db: Database, teamId: string, day: LocalDate): Promise<number[]> {
  const rows = await db
    .selectFrom('teamVillages')
    .select('villageCode')
    .where('teamId', '=', teamId)
    .where('since', '<=', day)
    .where((where) => where.or([where('until', 'is', null), where('until', '>=', day)]))
    .execute()
  return rows.map(({ villageCode }) => Number(villageCode))
}

/** What stands instead of a part, and what told the two apart. */
export type Loss = { lostTo: string; because: ContestReason }

/** How one member's part in an agreement stands from now on. */
export type PartChange = {
  agreementId: string
  residentId: string
  lostTo: string | null
  because: ContestReason | null
}

/** The parts of a new agreement that do not stand, kept with the reason; their fees are not owed. */
export async function insertLostParts(
  db: Database,
  agreement: NewAgreement,
  lost: ReadonlyMap<string, Loss>,
): Promise<void> {
  if (lost.size === 0) return
  const { id, teamId, startsOn, endsOn } = agreement
  const parts = agreement.members
    .filter(({ residentId }) => lost.has(residentId))
    .map((member) => ({ ...member, ...lost.get(member.residentId) }))
  const fees = agreement.fees.filter(({ residentId }) => lost.has(residentId))
  await sql`
    with parts as (
      insert into agreement_members (agreement_id, resident_id, team_id, packages, package_version_ids, populations,
        starts_on, ends_on, declined, lost_to, lost_because)
      select ${id}, m."residentId", ${teamId}, m.packages, m."packageVersionIds", m.populations,
        ${startsOn}, ${endsOn}, true, m."lostTo", m.because
      from jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) as m("residentId" uuid, packages jsonb,
        "packageVersionIds" uuid[], populations text[], "lostTo" uuid, because text)
    )
    insert into agreement_fees (agreement_id, resident_id, package_version_id, payer, fee_fen, refunded_fen)
    select ${id}, f."residentId", f."packageVersionId", f.payer, f."feeFen", f."feeFen"
    from jsonb_to_recordset(${JSON.stringify(fees)}::jsonb)
      as f("residentId" uuid, "packageVersionId" uuid, payer text, "feeFen" integer)
  `.execute(db)
  await sql`select note_superseded(${id})`.execute(db)
}

/** Writes how parts stand; the fees of a part that does not stand go back. */
export async function settleParts(db: Database, changes: readonly PartChange[]): Promise<void> {
  if (changes.length === 0) return
  const list = sql`jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
    as c("agreementId" uuid, "residentId" uuid, "lostTo" uuid, because text)`
  await sql`
    with parts as (
      update agreement_members m set declined = c."lostTo" is not null, lost_to = c."lostTo", lost_because = c.because
      from ${list} where m.agreement_id = c."agreementId" and m.resident_id = c."residentId"
    )
    update agreement_fees f set refunded_fen = case when c."lostTo" is null then 0 else f.fee_fen end
    from ${list} where f.agreement_id = c."agreementId" and f.resident_id = c."residentId"
  `.execute(db)
  const changed = [...new Set(changes.map(({ agreementId }) => agreementId))]
  await sql`select note_superseded(id) from unnest(${changed}::uuid[]) as id`.execute(db)
}

export type ContestEvent = {
  agreementId: string
  residentId: string
  kind: 'contest-won' | 'contest-lost'
  details: { because: ContestReason; otherTeam: string; otherSignedOn: LocalDate | null }
}

/** What was decided, in the course of both agreements. */
export async function noteContest(
  db: Database,
  events: readonly ContestEvent[],
  act: { on: LocalDate; at: string; by: string },
): Promise<void> {
  await sql`
    insert into agreement_events (agreement_id, resident_id, kind, happened_on, details, recorded_at, recorded_by)
    select e."agreementId", e."residentId", e.kind, ${act.on}, e.details, ${act.at}, ${act.by}
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
      as e("agreementId" uuid, "residentId" uuid, kind text, details jsonb)
  `.execute(db)
}

/** Of these agreements, those that cover somebody and have no number yet. */
export async function unnumbered(
  db: Database,
  ids: readonly string[],
): Promise<{ id: string; unitCode: number; signedOn: LocalDate }[]> {
  const { rows } = await sql<{ id: string; unitCode: number; signedOn: LocalDate }>`
    select id, unit_code, signed_on from agreements
    where id = any (${[...ids]}::uuid[]) and number is null and declined is null and signed_on is not null order by id
  `.execute(db)
  return rows
}
