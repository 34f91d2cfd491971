import type { Hl7Message, Hl7Segment } from '@medplum/core'
import { personOfIdentifiers, valueOfObservation } from '@qianyue/domain/devices/observation-codes.ts'
import type { Context } from '../http/context.ts'
import { keepMessage, type Outcome, type Told } from './keep-message.ts'

/**
 * 接收 HL7 v2 ORU^R01. Each patient of the message (PID and what follows) is a measurement of its own. The device is told
 * by OBX-18, else by MSH-3; the time by OBR-7, else OBX-14, else MSH-7.
 * @returns the acknowledgement: AA when everything is kept for use, AE with words when some of it cannot be used, AR when
 * it is no message of this kind.
 */
export async function takeHl7(context: Context, text: string): Promise<string> {
  const message = await parsed(text)
  if (message === null)
    return 'MSH|^~\\&|QIANYUE|||||||ACK|0|P|2.5.1\rMSA|AR||不是 HL7 v2 消息：应以 MSH 开头\r'
  const type = `${message.header.getComponent(9, 1)}^${message.header.getComponent(9, 2)}`
  if (type !== 'ORU^R01') return acknowledged(message, 'AR', `只接收 ORU^R01，收到的是 ${type}`)
  const patients = patientsOf(message.segments)
  if (patients.length === 0) return acknowledged(message, 'AE', '消息里没有 PID，不知道是谁的测量')
  const outcomes: Outcome[] = []
  for (const [index, segments] of patients.entries()) {
    const told = toldBy(message.header, segments, patients.length === 1 ? '' : `/${index + 1}`)
    const content = [message.header, ...segments].map(String).join('\r')
    outcomes.push(await keepMessage(context, told, 'hl7', content))
  }
  const refused = outcomes.filter(({ state }) => state === 'refused')
  return acknowledged(
    message,
    refused.length > 0 ? 'AE' : 'AA',
    (refused.length > 0 ? refused : outcomes.filter(({ reason }) => reason !== ''))
      .map(({ reason }) => reason)
      .join(' '),
  )
}

/** The library is a whole client: it is read when the first message comes, not at start. */
async function parsed(text: string): Promise<Hl7Message | null> {
  const { Hl7Message } = await import('@medplum/core')
  try {
    return Hl7Message.parse(text.replace(/\r?\n/g, '\r').trim())
  } catch {
    return null
  }
}

function acknowledged(message: Hl7Message, ackCode: 'AA' | 'AE' | 'AR', words: string): string {
  const acknowledgement = message.buildAck({ ackCode })
  acknowledgement.getSegment('MSA')?.setField(3, words === '' ? '已收到' : escaped(words))
  return `${acknowledgement}\r`
}

/** The segments of each patient, from one PID to the next. */
function patientsOf(segments: readonly Hl7Segment[]): Hl7Segment[][] {
  const patients: Hl7Segment[][] = []
  for (const segment of segments) {
    if (segment.name === 'PID') patients.push([segment])
    else patients.at(-1)?.push(segment)
  }
  return patients
}

function toldBy(header: Hl7Segment, segments: readonly Hl7Segment[], part: string): Told {
  const [patient] = segments
  const order = segments.find(({ name }) => name === 'OBR')
  const observations = segments.filter(({ name }) => name === 'OBX')
  const identifiers = (patient?.getField(3)?.components ?? []).map((told) => ({
    number: told[0] ?? '',
    type: told[4] ?? '',
  }))
  const name = plain(`${patient?.getComponent(5, 1) ?? ''}${patient?.getComponent(5, 2) ?? ''}`)
  const birth = /^(\d{4})(\d{2})(\d{2})/.exec(patient?.getComponent(7, 1) ?? '')
  const first = (read: (segment: Hl7Segment) => string | undefined) =>
    observations.map(read).find((text) => text !== undefined && text !== '')
  return {
    ...(header.getComponent(10, 1) ? { id: `${header.getComponent(10, 1)}${part}` } : {}),
    deviceSerial: plain(first((segment) => segment.getComponent(18, 1)) ?? header.getComponent(3, 1) ?? ''),
    takenAt:
      order?.getComponent(7, 1) ||
      first((segment) => segment.getComponent(14, 1)) ||
      (header.getComponent(7, 1) ?? ''),
    person: {
      ...personOfIdentifiers(identifiers),
      ...(name === '' ? {} : { name }),
      ...(birth ? { birthDate: `${birth[1]}-${birth[2]}-${birth[3]}` } : {}),
    },
    values: observations.map((segment) => ({
      code: valueOfObservation(segment.getComponent(3, 1) ?? ''),
      value: plain(segment.getComponent(5, 1) ?? ''),
      unit: plain(segment.getComponent(6, 1) ?? '') || undefined,
    })),
  }
}

const escapes: Record<string, string> = { F: '|', S: '^', T: '&', R: '~', E: '\\' }

/** Text of a component, its escape sequences undone. */
function plain(text: string): string {
  return text.replace(/\\([FSTRE])\\/g, (_, code: string) => escapes[code]!).trim()
}

function escaped(text: string): string {
  const marks = new Map(Object.entries(escapes).map(([code, mark]) => [mark, `\\${code}\\`]))
  return text.replace(/[|^&~\\]/g, (mark) => marks.get(mark)!).replace(/[\r\n]/g, ' ')
}
