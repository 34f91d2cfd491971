import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Standing } from '@qianyue/domain/indicators/flags.ts'
import type { IndicatorCode, IndicatorPart, PartMask } from '@qianyue/domain/indicators/indicator.ts'
import type { Sex } from '@qianyue/domain/residents/resident-facts.ts'
import { sql } from 'kysely'
import type { Context } from '../http/context.ts'
import type { Villages } from './counts.queries.ts'

/** Whose names are wanted: the people of a part of a figure in some villages, of one responsible doctor or of all. */
export type NamesWanted = {
  code: IndicatorCode
  part: IndicatorPart
  mask: PartMask
  villages: Villages
  /** `none`: of those for whom nobody is responsible. */
  doctorId: string | 'none' | null
  /** Nothing narrows the figure further: how many there are is what was counted. */
  isWhole: boolean
}

export type NamedResident = Standing & {
  residentId: string
  name: string
  sex: Sex
  birthDate: LocalDate
  idNumberMasked: string | null
  phoneMasked: string | null
  householdId: string | null
  address: string | null
  villageCode: number
  villageName: string
  doctorName: string | null
}

/** Behind whom the next page begins. */
export type After = { villageCode: number; residentId: string }

/**
 * One page of the names, by village. Villages in which the figure counts nobody are not looked into, so that a rare
 * population is found as quickly as a common one.
 */
export async function residentsBehind(
  { db }: Pick<Context, 'db'>,
  wanted: NamesWanted,
  after: After | null,
  limit: number,
): Promise<NamedResident[]> {
  const { code, villages } = wanted
  const { rows } = await sql<NamedResident>`
    with page as materialized (
      select s.*
      from indicator_counts_now c
      cross join lateral (
        select s.* from resident_standing s
        where s.village_code = c.village_code and ${isWanted(wanted)}
          and (${after === null}::boolean or c.village_code > ${after?.villageCode ?? 0}
               or s.resident_id > ${after?.residentId ?? null}::uuid)
        order by s.resident_id limit ${limit}
      ) s
      where c.indicator = ${code} and ${hasSome(wanted)}
        and ${inVillages('c', villages)}
        and c.village_code >= ${after?.villageCode ?? 0}
      order by c.village_code, s.resident_id
      limit ${limit}
    )
    select r.id as resident_id, r.name, r.sex, r.birth_date, r.id_number_masked, r.phone_masked, r.household_id,
           h.address, page.village_code, u.area_name as village_name, staff.name as doctor_name,
           page.population_bits, page.trait_bits, page.programme_bits, page.vaccine_bits, page.own_bits
    from page
    join residents r on r.id = page.resident_id
    join org_units u on u.code = page.village_code
    left join households h on h.id = r.household_id
    left join staff on staff.id = page.responsible_staff_id
    order by page.village_code, page.resident_id`.execute(db)
  return rows
}

/** How many there are on all pages. */
export async function countBehind({ db }: Pick<Context, 'db'>, wanted: NamesWanted): Promise<number> {
  const { isWhole, code, part, villages } = wanted
  if (isWhole) {
    const { rows } = await sql<{ total: number }>`
      select coalesce(sum(${partOf(part)}), 0)::int as total
      from indicator_counts_now c where c.indicator = ${code} and ${inVillages('c', villages)}`.execute(db)
    return rows[0]!.total
  }
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from resident_standing s
    where ${inVillages('s', villages)} and ${isWanted(wanted)}`.execute(db)
  return rows[0]!.total
}

function isWanted({ mask: { all, notAll }, doctorId }: NamesWanted) {
  const has = ({ traitBits, populationBits, programmeBits, vaccineBits, ownBits }: Standing) =>
    sql<boolean>`(s.trait_bits & ${traitBits}) = ${traitBits} and (s.population_bits & ${populationBits}) = ${populationBits}
      and (s.programme_bits & ${programmeBits}) = ${programmeBits} and (s.vaccine_bits & ${vaccineBits}) = ${vaccineBits}
      and (s.own_bits & ${ownBits}) = ${ownBits}`
  const ofDoctor =
    doctorId === null
      ? sql<boolean>`true`
      : doctorId === 'none'
        ? sql<boolean>`s.responsible_staff_id is null`
        : sql<boolean>`s.responsible_staff_id = ${doctorId}::uuid`
  return notAll === null
    ? sql<boolean>`${has(all)} and ${ofDoctor}`
    : sql<boolean>`${has(all)} and not (${has(notAll)}) and ${ofDoctor}`
}

function partOf(part: IndicatorPart) {
  if (part === 'denominator') return sql<number>`c.denominator`
  return part === 'numerator' ? sql<number>`c.numerator` : sql<number>`c.denominator - c.numerator`
}

function hasSome({ part }: NamesWanted) {
  return sql<boolean>`${partOf(part)} > 0`
}

function inVillages(table: 'c' | 's', villages: Villages) {
  const column = sql.ref(`${table}.villageCode`)
  return 'villages' in villages
    ? sql<boolean>`${column} = any(${villages.villages}::bigint[])`
    : sql<boolean>`${column} between ${villages.from} and ${villages.to}`
}
