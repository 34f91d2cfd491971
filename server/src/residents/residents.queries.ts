import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { bornBy, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { isByRule } from '@qianyue/domain/populations/own-population.ts'
import {
  type AgePolicy,
  isDerived,
  type OwnPopulation,
  type Population,
} from '@qianyue/domain/populations/population.ts'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Context } from '../http/context.ts'
import { reachableResidents, reachesWholeCounty } from './reachable-residents.ts'
import { oftenTrue, type SearchPlan } from './search.queries.ts'

export type ResidentFilters = {
  orgId?: number | undefined
  population?: Population | undefined
  signed?: boolean | undefined
  presence?: 'here' | 'away' | 'moved-out' | 'dead' | undefined
  sex?: 'male' | 'female' | 'unknown' | undefined
  ageFrom?: number | undefined
  ageTo?: number | undefined
  warned?: boolean | undefined
  importId?: string | undefined
  ids?: readonly string[] | undefined
}

/** Where a page of residents begins: after the resident with these values of the order's columns. */
export type Position = { rank: number; name: string; villageCode: number; householdId: string; id: string }

/** A population of no more members than this is read by its members; of more a page is soon found along the villages. */
const FEW_MEMBERS = 5_000

/** Ids of the residents that a search and filters leave, in the order of the plan, at most so many. */
export async function residentIds(
  context: Context,
  plan: Exclude<SearchPlan, { by: 'nobody' }>,
  filters: ResidentFilters,
  ages: AgePolicy,
  after: Position | null,
  most: number,
): Promise<Position[]> {
  const leading = leadingPopulation(context, plan, filters, ages)
  const filtered = filteredResidents(
    context,
    leading === null ? filters : { ...filters, population: undefined },
    ages,
    isWholeList(plan),
  )
  return plan.by === 'place'
    ? await idsByPlace(filtered, plan, { leading, ages, after, most }, context)
    : await idsByName(filtered, plan, after, most)
}

type PlanBy<By extends SearchPlan['by']> = Extract<SearchPlan, { by: By }>
type Filtered = ReturnType<typeof filteredResidents>

/** Village by village, in each by household. @param leading the population whose members are read instead of the villages. */
async function idsByPlace(
  filtered: Filtered,
  plan: PlanBy<'place'>,
  {
    leading,
    ages,
    after,
    most,
  }: { leading: Population | null; ages: AgePolicy; after: Position | null; most: number },
  context: Context,
): Promise<Position[]> {
  let query = filtered.select([
    'residents.name',
    'residents.villageCode',
    'residents.householdId',
    'residents.id',
  ])
  const isLedByFew = leading !== null && (await hasFewMembers(context, leading))
  if (leading !== null) {
    query = query.where(
      isLedByFew
        ? sql<SqlBool>`residents.id = any(array(select held.resident_id from ${membersOf(leading, context.today)}))`
        : oftenTrue(belongsTo(leading, context.today, ages)),
    )
  }
  if (plan.condition) query = query.where(plan.condition)
  if (after) {
    query = query.where(
      sql<SqlBool>`(residents.village_code, residents.household_id, residents.id)
        > (${after.villageCode}, ${after.householdId}, ${after.id})`,
    )
  }
  const rows = await query
    // What finds few is read by what it finds, not along the villages until there are enough of them.
    .orderBy(plan.findsFew || isLedByFew ? sql`residents.village_code + 0` : 'residents.villageCode')
    .orderBy('residents.householdId')
    .orderBy('residents.id')
    .limit(most)
    .execute()
  return rows.map((row) => ({ ...row, householdId: row.householdId ?? '', rank: 0 }))
}

