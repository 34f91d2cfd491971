import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import type { Sex } from '@qianyue/domain/residents/resident-facts.ts'
import { sql } from 'kysely'
import type { Context } from '../http/context.ts'

export type CheckedRow = {
  residentId: string
  openedOn: LocalDate
  keptByUnit: number
  villageCode: number
  birthDate: LocalDate
  sex: Sex
  warnings: unknown
  hasIdNumber: boolean
  hasPhone: boolean
  hasContact: boolean
  contactIsOneself: boolean
  hasAddress: boolean
  hasResponsibleDoctor: boolean
  firstServedOn: LocalDate | null
  lastActiveOn: LocalDate | null
  populations:
    | [population: Population, since: LocalDate, until: LocalDate | null, source: 'declared' | 'record'][]
    | null
  information: { performedOn: LocalDate; values: unknown } | null
}

/** What the check looks at, for those of these residents who have a record. */
export async function recordsToCheck(
  { db }: Pick<Context, 'db'>,
  residentIds: readonly string[],
): Promise<CheckedRow[]> {
  const { rows } = await sql<CheckedRow>`
    select h.resident_id, h.opened_on, h.kept_by_unit, r.village_code, r.birth_date, r.sex, r.warnings,
      r.id_number_hash is not null as has_id_number, r.phone_masked is not null as has_phone,
      r.contact_name is not null and r.contact_phone_masked is not null as has_contact,
      coalesce(r.contact_phone_masked = r.phone_masked, false) as contact_is_oneself,
      coalesce(d.address, '') <> '' as has_address, h.responsible_staff_id is not null as has_responsible_doctor,
      served.first_on as first_served_on, served.last_on as last_active_on,
      (select json_agg(json_build_array(p.population, p.since, p.until, p.source))
        from resident_populations p where p.resident_id = h.resident_id) as populations,
      (select json_build_object('performedOn', s.performed_on, 'values', s.values)
        from service_records s
        where s.resident_id = h.resident_id and s.form = 'personal-information' and s.withdrawn_at is null
        order by s.performed_on desc, s.recorded_at desc limit 1) as information
    from health_records h
    join residents r on r.id = h.resident_id
    left join households d on d.id = r.household_id
    cross join lateral (
      select min(s.performed_on) as first_on, max(s.performed_on) as last_on from service_records s
      where s.resident_id = h.resident_id and s.withdrawn_at is null and s.form <> 'personal-information'
    ) served
    where h.resident_id = any (${residentIds}::uuid[])`.execute(db)
  return rows
}

/** Writes what was found where it differs from what is written. */
export async function putChecks(
  { db }: Pick<Context, 'db'>,
  checks: readonly { residentId: string; lastActiveOn: LocalDate | null; score: number; flaws: string[] }[],
): Promise<void> {
  await sql`
    update health_records h set last_active_on = given.last_active_on, score = given.score,
      flaws = string_to_array(given.flaws, ' ')
    from unnest(
      ${checks.map(({ residentId }) => residentId)}::uuid[], ${checks.map(({ lastActiveOn }) => lastActiveOn)}::date[],
      ${checks.map(({ score }) => score)}::smallint[], ${checks.map(({ flaws }) => flaws.join(' '))}::text[]
    ) as given (resident_id, last_active_on, score, flaws)
    where h.resident_id = given.resident_id
      and (h.last_active_on, h.score, h.flaws) is distinct from
        (given.last_active_on, given.score, string_to_array(given.flaws, ' '))`.execute(db)
}
