import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { stateOn } from '@qianyue/domain/duties/duty.ts'
import { describe, expect, test } from 'vitest'
import { countyOn, units } from '../testing/county.ts'
import { refreshIn, residentOf, sign } from './duties.fixture.ts'
import { rebuildDuties } from './rebuild-duties.ts'

describe('what is owed to residents, as it is kept', () => {
  test('follows their populations, signed or not', async () => {
    const county = await countyOn('2026-11-21')
    const id = await residentOf(county, { populations: ['hypertension'] })
    const [refreshed] = await refreshIn(county, '2026-11-21', [id])
    expect(refreshed!.duties.map(({ key, state }) => `${key} ${state}`)).toEqual([
      'elderly-examination:2026 due',
      'tcm-constitution:2026 due',
      'hypertension-follow-up:2026Q1 missed',
      'hypertension-follow-up:2026Q2 missed',
      'hypertension-follow-up:2026Q3 missed',
      'hypertension-follow-up:2026Q4 due',
      'chronic-examination:2026 due',
    ])
    const { rows } = await county.sql.query('select * from resident_duties')
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ resident_id: id, year: 2026 })
    expect(rows[0].keys).toHaveLength(7)
  })

  test('its state in SQL is its state in the domain, on every day around every edge', async () => {
    const county = await countyOn('2026-11-21')
    const days = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'] as LocalDate[]
    const maybe = [null, ...days]
    const cases: Record<string, LocalDate | null>[] = []
    for (const doneOn of [null, days[1]!])
      for (const cancelledOn of maybe)
        for (const pausedFrom of maybe)
          for (const pausedUntil of pausedFrom === null ? [null] : maybe)
            for (const day of days) cases.push({ day, doneOn, cancelledOn, pausedFrom, pausedUntil })
    const bounds = { dueFrom: days[1]!, dueBy: days[2]!, closesOn: days[2]! }
    const expected = cases.map(({ day, ...rest }) => stateOn(day!, { ...bounds, ...rest } as never))
    const { rows } = await county.sql.query(
      `select duty_state((c->>'day')::date, $2, $3, $4, (c->>'doneOn')::date, (c->>'cancelledOn')::date,
         (c->>'pausedFrom')::date, (c->>'pausedUntil')::date) as state
       from jsonb_array_elements($1::jsonb) with ordinality as cases(c, at) order by at`,
      [JSON.stringify(cases), bounds.dueFrom, bounds.dueBy, bounds.closesOn],
    )
    expect(rows.map(({ state }) => state)).toEqual(expected)
    expect(new Set(expected)).toEqual(new Set(['upcoming', 'due', 'missed', 'done', 'cancelled']))
  })

  test('a rebuild gives what was kept after every change, and drops what nobody owes', async () => {
    const county = await countyOn('2026-11-21')
    const people = [
      await residentOf(county, { populations: ['hypertension', 'type2-diabetes'] }),
      await residentOf(county, { birthDate: '2025-02-03', registeredOn: '2025-02-03' }),
      await residentOf(county, { populations: ['severe-mental-disorder'], birthDate: '1980-01-01' }),
      await residentOf(county, { birthDate: '1990-01-01' }),
    ]
    await sign(county, people[0]!, {
      items: [{ service: 'hypertension-follow-up', times: 4, every: 'year' }],
      packageName: '“初级"包\\n\t{甲,乙}\nNULL',
    })
    await sign(county, people[3]!, { startsOn: '2026-06-01', endsOn: '2027-05-31' })
    await county.sql.query("update residents set away_since = '2026-10-01' where id = $1", [people[2]])
    await refreshIn(county, '2026-11-21', [people[2]!])
    await county.sql.query("update residents set died_on = '2026-11-20' where id = $1", [people[1]])
    await refreshIn(county, '2026-11-21', [people[1]!])
    const kept = async () =>
      (await county.sql.query('select * from resident_duties order by resident_id')).rows
    const standing = async () =>
      (await county.sql.query('select * from resident_standing order by resident_id')).rows
    const counts = async () =>
      (
        await county.sql.query(
          'select * from indicator_counts_now where denominator > 0 order by village_code, indicator',
        )
      ).rows
    const before = [await kept(), await standing(), await counts()]
    expect(before[0]).toHaveLength(4)

    const done = await rebuildDuties(county.services.database, 320399, '2026-11-21' as LocalDate, {
      fromNothing: true,
    })
    expect(done).toBe(4)
    expect([await kept(), await standing(), await counts()]).toEqual(before)

    await county.sql.query('delete from resident_duties where resident_id = $1', [people[0]])
    await county.sql.query(
      "update resident_duties set keys[1] = 'other', line_hash = 7 where resident_id = $1",
      [people[2]],
    )
    await county.sql.query("update resident_standing set open_duties = '', nearest_day = null")
    await rebuildDuties(county.services.database, 320399, '2026-11-21' as LocalDate)
    expect([await kept(), await standing(), await counts()]).toEqual(before)
  })

  test('who was recorded while a rebuild from nothing was under way is computed like everybody', async () => {
    const county = await countyOn('2026-11-21')
    const people = [await residentOf(county, { populations: ['hypertension'] }), await residentOf(county)]
    const kept = async () =>
      (await county.sql.query('select * from resident_duties order by resident_id')).rows
    const before = await kept()
    const { database } = county.services
    const { rows: locked } = await county.sql.query('select pg_advisory_lock($1)', [units.donglingVillage])
    expect(locked).toHaveLength(1)
    const rebuilt = rebuildDuties(database, 320399, '2026-11-21' as LocalDate, { fromNothing: true })
    await expect.poll(kept).toEqual([])
    await county.sql.query(
      "select put_resident_duties('7' || e'\\t' || $1 || e'\\t1\\t\\t2026\\t' || repeat(e'{}\\t', 12) || '[]')",
      [people[0]],
    )
    await county.sql.query('select pg_advisory_unlock($1)', [units.donglingVillage])
    expect(await rebuilt).toBe(2)
    expect(await kept()).toEqual(before)
  })

  test('a rebuild sets right what was counted by other definitions of the figures', async () => {
    const county = await countyOn('2026-11-21')
    await residentOf(county, { populations: ['hypertension'] })
    const counts = async () =>
      (
        await county.sql.query(
          'select * from indicator_counts_now where denominator > 0 order by village_code, indicator',
        )
      ).rows
    const before = await counts()
    expect(before.length).toBeGreaterThan(3)
    await county.sql.query("delete from indicator_count_changes where indicator like 'hypertension%'")
    await county.sql.query("update resident_standing set trait_bits = 0, changes_on = '2026-11-21'")
    await rebuildDuties(county.services.database, 320399, '2026-11-21' as LocalDate)
    expect(await counts()).toEqual(before)
  })

  test('refreshing again writes nothing', async () => {
    const county = await countyOn('2026-11-21')
    const id = await residentOf(county, { populations: ['hypertension'] })
    const stamp = async () => (await county.sql.query('select xmin from resident_duties')).rows[0].xmin
    const before = await stamp()
    await refreshIn(county, '2026-11-22', [id])
    expect(await stamp()).toBe(before)
  })

  test('a policy that comes into force changes what is owed', async () => {
    const county = await countyOn('2026-11-21')
    const id = await residentOf(county, { birthDate: '1964-05-01' })
    const services = async () =>
      (await refreshIn(county, '2026-11-21', [id]))[0]!.duties.map(({ service }) => service)
    expect(await services()).toEqual([])
    await county.sql.query(
      `insert into policy_versions (id, kind, valid_from, body, source)
       values (gen_random_uuid(), 'ages', '2026-01-01', '{"elderlyFromYears": 60, "childUntilYears": 7}', '县卫健局通知')`,
    )
    expect(await services()).toEqual(['elderly-examination', 'tcm-constitution'])
  })
})
