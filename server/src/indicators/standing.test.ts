import { addDays, type LocalDate, localDate } from '@qianyue/domain/days/local-date.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inCounty } from '../database/in-county.ts'
import { type Caller, units } from '../testing/county.ts'
import { type CountedCounty, countedCounty, countsKept } from './indicators.fixture.ts'
import { monthEndsBefore, recountAbove, recountMonthEnd, recountVillage } from './rebuild-indicators.ts'
import { daysToStopAt, rollDay } from './roll-day.ts'
import { rollDayJob } from './roll-day-job.ts'
import { foldCounts } from './standing.queries.ts'

const FORGET_STANDINGS =
  'delete from resident_standing; delete from indicator_counts; delete from indicator_count_changes; delete from work_counts; delete from work_count_changes'

const roll = (county: CountedCounty, day: string) => rollDay(county.services.database, 320399, localDate(day))

async function coverage(caller: Caller, query = '') {
  const { status, body } = await caller.get(
    `/indicators?code=coverage&orgId=${units.donglingVillage}${query}`,
  )
  expect(status).toBe(200)
  return [body[0].numerator, body[0].denominator, body[0].populationOn]
}

describe('standings and counts are kept with every write', () => {
  test('after any series of writes they are what a rebuild from the facts gives', async () => {
    const county = await countedCounty('2026-11-21')
    const homes = [await county.household(), await county.household(), await county.household(units.hewan)]
    const people: string[] = []
    const signed = new Set<string>()
    const villages = [units.donglingVillage, units.hewan, units.xiheVillage]
    const choices = fc.sample(fc.record({ act: fc.nat(8), who: fc.nat(1000), what: fc.nat(1000) }), {
      numRuns: 200,
      seed: 20261121,
    })
    for (const { act, who, what } of choices) {
      const one = people[who % Math.max(1, people.length)]
      if (act <= 1 || one === undefined) {
        const household = what % 4 === 3 ? undefined : homes[what % 4]
        people.push(
          await county.person({
            village: villages[what % 3]!,
            ...(household ? { household } : {}),
            birthDate: `${1935 + (what % 90)}-0${1 + (what % 9)}-11`,
            populations: what % 2 ? ['hypertension'] : what % 3 ? [] : ['registered-poor', 'type2-diabetes'],
          }),
        )
      } else if (act === 2 && !signed.has(one)) {
        signed.add(one)
        await county.sign(one, {
          from: '2026-02-01',
          to: what % 2 ? '2026-11-20' : '2027-01-31',
          paid: what % 5 === 0,
        })
      } else if (act === 3 && signed.has(one)) await county.terminate(one, '2026-06-01')
      else if (act === 4)
        await county.record(one, 'hypertension-follow-up', { on: '2026-10-08', controlled: what % 2 === 0 })
      else if (act === 5) await county.record(one, 'health-assessment', { on: '2026-03-03' })
      else if (act === 6) await county.change(one, { village_code: villages[what % 3] })
      else if (act === 7) await county.change(one, { household_id: homes[what % 3] })
      else if (act === 8)
        await county.change(one, what % 2 ? { died_on: '2026-11-21' } : { away_since: '2026-05-01' })
    }
    const incremental = await countsKept(county)
    expect(incremental.standings).toHaveLength(people.length)
    expect(incremental.counts.length).toBeGreaterThan(30)

    await county.sql.query(FORGET_STANDINGS)
    await county.refresh(...people.toReversed())
    expect(await countsKept(county)).toEqual(incremental)

    await inCounty(county.services.database, 320399, foldCounts)
    expect(await countsKept(county)).toEqual(incremental)

    await county.sql.query('update indicator_counts set numerator = 0; update work_counts set duties = 0')
    const elsewhere = units.liulin
    await county.sql.query(
      `insert into indicator_counts values (${elsewhere}, 'coverage', 3, 1);
      insert into work_counts values (${elsewhere}, 'health-assessment', '2026-12-31', 3, 3)`,
    )
    for (const village of villages) {
      await inCounty(county.services.database, 320399, (db) => recountVillage(db, village))
    }
    await inCounty(county.services.database, 320399, (db) => recountAbove(db, villages))
    expect(await countsKept(county)).toEqual(incremental)
  })

  test('a write that changes nothing writes nothing', async () => {
    const county = await countedCounty('2026-11-21')
    const wang = await county.person()
    const version = async () => (await county.sql.query('select xmin from resident_standing')).rows
    const before = await version()
    await county.refresh(wang)
    expect(await version()).toEqual(before)
  })

  test('two people of one household signed at the same moment leave one signed household', async () => {
    const county = await countedCounty('2026-11-21')
    const home = await county.household()
    const people: string[] = []
    for (let each = 0; each < 6; each++) people.push(await county.person({ household: home }))
    await Promise.all(people.map((person) => county.refresh(person)))
    for (const person of people) await county.sign(person)
    const kept = await countsKept(county)
    await Promise.all(people.flatMap((person) => [county.refresh(person), county.refresh(person)]))
    expect(await countsKept(county)).toEqual(kept)
    expect(kept.counts).toContainEqual(
      expect.objectContaining({ indicator: 'household-coverage', denominator: 1, numerator: 1 }),
    )
  })

  test('writes at once in one village are all counted', async () => {
    const county = await countedCounty('2026-11-21')
    const people: string[] = []
    for (let each = 0; each < 12; each++) people.push(await county.person())
    for (const person of people) await county.sign(person, { refreshed: false })
    await Promise.all(people.map((person) => county.refresh(person)))
    const doctor = await county.as('village-doctor', units.donglingVillage)
    expect(await coverage(doctor)).toEqual([12, 12, '2026-11-21'])
  })

  test('the request role cannot write standings or counts past the two functions', async () => {
    const county = await countedCounty('2026-11-21')
    await county.person()
    await county.sql.query('begin; set local role qianyue_app')
    for (const statement of [
      'update indicator_counts set numerator = 0',
      'delete from indicator_count_changes',
      'update work_counts set duties = 0',
      'select fold_counts()',
      'delete from resident_standing',
      'insert into indicator_day (day, edition) values (current_date, 0)',
    ]) {
      await county.sql.query('savepoint before')
      await expect(county.sql.query(statement)).rejects.toThrow('permission denied')
      await county.sql.query('rollback to before')
    }
    expect((await county.sql.query('select from resident_standing')).rowCount).toBe(0)
    await county.sql.query('rollback')
  })
})