/** The names that fit best first. */
async function idsByName(
  filtered: Filtered,
  plan: PlanBy<'names'>,
  after: Position | null,
  most: number,
): Promise<Position[]> {
  const found: Position[] = []
  for (const [rank, names] of plan.ranked.entries()) {
    if (found.length >= most) break
    if (after && rank < after.rank) continue
    let query = filtered
      .select(['residents.name', 'residents.villageCode', 'residents.householdId', 'residents.id'])
      .where(sql<SqlBool>`residents.name = any(${names}::text[])`)
    if (after && rank === after.rank) {
      query = query.where(
        sql<SqlBool>`(residents.name, residents.village_code, residents.id)
          > (${after.name}, ${after.villageCode}, ${after.id})`,
      )
    }
    const rows = await query
      .orderBy('residents.name')
      .orderBy('residents.villageCode')
      .orderBy('residents.id')
      .limit(most - found.length)
      .execute()
    found.push(...rows.map((row) => ({ ...row, householdId: row.householdId ?? '', rank })))
  }
  return found
}

/** How many a search and filters leave, counted no further than the cap. */
export async function countResidents(
  context: Context,
  plan: Exclude<SearchPlan, { by: 'nobody' }>,
  filters: ResidentFilters,
  ages: AgePolicy,
  cap: number,
): Promise<number> {
  const leading = leadingPopulation(context, plan, filters, ages)
  if (leading !== null) {
    const one = filteredResidents(context, { ...filters, population: undefined }, ages, true)
      .select(sql`1`.as('one'))
      .where(sql<SqlBool>`residents.id = held.resident_id`)
    // The offset keeps the planner from turning it round and reading all villages for it.
    return await countUpTo(
      context,
      sql`select from ${membersOf(leading, context.today)}, lateral (${one} offset 0) one`,
      cap,
    )
  }
  let query = filteredResidents(context, filters, ages, isWholeList(plan))
  if (plan.by === 'names') {
    query = query.where(sql<SqlBool>`residents.name = any(${plan.ranked.flat()}::text[])`)
  } else if (plan.condition) query = query.where(plan.condition)
  return await countUpTo(context, sql`${query.select(sql`1`.as('one'))}`, cap)
}

async function countUpTo({ db }: Context, rows: RawBuilder<unknown>, cap: number): Promise<number> {
  const counted = await sql<{ number: number }>`
    select count(*) as number from (${rows} limit ${cap}) as found`.execute(db)
  return counted.rows[0]!.number
}

/** Nobody was searched for: everybody in the order of the villages. */
function isWholeList(plan: Exclude<SearchPlan, { by: 'nobody' }>): boolean {
  return plan.by === 'place' && plan.condition === null
}

/**
 * The population whose members are to be read before anything else: one that is kept, asked for over a whole county.
 * Null where the villages or what is searched for leave fewer.
 */
function leadingPopulation(
  context: Context,
  plan: Exclude<SearchPlan, { by: 'nobody' }>,
  { population, orgId, ids }: ResidentFilters,
  ages: AgePolicy,
): Population | null {
  if (population === undefined || isDerived(population, ages)) return null
  return isWholeList(plan) && orgId === undefined && !ids && reachesWholeCounty(context) ? population : null
}

/** Whom a population has on a day, once each: nobody is a member of it twice at a time. */
function membersOf(population: Population, today: LocalDate) {
  return sql`(
    select held.resident_id from resident_populations held where ${isHeld(population, today)}) as held`
}

async function hasFewMembers(context: Context, population: Population): Promise<boolean> {
  const members = sql`select from ${membersOf(population, context.today)}`
  return (await countUpTo(context, members, FEW_MEMBERS + 1)) <= FEW_MEMBERS
}

function isHeld(population: Population, today: LocalDate) {
  return sql`held.population = ${population} and held.since <= ${today} and (held.until is null or held.until >= ${today})`
}

