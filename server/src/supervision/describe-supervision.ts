import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/supervision.ts'
import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { addMonths, daysBetween, monthOf, startOfMonth } from '@qianyue/domain/days/local-date.ts'
import {
  deadlineOf,
  type FindingState,
  type FindingStep,
  findingStateOn,
  findingStates,
  whyNotStep,
} from '@qianyue/domain/supervision/finding.ts'
import { mayDo, reachesWhole, reachOf } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import {
  type FindingRow,
  findingsKept,
  type GroupRow,
  groupsKept,
  type VisitRow,
  visitsKept,
  visitsOfUnits,
} from './supervision.queries.ts'

export function describeGroup({ viewer }: Context, row: GroupRow) {
  return { ...row, mayChange: mayDo(viewer, 'supervision.organise') && viewer.unitCode === row.unitCode }
}

export async function listGroups(context: Context) {
  return (await groupsKept(context.db)).map((row) => describeGroup(context, row))
}

/** A finding as it stands today, with what one may do about it. */
export function describeFinding(
  { viewer, today }: Context,
  { steps, ...row }: FindingRow,
): ReplyInput<typeof api.rectifyFinding> {
  const state = findingStateOn(today, row.dueOn, steps)
  const dueOn = deadlineOf(row.dueOn, steps)
  const covers = (action: 'supervision.rectify' | 'supervision.visit') =>
    mayDo(viewer, action) && reachesWhole(reachOf(viewer, action), row.unitCode)
  const may = (kind: FindingStep['kind'], action: 'supervision.rectify' | 'supervision.visit') =>
    covers(action) && whyNotStep(kind, steps, viewer.accountId) === null ? [kind] : []
  return {
    ...row,
    dueOn,
    state,
    daysLate: state === 'overdue' ? daysBetween(dueOn, today) : 0,
    steps: steps.map(({ by: _, byName, ...step }) => ({
      ...step,
      passed: step.kind === 'rechecked' ? step.passed : null,
      dueOn: step.kind === 'rechecked' ? step.dueOn : null,
      by: byName,
    })),
    may: [...may('rectified', 'supervision.rectify'), ...may('rechecked', 'supervision.visit')],
  }
}

export async function listFindings(
  context: Context,
  { state }: RequestOf<typeof api.listFindings>,
): Promise<ReplyInput<typeof api.listFindings>> {
  const all = (await findingsKept(context.db)).map((row) => describeFinding(context, row))
  const count = (wanted: FindingState) => all.filter((one) => one.state === wanted).length
  return {
    findings: state === undefined ? all : all.filter((one) => one.state === state),
    counts: Object.fromEntries(
      (Object.keys(findingStates) as FindingState[]).map((one) => [one, count(one)]),
    ) as Record<FindingState, number>,
  }
}

function describeVisit(context: Context, row: VisitRow, findings: readonly FindingRow[]) {
  const { checklist, summary: _, ...visit } = row
  const own = findings.filter(({ visitId }) => visitId === row.id)
  const isOpen = (one: FindingRow) => findingStateOn(context.today, one.dueOn, one.steps) !== 'closed'
  return {
    ...visit,
    conforming: checklist.filter(({ answer }) => answer === 'yes').length,
    looked: checklist.filter(({ answer }) => answer !== 'not-applicable').length,
    findings: own.length,
    openFindings: own.filter(isOpen).length,
  }
}

/** 督导: visits, and which units are owed one this quarter. */
export async function listVisits(context: Context): Promise<ReplyInput<typeof api.listSupervisionVisits>> {
  const { db, today } = context
  const { supervision } = await policyAt(db, today)
  const findings = await findingsKept(db)
  const quarterFrom = addMonths(startOfMonth(today), -((monthOf(today) - 1) % 3))
  const done = await visitsOfUnits(context, quarterFrom, today)
  return {
    visits: (await visitsKept(db)).map((row) => describeVisit(context, row, findings)),
    owed: done
      .filter((unit) => unit.done < supervision.visitsAQuarter)
      .map((unit) => ({ ...unit, asked: supervision.visitsAQuarter })),
    quarterFrom,
    checklist: [...supervision.checklist],
    rectifyWithinDays: supervision.rectifyWithinDays,
  }
}

/** One visit as the calls answer it. @throws NotFound when it is out of reach. */
export async function visitInReach(context: Context, id: string) {
  const [row] = await visitsKept(context.db, id)
  if (!row) throw new NotFound('supervision visit')
  const findings = await findingsKept(context.db, { visitId: id })
  return { row, findings, line: describeVisit(context, row, findings) }
}

export async function showVisit(
  context: Context,
  { id }: { id: string },
): Promise<ReplyInput<typeof api.getSupervisionVisit>> {
  const { row, findings, line } = await visitInReach(context, id)
  return {
    ...line,
    summary: row.summary,
    checklist: row.checklist,
    findingList: findings.map((finding) => describeFinding(context, finding)),
  }
}

/** Whether a village or township lies in a unit. */
export function liesIn(code: number, unitCode: number): boolean {
  const { from, to } = rangeOf(unitCode)
  return from <= code && code <= to
}