describe('日切: a new day', () => {
  test('an agreement that ran out is no longer counted, though nobody wrote anything', async () => {
    const county = await countedCounty('2026-11-21')
    const wang = await county.person()
    await county.sign(wang, { to: '2026-11-25' })
    await roll(county, '2026-11-21')
    const doctor = await county.as('village-doctor', units.donglingVillage)
    expect(await coverage(doctor)).toEqual([1, 1, '2026-11-21'])
    await roll(county, '2026-11-25')
    expect(await coverage(doctor)).toEqual([1, 1, '2026-11-25'])
    await roll(county, '2026-11-26')
    expect(await coverage(doctor)).toEqual([0, 1, '2026-11-26'])
  })

  test('somebody turns 65 and is one of the elderly', async () => {
    const county = await countedCounty('2026-11-21')
    await county.person({ birthDate: '1961-11-22' })
    const doctor = await county.as('village-doctor', units.donglingVillage)
    const elderly = async () => (await doctor.get('/indicators?code=coverage-elderly')).body[0].denominator
    await roll(county, '2026-11-21')
    expect(await elderly()).toBe(0)
    await roll(county, '2026-11-22')
    expect(await elderly()).toBe(1)
  })

  test('in the new year the services of the old one no longer count', async () => {
    const county = await countedCounty('2026-11-21')
    const wang = await county.person({ populations: ['hypertension'] })
    await county.sign(wang)
    await county.record(wang, 'hypertension-follow-up', { controlled: true })
    const doctor = await county.as('village-doctor', units.donglingVillage)
    const controlled = async () =>
      (await doctor.get('/indicators?code=hypertension-controlled')).body[0].numerator
    expect(await controlled()).toBe(1)
    await roll(county, '2026-12-31')
    expect(await controlled()).toBe(1)
    await roll(county, '2027-01-01')
    expect(await controlled()).toBe(0)
  })

  test('a policy that begins makes everybody be looked at again', async () => {
    const county = await countedCounty('2026-11-21')
    await county.person({ birthDate: '1966-01-01' })
    await roll(county, '2026-11-21')
    await county.sql.query(
      `insert into policy_versions (id, kind, valid_from, body, source)
       values (gen_random_uuid(), 'ages', '2026-11-25', '{"elderlyFromYears": 60, "childUntilYears": 7}', '县卫健〔2026〕9号')`,
    )
    const doctor = await county.as('village-doctor', units.donglingVillage)
    const elderly = async () => (await doctor.get('/indicators?code=coverage-elderly')).body[0].denominator
    await roll(county, '2026-11-24')
    expect(await elderly()).toBe(0)
    await roll(county, '2026-11-26')
    expect(await elderly()).toBe(1)
  })

  test('a program that defines its figures otherwise counts everybody anew', async () => {
    const county = await countedCounty('2026-11-21')
    const wang = await county.person()
    await county.sign(wang)
    await roll(county, '2026-11-21')
    const kept = await countsKept(county)
    await county.sql.query(`update indicator_day set edition = 'another'`)
    await county.sql.query(
      'update resident_standing set trait_bits = 1; delete from indicator_counts; delete from indicator_count_changes',
    )
    await roll(county, '2026-11-21')
    expect(await countsKept(county)).toEqual(kept)
  })

  test('the daily job brings every county to the day', async () => {
    const county = await countedCounty('2026-11-21')
    const wang = await county.person()
    await county.sign(wang, { to: '2026-11-25' })
    county.on('2026-11-26')
    await rollDayJob.run(county.services, {})
    const doctor = await county.as('village-doctor', units.donglingVillage)
    expect(await coverage(doctor)).toEqual([0, 1, '2026-11-26'])
  })

  test('it leaves what a refresh of everybody would have left', async () => {
    const county = await countedCounty('2026-11-21')
    const people: string[] = []
    for (let each = 0; each < 25; each++) {
      const person = await county.person({
        birthDate: addDays(localDate('1961-11-25'), each * 7 - 80),
        populations: each % 2 ? ['hypertension'] : [],
      })
      people.push(person)
      if (each % 3) await county.sign(person, { to: addDays(localDate('2026-11-24'), each * 3) })
      if (each % 4) await county.record(person, 'hypertension-follow-up', { controlled: true })
    }
    await roll(county, '2026-11-21')
    await roll(county, '2027-01-20')
    const rolled = await countsKept(county)
    await county.on('2027-01-20')
    await county.refresh(...people)
    const bits = ({ standings, counts }: typeof rolled) => ({
      counts,
      standings: standings.map(({ changes_on: _, ...standing }) => standing),
    })
    expect(bits(await countsKept(county))).toEqual(bits(rolled))
  })

  test.each([
    [null, '2026-11-21', ['2026-11-21']],
    ['2026-11-21', '2026-11-21', ['2026-11-21']],
    ['2026-11-30', '2026-12-01', ['2026-11-30', '2026-12-01']],
    ['2026-11-29', '2026-11-30', ['2026-11-30']],
    ['2026-11-21', '2027-02-03', ['2026-11-30', '2026-12-31', '2027-01-31', '2027-02-03']],
  ])('from %s to %s it stops at %j', (since, today, stops) => {
    expect(daysToStopAt(since as LocalDate | null, localDate(today))).toEqual(stops)
  })
})

