import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { DutyState } from '@qianyue/domain/duties/duty.ts'
import { bitsOfPopulations, bitsOfTraits } from '@qianyue/domain/indicators/flags.ts'
import type { ListCode } from '@qianyue/domain/lists/list.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import type { Sex } from '@qianyue/domain/residents/resident-facts.ts'
import type { ServiceMode } from '@qianyue/domain/service-records/service-mode.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../database/database.ts'

export type Filters = {
  orgId?: number | undefined
  population?: Population | undefined
  signed?: boolean | undefined
  ageFrom?: number | undefined
  ageTo?: number | undefined
  from?: LocalDate | undefined
  to?: LocalDate | undefined
  inForce?: boolean | undefined
  dutyState?: DutyState | undefined
  service?: string | undefined
}

/** One line of a list, before it is put into words; what the list does not have is null. */
export type ListRow = {
  /** Unique in the list, and its order. */
  key: string
  residentId: string
  name: string
  sex: Sex
  birthDate: LocalDate
  idNumber: string | null
  phone: string | null
  township: string | null
  village: string
  address: string | null
  populationBits: number
  traitBits: number
  team: string | null
  doctor: string | null
  registeredOn: LocalDate
  number: string | null
  signedOn: LocalDate | null
  startsOn: LocalDate | null
  endsOn: LocalDate | null
  terminatedOn: LocalDate | null
  endReason: string | null
  packages: string | null
  signedVia: string | null
  service: string | null
  form: string | null
  dutyState: DutyState | null
  dueFrom: LocalDate | null
  dueBy: LocalDate | null
  doneOn: LocalDate | null
  performedOn: LocalDate | null
  mode: ServiceMode | null
  complete: boolean | null
  controlled: boolean | null
  nextDueOn: LocalDate | null
  performedBy: string | null
  unit: string | null
}

/** What every list says of the person, from `residents r` and what hangs on it. */
const person = sql`
  r.id as resident_id, r.name, r.sex, r.birth_date, r.id_number_masked as id_number, r.phone_masked as phone,
  town.area_name as township, u.area_name as village, h.address, r.registered_on,
  s.population_bits, s.trait_bits,
  t.name as team, d.name as doctor`

const joined = sql`
  join resident_standing s on s.resident_id = r.id
  join org_units u on u.code = r.village_code
  left join org_units town on town.code = u.parent_code
  left join households h on h.id = r.household_id
  left join teams t on t.id = r.team_id
  left join staff d on d.id = s.responsible_staff_id`

/** One page of a list, in an order that does not change. @param after the key of the last line before */
export async function listPage(
  db: Database,
  list: ListCode,
  filters: Filters,
  today: LocalDate,
  after: string | null,
  limit: number,
): Promise<ListRow[]> {
  const [village, resident] = after?.split('/') ?? []
  // The index of standings is read from where the last page ended, and no further than this page needs.
  const from =
    after === null
      ? sql`true`
      : sql`(s.village_code, s.resident_id) >= (${Number(village)}::bigint, ${resident}::uuid) and ${keyOf(list)} > ${after} collate "C"`
  const { rows } = await sql<ListRow>`
    ${source(list, filters, today)} and ${from}
    order by s.village_code, s.resident_id, ${keyOf(list)} collate "C" limit ${limit}`.execute(db)
  return rows
}

/** Village, resident, and what tells the lines of one resident apart. */
function keyOf(list: ListCode): RawBuilder<string> {
  const own = {
    residents: sql`''`,
    agreements: sql`m.agreement_id::text`,
    duties: sql`duty.key`,
    'service-records': sql`c.id::text`,
  }[list]
  return sql<string>`(s.village_code || '/' || s.resident_id || '/' || ${own})`
}

