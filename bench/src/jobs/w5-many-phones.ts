import { randomBytes, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import http from 'node:http'
import { join } from 'node:path'
import type { Network } from '@qianyue/mobile-web/offline/network.ts'
import { type Entry, tryNow } from '@qianyue/mobile-web/offline/outbox.ts'
import { sendOutbox } from '@qianyue/mobile-web/offline/send-outbox.ts'
import pg from 'pg'
import { v7 as newId } from 'uuid'
import { PHONE_TOKEN } from '../../../server/src/phones/sign-phone-in.ts'
import { tokenHash } from '../../../server/src/session/viewer.queries.ts'
import type { BenchCounty } from '../county.ts'
import { COUNTY, idOf, residentId, SCHEMA, villageCodeOf } from '../ids.ts'
import { sender } from '../load.ts'
import { type Line, percentileOf, spreadOf } from '../measure.ts'
import { startServer } from '../program.ts'
import { nameFrom, randomOf } from '../workload.ts'

/** What a village doctor writes down on a day. */
const RECORDS_A_DAY = 20
/** They come home at six: everybody begins within this time. */
const BEGIN_WITHIN_S = 60
const RESIDENTS_A_VILLAGE = 1000
const DESK_EVERY_MS = 250
const PROMISED_MINUTES = 10
/** Of somebody at a desk, beside all the phones. */
const PROMISED_DESK_P95_MS = 500
/** The slowest phone waits at most so many times as long as the one in the middle. */
const PROMISED_UNEVENNESS = 3

type PhoneOfDoctor = { village: number; token: string; entries: Entry[] }

/**
 * W5e: so many phones send a day's work to the shipped server at six in the evening, each by the phone's own rules of what
 * travels together and when it is tried again, while somebody at a desk searches and looks at a village's figures.
 */
export async function manyPhones(county: BenchCounty, count: number): Promise<Line[]> {
  const server = await startServer(county.dataDir)
  const villages = Math.max(1, Math.floor(county.residents / RESIDENTS_A_VILLAGE))
  try {
    const phones = Array.from({ length: count }, (_, n) => phoneOf(n, n % villages))
    const before = await signIn(county, phones)
    const desk = await atDesk(server.address, county)
    const quiet = await desk.during(pause(Math.max(2_000, count * 10)))

    const begun = performance.now()
    const minutes: number[] = []
    const waits: number[] = []
    const traffic = { requests: 0, failures: 0 }
    const random = randomOf(18)
    const agent = new http.Agent({ keepAlive: true })
    const all = phones.map(async (phone) => {
      await pause(random() * BEGIN_WITHIN_S * 1000 * Math.min(1, count / 1000))
      const from = performance.now()
      await sendAll(phone, lineOf(server.address, phone.token, agent, traffic))
      waits.push((performance.now() - from) / 1000)
    })
    const busy = await desk.during(Promise.all(all))
    minutes.push((performance.now() - begun) / 60_000)
    agent.destroy()

    const refused = phones.flatMap(({ entries }) => entries).filter(({ state }) => state !== 'accepted')
    if (refused.length > 0)
      throw new Error(`${refused.length} were not taken, the first: ${JSON.stringify(refused[0]!.refusal)}`)
    const made = (await recordCount(county)) - before
    if (made !== count * RECORDS_A_DAY)
      throw new Error(`${count * RECORDS_A_DAY} were sent, ${made} are there`)

    const work = `${count} phones send ${RECORDS_A_DAY} records each`
    const middle = percentileOf(waits, 0.5)
    return [
      line(
        `${work}, from the first to the last answer (CHT: trouble from 300 of 1,000 users)`,
        'min',
        minutes,
        {
          words: `≤ ${PROMISED_MINUTES} min, no error`,
          kept: minutes[0]! <= PROMISED_MINUTES && traffic.failures === 0,
        },
      ),
      line(`${work}: answers that did not come or had to be asked for again`, '', [traffic.failures], {
        words: '0',
        kept: traffic.failures === 0,
      }),
      line(
        `${work}: the slowest phone beside the one in the middle (${middle.toFixed(0)} s)`,
        '×',
        [Math.max(...waits) / middle],
        {
          words: `≤ ${PROMISED_UNEVENNESS}×`,
          kept: Math.max(...waits) / middle <= PROMISED_UNEVENNESS,
        },
      ),
      line('a desk’s search and figures before the phones, p95', 'ms', [percentileOf(quiet, 0.95)], null),
      line('a desk’s search and figures meanwhile, p95', 'ms', [percentileOf(busy, 0.95)], {
        words: `≤ ${PROMISED_DESK_P95_MS} ms`,
        kept: percentileOf(busy, 0.95) <= PROMISED_DESK_P95_MS,
      }),
    ]
  } finally {
    await server.stop()
  }
}

/** Sends until everything was taken or refused, waiting out the pauses as a phone does. */
async function sendAll(phone: PhoneOfDoctor, network: Network): Promise<void> {
  const storage = {
    get entries() {
      return phone.entries
    },
    touch(changed: readonly Entry[]) {
      const anew = new Map(changed.map((entry) => [entry.id, entry]))
      phone.entries = phone.entries.map((one) => anew.get(one.id) ?? one)
    },
    async put(changed: readonly Entry[]) {
      storage.touch(changed)
    },
    fileOf: async () => null,
  }
  for (;;) {
    await sendOutbox(storage, network, Date.now)
    const waiting = phone.entries.filter(({ state }) => state === 'waiting')
    if (waiting.length === 0) return
    await pause(Math.max(0, Math.min(...waiting.map(({ nextTryAt }) => nextTryAt)) - Date.now()))
    storage.touch(waiting.map(tryNow))
  }
}

/** A phone's line: HTTP with its token. */
function lineOf(
  address: string,
  token: string,
  agent: http.Agent,
  traffic: { requests: number; failures: number },
): Network {
  return ({ method, address: path, body }) =>
    new Promise((answered, failed) => {
      traffic.requests++
      const fail = (error: Error) => {
        traffic.failures++
        failed(error)
      }
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      const request = http.request(address + path, { method, agent, headers }, (reply) => {
        const pieces: Buffer[] = []
        reply.on('data', (piece) => pieces.push(piece))
        reply.on('end', () => {
          if (reply.statusCode !== 200) traffic.failures++
          answered({ status: reply.statusCode!, body: JSON.parse(Buffer.concat(pieces).toString('utf8')) })
        })
        reply.on('error', fail)
      })
      request.on('error', fail)
      request.end(body)
    })
}

/** Somebody who searches by name and looks at a village's figures in turn, one after the other. */
async function atDesk(address: string, county: BenchCounty) {
  const send = sender(address, 1, { authorization: `Bearer ${county.token}` })
  const random = randomOf(7)
  const look = async (n: number) => {
    const path =
      n % 2 === 0
        ? `/api/v1/residents?q=${encodeURIComponent(nameFrom(random))}&limit=20`
        : `/api/v1/indicators?orgId=${villageCodeOf(0)}`
    const from = performance.now()
    const { status, body } = await send('GET', path)
    if (status !== 200)
      throw new Error(`the desk was answered ${status}: ${body.toString('utf8').slice(0, 300)}`)
    return performance.now() - from
  }
  for (let n = 0; n < 20; n++) await look(n)
  return {
    during: async (work: Promise<unknown>): Promise<number[]> => {
      const times: number[] = []
      let isOver = false
      const over = work.finally(() => {
        isOver = true
      })
      while (!isOver) {
        times.push(await look(times.length))
        await pause(DESK_EVERY_MS)
      }
      await over
      return times
    },
  }
}

function phoneOf(n: number, village: number): PhoneOfDoctor {
  const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10)
  const entries = Array.from({ length: RECORDS_A_DAY }, (_, record): Entry => {
    const resident = village * RESIDENTS_A_VILLAGE + ((n * 37 + record * 7) % RESIDENTS_A_VILLAGE)
    const id = newId()
    return {
      id,
      seq: record,
      call: 'POST /service-records',
      request: {
        id,
        residentId: residentId(resident),
        form: 'hypertension-follow-up',
        performedOn: today,
        mode: 'home',
        values: { symptoms: [1], systolicMmHg: 120 + (record % 40), diastolicMmHg: 76 },
      },
      file: null,
      label: '高血压随访',
      doorId: `door ${Math.floor(resident / 4)}`,
      needs: [],
      writtenAt: new Date().toISOString(),
      state: 'waiting',
      attempts: 0,
      nextTryAt: 0,
      refusal: null,
      reply: null,
      acceptedAt: null,
    }
  })
  return { village, token: PHONE_TOKEN + randomBytes(32).toString('base64url'), entries }
}

