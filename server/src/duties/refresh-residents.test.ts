import { type LocalDate, localDate } from '@qianyue/domain/days/local-date.ts'
import { stateOn } from '@qianyue/domain/duties/duty.ts'
import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { inTransaction, openingOf } from '../http/context.ts'
import { countyOn, type TestCounty, units } from '../testing/county.ts'
import { refreshResidents } from './refresh-residents.ts'

/** A resident of 东岭村, as the register would have brought one in. */
async function resident(
  county: TestCounty,
  { birthDate = '1950-03-02', registeredOn = '2024-01-05', populations = [] as string[] } = {},
): Promise<string> {
  const id = newId()
  await county.sql.query(
    `insert into residents (id, village_code, name, name_initials, sex, birth_date, registered_on)
     values ($1, $2, '王秀英', 'wxy', 'female', $3, $4)`,
    [id, units.donglingVillage, birthDate, registeredOn],
  )
  for (const population of populations) {
    await county.sql.query(
      `insert into resident_populations (id, resident_id, population, since, source) values ($1, $2, $3, $4, 'declared')`,
      [newId(), id, population, registeredOn],
    )
  }
  return id
}

/** As a request of somebody who reaches nobody: what is owed follows a change even so. */
async function refresh(county: TestCounty, today: string, ids: string[]) {
  const opening = openingOf(320399, { range: null, units: [], teams: [], residentId: null })
  return await inTransaction(county.services.database, opening, (db) =>
    refreshResidents({ db, today: localDate(today) }, ids),
  )
}

describe('what is owed to residents, as it is kept', () => {
  test('follows their populations, signed or not', async () => {
    const county = await countyOn('2026-11-21')
    const id = await resident(county, { populations: ['hypertension'] })
    const [refreshed] = await refresh(county, '2026-11-21', [id])
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
})
