import 'fake-indexeddb/auto'
import type { Door } from '@qianyue/domain/doors/door.ts'
import { dutiesOf } from '@qianyue/domain/duties/duties-of.ts'
import { newDataKey } from '@qianyue/mobile-web/offline/sealing.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rebuildDuties } from '../../../server/src/duties/rebuild-duties.ts'
import { type Caller, countyOn, type TestCounty, units } from '../../../server/src/testing/county.ts'
import { type FieldMember, impossibleVisit, TODAY, village, visit } from './field.fixture.ts'
import { randomOf } from './random.ts'
import { type Faults, simulatedNetwork } from './simulated-network.ts'
import { SimulatedPhone, type Visit } from './simulated-phone.ts'

/** Records of one run, over all villages. */
const RECORDS = Number(process.env.FAULT_RECORDS ?? 10_000)
const HOUSEHOLDS = 80
const KILL_WRITING = 0.02
const KILL_SENDING = 0.15
const IMPOSSIBLE = 0.01
const HEALED: Faults = { drop: 0, loseAnswer: 0, duplicate: 0, arriveLate: 0, cut: 0 }

const villages = [units.donglingVillage, units.hewan, units.xiheVillage, units.liulin]

const percent = (min: number, max: number) => fc.integer({ min, max }).map((share) => share / 100)

/** A run is its seed and its line. To see one again: FAULT_SEED=… FAULT_PATH=… as the failure prints them. */
const runs = fc.record({
  seed: fc.nat(),
  faults: fc.record({
    drop: percent(2, 20),
    loseAnswer: percent(2, 20),
    duplicate: percent(2, 15),
    arriveLate: percent(1, 10),
    cut: percent(0, 4),
  }),
})

test(`${RECORDS} records of eight phones and four desks, over a line on which everything goes wrong: each is there once`, async () => {
  await fc.assert(
    fc.asyncProperty(runs, async ({ seed, faults }) => {
      const ends: (() => Promise<void>)[] = []
      try {
        const county = await countyOn(TODAY, (end) => ends.push(end))
        const done = await Promise.all(
          villages.map((code, index) => villageAtWork(county, code, seed + index, faults)),
        )
        await expectEachOnce(
          county,
          done.flatMap(({ written }) => written),
        )
        await expectProjectionsEqualARebuild(county)
        expectThatItAllHappened(done, faults)
      } finally {
        for (const end of ends) await end()
      }
    }),
    {
      numRuns: 1,
      endOnFailure: true,
      ...(process.env.FAULT_SEED ? { seed: Number(process.env.FAULT_SEED) } : {}),
      ...(process.env.FAULT_PATH ? { path: process.env.FAULT_PATH } : {}),
    },
  )
}, 600_000)

/** Two doctors with a phone each and a nurse at a desk work on the same households until all have met the server. */
async function villageAtWork(county: TestCounty, code: number, seed: number, faults: Faults) {
  const random = randomOf(seed)
  const members = await village(county, code, HOUSEHOLDS)
  let present = faults
  const phones = await Promise.all(
    ['a', 'b'].map(async (name) => {
      const doctor = await county.as('village-doctor', code)
      const { body: signedIn } = await doctor.get('/me')
      const own = random.of(`phone ${name}`)
      const line = simulatedNetwork(county.app, doctor.headers, random.of(`line ${name}`), () => present)
      const phone = new SimulatedPhone({
        name: `${code}-${seed}-${name}`,
        key: await newDataKey(),
        random: own,
        line,
        signedIn,
        clockMs: Date.parse(`${TODAY}T04:00:00Z`) + (own.chance(0.5) ? 1 : -1) * own.below(9 * 3600_000),
      })
      await phone.start()
      return { phone, line, doctor, own }
    }),
  )
  const desk = await county.as('nurse', code)
  await coverVillage(county, desk, code)
  const impossible = new Set<string>()
  const written: Visit[] = []
  const target = RECORDS / villages.length
  const atDesk: Visit[] = []
  while (written.length < target) {
    const batch = () => Math.min(1 + random.below(40), target - written.length)
    const work = phones.map(async ({ phone, own }) => {
      const records = Array.from({ length: batch() }, () => {
        const member = own.one(members)
        const isImpossible = own.chance(IMPOSSIBLE)
        const one = isImpossible ? impossibleVisit(own, member.id) : visit(own, member.id)
        if (isImpossible) impossible.add(one.id)
        else written.push(one)
        return { member, one }
      })
      for (const { member, one } of records) await phone.record(member, one, KILL_WRITING)
      await phone.meet(KILL_SENDING)
    })
    const typed = Array.from({ length: batch() }, () => visit(random, random.one(members).id))
    written.push(...typed)
    atDesk.push(...typed)
    for (const one of typed) {
      const reply = await desk.post('/service-records', one)
      expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    }
    await Promise.all(work)
  }
  present = HEALED
  for (const { line } of phones) await line.settle()
  for (const { phone } of phones) await untilSent(phone, impossible)
  // Now everything is on the server: both copies must come to say the same.
  for (const { phone, doctor } of phones) {
    await phone.meet(0)
    await expectCopyOfServer(phone, doctor, members)
  }
  const happened = phones.map(({ line }) => line.happened)
  return { written, happened, kills: phones.reduce((sum, { phone }) => sum + phone.kills, 0) }
}

