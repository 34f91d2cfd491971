/** 示范点评审: what was decided, in order. Source: requirements-from-seeds.md R309 (年初申报、制定方案、创建). */
export const siteDecisions = {
  approved: '同意创建',
  returned: '退回修改',
  established: '验收合格',
  withdrawn: '不予认定',
} as const
export type SiteDecision = keyof typeof siteDecisions

export const siteStates = {
  applied: '待审核',
  returned: '已退回',
  creating: '创建中',
  established: '示范点',
  withdrawn: '未认定',
} as const
export type SiteState = keyof typeof siteStates

/** Where an application stands after what was decided. */
export function siteState(decisions: readonly SiteDecision[]): SiteState {
  const last = decisions.at(-1)
  if (last === undefined) return 'applied'
  return last === 'approved' ? 'creating' : last
}

/** What may be decided next: it is created only after it was approved, and recognised only after it was created. */
export function nextDecisions(decisions: readonly SiteDecision[]): SiteDecision[] {
  switch (siteState(decisions)) {
    case 'applied':
    case 'returned':
      return ['approved', 'returned', 'withdrawn']
    case 'creating':
      return ['established', 'withdrawn']
    case 'established':
      return ['withdrawn']
    case 'withdrawn':
      return []
  }
}
