import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import {
  type DeviceState,
  type MatchedHow,
  type MessageState,
  refusalOf,
} from '@qianyue/domain/devices/device.ts'
import { readDeviceValues, type ToldValue } from '@qianyue/domain/devices/device-values.ts'
import { matchOf } from '@qianyue/domain/devices/match.ts'
import { readMoment } from '@qianyue/domain/devices/moment.ts'
import type { ToldPerson } from '@qianyue/domain/devices/observation-codes.ts'
import { tidyIdNumber, upgradeIdNumber } from '@qianyue/domain/residents/id-number.ts'
import { v5 as nameBasedId } from 'uuid'
import type { Context } from '../http/context.ts'
import { idNumberHash } from '../residents/sealed-numbers.ts'
import {
  insertMessage,
  isNumberUsed,
  type MessageSource,
  messageById,
  residentsByNumbers,
} from './device-messages.queries.ts'
import { deviceBySerial } from './devices.queries.ts'

/** One measurement as whatever channel told it. */
export type Told = {
  id?: string | undefined
  deviceSerial: string
  takenAt: string
  person: ToldPerson
  values: readonly ToldValue[]
}

export type Outcome = {
  id: string | null
  messageId: string
  state: MessageState
  reason: string
  again: boolean
}

/**
 * Keeps one measurement, whatever is the matter with it, and finds whose it is. The id follows from what was measured,
 * when, on what and of whom, so that a device that sends a day twice, or by two channels, changes nothing.
 * @param content word for word.
 */
export async function keepMessage(
  context: Context,
  told: Told,
  source: MessageSource,
  content: string,
): Promise<Outcome> {
  const { db, crypto, viewer, today, now } = context
  const moment = readMoment(told.takenAt)
  const { values, remarks } = readDeviceValues(told.values)
  const person = tidied(told.person)
  const when = moment?.at ?? moment?.on ?? told.takenAt
  const measured = Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const said = JSON.stringify([told.deviceSerial, when, whoOf(person), measured, remarks])
  const messageId = nameBasedId(crypto.keyedHash('device message', said).toString('hex'), nameBasedId.URL)
  const id = told.id ?? null
  const kept = await messageById(db, messageId)
  if (kept) return { id, messageId, state: kept.state, reason: kept.reason, again: true }

  const device = await deviceBySerial(db, told.deviceSerial)
  const isUsed = id !== null && (await isNumberUsed(db, told.deviceSerial, id))
  const takenOn = moment?.on ?? null
  const decision = isUsed
    ? refused(`编号${id}已用于这台设备的另一条测量，内容不同；请设备厂家核对编号。`)
    : await decide(context, { takenOn, measured: measured.length, remarks, person, device, today })
  const isNew = await insertMessage(db, {
    id: messageId,
    unitCode: device?.unitCode ?? viewer.unitCode,
    deviceId: device?.id ?? null,
    deviceSerial: told.deviceSerial,
    senderId: id,
    source,
    takenOn,
    takenAt: moment?.at ?? null,
    personEncrypted: crypto.encrypt(JSON.stringify(person)),
    contentEncrypted: crypto.encrypt(content),
    values,
    remarks,
    ...decision,
    matchedAt: decision.residentId ? now : null,
    receivedAt: now,
    receivedBy: viewer.accountId,
  })
  if (!isNew) return { id, messageId, state: 'received', reason: '这条测量已由其他单位上传。', again: true }
  context.note({
    subject: `device message ${messageId}`,
    ...(decision.residentId ? { residentId: decision.residentId } : {}),
  })
  return { id, messageId, state: decision.state, reason: decision.reason, again: false }
}

type Decided = {
  state: MessageState
  reason: string
  residentId: string | null
  matchedHow: MatchedHow | null
}

/** What becomes of a measurement, given the device as it is registered now. */
export async function decide(
  { db, crypto }: Context,
  told: {
    takenOn: LocalDate | null
    measured: number
    remarks: readonly string[]
    person: ToldPerson
    device: { state: DeviceState; since: LocalDate } | null
    today: LocalDate
  },
): Promise<Decided> {
  const { takenOn, measured, remarks, person, device, today } = told
  const refusal = refusalOf({ takenOn, values: measured, remarks }, device, today)
  if (refusal !== null || takenOn === null) return refused(refusal ?? '')
  if (device === null) {
    return {
      state: 'received',
      reason: '设备的序列号还没有登记，或设备属于其他单位；登记设备后自动处理。',
      residentId: null,
      matchedHow: null,
    }
  }
  const { idNumber, healthRecordNumber, serviceCard, name } = person
  const found = await residentsByNumbers(db, {
    idHash: idNumber ? idNumberHash(crypto, idNumber) : null,
    recordNumber: healthRecordNumber ?? null,
    card: serviceCard ?? null,
  })
  const numbers = [
    ...(idNumber ? ['id-number' as const] : []),
    ...(healthRecordNumber ? ['record-number' as const] : []),
    ...(serviceCard ? ['service-card' as const] : []),
  ]
  const match = matchOf({ numbers, name: name ?? null, takenOn }, found)
  return match.residentId === null
    ? { state: 'unmatched', reason: match.reason, residentId: null, matchedHow: null }
    : { state: 'matched', reason: '', residentId: match.residentId, matchedHow: match.how }
}

function refused(reason: string): Decided {
  return { state: 'refused', reason, residentId: null, matchedHow: null }
}

/** Numbers as they are kept; an identity number of fifteen digits as the one of eighteen. Nothing where nothing is said. */
function tidied(person: ToldPerson): ToldPerson {
  const written = Object.fromEntries(
    Object.entries(person)
      .map(([part, text]) => [part, text?.trim() ?? ''])
      .filter(([, text]) => text !== ''),
  ) as ToldPerson
  if (written.idNumber) {
    const { text } = tidyIdNumber(written.idNumber)
    written.idNumber = (/^\d{15}$/.test(text) && upgradeIdNumber(text)) || text
  }
  if (written.serviceCard) written.serviceCard = written.serviceCard.toUpperCase()
  return written
}

/** By a number when there is one: the name beside it may be written in one channel and not in the other. */
function whoOf({ idNumber, healthRecordNumber, serviceCard, name, birthDate }: ToldPerson) {
  return idNumber ?? healthRecordNumber ?? serviceCard ?? [name, birthDate]
}
