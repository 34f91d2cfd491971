import { localDate } from '@qianyue/domain/days/local-date.ts'
import { v7 as newId } from 'uuid'
import { inTransaction } from '../database/database.ts'
import { openingOf } from '../http/context.ts'
import { type TestCounty, units } from '../testing/county.ts'
import { refreshResidents } from './refresh-residents.ts'

type Wanted = {
  name?: string
  birthDate?: string
  registeredOn?: string
  populations?: string[]
  village?: number
  householdId?: string
}

/** A resident of 东岭村 aged 76, as a register would have brought one in, with what is owed. */
export async function residentOf(county: TestCounty, wanted: Wanted = {}): Promise<string> {
  const id = newId()
  const { name = '王秀英', birthDate = '1950-03-02', registeredOn = '2024-01-05', populations = [] } = wanted
  await county.sql.query(
    `insert into residents (id, village_code, household_id, name, name_initials, sex, birth_date, registered_on)
     values ($1, $2, $3, $4, 'wxy', 'female', $5, $6)`,
    [id, wanted.village ?? units.donglingVillage, wanted.householdId ?? null, name, birthDate, registeredOn],
  )
  for (const population of populations) {
    await county.sql.query(
      `insert into resident_populations (id, resident_id, population, since, source) values ($1, $2, $3, $4, 'declared')`,
      [newId(), id, population, registeredOn],
    )
  }
  await refreshIn(county, dayOf(county), [id])
  return id
}

/** An agreement of one person since January with a team of 东岭; the team's id. */
export async function sign(
  county: TestCounty,
  residentId: string,
  {
    items = [] as { service: string; times: number; every: string }[],
    startsOn = '2026-01-01',
    endsOn = '2026-12-31',
    packageName = '高血压初级包',
  } = {},
): Promise<string> {
  const teamId = newId()
  const agreementId = newId()
  await county.sql.query('insert into teams (id, unit_code, name) values ($1, $2, $3)', [
    teamId,
    units.dongling,
    teamId,
  ])
  await county.sql.query(
    `insert into agreements (id, unit, unit_code, team_id, signatory_id, kind, starts_on, ends_on, term_months, signed_via,
       signed_on, created_by)
     values ($1, 'person', $2, $3, $4, 'first', $5, $6, 12, 'clinic', $5, $7)`,
    [agreementId, units.dongling, teamId, residentId, startsOn, endsOn, newId()],
  )
  await county.sql.query(
    `insert into agreement_members (agreement_id, resident_id, team_id, packages, package_version_ids, populations, starts_on, ends_on)
     values ($1, $2, $3, $4, '{}', '{}', $5, $6)`,
    [
      agreementId,
      residentId,
      teamId,
      JSON.stringify([{ packageCode: 'hypertension-primary', name: packageName, paid: true, items }]),
      startsOn,
      endsOn,
    ],
  )
  await county.sql.query('update residents set team_id = $2 where id = $1', [residentId, teamId])
  await refreshIn(county, dayOf(county), [residentId])
  return teamId
}

function dayOf(county: TestCounty): string {
  return county.services.now().toISOString().slice(0, 10)
}

/** As a request of somebody who reaches nobody: what is owed follows a change even so. */
export async function refreshIn(county: TestCounty, today: string, ids: string[]) {
  const opening = openingOf(320399, { range: null, units: [], teams: [], residentId: null })
  return await inTransaction(county.services.database, opening, (db) =>
    refreshResidents({ db, today: localDate(today) }, ids),
  )
}
