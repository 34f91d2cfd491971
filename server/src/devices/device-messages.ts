import type {
  listDeviceMessages as listCall,
  matchDeviceMessage as matchCall,
  sendDeviceMessages as sendCall,
  unmatchDeviceMessage as unmatchCall,
} from '@qianyue/api/devices.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import { parseLocalDate } from '@qianyue/domain/days/local-date.ts'
import { deviceValueWords } from '@qianyue/domain/devices/device-values.ts'
import type { ToldPerson } from '@qianyue/domain/devices/observation-codes.ts'
import { maskIdNumber } from '@qianyue/domain/residents/id-number.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import {
  decideMessage,
  isResidentInReach,
  lockMessage,
  type MessageRow,
  measurementsOf,
  messageById,
  messageCounts,
  messagesListed,
  residentsLike,
} from './device-messages.queries.ts'
import { keepMessage, type Outcome } from './keep-message.ts'

export async function takeMessages(context: Context, { measurements }: RequestOf<typeof sendCall>) {
  const outcomes: Outcome[] = []
  for (const measurement of measurements) {
    const values = Object.entries(measurement.values).map(([code, value]) => ({ code, value }))
    const told = { ...measurement, values }
    outcomes.push(await keepMessage(context, told, 'json', JSON.stringify(measurement)))
  }
  return { outcomes }
}

export async function listMessages(
  context: Context,
  { state, serial, unitCode, cursor, limit }: RequestOf<typeof listCall>,
) {
  const { db } = context
  const [receivedAt, id] = cursor?.split('/') ?? []
  const wanted = { serial, unitCode }
  const rows = await messagesListed(
    db,
    { ...wanted, state },
    receivedAt && id ? { receivedAt, id } : null,
    limit,
  )
  const last = rows.at(-1)
  return {
    messages: rows.map((row) => describe(context, row)),
    counts: { received: 0, unmatched: 0, matched: 0, refused: 0, ...(await messageCounts(db, wanted)) },
    nextCursor: last && rows.length === limit ? `${last.receivedAt.toISOString()}/${last.id}` : null,
  }
}

export async function showMessage(context: Context, id: string) {
  const row = await messageInReach(context, id)
  const { name, birthDate } = personOf(context, row)
  context.note({
    subject: `device message ${id}`,
    ...(row.residentId ? { residentId: row.residentId } : {}),
  })
  const day = parseLocalDate(birthDate ?? '')
  const like = row.state === 'unmatched' && name && day ? await residentsLike(context.db, name, day) : []
  return { ...describe(context, row), like }
}

/** 认人: a person says whose it is. Said again it is the same. */
export async function matchMessage(context: Context, { id, residentId }: RequestOf<typeof matchCall>) {
  const { db, viewer, now } = context
  const row = await lockedMessage(context, id)
  if (!(await isResidentInReach(db, residentId))) throw new NotFound('resident')
  if (row.residentId === residentId) return describe(context, row)
  if (row.state !== 'unmatched') {
    throw new Refused(
      'not-unmatched',
      row.state === 'matched'
        ? '这条测量已经对上了另一位居民。确实不是他的，请先撤销认定。'
        : '这条测量不能采用，或设备还没有登记，不能认定是谁的。',
    )
  }
  await decideMessage(db, id, {
    state: 'matched',
    reason: '',
    residentId,
    matchedHow: 'by-hand',
    matchedAt: now,
    matchedBy: viewer.accountId,
  })
  return await changed(context, id, residentId)
}

/** 撤销认定: it waits for somebody to say whose it is, with the reason why it was not that resident's. */
export async function unmatchMessage(context: Context, { id, reason }: RequestOf<typeof unmatchCall>) {
  const row = await lockedMessage(context, id)
  if (row.state === 'unmatched' && row.reason === reason) return describe(context, row)
  if (row.residentId === null) throw new Refused('not-matched', '这条测量没有对上居民，不用撤销。')
  await decideMessage(context.db, id, {
    state: 'unmatched',
    reason,
    residentId: null,
    matchedHow: null,
    matchedAt: null,
    matchedBy: null,
  })
  return await changed(context, id, row.residentId)
}

export async function residentMeasurements(
  { db, note }: Context,
  { residentId, limit }: { residentId: string; limit: number },
) {
  if (!(await isResidentInReach(db, residentId))) throw new NotFound('resident')
  note({ residentId, subject: 'device measurements' })
  const rows = await measurementsOf(db, residentId, limit)
  return rows.map(({ takenAt, ...row }) => ({
    ...row,
    takenAt: takenAt?.toISOString() ?? null,
    valueWords: deviceValueWords(row.values),
  }))
}

async function lockedMessage(context: Context, id: string): Promise<MessageRow> {
  await lockMessage(context.db, id)
  return await messageInReach(context, id)
}

async function messageInReach({ db }: Context, id: string): Promise<MessageRow> {
  const row = await messageById(db, id)
  if (row === null) throw new NotFound('device message')
  return row
}

async function changed(context: Context, id: string, residentId: string) {
  context.note({ residentId, subject: `device message ${id}` })
  return describe(context, await messageInReach(context, id))
}

export function personOf({ crypto }: Context, { personEncrypted }: MessageRow): ToldPerson {
  return JSON.parse(crypto.decrypt(personEncrypted)) as ToldPerson
}

function describe(context: Context, row: MessageRow) {
  const { personEncrypted: _, takenAt, receivedAt, ...message } = row
  const { name, birthDate, idNumber, healthRecordNumber, serviceCard } = personOf(context, row)
  return {
    ...message,
    takenAt: takenAt?.toISOString() ?? null,
    receivedAt: receivedAt.toISOString(),
    valueWords: deviceValueWords(row.values),
    person: {
      name: name ?? null,
      birthDate: birthDate ?? null,
      numbers: [
        ...(idNumber ? [`身份证号 ${maskIdNumber(idNumber)}`] : []),
        ...(healthRecordNumber ? [`档案编号 …${healthRecordNumber.slice(-5)}`] : []),
        ...(serviceCard ? [`服务卡 …${serviceCard.slice(-4)}`] : []),
      ],
    },
  }
}
