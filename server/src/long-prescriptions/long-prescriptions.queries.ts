import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { PrescribedMedicine } from '@qianyue/domain/long-prescriptions/long-prescription.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Database } from '../database/database.ts'

type Delivery = {
  id: string
  deliveredOn: LocalDate
  how: 'home' | 'clinic' | 'courier'
  receivedBy: string
  remark: string
}

export type PrescriptionRow = {
  id: string
  residentId: string
  residentName: string
  villageName: string
  condition: Population
  prescribedOn: LocalDate
  weeks: number
  medicines: PrescribedMedicine[]
  assessment: string
  educated: boolean
  confirmed: boolean
  prescribedByName: string | null
  deliveries: Delivery[]
}

/** Prescriptions within reach, the latest first: of one resident all, else the latest of each resident and condition. */
export async function prescriptionsWhere(
  db: Database,
  { id, orgId, residentId }: { id?: string; orgId?: number | undefined; residentId?: string | undefined },
): Promise<PrescriptionRow[]> {
  const range = orgId === undefined ? null : rangeOf(orgId)
  const isLatestOnly = id === undefined && residentId === undefined
  const { rows } = await sql<PrescriptionRow>`
    select p.id, p.resident_id, r.name as resident_name, u.area_name as village_name, p.condition, p.prescribed_on,
      p.weeks, p.medicines, p.assessment, p.educated, p.confirmed, s.name as prescribed_by_name,
      coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'deliveredOn', d.delivered_on, 'how', d.how,
        'receivedBy', d.received_by, 'remark', d.remark) order by d.delivered_on, d.recorded_at)
        from medicine_deliveries d where d.prescription_id = p.id), '[]') as deliveries
    from long_prescriptions p join residents r on r.id = p.resident_id
    join org_units u on u.code = r.village_code left join staff s on s.id = p.prescribed_by
    where (${id ?? null}::uuid is null or p.id = ${id ?? null})
      and (${residentId ?? null}::uuid is null or p.resident_id = ${residentId ?? null})
      and (${range === null} or r.village_code between ${range?.from ?? 0} and ${range?.to ?? 0})
      and (${!isLatestOnly} or not exists (select from long_prescriptions later
        where later.resident_id = p.resident_id and later.condition = p.condition
          and (later.prescribed_on, later.id) > (p.prescribed_on, p.id)))
    order by p.prescribed_on + p.weeks * 7, r.name, p.id limit 2000`.execute(db)
  return rows
}

export async function insertPrescription(
  db: Database,
  {
    medicines,
    ...rest
  }: Omit<PrescriptionRow, 'residentName' | 'villageName' | 'prescribedByName' | 'deliveries'> & {
    unitCode: number
    prescribedBy: string | null
    recordedBy: string
  },
): Promise<void> {
  await db
    .insertInto('longPrescriptions')
    .values({ ...rest, medicines: asJson(medicines) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

export async function insertDelivery(
  db: Database,
  delivery: Delivery & { prescriptionId: string; recordedBy: string },
): Promise<void> {
  await db
    .insertInto('medicineDeliveries')
    .values(delivery)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}
