import { v7 as newId } from 'uuid'
import { residentId } from '../ids.ts'
import type { Send } from '../load.ts'
import { type Line, percentileOf, sameAnswer, spreadOf, timed } from '../measure.ts'

/** What CHT took to bring a list of a thousand residents up to date after one record, in the design's measurements. */
const CHT_MS = 36
const PROMISED_MS = 5
const ROUNDS = 5

/**
 * W1b: one record after the other for residents of a doctor's team of a thousand, and each time the first page of the
 * team's list, over one connection. What the record has fulfilled is in no list that is asked for afterwards.
 */
export async function doctorsList(
  send: Send,
  ofTeam: readonly number[],
  day: string,
  requests: number,
): Promise<Line[]> {
  const recorded: number[] = []
  const listed: number[] = []
  let n = 0
  const once = async () => {
    let answer = ''
    const record = await timed(async () => {
      answer = await read(send, 'POST', '/api/v1/service-records', {
        id: newId(),
        residentId: residentId(ofTeam[n++ % ofTeam.length]!),
        form: 'hypertension-follow-up',
        performedOn: day,
        mode: 'home',
        values: { symptoms: [1], systolicMmHg: 128, diastolicMmHg: 78 },
      })
    })
    let page = ''
    const list = await timed(async () => {
      page = await read(send, 'GET', '/api/v1/duties/work-list?scope=team&when=month&limit=50')
    })
    const { fulfilled } = JSON.parse(answer) as { fulfilled: string[] }
    const { rows } = JSON.parse(page) as { rows: { duties: { id: string }[] }[] }
    const owed = rows.flatMap(({ duties }) => duties.map(({ id }) => id))
    sameAnswer(
      'W1b duties fulfilled and still listed',
      owed.filter((id) => fulfilled.includes(id)),
      [],
    )
    return { record, list }
  }
  for (let warmUp = 0; warmUp < 20; warmUp++) await once()
  for (let round = 0; round < ROUNDS; round++) {
    const times: { record: number; list: number }[] = []
    for (let i = 0; i < requests / ROUNDS; i++) times.push(await once())
    const middle = (of: 'record' | 'list') =>
      percentileOf(
        times.map((time) => time[of]),
        0.5,
      )
    recorded.push(middle('record'))
    listed.push(middle('list'))
  }
  return [
    line('a record, and the list brought up to date with it, one connection, median', recorded),
    line('the first page of the list of a thousand residents, read after each record, median', listed),
  ]
}

function line(what: string, times: readonly number[]): Line {
  const ours = spreadOf(times)
  return {
    job: 'W1b',
    what,
    unit: 'ms',
    ours,
    yardstick: null,
    ratio: null,
    promise: { words: `≤ ${PROMISED_MS} ms`, kept: ours.median <= PROMISED_MS },
    note: `CHT ${CHT_MS} ms in the design's measurement`,
  }
}

async function read(send: Send, ...request: Parameters<Send>): Promise<string> {
  const { status, body } = await send(...request)
  const text = body.toString('utf8')
  if (status >= 300) throw new Error(`answered ${status}: ${text.slice(0, 500)}`)
  return text
}
