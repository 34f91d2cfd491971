import type { LocalDate } from '../days/local-date.ts'

/** 整改 and 复查, in the order in which they were done. */
export type FindingStep =
  | { kind: 'rectified'; on: LocalDate }
  | { kind: 'rechecked'; on: LocalDate; passed: boolean; dueOn: LocalDate | null }

export const findingStates = {
  open: '待整改',
  overdue: '逾期未改',
  rectified: '待复查',
  closed: '已整改',
} as const
export type FindingState = keyof typeof findingStates

/** The day by which a finding is to be put right: a failed re-check sets a new one. */
export function deadlineOf(dueOn: LocalDate, steps: readonly FindingStep[]): LocalDate {
  return steps.reduce(
    (due, step) => (step.kind === 'rechecked' && !step.passed && step.dueOn !== null ? step.dueOn : due),
    dueOn,
  )
}

/** Where a finding (督导问题) stands on a day. Follows from its steps, so it is never stored. */
export function findingStateOn(
  day: LocalDate,
  dueOn: LocalDate,
  steps: readonly FindingStep[],
): FindingState {
  const last = steps.at(-1)
  if (last?.kind === 'rectified') return 'rectified'
  if (last?.kind === 'rechecked' && last.passed) return 'closed'
  return day > deadlineOf(dueOn, steps) ? 'overdue' : 'open'
}

/** Why a step cannot follow; null when it can. Somebody else than who put it right looks whether it is. */
export function whyNotStep(
  kind: FindingStep['kind'],
  steps: readonly (FindingStep & { by: string })[],
  by: string,
): 'already-rectified' | 'not-rectified' | 'own-work' | null {
  const last = steps.at(-1)
  const isRectified = last?.kind === 'rectified'
  const isClosed = last?.kind === 'rechecked' && last.passed
  if (kind === 'rectified') return isRectified || isClosed ? 'already-rectified' : null
  if (!isRectified) return 'not-rectified'
  return last.by === by ? 'own-work' : null
}
