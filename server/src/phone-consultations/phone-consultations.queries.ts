import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

export type ConsultationRow = {
  id: string
  residentId: string | null
  residentName: string | null
  caller: string
  calledAt: Date
  question: string
  answer: string
  outcome: 'answered' | 'come-to-clinic' | 'home-visit' | 'referred' | 'emergency'
  unitName: string
  answeredByName: string | null
}

/** Calls within reach, the latest first. */
export async function consultationsWhere(
  db: Database,
  {
    id,
    orgId,
    from,
    to,
    residentId,
  }: {
    id?: string
    orgId?: number | undefined
    from?: LocalDate
    to?: LocalDate
    residentId?: string | undefined
  },
): Promise<ConsultationRow[]> {
  const range = orgId === undefined ? null : rangeOf(orgId)
  const { rows } = await sql<ConsultationRow>`
    select c.id, c.resident_id, r.name as resident_name, c.caller, c.called_at, c.question, c.answer, c.outcome,
      u.name as unit_name, s.name as answered_by_name
    from phone_consultations c join org_units u on u.code = c.unit_code
    left join residents r on r.id = c.resident_id left join staff s on s.id = c.answered_by
    where (${id ?? null}::uuid is null or c.id = ${id ?? null})
      and (${range === null} or c.unit_code between ${range?.from ?? 0} and ${range?.to ?? 0})
      and (${from ?? null}::date is null
        or (c.called_at at time zone 'Asia/Shanghai')::date between ${from ?? null} and ${to ?? null})
      and (${residentId ?? null}::uuid is null or c.resident_id = ${residentId ?? null})
    order by c.called_at desc, c.id desc limit 1000`.execute(db)
  return rows
}

export async function insertConsultation(
  db: Database,
  consultation: Omit<ConsultationRow, 'residentName' | 'unitName' | 'answeredByName'> & {
    unitCode: number
    answeredBy: string | null
    recordedBy: string
  },
): Promise<void> {
  await db
    .insertInto('phoneConsultations')
    .values(consultation)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}