function source(list: ListCode, filters: Filters, today: LocalDate): RawBuilder<unknown> {
  const who = ofPeople(filters, today)
  switch (list) {
    case 'residents':
      return sql`
        select ${keyOf(list)} as key, ${person} from residents r ${joined}
        where ${who} and (s.trait_bits & ${bitsOfTraits(['resident'])}) <> 0`
    case 'agreements':
      return sql`
        select ${keyOf(list)} as key, a.number, a.signed_on, a.signed_via,
          m.starts_on, m.ends_on, m.terminated_on, m.end_reason,
          (select string_agg(p->>'name', '、') from jsonb_array_elements(m.packages) p) as packages, ${person}
        from agreement_members m
        join agreements a on a.id = m.agreement_id and a.signed_on is not null
        join residents r on r.id = m.resident_id ${joined}
        where ${who} and not m.declined and ${within('a.signed_on', filters)}
          and ${inForce(filters.inForce, today)}`
    case 'duties':
      return sql`
        select ${keyOf(list)} as key, split_part(duty.key, ':', 1) as service,
          duty.due_from, duty.due_by, duty.done_on, duty.state as duty_state, ${person}
        from resident_duties o
        join residents r on r.id = o.resident_id ${joined}
        cross join lateral (
          select each.*, duty_state(${today}::date, each.due_from, each.due_by, each.closes_on, each.done_on,
            each.cancelled_on, each.paused_from, each.paused_until) as state
          from unnest(o.keys, o.due_from, o.due_by, o.closes_on, o.done_on, o.cancelled_on, o.paused_from, o.paused_until)
            as each (key, due_from, due_by, closes_on, done_on, cancelled_on, paused_from, paused_until)
        ) duty
        where ${who} and ${within('duty.due_by', filters)}
          and ${filters.dutyState === undefined ? sql`true` : sql`duty.state = ${filters.dutyState}`}
          and ${filters.service === undefined ? sql`true` : sql`split_part(duty.key, ':', 1) = ${filters.service}`}`
    case 'service-records':
      return sql`
        select ${keyOf(list)} as key, c.performed_on, c.form,
          coalesce(c.service, c.form) as service, c.mode, c.complete, c.controlled, c.next_due_on,
          by_whom.name as performed_by, at_unit.name as unit, ${person}
        from service_records c
        join residents r on r.id = c.resident_id ${joined}
        left join staff by_whom on by_whom.id = c.performed_by
        left join org_units at_unit on at_unit.code = c.unit_code
        where ${who} and c.withdrawn_at is null and ${within('c.performed_on', filters)}
          and ${filters.service === undefined ? sql`true` : sql`coalesce(c.service, c.form) = ${filters.service}`}`
  }
}

function ofPeople({ orgId, population, signed, ageFrom, ageTo }: Filters, today: LocalDate) {
  const range = orgId === undefined ? null : rangeOf(orgId)
  const signedBit = bitsOfTraits(['signed'])
  const age = sql`extract(year from age(${today}::date, r.birth_date))`
  return sql.join(
    [
      sql`r.merged_into_id is null`,
      ...(range === null ? [] : [sql`s.village_code between ${range.from} and ${range.to}`]),
      ...(population === undefined
        ? []
        : [sql`(s.population_bits & ${bitsOfPopulations([population])}) <> 0`]),
      ...(signed === undefined ? [] : [sql`((s.trait_bits & ${signedBit}) <> 0) = ${signed}`]),
      ...(ageFrom === undefined ? [] : [sql`${age} >= ${ageFrom}`]),
      ...(ageTo === undefined ? [] : [sql`${age} <= ${ageTo}`]),
    ],
    sql` and `,
  )
}

function within(column: string, { from, to }: Filters) {
  const day = sql.ref(column)
  return sql`${from === undefined ? sql`true` : sql`${day} >= ${from}::date`}
    and ${to === undefined ? sql`true` : sql`${day} < ${to}::date + 1`}`
}

function inForce(wanted: boolean | undefined, today: LocalDate) {
  if (wanted === undefined) return sql`true`
  return sql`(m.starts_on <= ${today}::date and m.ends_on >= ${today}::date
    and (m.terminated_on is null or m.terminated_on > ${today}::date)) = ${wanted}`
}
