import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

type ConfirmationRow = {
  recordId: string
  linkSealed: Buffer
  askedAt: Date
  answeredAt: Date | null
  wasGiven: boolean | null
  words: string
  withdrawnAt: Date | null
}

/** The record that is asked about, within reach, with what was asked and answered; null when there is no such record. */
export async function recordAsked(db: Database, recordId: string) {
  const { rows } = await sql<{
    residentId: string
    protection: string | null
    withdrawnAt: Date | null
    asked: boolean
  }>`
    select s.resident_id, s.protection, s.withdrawn_at, c.record_id is not null as asked
    from service_records s left join service_confirmations c on c.record_id = s.id
    where s.id = ${recordId}`.execute(db)
  return rows[0] ?? null
}

export async function confirmationOf(db: Database, recordId: string): Promise<ConfirmationRow | null> {
  const { rows } = await sql<ConfirmationRow>`
    select c.record_id, c.link_sealed, c.asked_at, c.answered_at, c.was_given, c.words, s.withdrawn_at
    from service_confirmations c join service_records s on s.id = c.record_id
    where c.record_id = ${recordId}`.execute(db)
  return rows[0] ?? null
}

/** The first asking stands: the link that was sent stays the link. */
export async function insertConfirmation(
  db: Database,
  asked: { recordId: string; linkHash: Buffer; linkSealed: Buffer; askedAt: Date; askedBy: string },
): Promise<void> {
  await db
    .insertInto('serviceConfirmations')
    .values(asked)
    .onConflict((conflict) => conflict.column('recordId').doNothing())
    .execute()
}

export async function confirmationByLink(db: Database, linkHash: Buffer) {
  const { rows } = await sql<
    Pick<ConfirmationRow, 'recordId' | 'askedAt' | 'wasGiven' | 'withdrawnAt'> & {
      form: string
      service: string | null
      protection: string | null
      performedOn: LocalDate
      residentName: string
      staffName: string
      unitName: string
      staffId: string | null
      unitCode: number
    }
  >`
    select c.record_id, c.asked_at, c.was_given, s.withdrawn_at, s.form, s.service, s.protection, s.performed_on,
      r.name as resident_name, coalesce(p.name, '') as staff_name, u.name as unit_name, s.performed_by as staff_id, s.unit_code
    from service_confirmations c
    join service_records s on s.id = c.record_id
    join residents r on r.id = s.resident_id
    join org_units u on u.code = s.unit_code
    left join staff p on p.id = s.performed_by
    where c.link_hash = ${linkHash}
    for update of c`.execute(db)
  return rows[0] ?? null
}

export async function writeAnswer(
  db: Database,
  recordId: string,
  answer: { wasGiven: boolean; words: string; answeredAt: Date },
): Promise<void> {
  await db
    .updateTable('serviceConfirmations')
    .set(answer)
    .where('recordId', '=', recordId)
    .where('answeredAt', 'is', null)
    .execute()
}
