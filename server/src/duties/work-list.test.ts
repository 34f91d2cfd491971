import { localDate } from '@qianyue/domain/days/local-date.ts'
import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { inCounty } from '../database/in-county.ts'
import { rollDay } from '../indicators/roll-day.ts'
import { foldCounts } from '../indicators/standing.queries.ts'
import { type Caller, countyOn, type TestCounty, units } from '../testing/county.ts'
import { residentOf, sign } from './duties.fixture.ts'

type Row = {
  residentId: string
  duties: { id: string; service: string; dueBy: string; plannedOn: string | null }[]
}
type Count = { residents: number; duties: number }

const HORIZONS = [
  ['overdue', -1],
  ['week', 7],
  ['month', 30],
  ['all', 1000],
] as const

/** People of three villages and two households, one of whom is away, one dead, one signed with a team. */
async function livingCounty(today: string) {
  const county = await countyOn(today)
  const home = newId()
  await county.sql.query("insert into households (id, village_code, address) values ($1, $2, '3组12号')", [
    home,
    units.donglingVillage,
  ])
  const person = (wanted: Parameters<typeof residentOf>[1]) => residentOf(county, wanted)
  await person({ householdId: home })
  await person({ householdId: home, birthDate: '1975-01-01', populations: ['hypertension'] })
  await person({
    birthDate: '1970-01-01',
    populations: ['hypertension', 'type2-diabetes'],
    village: units.hewan,
  })
  await person({ birthDate: '1990-05-06' })
  await person({ birthDate: '2026-02-03', registeredOn: '2026-02-03', village: units.xiheVillage })
  await person({ birthDate: '1980-01-01', populations: ['severe-mental-disorder'], village: units.liulin })
  const signed = await person({
    birthDate: '1961-01-01',
    populations: ['hypertension'],
    village: units.hewan,
  })
  const teamId = await sign(county, signed, { items: [{ service: 'home-visit', times: 4, every: 'year' }] })
  return { county, teamId }
}

async function everyPage(caller: Caller, query: string): Promise<Row[]> {
  const rows: Row[] = []
  let cursor: string | null = null
  do {
    const from: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const { body } = await caller.get(`/duties/work-list?limit=2${query}${from}`)
    rows.push(...body.rows)
    cursor = body.nextCursor
  } while (cursor !== null)
  return rows
}

const sumOf = (rows: readonly Row[]): Count => ({
  residents: rows.length,
  duties: rows.reduce((sum, { duties }) => sum + duties.length, 0),
})

async function expectOneAnswer(county: TestCounty, caller: Caller, query = '') {
  const counts = (await caller.get(`/duties/counts?${query.slice(1)}`)).body
  for (const [when] of HORIZONS) {
    const rows = await everyPage(caller, `&when=${when}${query}`)
    expect(counts[when], `${when}${query}`).toEqual(sumOf(rows))
    expect(new Set(rows.map(({ residentId }) => residentId)).size).toBe(rows.length)
  }
  const services = Map.groupBy(
    (await everyPage(caller, `&when=month${query}`)).flatMap(({ duties }) => duties),
    ({ service }) => service,
  )
  const byService = new Map(
    (await caller.get(`/duties/counts?when=month${query}`)).body.services.map(
      ({ service, duties }: { service: string; duties: number }) => [service, duties],
    ),
  )
  for (const [service, duties] of services) expect(byService.get(service)).toBe(duties.length)
  await inCounty(county.services.database, 320399, foldCounts)
  expect((await caller.get(`/duties/counts?${query.slice(1)}`)).body).toEqual(counts)
}

test('why a service is owed stands in the work list as with the duty itself, each sentence once a page', async () => {
  const { county } = await livingCounty('2026-04-05')
  const officer = await county.as('county-officer', units.county)
  const { body } = await officer.get('/duties/work-list?when=all&limit=200')
  const rows: { residentId: string; duties: { id: string; because: number[] }[] }[] = body.rows
  expect(new Set(body.reasons).size).toBe(body.reasons.length)
  for (const { residentId, duties } of rows) {
    const owed: { id: string; because: { text: string }[] }[] = (
      await officer.get(`/duties?residentId=${residentId}`)
    ).body
    for (const { id, because } of duties) {
      expect(because.length).toBeGreaterThan(0)
      expect(because.map((place) => body.reasons[place])).toEqual(
        owed.find((one) => one.id === id)!.because.map(({ text }) => text),
      )
    }
  }
  expect(body.reasons.some((reason: string) => reason.includes('协议'))).toBe(true)
})