describe('month ends', () => {
  test('each is kept, shows as the figure of its time and as a trend', async () => {
    const county = await countedCounty('2026-09-10')
    const [wang, li] = [await county.person(), await county.person()]
    await roll(county, '2026-09-10')
    await county.sign(wang, { to: '2027-09-09' })
    county.on('2026-10-15')
    await roll(county, '2026-10-15')
    await county.sign(li, { to: '2027-10-14' })
    county.on('2026-11-21')
    await roll(county, '2026-11-21')
    await county.change(li, { died_on: '2026-11-21' })

    const doctor = await county.as('village-doctor', units.donglingVillage)
    expect(await coverage(doctor)).toEqual([1, 1, '2026-11-21'])
    expect(await coverage(doctor, '&on=2026-10-31')).toEqual([2, 2, '2026-10-31'])
    expect(await coverage(doctor, '&on=2026-11-05')).toEqual([2, 2, '2026-10-31'])
    expect(await coverage(doctor, '&on=2026-09-30')).toEqual([1, 2, '2026-09-30'])
    expect((await doctor.get('/indicators?on=2026-08-31')).body).toMatchObject({ code: 'no-figures-for-day' })

    const { body } = await doctor.get('/indicators/coverage/trend')
    expect(body).toEqual([
      { on: '2026-09-30', numerator: 1, denominator: 2, value: 50, target: null },
      { on: '2026-10-31', numerator: 2, denominator: 2, value: 100, target: null },
      { on: '2026-11-21', numerator: 1, denominator: 1, value: 100, target: null },
    ])
  })

  test('counted again from the facts they are the same, also before the program ran', async () => {
    const county = await countedCounty('2026-09-10')
    await roll(county, '2026-09-10')
    const homes = [await county.household(), await county.household()]
    for (let each = 0; each < 8; each++) {
      const person = await county.person({
        birthDate: `19${50 + each * 3}-10-01`,
        populations: each % 2 ? ['hypertension'] : ['disabled'],
        household: homes[each % 2]!,
      })
      if (each % 3) await county.sign(person, { to: '2027-09-09', paid: each === 4 })
      if (each % 2) await county.record(person, 'hypertension-follow-up', { controlled: each % 4 === 1 })
    }
    county.on('2026-10-02')
    await roll(county, '2026-10-02')
    const snapshot = async (day: string) =>
      (
        await county.sql.query(
          'select village_code, indicator, denominator, numerator from indicator_snapshots where taken_for = $1 order by 1, 2',
          [day],
        )
      ).rows
    const kept = (await snapshot('2026-09-30')).filter(({ denominator }) => denominator > 0)
    expect(kept.length).toBeGreaterThan(10)
    await recountMonthEnd(county.services.database, 320399, localDate('2026-09-30'))
    expect(await snapshot('2026-09-30')).toEqual(kept)
    await recountMonthEnd(county.services.database, 320399, localDate('2026-08-31'))
    expect(await snapshot('2026-08-31')).toContainEqual(
      expect.objectContaining({ indicator: 'coverage', denominator: 8, numerator: 0 }),
    )
  })

  test.each([
    ['2026-11-21', 3, ['2026-08-31', '2026-09-30', '2026-10-31']],
    ['2026-03-31', 2, ['2026-01-31', '2026-02-28']],
    ['2028-03-01', 1, ['2028-02-29']],
    ['2026-01-01', 1, ['2025-12-31']],
    ['2026-01-01', 0, []],
  ])('before %s the last %i are %j', (today, months, ends) => {
    expect(monthEndsBefore(localDate(today), months)).toEqual(ends)
  })
})
