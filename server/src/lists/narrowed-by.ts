import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { type Population, populationWords } from '@qianyue/domain/populations/population.ts'
import type { Context } from '../http/context.ts'
import { unitsNamed } from '../indicators/counts.queries.ts'
import { policyAt } from '../policy/policy.queries.ts'

type Common = {
  orgId?: number | undefined
  population?: Population | undefined
  /** Years, both included. */
  ageFrom?: number | undefined
  ageTo?: number | undefined
}

/**
 * 单位、筛选、导出日期: what stands over every exported list, so that a copy still says whose people are in it and which
 * were left out. @param more what else it was narrowed by, in words; what it was not is left out.
 */
export async function headingOfList(
  context: Context,
  { orgId, population, ageFrom, ageTo }: Common,
  more: readonly (string | false | undefined)[] = [],
): Promise<[label: string, text: string][]> {
  const { db, today, viewer } = context
  const [unit] = orgId === undefined ? [] : await unitsNamed(context, [orgId])
  const { ages } = await policyAt(db, today)
  const words = [
    unit?.areaName,
    population && populationWords(population, ages),
    ageFrom !== undefined && `${ageFrom}岁起`,
    ageTo !== undefined && `至${ageTo}岁`,
    ...more,
  ].filter((each) => typeof each === 'string')
  return [
    ['单位', viewer.unitName],
    ['筛选', words.length === 0 ? '全部' : words.join('；')],
    ['导出日期', today],
  ]
}

/** 签字 2026-01-01 至 2026-03-31, with either end open. */
export function daysWords(
  what: string,
  from: LocalDate | undefined,
  to: LocalDate | undefined,
): string | undefined {
  if (from === undefined && to === undefined) return undefined
  return `${what} ${[from ?? '', '至', to ?? ''].join(' ').trim()}`
}
