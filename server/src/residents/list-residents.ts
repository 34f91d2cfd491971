import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { listResidents as call } from '@qianyue/api/residents.ts'
import { ageYearsOn } from '@qianyue/domain/days/local-date.ts'
import { HEAD, type Relation, relations } from '@qianyue/domain/households/relation.ts'
import {
  type AgePolicy,
  isDerived,
  type Population,
  populations,
  populationsOn,
  populationWords,
} from '@qianyue/domain/populations/population.ts'
import { presenceOn } from '@qianyue/domain/residents/resident-event.ts'
import type { Sex } from '@qianyue/domain/residents/resident-facts.ts'
import { readSearch } from '@qianyue/domain/residents/search-keys.ts'
import type { Context } from '../http/context.ts'
import { Invalid } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import {
  countResidents,
  type Position,
  type ResidentRow,
  residentIds,
  residentRows,
} from './residents.queries.ts'
import { planSearch } from './search.queries.ts'

/** Beyond these nobody reads a count: a list says 10000+, a search 1000+. */
const COUNT_CAP = 10_000
const SEARCH_COUNT_CAP = 1_000

/** 居民列表与查找. */
export async function listResidents(
  context: Context,
  request: RequestOf<typeof call>,
): Promise<ReplyInput<typeof call>> {
  const { q = '', cursor, limit, isCounted, ...filters } = request
  const { ages } = await policyAt(context.db, context.today)
  const search = readSearch(q)
  const plan = await planSearch(
    context,
    search,
    Object.values(filters).some((filter) => filter !== undefined) ? 'filtered-screen' : 'screen',
  )
  if (plan.by === 'nobody') {
    return {
      items: [],
      nextCursor: null,
      total: 0,
      totalIsCapped: false,
      isCut: false,
      searchedBy: search.kind,
    }
  }

  const after = cursor === undefined ? null : readCursor(cursor)
  const found = await residentIds(context, plan, filters, ages, after, limit + 1)
  const page = found.slice(0, limit)
  const isAll = found.length <= limit && after === null
  const cap = search.kind === 'nothing' ? COUNT_CAP : SEARCH_COUNT_CAP
  // Sent together: neither waits for the other.
  const [total, rows] = await Promise.all([
    isAll
      ? found.length
      : after !== null || !isCounted
        ? null
        : countResidents(context, plan, filters, ages, cap + 1),
    residentRows(
      context,
      page.map(({ id }) => id),
    ),
  ])
  return {
    items: (plan.by === 'place' ? headsFirst(rows) : rows).map((row) => rowOf(row, context, ages)),
    nextCursor: found.length > limit ? writeCursor(page.at(-1)!) : null,
    total: total === null ? null : Math.min(total, cap),
    totalIsCapped: total !== null && total > cap,
    isCut: plan.isCut,
    searchedBy: search.kind,
  }
}

/** Households stay together as they came; within one the head comes first, then by relation and age. */
function headsFirst(rows: readonly ResidentRow[]): ResidentRow[] {
  const places = new Map<string | null, number>()
  for (const [i, { householdId }] of rows.entries()) if (!places.has(householdId)) places.set(householdId, i)
  return [...rows].sort(
    (a, b) =>
      places.get(a.householdId)! - places.get(b.householdId)! ||
      Number(b.isHead === true) - Number(a.isHead === true) ||
      (a.relation ?? '99').localeCompare(b.relation ?? '99') ||
      a.birthDate.localeCompare(b.birthDate),
  )
}

/** A row as lists, households and exports show it. */
export function rowOf(row: ResidentRow, { today }: Pick<Context, 'today'>, ages: AgePolicy) {
  const { populations: held, isHead, diedOn, movedOutOn, awaySince, awayUntil, ...rest } = row
  const relation = (isHead ? HEAD : row.relation) as Relation | null
  return {
    ...rest,
    relation,
    relationName: relation === null ? '' : relations[relation],
    ageYears: ageYearsOn(diedOn ?? today, row.birthDate),
    populations: populationsToday({ today, ages, person: row, held: held ?? [] }),
    signed: row.signedUntil !== null,
    presence: presenceOn(today, { diedOn, movedOutOn, awaySince, awayUntil }),
  }
}

/** Populations of a day with their names, in the order of the glossary; those that follow from age marked so. */
export function populationsToday({
  today,
  ages,
  person: { birthDate, sex },
  held,
}: {
  today: Context['today']
  ages: AgePolicy
  person: { birthDate: Context['today']; sex: string }
  held: NonNullable<ResidentRow['populations']>
}) {
  const memberships = held.map(([population, since, until, source]) => ({ population, since, until, source }))
  const present = populationsOn(today, { birthDate, sex: sex as Sex, populations: memberships }, ages)
  return (Object.keys(populations) as Population[])
    .filter((population) => present.has(population))
    .map((population) => ({
      population,
      name: populationWords(population, ages),
      basis: isDerived(population, ages)
        ? ('age' as const)
        : (memberships.find((membership) => membership.population === population)?.source ??
          ('declared' as const)),
    }))
}

function writeCursor({ rank, name, villageCode, householdId, id }: Position): string {
  return Buffer.from(JSON.stringify([rank, name, villageCode, householdId, id])).toString('base64url')
}

function readCursor(text: string): Position {
  try {
    const [rank, name, villageCode, householdId, id] = JSON.parse(
      Buffer.from(text, 'base64url').toString('utf8'),
    )
    const uuid = /^[0-9a-f-]{36}$/i
    if (
      Number.isInteger(rank) &&
      typeof name === 'string' &&
      Number.isInteger(villageCode) &&
      uuid.test(id)
    ) {
      return { rank, name, villageCode, householdId: uuid.test(householdId) ? householdId : id, id }
    }
  } catch {
    // Falls through: a cursor that cannot be read is one that nobody was given.
  }
  throw new Invalid({ cursor: '翻页位置无效，请从第一页重新查看' })
}
