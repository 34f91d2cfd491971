import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { FormValues } from '@qianyue/domain/forms/form.ts'
import { openingForms } from '@qianyue/domain/health-records/health-record.ts'
import { profileOf } from '@qianyue/domain/health-records/profile.ts'
import { v7 as newId } from 'uuid'
import type { Context } from '../http/context.ts'
import { residentToEdit, writeEdit } from '../residents/edit.queries.ts'
import {
  insertHealthRecords,
  insertRecordEvents,
  keptRecords,
  personOfRecord,
} from './health-records.queries.ts'

type Recorded = {
  residentId: string
  form: string
  performedOn: LocalDate
  performedBy: string | null
  values: FormValues
}

/**
 * The basic information sheet, or a newborn's home visit, opens the health record where there is none (建档), and what the
 * sheet says of blood, allergies and history goes into the register.
 */
export async function fileRecord(context: Context, record: Recorded): Promise<void> {
  const { residentId, form, performedOn } = record
  if (!openingForms.includes(form)) return
  const [kept] = await keptRecords(context, [residentId])
  if (!kept) {
    const { villageCode } = await personOfRecord(context, residentId)
    await insertHealthRecords(context, [
      {
        residentId,
        openedOn: performedOn,
        openedBy: record.performedBy,
        villageCode,
        responsibleStaffId: record.performedBy,
        registeredAddress: '',
      },
    ])
    await insertRecordEvents(context, [
      { id: newId(), residentId, kind: 'opened', on: performedOn, reason: '' },
    ])
  }
  if (form === 'personal-information') await takeIntoRegister(context, record)
}

async function takeIntoRegister(context: Context, { residentId, values }: Recorded): Promise<void> {
  const resident = await residentToEdit(context, residentId)
  const before = resident.profile as Record<string, unknown>
  const profile = { ...before, ...profileOf(values) }
  if (JSON.stringify(profile) === JSON.stringify(before)) return
  await writeEdit(context, resident, { profile: JSON.stringify(profile) }, '个人基本信息表')
}
