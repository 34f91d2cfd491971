import { localDate } from '@qianyue/domain/days/local-date.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import type { AgreedPackage } from '@qianyue/domain/residents/resident-facts.ts'
import { v7 as newId } from 'uuid'
import { inCounty } from '../database/in-county.ts'
import { refreshResidents } from '../duties/refresh-residents.ts'
import { countyOn, type TestCounty, units } from '../testing/county.ts'

const basic: AgreedPackage = {
  packageCode: 'basic',
  name: '基础包',
  paid: false,
  items: [{ service: 'hypertension-follow-up', times: 1, every: 'quarter' }],
}
const primary: AgreedPackage = { ...basic, packageCode: 'primary', name: '初级包', paid: true }

type Person = {
  village?: number
  household?: string
  birthDate?: string
  populations?: Population[]
  registeredOn?: string
  name?: string
}

/** A county to count in: people are put in as the register, signing and recording would, and then refreshed. */
export async function countedCounty(today: string) {
  const county = await countyOn(today)
  const { sql } = county
  let now = today
  let people = 0
  const teamId = newId()
  const accountId = newId()
  await sql.query('insert into teams (id, unit_code, name) values ($1, $2, $3)', [
    teamId,
    units.dongling,
    '东岭一队',
  ])

  const refresh = async (...ids: string[]) => {
    await inCounty(county.services.database, 320399, (db) =>
      refreshResidents({ db, today: localDate(now) }, ids),
    )
  }

  return {
    ...county,
    teamId,
    refresh,
    on: (day: string) => {
      now = day
      county.on(day)
    },
    household: async (village: number = units.donglingVillage, responsibleStaffId: string | null = null) => {
      const id = newId()
      await sql.query(
        'insert into households (id, village_code, address, responsible_staff_id) values ($1, $2, $3, $4)',
        [id, village, '一组12号', responsibleStaffId],
      )
      return id
    },
    /** Who lives here; the first of a household is its head. */
    person: async ({
      village = units.donglingVillage,
      household,
      birthDate = '1980-05-05',
      populations = [],
      registeredOn = '2020-01-01',
      name = `王${++people}`,
    }: Person = {}) => {
      const id = newId()
      await sql.query(
        `insert into residents (id, household_id, village_code, name, name_initials, sex, birth_date, registered_on, phone_masked)
         values ($1, $2, $3, $4, 'w', 'female', $5, $6, '139****0000')`,
        [id, household ?? null, village, name, birthDate, registeredOn],
      )
      if (household) {
        await sql.query(
          'insert into household_memberships (resident_id, household_id, since) values ($1, $2, $3)',
          [id, household, registeredOn],
        )
        await sql.query('update households set head_id = $1 where id = $2 and head_id is null', [
          id,
          household,
        ])
      }
      for (const population of populations) {
        await sql.query(
          `insert into resident_populations (id, resident_id, population, since, source) values ($1, $2, $3, $4, 'declared')`,
          [newId(), id, population, registeredOn],
        )
      }
      await refresh(id)
      return id
    },
    sign: async (
      residentId: string,
      { from = now, to = '2027-11-20', paid = false, refreshed = true } = {},
    ) => {
      const id = newId()
      await sql.query(
        `insert into agreements (id, unit, unit_code, team_id, signatory_id, kind, starts_on, ends_on, term_months, signed_via, signed_on, created_by)
         values ($1, 'person', $2, $3, $4, 'first', $5, $6, 12, 'clinic', $5, $7)`,
        [id, units.dongling, teamId, residentId, from, to, accountId],
      )
      await sql.query(
        `insert into agreement_members (agreement_id, resident_id, team_id, packages, package_version_ids, populations, starts_on, ends_on)
         values ($1, $2, $3, $4, '{}', '{}', $5, $6)`,
        [id, residentId, teamId, JSON.stringify([paid ? primary : basic]), from, to],
      )
      await sql.query('update residents set team_id = $1 where id = $2', [teamId, residentId])
      if (refreshed) await refresh(residentId)
      return id
    },
    terminate: async (residentId: string, on: string) => {
      await sql.query(
        `update agreement_members set terminated_on = $2, end_reason = 'resident-request'
         where resident_id = $1 and terminated_on is null and starts_on <= $2 and ends_on >= $2`,
        [residentId, on],
      )
      await refresh(residentId)
    },
    record: async (
      residentId: string,
      form: string,
      { on = now, mode = 'clinic', controlled = null as boolean | null } = {},
    ) => {
      await sql.query(
        `insert into service_records (id, resident_id, form, form_version, performed_on, mode, values, complete, controlled,
           next_step, referred, unit_code, recorded_by)
         values ($1, $2, $3, 1, $4, $5, '{}', true, $6, 'routine', false, $7, $8)`,
        [newId(), residentId, form, on, mode, controlled, units.donglingVillage, accountId],
      )
      await refresh(residentId)
    },
    change: async (residentId: string, columns: Record<string, unknown>) => {
      const names = Object.keys(columns)
      const sets = names.map((name, index) => `${name} = $${index + 2}`)
      await sql.query(`update residents set ${sets.join(', ')} where id = $1`, [
        residentId,
        ...Object.values(columns),
      ])
      await refresh(residentId)
    },
    setTargets: async (
      targets: { indicator: string; orgId: number | null; percent: number }[],
      validFrom = '2026-01-01',
    ) => {
      const body = targets.map((target) => ({ year: 2026, source: '县卫健〔2026〕3号', ...target }))
      await sql.query(
        `insert into policy_versions (id, kind, valid_from, body, source) values ($1, 'targets', $2, $3, '县卫健〔2026〕3号')`,
        [newId(), validFrom, JSON.stringify(body)],
      )
    },
  }
}

export type CountedCounty = Awaited<ReturnType<typeof countedCounty>>

/** What the database holds of standings and counts, in an order of its own. */
export async function countsKept({ sql }: Pick<TestCounty, 'sql'>) {
  const standings = await sql.query(
    'select resident_id, village_code, household_id, population_bits, trait_bits, programme_bits, vaccine_bits, own_bits, changes_on, open_duties, nearest_day, household_nearest_day from resident_standing order by resident_id',
  )
  const counts = await sql.query(
    `select village_code, indicator, denominator, numerator from indicator_counts_now
     where denominator > 0 order by village_code, indicator`,
  )
  const work = await sql.query(
    `select unit_code, service, day, sum(duties) as duties, sum(residents) as residents
     from (
       select * from work_counts
       union all
       select unit, service, day, duties, residents from work_count_changes
       cross join lateral (values (village_code), (village_code / 1000 * 1000), (village_code / 1000000 * 1000000)) u (unit)
     ) counted group by 1, 2, 3 having sum(duties) <> 0 or sum(residents) <> 0 order by 1, 2, 3`,
  )
  return { standings: standings.rows, counts: counts.rows, work: work.rows }
}
