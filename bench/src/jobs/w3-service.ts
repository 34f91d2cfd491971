import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { v7 as newId } from 'uuid'
import type { BenchCounty } from '../county.ts'
import { basicVersionId, COUNTY, countyCode, residentId, SCHEMA, teamIdOf, villageCodeOf } from '../ids.ts'
import { type Load, load, sender } from '../load.ts'
import { type Line, sameAnswer, spreadOf } from '../measure.ts'
import { type Program, startServer } from '../program.ts'
import {
  generate,
  nameFrom,
  type Person,
  randomOf,
  SEED,
  TAG,
  TOTALS_OF_A_MILLION,
  unitsOf,
} from '../workload.ts'
import { doctorsList } from './w1b-doctors-list.ts'

const CONNECTIONS = 8
/** A smoke run asks so much less often: it is to end within a minute beside everything else. */
const SMOKE = { residents: 10_000, share: 0.1, rounds: 3 }
/**
 * Writes are timed by a server that has been at work for some seconds: the first hundred records cost it three times as
 * much processor time as the two thousandth. The floor is given as long.
 */
const WARM = { warmUp: 1500 }
/** Half of what is usual beside the floor. */
const LEAST_SHARE = { record: 0.04, sign: 0.02 }
/** What the FHIR server of the design's measurements did beside the same floor: 115 visits a second, the floor 15,200. */
const FHIR_VISIT_SHARE_OF_FLOOR = 115 / 15_200

/** W3a–W3d, W1b and W2b: the shipped server with sign-in, reach, validation, audit, duties and figures, over a filled county. */
export async function service(county: BenchCounty): Promise<Line[]> {
  const { residents } = county
  const isSmoke = residents <= SMOKE.residents
  const often = (requests: number) => ({
    requests: isSmoke ? Math.ceil(requests * SMOKE.share) : requests,
    ...(isSmoke && { rounds: SMOKE.rounds, warmUp: 50 }),
  })
  const lines: Line[] = []
  const starts: number[] = []
  const idle: number[] = []
  let program: Program | undefined
  for (let start = 0; start < (isSmoke ? 1 : 3); start++) {
    await program?.stop()
    program = await startServer(county.dataDir)
    starts.push(program.startedIn)
    await new Promise((wait) => setTimeout(wait, 1500))
    idle.push(program.memory())
  }
  const server = program!
  lines.push(limit('W3d', 'start to first page, database included', 's', starts, 1.5, '≤ 1.5 s'))
  lines.push(limit('W3d', 'idle memory of the server process', 'MB', idle, 250, '≤ 250 MB'))

  const settings = JSON.parse(await readFile(join(county.dataDir, 'postgres.json'), 'utf8')) as {
    port: number
    password: string
  }
  const databaseUrl = `postgres://qianyue:${settings.password}@127.0.0.1:${settings.port}/qianyue`
  await broughtToToday(databaseUrl)
  const floor = await startFloor(databaseUrl)
  try {
    const send = sender(server.address, CONNECTIONS, { authorization: `Bearer ${county.token}` })
    const sendFloor = sender(floor.address, CONNECTIONS, { authorization: 'Bearer bench' })
    const random = randomOf(5)
    const { patients, unsigned } = peopleOf(residents)
    const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)]!

    const floorLoad = await load(
      () =>
        sendFloor('POST', '/', {
          residentId: 1 + Math.floor(random() * residents),
          doneOn: '2026-06-30',
          doctorId: 7,
          systolic: 120 + Math.floor(random() * 40),
          diastolic: 70 + Math.floor(random() * 20),
          note: '面访，服药规律，嘱低盐饮食',
        }),
      { connections: CONNECTIONS, ...often(3000), ...WARM },
    )
    const day = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10)
    const before = await databaseSize(databaseUrl)
    const followUp = await load(
      () =>
        send('POST', '/api/v1/service-records', {
          id: newId(),
          residentId: residentId(pick(patients)),
          form: 'hypertension-follow-up',
          performedOn: day,
          mode: 'home',
          values: {
            symptoms: [1],
            systolicMmHg: 120 + Math.floor(random() * 40),
            diastolicMmHg: 70 + Math.floor(random() * 20),
          },
        }),
      { connections: CONNECTIONS, ...often(2000), ...(isSmoke && { requests: 400 }), ...WARM },
    )
    lines.push(...besideFloor('W3a', 'record a follow-up', followUp, floorLoad, LEAST_SHARE.record))
    const after = await databaseSize(databaseUrl)
    lines.push(
      limit(
        'W3d',
        'what a follow-up takes in the database, with its trail, duties and figures',
        'bytes',
        [(after.bytes - before.bytes) / (after.records - before.records)],
        1024,
        '≤ 1 KB',
      ),
    )

    const ofTeam = patients.filter((patient) => unitsOf(patient).village === 0)
    lines.push(...(await doctorsList(send, ofTeam, day, often(250).requests)))

    const signed = await signedInRuns(databaseUrl)
    const toSign = unsigned.filter((resident) => !signed.has(residentId(resident)))
    let next = 0
    const signings = Math.min(500, Math.floor(toSign.length / 8))
    const sign = await load(
      () => {
        const resident = toSign[next++]!
        return send('POST', '/api/v1/agreements', {
          id: newId(),
          unit: 'person',
          residentId: residentId(resident),
          teamId: teamIdOf(unitsOf(resident).village),
          signatoryId: residentId(resident),
          startsOn: day,
          termMonths: 12,
          members: [{ residentId: residentId(resident), packageIds: [basicVersionId] }],
          signedVia: 'home',
        })
      },
      {
        connections: CONNECTIONS,
        ...often(signings),
        requests: isSmoke ? 200 : signings,
        warmUp: 400,
      },
    )
    lines.push(...besideFloor('W3b', 'sign an agreement', sign, floorLoad, LEAST_SHARE.sign))

    lines.push(...(await searches(send, random, residents, often(200))))
    lines.push(...(await figures(send, random, residents, often(150))))
    lines.push(...(await workLists(send, random, residents, often(150))))
    lines.push(
      limit(
        'W3',
        'peak memory of the server process under load',
        'MB',
        [server.peakMemory()],
        512,
        '≤ 512 MB',
      ),
    )
  } finally {
    floor.stop()
    await server.stop()
  }
  return lines
}