/** An account and a phone for each. @returns how many records there are. */
async function signIn(county: BenchCounty, phones: readonly PhoneOfDoctor[]): Promise<number> {
  const client = await connect(county)
  for (const { village, token } of phones) {
    const account = newId()
    await client.query(
      `with account as (
         insert into accounts (id, county_code, username, name, password_hash, staff_id)
         values ($1, $2, $3, '村医', '-', $4)),
       role as (insert into account_roles (account_id, role, unit_code) values ($1, 'village-doctor', $5))
       insert into phones (id, account_id, name, token_hash, contact_hash, secret) values ($6, $1, 'bench', $7, '', '')`,
      [
        account,
        COUNTY,
        `phone-${account}`,
        idOf(5, village),
        villageCodeOf(village),
        randomUUID(),
        tokenHash(token),
      ],
    )
  }
  await client.end()
  return await recordCount(county)
}

async function recordCount(county: BenchCounty): Promise<number> {
  const client = await connect(county)
  const { rows } = await client.query('select count(*)::integer as count from service_records')
  await client.end()
  return rows[0].count
}

async function connect(county: BenchCounty): Promise<pg.Client> {
  const settings = JSON.parse(await readFile(join(county.dataDir, 'postgres.json'), 'utf8'))
  const client = new pg.Client(`postgres://qianyue:${settings.password}@127.0.0.1:${settings.port}/qianyue`)
  await client.connect()
  await client.query(`set search_path = ${SCHEMA}, platform, public`)
  return client
}

function line(what: string, unit: string, values: number[], promise: Line['promise']): Line {
  return { job: 'W5e', what, unit, ours: spreadOf(values), yardstick: null, ratio: null, promise }
}

async function pause(ms: number): Promise<void> {
  await new Promise((over) => setTimeout(over, ms))
}
