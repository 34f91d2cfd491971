import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { listIndicatorResidents } from '@qianyue/api/indicators.ts'
import { ageYearsOn, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { populationsIn, traitsIn } from '@qianyue/domain/indicators/flags.ts'
import { isIn, partMask, withinPopulation } from '@qianyue/domain/indicators/indicator.ts'
import { type AgePolicy, populationWords } from '@qianyue/domain/populations/population.ts'
import type { Context } from '../http/context.ts'
import { Invalid } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { refuseUnlessTrusted } from '../service-records/protected-records.ts'
import { villagesOf } from './counts.queries.ts'
import { knownIndicator } from './list-indicators.ts'
import { placeAskedFor } from './place.ts'
import {
  type After,
  countBehind,
  type NamedResident,
  type NamesWanted,
  residentsBehind,
} from './residents.queries.ts'

type Request = RequestOf<typeof listIndicatorResidents>
type Page = ReplyInput<typeof listIndicatorResidents>

/** The names behind a figure, a page at a time; how many there are is the figure itself. */
export async function indicatorResidents(context: Context, request: Request): Promise<Page> {
  const wanted = namesWanted(context, request)
  const after = request.cursor === undefined ? null : afterOf(request.cursor)
  const rows = await residentsBehind(context, wanted, after, request.limit)
  const { ages } = await policyAt(context.db, context.today)
  const last = rows.length === request.limit ? rows.at(-1)! : null
  context.note({ subject: `indicator ${request.code} ${request.part}` })
  return {
    total: await countBehind(context, wanted),
    items: rows.map((row) => itemOf(row, wanted, context.today, ages)),
    nextCursor: last && `${last.villageCode}/${last.residentId}`,
  }
}

export function namesWanted(
  context: Context,
  {
    code,
    orgId,
    doctorId,
    population,
    part,
  }: Pick<Request, 'code' | 'orgId' | 'doctorId' | 'population' | 'part'>,
): NamesWanted {
  const indicator = knownIndicator(code)
  refuseUnlessTrusted(context, indicator, 'read')
  return {
    code: indicator.code,
    part,
    mask: withinPopulation(partMask(indicator.code, part), population ?? null),
    isWhole: doctorId === undefined && population === undefined,
    villages: villagesOf(placeAskedFor(context, orgId)),
    doctorId: doctorId ?? null,
  }
}

function afterOf(cursor: string): After {
  const match = /^(\d{12})\/([0-9a-f-]{36})$/.exec(cursor)
  if (!match) throw new Invalid({ cursor: '翻页位置不正确，请从第一页重新查看。' })
  return { villageCode: Number(match[1]), residentId: match[2]! }
}

function itemOf(
  row: NamedResident,
  { code }: NamesWanted,
  today: LocalDate,
  ages: AgePolicy,
): Page['items'][number] {
  const {
    populationBits,
    traitBits,
    programmeBits: _programmes,
    vaccineBits: _vaccines,
    ownBits: _own,
    birthDate,
    villageCode: _,
    address,
    ...person
  } = row
  const traits = traitsIn(traitBits)
  return {
    ...person,
    address: address ?? '',
    ageYears: ageYearsOn(today, birthDate),
    populations: populationsIn(populationBits).map((population) => populationWords(population, ages)),
    isKey: traits.includes('key'),
    isSpecial: traits.includes('special'),
    isSigned: traits.includes('signed'),
    isCounted: isIn(row, code, 'numerator'),
  }
}