function besideFloor(job: string, what: string, ours: Load, floor: Load, leastRatio: number): Line[] {
  const share = ours.perSecond.median / floor.perSecond.median
  const timesFhir = share / FHIR_VISIT_SHARE_OF_FLOOR
  return [
    {
      job,
      what: `${what}, durable, ${CONNECTIONS} connections`,
      unit: '/s',
      ours: ours.perSecond,
      yardstick: { name: 'node:http + pg floor', spread: floor.perSecond },
      ratio: share,
      leastRatio,
      promise: { words: '≥ 8× the FHIR visit Bundle, by its share of the floor', kept: timesFhir >= 8 },
      note: `${timesFhir.toFixed(1)}× the FHIR visit Bundle`,
    },
    {
      ...limit(job, `${what}, p95`, 'ms', [], 20, 'p95 ≤ 20 ms'),
      ours: ours.p95,
      promise: { words: 'p95 ≤ 20 ms', kept: ours.p95.median <= 20 },
    },
  ]
}

function limit(job: string, what: string, unit: string, values: number[], most: number, words: string): Line {
  const ours = spreadOf(values.length > 0 ? values : [0])
  return {
    job,
    what,
    unit,
    ours,
    yardstick: null,
    ratio: null,
    promise: { words, kept: ours.median <= most },
  }
}

async function databaseSize(databaseUrl: string): Promise<{ bytes: number; records: number }> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  const { rows } = await client.query(
    `select pg_database_size(current_database())::float8 as bytes, (select count(*) from ${SCHEMA}.service_records)::integer as records`,
  )
  await client.end()
  return rows[0]
}

async function searches(
  send: ReturnType<typeof sender>,
  random: () => number,
  residents: number,
  often: { requests: number; rounds?: number; warmUp?: number },
): Promise<Line[]> {
  const sample: { person: Person; initials: string }[] = []
  generate(
    Math.min(residents, 5000),
    SEED,
    (_, person) => sample.push({ person, initials: '' }),
    () => {},
  )
  const someone = () => sample[Math.floor(random() * sample.length)]!.person
  const kinds: [what: string, q: () => string][] = [
    ['full name', () => nameFrom(random)],
    ['two characters of a name', () => nameFrom(random).slice(0, 2)],
    ['surname, one character', () => nameFrom(random).slice(0, 1)],
    ['given name of one or two characters', () => nameFrom(random).slice(1)],
    ['pinyin initials', () => pick3(random)],
    ['telephone', () => String(someone().phone)],
    ['last four of the ID number', () => String(Math.floor(random() * 10_000)).padStart(4, '0')],
    ['address', () => `测试村${Math.floor(random() * (residents / 1000))}`],
  ]
  const lines: Line[] = []
  for (const [what, q] of kinds) {
    const found = await load(() => send('GET', `/api/v1/residents?limit=20&q=${encodeURIComponent(q())}`), {
      connections: 1,
      warmUp: 40,
      ...often,
    })
    lines.push({
      job: 'W3c',
      what: `search ${residents} residents by ${what}, p95`,
      unit: 'ms',
      ours: found.p95,
      yardstick: null,
      ratio: null,
      promise: { words: 'p95 ≤ 10 ms', kept: found.p95.median <= 10 },
    })
  }
  return lines
}

function pick3(random: () => number): string {
  const letters = 'wlzcyhxsgj'
  return Array.from({ length: 3 }, () => letters[Math.floor(random() * letters.length)]).join('')
}