function filteredResidents(
  context: Context,
  filters: ResidentFilters,
  ages: AgePolicy,
  isWholeList: boolean,
) {
  const { today } = context
  let query = reachableResidents(context)
  if (filters.orgId !== undefined) {
    const { from, to } = rangeOf(filters.orgId)
    query = query.where('residents.villageCode', '>=', from).where('residents.villageCode', '<=', to)
  }
  if (filters.ids) query = query.where('residents.id', 'in', [...filters.ids])
  if (filters.sex) query = query.where('residents.sex', '=', filters.sex)
  if (filters.ageFrom !== undefined)
    query = query.where('residents.birthDate', '<=', bornBy(today, filters.ageFrom))
  if (filters.ageTo !== undefined) {
    query = query.where('residents.birthDate', '>', bornBy(today, filters.ageTo + 1))
  }
  if (filters.warned) query = query.where(sql<SqlBool>`residents.warnings <> '[]'`)
  if (filters.importId) {
    query = query.where(sql<SqlBool>`residents.id in (
      select named.resident_id from register_import_rows named where named.import_id = ${filters.importId})`)
  }
  if (filters.population) query = query.where(belongsTo(filters.population, today, ages))
  if (filters.signed !== undefined) {
    const isSigned = sql<SqlBool>`exists (${presentAgreement(today)})`
    query = query.where(filters.signed ? isSigned : sql<SqlBool>`not ${isSigned}`)
  }
  if (filters.presence) query = query.where(isPresent(filters.presence, today))
  else if (isWholeList) {
    query = query
      .where(sql<SqlBool>`(residents.died_on is null or residents.died_on > ${today})`)
      .where(sql<SqlBool>`(residents.moved_out_on is null or residents.moved_out_on > ${today})`)
  }
  return query
}

/** The agreement that covers the resident of the outer query on a day. */
function presentAgreement(today: LocalDate) {
  return sql`
    select from agreement_members member join agreements agreement on agreement.id = member.agreement_id
    where member.resident_id = residents.id and not member.declined and agreement.signed_on is not null
      and member.starts_on <= ${today} and member.ends_on >= ${today}
      and (member.terminated_on is null or member.terminated_on > ${today})`
}

function belongsTo(population: Population, today: LocalDate, ages: AgePolicy): RawBuilder<SqlBool> {
  const at = (ages.own ?? []).findIndex((one) => one.population === population)
  const rule = ages.own?.[at]
  // Of its own rules a county may build on those before it, as the domain does.
  if (rule && isByRule(rule)) return fulfilsRule(rule, today, { ...ages, own: ages.own!.slice(0, at) })
  if (population === 'elderly')
    return sql<SqlBool>`residents.birth_date <= ${bornBy(today, ages.elderlyFromYears)}`
  if (population === 'child') {
    return sql<SqlBool>`residents.birth_date > ${bornBy(today, ages.childUntilYears)}`
  }
  return sql<SqlBool>`exists (
    select from resident_populations held
    where held.resident_id = residents.id and ${isHeld(population, today)})`
}

/** Repeats `fulfils` of the domain; a test runs both over the same residents. */
function fulfilsRule(rule: OwnPopulation, today: LocalDate, ages: AgePolicy): RawBuilder<SqlBool> {
  const { sex, fromYears, untilYears, anyOf = [], allOf = [], noneOf = [] } = rule
  const all: RawBuilder<unknown>[] = [sql`true`]
  if (sex) all.push(sql`residents.sex = ${sex}`)
  if (typeof fromYears === 'number') all.push(sql`residents.birth_date <= ${bornBy(today, fromYears)}`)
  if (typeof untilYears === 'number') all.push(sql`residents.birth_date > ${bornBy(today, untilYears)}`)
  const oneOf = anyOf.map((one) => belongsTo(one, today, ages))
  if (oneOf.length > 0) all.push(sql`(${sql.join(oneOf, sql` or `)})`)
  for (const one of allOf) all.push(belongsTo(one, today, ages))
  for (const one of noneOf) all.push(sql`not ${belongsTo(one, today, ages)}`)
  return sql<SqlBool>`(${sql.join(all, sql` and `)})`
}

