import type { listAgreements } from '@qianyue/api/agreements.ts'
import type { RequestInput } from '@qianyue/api/endpoint.ts'
import type { AgreementStatus } from '@qianyue/domain/agreements/agreement.ts'
import { addDays, dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { useSearchParams } from 'react-router'

/** Ready-made views of the list: what one comes for. */
export const views = {
  all: '全部',
  active: '在约',
  renewable: '待续约',
  'ending-soon': '60天内到期',
  'paper-due': '待补纸质协议',
  pending: '待签字',
  ended: '已解约',
  expired: '已到期',
} as const

export type View = keyof typeof views

type AgreementFilter = { view: View; orgId: string; teamId: string; q: string }

/** The filter stands in the address, so that going back finds the list as it was. */
export function useAgreementFilter() {
  const [params, setParams] = useSearchParams()
  const view = params.get('view') ?? 'all'
  const filter: AgreementFilter = {
    view: Object.hasOwn(views, view) ? (view as View) : 'all',
    orgId: params.get('orgId') ?? '',
    teamId: params.get('teamId') ?? '',
    q: params.get('q') ?? '',
  }
  const change = (changes: Partial<AgreementFilter>) => {
    const next = Object.entries({ ...filter, ...changes }).filter(
      ([name, value]) => value !== '' && !(name === 'view' && value === 'all'),
    )
    setParams(new URLSearchParams(next as [string, string][]), { replace: true })
  }
  return { filter, change }
}

const statusOf: Partial<Record<View, AgreementStatus>> = {
  active: 'active',
  renewable: 'renewable',
  pending: 'pending',
  ended: 'terminated',
  expired: 'expired',
}

export function asRequest({ view, orgId, teamId, q }: AgreementFilter): RequestInput<typeof listAgreements> {
  const today = dayInShanghai(new Date())
  const status = statusOf[view]
  return {
    ...(orgId ? { orgId } : {}),
    ...(teamId ? { teamId } : {}),
    ...(q ? { q } : {}),
    ...(status ? { status } : {}),
    ...(view === 'ending-soon'
      ? { endsFrom: today, endsBy: addDays(today, 60), inForce: 'true' as const }
      : {}),
    ...(view === 'paper-due' ? { paperDue: 'true' as const } : {}),
    order: view === 'renewable' || view === 'ending-soon' ? 'ending' : 'newest',
  }
}