async function untilSent(phone: SimulatedPhone, impossible: ReadonlySet<string>): Promise<void> {
  for (let tries = 0; tries < 10; tries++) {
    await phone.meet(0)
    if (phone.phone.view.outbox.every(({ state }) => state === 'refused')) break
  }
  const left = phone.phone.view.outbox
  const mine = [...phone.typed.keys()].filter((id) => impossible.has(id))
  expect(left.map(({ id }) => id).sort(), 'only what the server refused waits').toEqual(mine.sort())
  for (const { refusal } of left)
    expect(refusal).toMatchObject({ status: 422, message: expect.stringContaining('不能晚于今天') })
  expect(await phone.phone.drafts.keys(), 'no draft is left').toEqual([])
}

/** Every record is on the server once, as it was typed, and nothing else is. */
async function expectEachOnce(county: TestCounty, written: readonly Visit[]): Promise<void> {
  const { rows } = await county.sql.query(
    'select id, resident_id, performed_on::text, values, version from service_records order by id',
  )
  expect(rows.length).toBe(RECORDS)
  expect(new Set(written.map(({ id }) => id)).size).toBe(RECORDS)
  const kept = new Map(rows.map((row) => [row.id, row]))
  for (const { id, residentId, performedOn, values } of written) {
    expect(kept.get(id)).toMatchObject({
      resident_id: residentId,
      performed_on: performedOn,
      values,
      version: 1,
    })
  }
}

/** What a phone holds is what a new one would be given, and the rules say the same here and there. */
async function expectCopyOfServer(phone: SimulatedPhone, doctor: Caller, members: readonly FieldMember[]) {
  const { body } = await doctor.get('/sync/panel?first=500')
  const { view } = phone.phone
  expect(new Set(view.doors.keys())).toEqual(new Set(members.map(({ doorId }) => doorId)))
  for (const door of body.doors as Door[]) expect(view.doors.get(door.id)).toEqual(door)
  const today = phone.phone.today()
  expect(today, 'by the server’s clock').toBe(TODAY)
  const { body: owed } = await doctor.get(`/duties?residentId=${members[0]!.id}&limit=200`)
  const member = view.doors.get(members[0]!.doorId)!.members.find(({ id }) => id === members[0]!.id)!
  const here = dutiesOf(member.facts, phone.phone.policyOn(today), today)
  expect(here.map(({ service, dueBy, state }) => `${service} ${dueBy} ${state}`).sort()).toEqual(
    owed.map(({ service, dueBy, state }: Record<string, string>) => `${service} ${dueBy} ${state}`).sort(),
  )
}

/** A run in which nothing went wrong would prove nothing: each fault came at least a quarter as often as its share of the messages. */
function expectThatItAllHappened(done: Awaited<ReturnType<typeof villageAtWork>>[], faults: Faults): void {
  const times = (what: keyof Faults | 'delivered') =>
    done.flatMap(({ happened }) => happened).reduce((sum, one) => sum + one[what], 0)
  for (const fault of ['drop', 'loseAnswer', 'duplicate', 'arriveLate'] as const)
    expect(times(fault), fault).toBeGreaterThan((times('delivered') * faults[fault]) / 4)
  expect(
    done.reduce((sum, { kills }) => sum + kills, 0),
    'kills',
  ).toBeGreaterThan(RECORDS / 500)
}

async function expectProjectionsEqualARebuild(county: TestCounty): Promise<void> {
  const look = async () => {
    const tables: unknown[][] = []
    for (const query of [
      'select * from resident_duties order by resident_id',
      'select * from resident_standing order by resident_id',
      'select * from indicator_counts_now where denominator > 0 order by village_code, indicator',
    ]) {
      tables.push((await county.sql.query(query)).rows)
    }
    return tables
  }
  const kept = await look()
  expect(kept[0]!.length).toBe(villages.length * HOUSEHOLDS * 3)
  await rebuildDuties(county.services.database, 320399, TODAY, { fromNothing: true })
  expect(await look()).toEqual(kept)
}

/** A nurse reaches the villages that her team covers. */
async function coverVillage(county: TestCounty, nurse: Caller, code: number): Promise<void> {
  await county.sql.query(
    `with team as (insert into teams (id, unit_code, name) values (gen_random_uuid(), $1, $4) returning id),
       member as (insert into team_members (team_id, staff_id, role, since) select id, $3, 'nurse', '2026-01-01' from team)
     insert into team_villages (team_id, village_code, since) select id, $2, '2026-01-01' from team`,
    [Math.floor(code / 1000) * 1000, code, nurse.staffId, `团队 ${code}`],
  )
}
