import type { workCounts, workHorizon, workScope } from '@qianyue/api/duties.ts'
import type { RequestInput } from '@qianyue/api/endpoint.ts'
import { useSearchParams } from 'react-router'
import type { z } from 'zod'
import { useViewer } from '../session/viewer.ts'

export type WorkScope = z.infer<typeof workScope>
export type WorkHorizon = z.infer<typeof workHorizon>

export const scopeWords: Record<WorkScope, string> = {
  mine: '我包的户',
  team: '我的团队',
  village: '按村',
  all: '全部',
}

export const horizonWords: Record<WorkHorizon, string> = {
  overdue: '逾期或过约定日',
  week: '7天内',
  month: '30天内',
  all: '全部应做',
}

/** What the list is about. It is part of the address, so that a link opens it and going back finds it again. */
export type WorkFilter = {
  scope: WorkScope
  villageCode: number | null
  teamId: string | null
  when: WorkHorizon
  services: string[]
  q: string
}

export function useWorkFilter() {
  const viewer = useViewer()
  const [params, setParams] = useSearchParams()
  // Who reaches the whole county works village by village: nobody reads the list of a million.
  const widest: WorkScope = viewer.reach.level === 'county' ? 'village' : 'all'
  const filter: WorkFilter = {
    scope: oneOf(params.get('scope'), scopeWords, widest),
    villageCode: Number(params.get('village')) || null,
    teamId: params.get('team'),
    when: oneOf(params.get('when'), horizonWords, 'month'),
    services: params.get('service')?.split(',').filter(Boolean) ?? [],
    q: params.get('q') ?? '',
  }
  const change = (changed: Partial<WorkFilter>) => {
    const next = { ...filter, ...changed }
    const written: Record<string, string> = {}
    if (next.scope !== widest) written.scope = next.scope
    if (next.villageCode !== null) written.village = String(next.villageCode)
    if (next.teamId !== null) written.team = next.teamId
    if (next.when !== 'month') written.when = next.when
    if (next.services.length > 0) written.service = next.services.join(',')
    if (next.q !== '') written.q = next.q
    setParams(written, { replace: true })
  }
  const scopes = (Object.keys(scopeWords) as WorkScope[]).filter(
    (scope) =>
      (scope === 'all' && viewer.reach.level !== 'county') ||
      (scope === 'mine' && viewer.user.staffId !== null && viewer.reach.level !== 'county') ||
      (scope === 'team' && viewer.reach.teamIds.length > 0) ||
      (scope === 'village' && viewer.reach.level !== 'village'),
  )
  return { filter, change, scopes }
}

/** The filter as the calls take it; null while the village is not chosen. */
export function asRequest(filter: WorkFilter): RequestInput<typeof workCounts> | null {
  if (filter.scope === 'village' && filter.villageCode === null) return null
  return {
    scope: filter.scope,
    when: filter.when,
    ...(filter.scope === 'village' && filter.villageCode !== null ? { villageCode: filter.villageCode } : {}),
    ...(filter.teamId !== null ? { teamId: filter.teamId } : {}),
    ...(filter.services.length > 0 ? { service: filter.services } : {}),
    ...(filter.q !== '' ? { q: filter.q } : {}),
  }
}

function oneOf<Code extends string>(text: string | null, codes: Record<Code, string>, otherwise: Code): Code {
  return text !== null && Object.hasOwn(codes, text) ? (text as Code) : otherwise
}
