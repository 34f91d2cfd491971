import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { type Database, inTransaction } from '../database/database.ts'
import { type Context, openingOf } from '../http/context.ts'
import { countyOn, type TestCounty, units } from '../testing/county.ts'
import {
  insertHouseholds,
  insertNewResidents,
  type NewHousehold,
  type NewPopulation,
  type NewResident,
} from './insert-residents.queries.ts'

const today = '2026-11-20' as LocalDate

/** As somebody of the township 东岭 would add them. */
async function add(county: TestCounty, residents: NewResident[], households: NewHousehold[] = []) {
  await inDongling(county, (context) => insertNewResidents(context, residents, households))
}

async function inDongling(county: TestCounty, work: (context: Context) => Promise<void>) {
  const range = { from: units.dongling, to: units.dongling + 999 }
  const opening = openingOf(320399, { range, units: [], teams: [], residentId: null })
  const { database, crypto } = county.services
  const viewer = { accountId: newId() }
  await inTransaction(database, opening, (db: Database) =>
    work({ db, crypto, viewer, today } as unknown as Context),
  )
}

const householdIn = (villageCode: number, headId: string | null = null): NewHousehold => ({
  id: newId(),
  villageCode,
  address: '三组12号',
  headId,
})
const residentIn = (household: NewHousehold, more: Partial<NewResident> = {}): NewResident => ({
  id: newId(),
  householdId: household.id,
  villageCode: household.villageCode,
  name: '王小明',
  sex: 'male',
  birthDate: '1960-05-01' as LocalDate,
  registeredOn: today,
  ...more,
})
const declared = (population: NewPopulation['population']): NewPopulation => ({
  id: newId(),
  population,
  since: today,
  declaredBy: 'register',
})

test('newcomers have their household, its head, where they live since when, their lists, and their door noted once', async () => {
  const county = await countyOn(today)
  const headId = newId()
  const household = householdIn(units.donglingVillage, headId)
  const head = residentIn(household, { id: headId, relation: '02', populations: [declared('hypertension')] })
  const son = residentIn(household, { name: '王大明' })
  await add(county, [head, son], [household])

  const rows = async (query: string) => (await county.sql.query({ text: query, rowMode: 'array' })).rows
  expect(await rows('select id, village_code, address, head_id from households')).toEqual([
    [household.id, units.donglingVillage, '三组12号', headId],
  ])
  expect(await rows('select id, household_id, village_code from residents order by id')).toEqual(
    [head, son].map(({ id }) => [id, household.id, units.donglingVillage]),
  )
  expect(
    await rows(
      'select resident_id, household_id, since, until from household_memberships order by resident_id',
    ),
  ).toEqual([head, son].map(({ id }) => [id, household.id, today, null]))
  expect(await rows('select resident_id, population, source from resident_populations')).toEqual([
    [headId, 'hypertension', 'declared'],
  ])
  expect(await rows('select door_id from door_changes')).toEqual([[household.id]])
})

test('who joins a household that is there is noted at its door too', async () => {
  const county = await countyOn(today)
  const household = householdIn(units.donglingVillage)
  await inDongling(county, (context) => insertHouseholds(context, [household]))
  await add(county, [residentIn(household)])
  const { rows } = await county.sql.query('select distinct door_id from door_changes')
  expect(rows).toEqual([{ door_id: household.id }])
})

test('nobody comes into a village out of reach, nor into one or a household that is not there', async () => {
  const county = await countyOn(today)
  const neighbour = householdIn(units.xiheVillage)
  const own = householdIn(units.donglingVillage)
  const nowhere = householdIn(units.dongling + 999)
  await expect(add(county, [residentIn(neighbour)], [neighbour])).rejects.toThrow('out of reach')
  await expect(add(county, [residentIn(own, { villageCode: units.xiheVillage })], [own])).rejects.toThrow(
    'out of reach',
  )
  await expect(add(county, [residentIn(own)], [own, neighbour])).rejects.toThrow('out of reach')
  await expect(add(county, [residentIn(own)], [own, nowhere])).rejects.toThrow('a village that is not there')
  await expect(add(county, [residentIn(own)])).rejects.toThrow('a household that is not there')
  await expect(
    add(county, [residentIn(own)], [householdIn(units.donglingVillage, newId()), own]),
  ).rejects.toThrow('not among the newcomers')
  expect((await county.sql.query('select from residents')).rowCount).toBe(0)
  expect((await county.sql.query('select from households')).rowCount).toBe(0)
})

test('an identity number that is known is refused, with all that came with it', async () => {
  const county = await countyOn(today)
  const [first, second] = [householdIn(units.donglingVillage), householdIn(units.donglingVillage)]
  const idNumber = '320399196005010014' as NonNullable<NewResident['idNumber']>
  await add(county, [residentIn(first, { idNumber })], [first])
  await expect(add(county, [residentIn(second, { idNumber })], [second])).rejects.toThrow(
    'id_number_is_known',
  )
  expect((await county.sql.query('select from households')).rowCount).toBe(1)
})

/** What the database would do for each row, and `put_newcomers` does for all at once. */
test('whatever hangs on the rows of newcomers is known to the function that leaves it out', async () => {
  const county = await countyOn(today)
  const tables = "'residents', 'households', 'household_memberships', 'resident_populations'"
  const { rows: triggers } = await county.sql.query(`
    select tgrelid::regclass || ' ' || tgname as name from pg_trigger
    where tgrelid::regclass::text in (${tables}) and not tgisinternal and tgtype & 4 = 4 order by 1`)
  expect(triggers.map(({ name }) => name)).toEqual([
    'resident_populations note_doors_of_new',
    'residents note_doors_of_new',
  ])
  const { rows: keys } = await county.sql.query(`
    select conrelid::regclass || ' ' || pg_get_constraintdef(oid) as name from pg_constraint
    where conrelid::regclass::text in (${tables}) and contype = 'f' order by 1`)
  expect(keys.map(({ name }) => name.replace(' FOREIGN KEY', ''))).toMatchInlineSnapshot(`
    [
      "household_memberships (household_id) REFERENCES households(id)",
      "household_memberships (resident_id) REFERENCES residents(id)",
      "households (head_id) REFERENCES residents(id) DEFERRABLE INITIALLY DEFERRED",
      "households (responsible_staff_id) REFERENCES staff(id)",
      "households (village_code) REFERENCES org_units(code)",
      "resident_populations (begun_by) REFERENCES service_records(id)",
      "resident_populations (ended_by) REFERENCES service_records(id)",
      "resident_populations (resident_id) REFERENCES residents(id)",
      "residents (household_id) REFERENCES households(id)",
      "residents (merged_into_id) REFERENCES residents(id)",
      "residents (village_code) REFERENCES org_units(code)",
    ]
  `)
  const { rows: settings } = await county.sql.query(
    "select proconfig::text from pg_proc where proname = 'put_newcomers'",
  )
  expect(settings[0].proconfig).toContain('session_replication_role=replica')
})