/** The rates that a county looks at from place to place; W2a counts the same seven. */
const SEVEN_RATES =
  'coverage,key-coverage,fulfilment,hypertension-standardised,hypertension-controlled,diabetes-standardised,diabetes-controlled'

async function figures(
  send: ReturnType<typeof sender>,
  random: () => number,
  residents: number,
  often: { requests: number; rounds?: number; warmUp?: number },
): Promise<Line[]> {
  const whole = JSON.parse(
    (await send('GET', `/api/v1/indicators?orgId=${countyCode}`)).body.toString('utf8'),
  ) as {
    orgId?: number
    code: string
    denominator: number
  }[]
  if (residents === 1_000_000) {
    const hypertension = whole.find(({ code }) => code === 'hypertension-controlled')
    if (hypertension)
      sameAnswer('W2b people with hypertension', hypertension.denominator, TOTALS_OF_A_MILLION.hypertension)
  }
  const units = Math.ceil(residents / 1000)
  const drill = await load(
    (n) => {
      const village = Math.floor(random() * units)
      const unit =
        n % 3 === 0
          ? countyCode
          : n % 3 === 1
            ? Math.floor(villageCodeOf(village) / 1000) * 1000
            : villageCodeOf(village)
      return send('GET', `/api/v1/indicators?orgId=${unit}&code=${SEVEN_RATES}`)
    },
    { connections: 1, warmUp: 20, ...often },
  )
  return [
    {
      job: 'W2b',
      what: 'seven rates of any unit and the units below it, p95',
      unit: 'ms',
      ours: drill.p95,
      yardstick: null,
      ratio: null,
      promise: { words: 'p95 ≤ 20 ms', kept: drill.p95.median <= 20 },
    },
  ]
}

/** The work list and its numbers, to somebody who reaches the whole county: of all of it, and of one village. */
async function workLists(
  send: ReturnType<typeof sender>,
  random: () => number,
  residents: number,
  often: { requests: number; rounds?: number; warmUp?: number },
): Promise<Line[]> {
  const oneVillage = () => `&villageCode=${villageCodeOf(Math.floor(random() * Math.ceil(residents / 1000)))}`
  const reads: [what: string, path: () => string][] = [
    ['first page of the work list of the county', () => '/duties/work-list?when=month&limit=50'],
    [
      'first page of the work list of a village',
      () => `/duties/work-list?when=month&limit=50${oneVillage()}`,
    ],
    ['numbers of the work list of the county', () => '/duties/counts?when=month'],
    ['first duties of the county', () => '/duties?state=due,overdue&limit=50'],
  ]
  const lines: Line[] = []
  for (const [what, path] of reads) {
    const read = await load(() => send('GET', `/api/v1${path()}`), { connections: 1, warmUp: 20, ...often })
    lines.push({
      ...limit('W2b', `${what}, p95`, 'ms', [], 20, 'p95 ≤ 20 ms'),
      ours: read.p95,
      promise: { words: 'p95 ≤ 20 ms', kept: read.p95.median <= 20 },
    })
  }
  return lines
}

/** Residents with hypertension, and residents without an agreement, as the workload made them. */
function peopleOf(residents: number) {
  const patients: number[] = []
  const unsigned: number[] = []
  generate(
    residents,
    SEED,
    (resident, { tags, signedDay, ageYears }) => {
      if (tags & TAG.hypertension) patients.push(resident)
      if (!signedDay && ageYears >= 19) unsigned.push(resident)
    },
    () => {},
  )
  return { patients, unsigned }
}

/** Waits for the refresh of a county that was filled for another day: it is the night's work, not that of a day. */
async function broughtToToday(databaseUrl: string): Promise<void> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  try {
    for (;;) {
      const { rowCount } = await client.query(
        `select from county_${COUNTY}.indicator_day where day = (now() at time zone 'Asia/Shanghai')::date and set_at > $1`,
        [new Date(Date.now() - process.uptime() * 1000)],
      )
      if (rowCount) return
      await new Promise((wait) => setTimeout(wait, 1000))
    }
  } finally {
    await client.end()
  }
}

/** Who was signed by runs before on the same kept county, also by those that were broken off. */
async function signedInRuns(databaseUrl: string): Promise<Set<string>> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string }>(
      `select m.resident_id as id from county_${COUNTY}.agreements a
       join county_${COUNTY}.agreement_members m on m.agreement_id = a.id where a.signed_via = 'home'`,
    )
    return new Set(rows.map(({ id }) => id))
  } finally {
    await client.end()
  }
}

async function startFloor(databaseUrl: string): Promise<{ address: string; stop: () => void }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../peers/http-floor.ts')], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const address = await new Promise<string>((ready) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const found = /listening on (\S+)/.exec(chunk.toString('utf8'))
      if (found) ready(found[1]!)
    })
  })
  return { address, stop: () => child.kill() }
}