test('a service stands in the work list as it is, with what was noted last, the nearest day first', async () => {
  const { county } = await livingCounty('2026-04-05')
  const doctor = await county.as('village-doctor', units.hewan)
  const list = async () => (await doctor.get('/duties/work-list?when=all&limit=200')).body.rows as Row[]
  const noted = (await list()).flatMap(({ residentId, duties }) =>
    duties.map(({ id }) => ({ residentId, id })),
  )
  expect(noted.length).toBeGreaterThan(4)
  for (const [at, { residentId, id }] of noted.entries()) {
    const note = (reason: string | null) =>
      doctor.post(`/duties/${id}/obstacles`, { id: newId(), residentId, reason, remark: `第${at}项\t再去` })
    if (at % 2 === 0) await note('not-found')
    if (at % 4 === 0) await note(at % 8 === 0 ? null : 'refused')
  }
  for (const { residentId, duties } of await list()) {
    const owed: Record<string, unknown>[] = (
      await doctor.get(`/duties?residentId=${residentId}&state=due,overdue`)
    ).body
    const nearest = (one: Record<string, unknown>) => `${one.plannedOn ?? one.dueBy} ${one.key}`
    const inOrder = owed.toSorted((a, b) => (nearest(a) < nearest(b) ? -1 : 1))
    expect(duties).toHaveLength(owed.length)
    expect(duties.map((one) => ({ ...one, because: null }))).toEqual(
      inOrder.map((one, at) =>
        Object.fromEntries(
          Object.keys(duties[at]!).map((field) => [field, field === 'because' ? null : one[field]]),
        ),
      ),
    )
  }
})

describe('the work list, its numbers and the duties themselves say the same', () => {
  test.each([
    ['county-officer', units.county],
    ['public-health-staff', units.dongling],
    ['public-health-staff', units.xihe],
    ['village-doctor', units.hewan],
  ] as const)('to a %s of %i', async (role, unit) => {
    const { county, teamId } = await livingCounty('2026-04-05')
    const caller = await county.as(role, unit)
    await expectOneAnswer(county, caller)
    for (const query of [
      `&villageCode=${units.hewan}`,
      `&villageCode=${units.xiheVillage}`,
      '&service=hypertension-follow-up',
      '&service=hypertension-follow-up,chronic-examination',
      `&villageCode=${units.hewan}&service=chronic-examination`,
      '&population=hypertension',
      `&teamId=${teamId}`,
      `&q=${encodeURIComponent('王')}`,
    ]) {
      await expectOneAnswer(county, caller, query)
    }

    const listed = (await everyPage(caller, '&when=all')).flatMap(({ duties }) => duties.map(({ id }) => id))
    const owed = (await caller.get('/duties?state=due,overdue')).body.map(({ id }: { id: string }) => id)
    expect(owed.toSorted()).toEqual(listed.toSorted())
    const apart: string[] = []
    for (let skip = 0; skip < owed.length; skip += 3) {
      const page = (await caller.get(`/duties?state=due,overdue&limit=3&skip=${skip}`)).body
      apart.push(...page.map(({ id }: { id: string }) => id))
    }
    expect(apart).toEqual(owed)
    const all = (await caller.get('/duties')).body as { id: string; state: string; dueBy: string }[]
    const isOpen = ({ state }: { state: string }) => state === 'due' || state === 'overdue'
    expect(
      all
        .filter(isOpen)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(listed.toSorted())
    const early = (await caller.get('/duties?state=due,overdue&dueBy=2026-04-30')).body
    expect(early).toHaveLength(all.filter((one) => isOpen(one) && one.dueBy <= '2026-04-30').length)
  })

  test('also for a nurse who reaches the villages of her team and those it signed', async () => {
    const { county, teamId } = await livingCounty('2026-04-05')
    const nurse = await county.as('nurse', units.dongling)
    await county.sql.query(
      "insert into team_members (team_id, staff_id, role, since) values ($1, $2, $3, '2026-01-01')",
      [teamId, nurse.staffId, 'nurse'],
    )
    await expectOneAnswer(county, nurse)
    await expectOneAnswer(county, nurse, '&scope=team')
    expect(await everyPage(nurse, '&when=all')).not.toEqual([])
  })

  test('a new day moves what is open and what is overdue', async () => {
    const { county } = await livingCounty('2026-04-05')
    const officer = await county.as('county-officer', units.county)
    const april = (await officer.get('/duties/counts')).body
    county.on('2026-07-01')
    await rollDay(county.services.database, 320399, localDate('2026-07-01'))
    await expectOneAnswer(county, officer)
    const july = (await officer.get('/duties/counts')).body
    expect(july).not.toEqual(april)
  })

  test('a household stands at the nearest day of its members, and stays together', async () => {
    const { county } = await livingCounty('2026-04-05')
    const officer = await county.as('county-officer', units.county)
    const rows = await everyPage(officer, '&when=all')
    const first = rows.map(
      ({ duties }) => duties.map(({ plannedOn, dueBy }) => plannedOn ?? dueBy).sort()[0]!,
    )
    expect(first[0]).toBe(first.toSorted()[0])
    const { rows: homes } = await county.sql.query(
      'select id from residents where household_id is not null order by id',
    )
    const places = homes.map(({ id }: { id: string }) =>
      rows.findIndex(({ residentId }) => residentId === id),
    )
    expect(Math.abs(places[0]! - places[1]!)).toBe(1)
  })
})
