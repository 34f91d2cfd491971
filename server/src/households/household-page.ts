import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { getHousehold as call, editHousehold as editCall } from '@qianyue/api/households.ts'
import { type FormValues, fieldsOf } from '@qianyue/domain/forms/form.ts'
import { findForm } from '@qianyue/domain/forms/forms.ts'
import { textWithUnit } from '@qianyue/domain/forms/value-text.ts'
import { type Relation, relations } from '@qianyue/domain/households/relation.ts'
import { refreshResidents } from '../duties/refresh-residents.ts'
import { refreshHealthRecords } from '../health-records/refresh-health-records.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { eventTitle, noteOf } from '../residents/event-words.ts'
import { indexAddresses } from '../residents/insert-residents.queries.ts'
import { rowOf } from '../residents/list-residents.ts'
import { residentEventsOf } from '../residents/resident-page.queries.ts'
import { residentRows } from '../residents/residents.queries.ts'
import { mayAnswerForDoors } from './grid-duty.ts'
import {
  formerMembers,
  householdById,
  householdToEdit,
  keepVersion,
  memberIds,
  recordsAboutHousehold,
  updateHousehold,
  versionMadeBy,
} from './households.queries.ts'

/** 一户. Reading it is noted for each of its members. */
export async function householdPage(
  context: Context,
  { id }: RequestOf<typeof call>,
): Promise<ReplyInput<typeof call>> {
  const household = await householdById(context, id)
  const { ages } = await policyAt(context.db, context.today)
  const ids = await memberIds(context, id)
  const rows = await residentRows(context, ids)
  const former = await formerMembers(context, id)
  const events = await residentEventsOf(context, [...new Set([...ids, ...former.map((one) => one.id)])])
  const records = await recordsAboutHousehold(context, id)
  for (const residentId of ids) context.note({ residentId, subject: `household ${id}` })

  const members = rows.map((row) => ({ ...rowOf(row, context, ages), isHead: row.isHead === true }))
  members.sort(
    (a, b) =>
      Number(b.isHead) - Number(a.isHead) ||
      (a.relation ?? '99').localeCompare(b.relation ?? '99') ||
      a.birthDate.localeCompare(b.birthDate),
  )
  return {
    ...household,
    townshipName: household.townshipName ?? '',
    headName: members.find(({ isHead }) => isHead)?.name ?? null,
    members,
    formerMembers: former.map(({ relation, ...one }) => ({
      ...one,
      relationName: relation === null ? '' : (relations[relation as Relation] ?? ''),
    })),
    events: events
      .filter(({ withdrawnAt }) => withdrawnAt === null)
      .map(({ id: eventId, residentId, residentName, kind, happenedOn, details }) => ({
        id: eventId,
        on: happenedOn,
        residentId,
        residentName,
        title: eventTitle(kind),
        detail: noteOf(details),
      })),
    records: records.map(({ form, values, ...record }) => ({
      ...record,
      form,
      name: findForm(form)?.name ?? form,
      said: saidIn(form, values as FormValues),
    })),
    populations: [
      ...new Set(members.flatMap(({ populations }) => populations.map(({ population }) => population))),
    ],
  }
}

/** The answers of a sheet in a line or two: what one looks for before knocking. */
function saidIn(code: string, values: FormValues): string {
  const form = findForm(code)
  if (!form) return ''
  return fieldsOf(form)
    .filter(({ code: field }) => values[field] !== undefined)
    .map((field) => `${field.name} ${textWithUnit(field, values[field.code])}`)
    .join('；')
}

/** 修改住址、村民小组、包户医生. */
export async function editHousehold(
  context: Context,
  { id, editId, version, ...changed }: RequestOf<typeof editCall>,
): Promise<ReplyInput<typeof editCall>> {
  const household = await householdToEdit(context, id)
  const made = editId === undefined ? null : await versionMadeBy(context, id, editId)
  if (made !== null) return { id, version: made }
  const moves =
    (changed.address !== undefined && changed.address !== household.address) ||
    (changed.groupNumber !== undefined && changed.groupNumber !== household.groupNumber)
  // Who wants what stands there already, has it: nobody's change is undone.
  if (moves && version !== undefined && version !== household.version)
    throw new Refused('changed-meanwhile', '这户的住址或村民小组刚被别人修改过，请刷新后再改。')
  if (changed.responsibleStaffId && !(await mayAnswerForDoors(context, changed.responsibleStaffId))) {
    throw new Invalid({ responsibleStaffId: '请选择您管辖范围内在岗的医生' })
  }
  if (moves) await keepVersion(context, household, editId)
  if (!(await updateHousehold(context, id, changed))) throw new NotFound('household')
  if (changed.address !== undefined) {
    await indexAddresses(context, [{ id, villageCode: household.villageCode, address: changed.address }])
  }
  const members = await memberIds(context, id)
  // Figures are counted by responsible doctor.
  if (changed.responsibleStaffId !== undefined) await refreshResidents(context, members)
  else if (moves) await refreshHealthRecords(context, members)
  for (const residentId of members) context.note({ residentId, subject: `household ${id}` })
  return { id, version: household.version + (moves ? 1 : 0) }
}