/** Repeats `presenceOn` of the domain; a test runs both over the same residents. */
function isPresent(presence: NonNullable<ResidentFilters['presence']>, today: LocalDate) {
  const isDead = sql`coalesce(residents.died_on <= ${today}, false)`
  const isGone = sql`coalesce(residents.moved_out_on <= ${today}, false)`
  const isAway = sql`coalesce(residents.away_since <= ${today} and coalesce(residents.away_until >= ${today}, true), false)`
  switch (presence) {
    case 'dead':
      return sql<SqlBool>`${isDead}`
    case 'moved-out':
      return sql<SqlBool>`${isGone} and not ${isDead}`
    case 'away':
      return sql<SqlBool>`${isAway} and not ${isGone} and not ${isDead}`
    case 'here':
      return sql<SqlBool>`not ${isAway} and not ${isGone} and not ${isDead}`
  }
}

/** Rows of a list, in the order of the ids. */
export async function residentRows({ db, today }: Context, ids: readonly string[]) {
  if (ids.length === 0) return []
  const { rows } = await sql<ResidentRow>`
    select residents.id, residents.name, residents.sex, residents.birth_date, residents.id_number_masked,
      residents.phone_masked, residents.health_record_number, residents.village_code, village.area_name as village_name,
      residents.household_id, coalesce(households.address, '') as address, residents.relation,
      households.head_id = residents.id as is_head,
      residents.died_on, residents.moved_out_on, residents.away_since, residents.away_until,
      jsonb_array_length(residents.warnings) as warnings,
      held.populations, cover.ends_on as signed_until, cover.team_name,
      coalesce(owed.overdue, 0)::int as overdue, coalesce(owed.due, 0)::int as due
    from unnest(${ids}::uuid[]) with ordinality as wanted(id, place)
    join residents on residents.id = wanted.id
    join org_units village on village.code = residents.village_code
    left join households on households.id = residents.household_id
    left join lateral (
      select jsonb_agg(jsonb_build_array(population, since, until, source)) as populations
      from resident_populations where resident_id = residents.id
        and since <= ${today} and (until is null or until >= ${today})
    ) held on true
    left join lateral (
      select member.ends_on, teams.name as team_name
      from agreement_members member join agreements agreement on agreement.id = member.agreement_id
      join teams on teams.id = member.team_id
      where member.resident_id = residents.id and not member.declined and agreement.signed_on is not null
        and member.starts_on <= ${today} and member.ends_on >= ${today}
        and (member.terminated_on is null or member.terminated_on > ${today})
    ) cover on true
    left join lateral (
      select count(*) filter (where state = 'overdue') as overdue, count(*) filter (where state = 'due') as due
      from resident_duties duties,
        unnest(duties.due_from, duties.due_by, duties.closes_on, duties.done_on, duties.cancelled_on,
          duties.paused_from, duties.paused_until)
          as one(due_from, due_by, closes_on, done_on, cancelled_on, paused_from, paused_until),
        lateral duty_state(${today}, one.due_from, one.due_by, one.closes_on, one.done_on, one.cancelled_on,
          one.paused_from, one.paused_until) as state
      where duties.resident_id = residents.id
    ) owed on true
    order by wanted.place`.execute(db)
  return rows
}

export type ResidentRow = {
  id: string
  name: string
  sex: 'male' | 'female' | 'unknown'
  birthDate: LocalDate
  idNumberMasked: string | null
  phoneMasked: string | null
  healthRecordNumber: string | null
  villageCode: number
  villageName: string
  householdId: string | null
  address: string
  relation: string | null
  isHead: boolean | null
  diedOn: LocalDate | null
  movedOutOn: LocalDate | null
  awaySince: LocalDate | null
  awayUntil: LocalDate | null
  warnings: number
  populations:
    | [population: Population, since: LocalDate, until: LocalDate | null, source: 'declared' | 'record'][]
    | null
  signedUntil: LocalDate | null
  teamName: string | null
  overdue: number
  due: number
}
