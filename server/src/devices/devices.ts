import type {
  addDeviceLog as addLogCall,
  putDevice as putCall,
  deviceUseServices as servicesCall,
} from '@qianyue/api/devices.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import { addDays } from '@qianyue/domain/days/local-date.ts'
import { needsDevice } from '@qianyue/domain/devices/device-values.ts'
import type { Form } from '@qianyue/domain/forms/form.ts'
import { forms } from '@qianyue/domain/forms/forms.ts'
import { unitIsThere } from '../access/units.queries.ts'
import { reachesUnit } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { decideMessage, messagesAwaiting } from './device-messages.queries.ts'
import { personOf } from './device-messages.ts'
import {
  type Days,
  type DeviceRow,
  devicesListed,
  insertLog,
  logOf,
  servicesNeeding,
  upsertDevice,
  useByUnit,
} from './devices.queries.ts'
import { decide } from './keep-message.ts'

const LATELY_DAYS = 30

export async function listDevices(context: Context) {
  const rows = await devicesListed(context.db, addDays(context.today, -LATELY_DAYS))
  return rows.map(describe)
}

export async function showDevice(context: Context, id: string) {
  return { ...describe(await deviceInReach(context, id)), log: await described(context, id) }
}

/** 登记设备: and messages that came before it was registered are looked at now. */
export async function putDevice(context: Context, request: RequestOf<typeof putCall>) {
  const { db, reach, viewer, now, today } = context
  if (!reachesUnit(reach, request.unitCode) || !(await unitIsThere(db, request.unitCode)))
    throw new NotFound('unit')
  if (request.since > today) throw new Invalid({ since: '启用日期不能晚于今天' })
  if (!(await upsertDevice(db, { ...request, changedAt: now, changedBy: viewer.accountId }))) {
    throw new Refused(
      'serial-taken',
      '这个序列号已经登记给了另一台设备，请核对；设备调入的，请原单位先修改。',
    )
  }
  for (const message of await messagesAwaiting(db, request.serial)) {
    const { takenOn, values, remarks } = message
    const decision = await decide(context, {
      takenOn,
      measured: Object.keys(values).length,
      remarks,
      person: personOf(context, message),
      device: request,
      today,
    })
    const matchedAt = decision.residentId ? now : null
    await decideMessage(db, message.id, {
      ...decision,
      matchedAt,
      matchedBy: null,
      unitCode: request.unitCode,
      deviceId: request.id,
    })
  }
  context.note({ subject: `device ${request.id}` })
  return describe(await deviceInReach(context, request.id))
}

export async function addLog(context: Context, { id, entryId, ...entry }: RequestOf<typeof addLogCall>) {
  await deviceInReach(context, id)
  if (entry.happenedOn > context.today) throw new Invalid({ happenedOn: '日期不能晚于今天' })
  await insertLog(context.db, { ...entry, id: entryId, deviceId: id, recordedBy: context.viewer.accountId })
  context.note({ subject: `device ${id}` })
  return await described(context, id)
}

export async function useOfDevices(context: Context, days: Days) {
  return await useByUnit(context.db, codesOf(await measuredForms(context, days)), checked(days))
}

export async function servicesOfUse(context: Context, request: RequestOf<typeof servicesCall>) {
  const { onDevice } = request
  const forms = await measuredForms(context, checked(request))
  const rows = await servicesNeeding(context.db, codesOf(forms), {
    ...request,
    onDevice: onDevice === undefined ? null : onDevice === 'yes',
  })
  context.note({ subject: `device use ${request.unitCode}` })
  const names = new Map(forms.map(({ code, name }) => [code, name]))
  return rows.map(({ form, ...row }) => ({ ...row, formName: names.get(form) ?? form }))
}

/** Forms on which a device should have measured, those of the county among them. */
async function measuredForms({ db }: Context, { toDay }: Days): Promise<Form[]> {
  const { 'local-forms': local } = await policyAt(db, toDay)
  return [...forms, ...local].filter(({ sections }) =>
    sections.some(({ fields }) => fields.some(({ measures }) => measures && needsDevice.has(measures))),
  )
}

const codesOf = (forms: readonly Form[]) => forms.map(({ code }) => code)

function checked<Request extends Days>(days: Request): Request {
  if (days.toDay < days.fromDay) throw new Invalid({ toDay: '截止日期不能早于起始日期' })
  return days
}

async function deviceInReach({ db, today }: Context, id: string): Promise<DeviceRow> {
  const [row] = await devicesListed(db, addDays(today, -LATELY_DAYS), id)
  if (!row) throw new NotFound('device')
  return row
}

async function described({ db }: Context, id: string) {
  const rows = await logOf(db, id)
  return rows.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }))
}

function describe({ lastMessageAt, ...row }: DeviceRow) {
  return { ...row, lastMessageAt: lastMessageAt?.toISOString() ?? null }
}
