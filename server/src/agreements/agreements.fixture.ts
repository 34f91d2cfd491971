import { type LocalDate, localDate } from '@qianyue/domain/days/local-date.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import { v7 as newId } from 'uuid'
import { expect } from 'vitest'
import { inTransaction } from '../database/database.ts'
import { insertDefaultPackages } from '../packages/default-packages.ts'
import { type Caller, countyOn, type TestCounty, units } from '../testing/county.ts'

export type Person = { id: string; birthDate: string }

export type Signing = {
  county: TestCounty
  /** Township public-health staff of 东岭. */
  township: Caller
  /** A nurse in the team. */
  nurse: Caller
  teamId: string
  /** Ids of package versions by code. */
  packages: Record<string, string>
  household: { id: string; father: Person; mother: Person; grandmother: Person; child: Person }
}

/** 东岭 with its packages, a team that covers 东岭村, and a household of four with a registered-poor grandmother. */
export async function signingOn(
  day: string,
  options: { maxPersons?: number; packagesFrom?: string } = {},
  whenOver?: Parameters<typeof countyOn>[1],
): Promise<Signing> {
  const county = await countyOn(day, whenOver)
  await putPackages(county, localDate(options.packagesFrom ?? '2024-01-01'))
  const township = await county.as('public-health-staff')
  const nurse = await county.as('nurse', units.dongling)
  const teamId = await teamOf(county, township, {
    nurse,
    ...(options.maxPersons === undefined ? {} : { maxPersons: options.maxPersons }),
  })
  const versions = (await county.sql.query('select id, code from package_versions')).rows
  return {
    county,
    township,
    nurse,
    teamId,
    packages: Object.fromEntries(versions.map(({ code, id }) => [code, id])),
    household: await householdOfFour(county),
  }
}

export async function putPackages(county: TestCounty, validFrom: LocalDate) {
  const opening = 'begin; set local search_path = county_320399, platform, public'
  await inTransaction(county.services.database, opening, (db) => insertDefaultPackages(db, validFrom))
}

/** A team of a doctor who leads and a nurse, made as the township makes it. */
export async function teamOf(
  county: TestCounty,
  by: Caller,
  details: {
    nurse?: Caller
    name?: string
    unitCode?: number
    villageCodes?: number[]
    maxPersons?: number
  } = {},
): Promise<string> {
  const { unitCode = units.dongling, villageCodes = [units.donglingVillage] } = details
  const doctor = await county.as('family-doctor', unitCode)
  const nurse = details.nurse ?? (await county.as('nurse', unitCode))
  const id = newId()
  const made = await by.put(`/teams/${id}`, {
    name: details.name ?? '东岭一队',
    unitCode,
    villageCodes,
    ownCaps: { persons: details.maxPersons ?? null, households: null, villages: null },
    members: [
      { staffId: doctor.staffId, role: 'family-doctor', leads: true },
      { staffId: nurse.staffId, role: 'nurse' },
    ],
  })
  expect(made.status, JSON.stringify(made.body)).toBe(200)
  return id
}

export async function householdOfFour(county: TestCounty, villageCode: number = units.donglingVillage) {
  const id = newId()
  await county.sql.query(
    "insert into households (id, village_code, address) values ($1, $2, '东岭村三组12号')",
    [id, villageCode],
  )
  const put = (name: string, sex: string, birthDate: string, populations: Population[] = []) =>
    personOf(county, { name, sex, birthDate, populations, householdId: id, villageCode })
  const father = await put('王建国', 'male', '1980-04-05')
  const mother = await put('李梅', 'female', '1982-08-09')
  const grandmother = await put('王秀英', 'female', '1950-05-05', ['registered-poor', 'hypertension'])
  const child = await put('王小明', 'male', '2021-02-03')
  await county.sql.query('update households set head_id = $1 where id = $2', [father.id, id])
  return { id, father, mother, grandmother, child }
}

export async function personOf(
  county: TestCounty,
  person: {
    name?: string
    sex?: string
    birthDate?: string
    populations?: Population[]
    householdId?: string | null
    villageCode?: number
  } = {},
): Promise<Person> {
  const {
    name = '张三',
    sex = 'male',
    birthDate = '1970-01-01',
    populations = [],
    householdId = null,
  } = person
  const id = newId()
  await county.sql.query(
    `insert into residents (id, household_id, village_code, name, name_initials, sex, birth_date, registered_on)
     values ($1, $2, $3, $4, '', $5, $6, '2020-01-01')`,
    [id, householdId, person.villageCode ?? units.donglingVillage, name, sex, birthDate],
  )
  for (const population of populations) {
    await county.sql.query(
      "insert into resident_populations (id, resident_id, population, since, source) values ($1, $2, $3, '2020-01-01', 'declared')",
      [newId(), id, population],
    )
  }
  return { id, birthDate }
}

/** The signing of the whole household from a day, with what policy proposes for each. */
export function signingOf({ teamId, packages, household }: Signing, changes: Record<string, unknown> = {}) {
  const { father, mother, grandmother, child } = household
  const pick = (...codes: string[]) => codes.map((code) => packages[code])
  return {
    id: newId(),
    unit: 'household',
    householdId: household.id,
    teamId,
    signatoryId: father.id,
    startsOn: '2026-11-21',
    termMonths: 12,
    signedVia: 'home',
    members: [
      { residentId: father.id, packageIds: pick('general-basic') },
      { residentId: mother.id, packageIds: pick('general-basic') },
      {
        residentId: grandmother.id,
        packageIds: pick('hypertension-primary', 'elderly-basic', 'general-basic'),
      },
      { residentId: child.id, packageIds: pick('child-basic', 'general-basic') },
    ],
    ...changes,
  }
}

/** The signing of one person alone. */
export function personSigningOf(
  { teamId, packages }: Signing,
  person: Person,
  changes: Record<string, unknown> = {},
) {
  return {
    id: newId(),
    unit: 'person',
    residentId: person.id,
    teamId,
    signatoryId: person.id,
    startsOn: '2026-11-21',
    termMonths: 12,
    signedVia: 'clinic',
    members: [{ residentId: person.id, packageIds: [packages['general-basic']] }],
    ...changes,
  }
}
