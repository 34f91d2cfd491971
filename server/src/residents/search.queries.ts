import { levelOf } from '@qianyue/domain/access/org-unit.ts'
import { addressGrams, maybeAddress, type Search } from '@qianyue/domain/residents/search-keys.ts'
import { type SqlBool, sql } from 'kysely'
import type { Context } from '../http/context.ts'
import { reachesWholeCounty } from './reachable-residents.ts'
import { idNumberHash, idTailHash, phoneHash } from './sealed-numbers.ts'

/**
 * Names looked up one by one at most, by how far the viewer reaches; a search that more names fit is read along the
 * villages instead, which is quicker the fewer they are. Measured among a million residents of 270,000 names.
 */
const MOST_NAMES = { county: 400, township: 1_500, village: 50 }
/** Of the whole county, when filters may leave out most of who bears the names. */
const MOST_NAMES_FILTERED = 4_000
const MOST_HOUSEHOLDS = 2_000
/** More than a county has. */
const ALL_HOUSEHOLDS = 2_000_000

/** How the residents that a search means are to be read. */
export type SearchPlan =
  | { by: 'nobody' }
  /** In the order of the villages; `condition` is null for everybody. */
  | { by: 'place'; condition: ReturnType<typeof sql<SqlBool>> | null; findsFew: boolean; isCut: boolean }
  /** By these names, nearest first. */
  | { by: 'names'; ranked: readonly (readonly string[])[]; isCut: boolean }

/** Who asks for how much: a screen shows the nearest and says that there are more, an export has everybody. */
type SearchExtent = 'screen' | 'filtered-screen' | 'everybody'

/** Decides how a search is read, from what was typed and from how many names fit it. */
export async function planSearch(
  context: Context,
  search: Search,
  extent: SearchExtent,
): Promise<SearchPlan> {
  const { crypto } = context
  switch (search.kind) {
    case 'nothing':
      return { by: 'place', condition: null, findsFew: false, isCut: false }
    case 'incomplete-number':
      return { by: 'nobody' }
    case 'phone':
      return where(sql`residents.phone_hash = ${phoneHash(crypto, search.phone)}`)
    case 'id-number':
      return where(sql`residents.id_number_hash = ${idNumberHash(crypto, search.idNumber)}`)
    case 'last-four':
      return where(sql`residents.id_tail_hash = ${idTailHash(crypto, search.lastFour)}`)
    case 'record-number':
      return where(sql`residents.health_record_number = ${search.recordNumber}`)
    case 'address':
      return await planByAddress(context, search.text, extent)
    case 'letters':
      return await planByName(context, search.text, readsLike(search.text), extent)
    case 'name': {
      const plan = await planByName(
        context,
        search.text,
        sql`strpos(residents.name, ${search.text}) > 0`,
        extent,
      )
      if (plan.by !== 'nobody' || !maybeAddress(search.text)) return plan
      return await planByAddress(context, search.text, extent)
    }
  }
}

function where(condition: ReturnType<typeof sql<SqlBool>>): SearchPlan {
  return { by: 'place', condition, findsFew: true, isCut: false }
}

async function planByName(
  context: Context,
  prefix: string,
  fits: ReturnType<typeof sql<SqlBool>>,
  extent: SearchExtent,
): Promise<SearchPlan> {
  const { db } = context
  const isCountyWide = reachesWholeCounty(context)
  const most = isCountyWide && extent !== 'screen' ? MOST_NAMES_FILTERED : MOST_NAMES[extentOf(context)]
  const { rows } = await sql<{ name: string; isExact: boolean; isStart: boolean }>`
    select name, bool_or(is_whole and key = ${prefix}) as is_exact, bool_or(is_whole) as is_start
    from (
      select key, name, is_whole from name_keys
      where key >= ${prefix} and key < ${`${prefix}\u{10ffff}`}
      order by key, name limit ${most * 2}
    ) as found
    group by name limit ${most + 1}`.execute(db)
  if (rows.length === 0) return { by: 'nobody' }
  const isCut = rows.length > most
  if (isCut && (!isCountyWide || extent === 'everybody'))
    return { by: 'place', condition: oftenTrue(fits), findsFew: false, isCut: false }

  const ranked: string[][] = [[], [], []]
  for (const { name, isExact, isStart } of rows.slice(0, most))
    ranked[isExact ? 0 : isStart ? 1 : 2]!.push(name)
  return { by: 'names', ranked: ranked.filter((names) => names.length > 0), isCut }
}

/**
 * A condition that many fulfil, so that reading along the villages soon has enough of them. Left bare the planner takes
 * any pattern for a rare one, reads all of the villages and sorts.
 */
export function oftenTrue(condition: ReturnType<typeof sql<SqlBool>>) {
  return sql<SqlBool>`case when ${condition} then true else false end`
}

/** Pinyin from the start of a syllable on, or initials of neighbouring syllables. */
function readsLike(letters: string) {
  const pinyin = [...letters].join(' ?')
  const initials = [...letters].join('[a-z]* ')
  return sql<SqlBool>`residents.pinyin ~ ${`(^| )(${pinyin}|${initials})`}`
}

async function planByAddress(context: Context, text: string, extent: SearchExtent): Promise<SearchPlan> {
  const most = extent === 'everybody' ? ALL_HOUSEHOLDS : MOST_HOUSEHOLDS
  const { rows } = await sql<{ id: string }>`
    select households_at(${addressGrams(text)}::text[], ${unitKeys(context)}::text[], ${most + 1}) as id
  `.execute(context.db)
  if (rows.length === 0) return { by: 'nobody' }
  const ids = rows.slice(0, most).map(({ id }) => id)
  return {
    by: 'place',
    condition: sql`residents.household_id = any(${ids}::uuid[])`,
    findsFew: rows.length <= MOST_HOUSEHOLDS,
    isCut: rows.length > most,
  }
}

/** The units within which an address is looked for, as address keys know them; none for the whole county. */
function unitKeys(context: Context): string[] {
  const { range, units, teams } = context.reach
  if (reachesWholeCounty(context) || teams.length > 0) return []
  const keys = units.map((code) => `@${code}`)
  if (range === null) return keys
  return [
    ...keys,
    levelOf(range.from) === 'township' ? `@${Math.floor(range.from / 1000)}` : `@${range.from}`,
  ]
}

function extentOf(context: Context): keyof typeof MOST_NAMES {
  if (reachesWholeCounty(context)) return 'county'
  const { range } = context.reach
  return range !== null && levelOf(range.from) === 'township' ? 'township' : 'village'
}
