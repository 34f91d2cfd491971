import type { FalseService, PaidShare } from '@qianyue/domain/settlement/claw-back.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

type Of = { id: string; fundCode: string }

/** Two settlements of one fund are not to ask back the same service: their proposals come one after the other. */
export async function lockClawBacks(db: Database, { fundCode }: Of): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`claw-back ${fundCode}`}))`.execute(db)
}

type Row = FalseService & Omit<PaidShare, 'points'> & { sharePoints: number }

/**
 * Services that earned points in frozen settlements of a fund that is shared by points and proved false since, with what
 * their people were given there. Left out: what another settlement has proposed, and a verdict that is under appeal.
 */
export async function falseServicesOf(
  db: Database,
  { id, fundCode }: Of,
): Promise<{ shares: PaidShare[]; services: FalseService[] }> {
  const { rows } = await sql<Row>`
    with contested as (
      select unnest(record_ids) as record_id from authenticity_questions
      where appeal is not null and final is null
    ), refused as (
      select record_id from service_verdicts
      where verdict = 'fake' and record_id not in (select record_id from contested)
    ), suspect as (
      select record_id from refused union select record_id from service_record_corrections
    ), held as (
      select (line ->> 'staffId')::uuid as staff_id, (service ->> 'settlementId')::uuid as settlement_id,
        (service ->> 'recordId')::uuid as record_id, (service ->> 'fen')::bigint as fen
      from settlements t, jsonb_array_elements(t.computed -> 'clawBacks') line,
        jsonb_array_elements(line -> 'services') service
      where t.fund_code = ${fundCode} and t.id <> ${id}
    ), found as (
      select k.settlement_id, k.record_id, k.staff_id, k.points, s.form, s.service, s.performed_on,
        case
          when s.id in (select record_id from refused) then 'refused'
          when s.withdrawn_at is not null then 'withdrawn'
          when s.performed_on not between t.from_day and t.to_day then 'moved'
        end as because
      from settlements t
      cross join suspect
      join settlement_services k on k.settlement_id = t.id and k.record_id = suspect.record_id
      join service_records s on s.id = k.record_id
      where t.fund_code = ${fundCode} and t.id <> ${id} and t.state in ('frozen', 'paid')
        and t.computed -> 'fund' ->> 'share' = 'points' and k.points > 0
    )
    select f.*, p.points as share_points, p.share_fen, p.paid_fen,
      (select coalesce(sum(h.fen), 0)::bigint from held h
       where h.settlement_id = f.settlement_id and h.staff_id = f.staff_id) as already_fen
    from found f
    join settlement_shares p on p.settlement_id = f.settlement_id and p.staff_id = f.staff_id
    where f.because is not null and not exists (
      select from held h where h.settlement_id = f.settlement_id and h.record_id = f.record_id
    )`.execute(db)
  const shares = new Map<string, PaidShare>()
  const services = rows.map(({ sharePoints, shareFen, paidFen, alreadyFen, ...service }) => {
    const { settlementId, staffId } = service
    shares.set(`${settlementId}/${staffId}`, {
      settlementId,
      staffId,
      points: sharePoints,
      shareFen,
      paidFen,
      alreadyFen,
    })
    return service
  })
  return { shares: [...shares.values()], services }
}

/**
 * What people owe of decisions in other settlements of the fund, because a share was too small: whole fen by person. What
 * a settlement carries that is not frozen yet is its own until then.
 */
export async function carriedInto(db: Database, { id, fundCode }: Of): Promise<Map<string, number>> {
  const { rows } = await sql<{ staffId: string; fen: number }>`
    select staff_id, sum(owed - carried)::bigint as fen from (
      select (line ->> 'staffId')::uuid as staff_id, (line ->> 'carriedFen')::bigint as carried,
        case when t.state in ('frozen', 'paid')
          then coalesce((line -> 'decision' ->> 'fen')::bigint, 0) - (line ->> 'takenFen')::bigint else 0 end as owed
      from settlements t, jsonb_array_elements(t.computed -> 'clawBacks') line
      where t.fund_code = ${fundCode} and t.id <> ${id}
    ) line
    group by 1 having sum(owed - carried) > 0`.execute(db)
  return new Map(rows.map(({ staffId, fen }) => [staffId, fen]))
}

/** Family names of the residents of services, by record: who answers for money sees no more. */
export async function familyNamesOf(
  db: Database,
  recordIds: readonly string[],
): Promise<Map<string, string>> {
  if (recordIds.length === 0) return new Map()
  const { rows } = await sql<{ recordId: string; name: string }>`
    select s.id as record_id, left(r.name, 1) as name
    from service_records s join residents r on r.id = s.resident_id
    where s.id = any(${[...recordIds]}::uuid[])`.execute(db)
  return new Map(rows.map(({ recordId, name }) => [recordId, name]))
}
