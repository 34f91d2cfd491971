import type { RequestInput } from '@qianyue/api/endpoint.ts'
import type { listResidents } from '@qianyue/api/residents.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import { useMemo } from 'react'
import { useSearchParams } from 'react-router'

/** What the list of residents is narrowed to; it stands in the address, so that a link and Back keep it. */
export type ResidentFilter = {
  q: string
  orgId?: string
  population?: Population
  signed?: 'true' | 'false'
  presence?: 'here' | 'away' | 'moved-out' | 'dead'
  age?: keyof typeof ageGroups
  warned?: 'true'
  importId?: string
}

export const presenceWords = { here: '在住', away: '外出', 'moved-out': '迁出', dead: '死亡' } as const

export const ageGroups = {
  '0-6': { words: '0-6岁', ageFrom: 0, ageTo: 6 },
  '7-17': { words: '7-17岁', ageFrom: 7, ageTo: 17 },
  '18-59': { words: '18-59岁', ageFrom: 18, ageTo: 59 },
  '60-64': { words: '60-64岁', ageFrom: 60, ageTo: 64 },
  '65-': { words: '65岁及以上', ageFrom: 65, ageTo: 130 },
  '80-': { words: '80岁及以上', ageFrom: 80, ageTo: 130 },
} as const

const keys = ['q', 'orgId', 'population', 'signed', 'presence', 'age', 'warned', 'importId'] as const

export function useResidentFilter() {
  const [params, setParams] = useSearchParams()
  const filter = useMemo(() => {
    const given = Object.fromEntries(keys.flatMap((key) => (params.get(key) ? [[key, params.get(key)]] : [])))
    return { q: '', ...given } as ResidentFilter
  }, [params])
  const change = (changed: Partial<Record<(typeof keys)[number], string | undefined>>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        for (const [key, value] of Object.entries(changed)) {
          if (value) next.set(key, value)
          else next.delete(key)
        }
        return next
      },
      { replace: true },
    )
  const replace = (all: ResidentFilter) =>
    setParams(new URLSearchParams(Object.entries(all).filter(([, value]) => value) as [string, string][]))
  return { filter, change, replace }
}

/** The same for the call. */
export function requestOf({
  q,
  age,
  ...rest
}: ResidentFilter): Omit<RequestInput<typeof listResidents>, 'limit' | 'cursor'> {
  const { ageFrom, ageTo } = age ? ageGroups[age] : {}
  return {
    ...rest,
    ...(q.trim() ? { q: q.trim() } : {}),
    ...(ageFrom === undefined ? {} : { ageFrom }),
    ...(ageTo === undefined ? {} : { ageTo }),
  }
}

/** A filter in words, as its chip says it. */
export function filterWords(
  filter: ResidentFilter,
  unitName: (code: string) => string,
  populationWords: (population: Population) => string,
): { key: string; words: string }[] {
  const { q, orgId, population, signed, presence, age, warned, importId } = filter
  return [
    ...(q ? [{ key: 'q', words: `查找“${q}”` }] : []),
    ...(orgId ? [{ key: 'orgId', words: unitName(orgId) }] : []),
    ...(population ? [{ key: 'population', words: populationWords(population) }] : []),
    ...(signed ? [{ key: 'signed', words: signed === 'true' ? '已签约' : '未签约' }] : []),
    ...(age ? [{ key: 'age', words: ageGroups[age].words }] : []),
    ...(presence ? [{ key: 'presence', words: presenceWords[presence] }] : []),
    ...(warned ? [{ key: 'warned', words: '信息有矛盾' }] : []),
    ...(importId ? [{ key: 'importId', words: '一次导入的名册' }] : []),
  ]
}
