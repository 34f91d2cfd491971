import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/supervision.ts'
import { addDays } from '@qianyue/domain/days/local-date.ts'
import { whyNotStep } from '@qianyue/domain/supervision/finding.ts'
import { reachWhole } from '../access/reach-whole.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { describeFinding, describeGroup, liesIn, visitInReach } from './describe-supervision.ts'
import {
  findingsKept,
  groupsKept,
  insertStep,
  insertVisit,
  lockFinding,
  putGroup,
  visitsKept,
} from './supervision.queries.ts'

/** 登记小组. A group is changed by the unit that set it up. */
export async function putSupervisionGroup(
  context: Context,
  group: RequestOf<typeof api.putSupervisionGroup>,
) {
  const { db, viewer, note } = context
  const [kept] = await groupsKept(db, group.id)
  if (kept && kept.unitCode !== viewer.unitCode) throw new NotFound('supervision group')
  if (kept && kept.kind !== group.kind) throw new Refused('group-kind', '小组的类别不能改，请另建一个小组。')
  if (group.until !== null && group.until < group.since)
    throw new Invalid({ until: '结束日期不能早于开始日期' })
  if (group.villageCodes.some((code) => !liesIn(code, viewer.unitCode)))
    throw new Invalid({ villageCodes: '只能指导本单位辖区内的村' })
  if (group.kind === 'guidance' && group.villageCodes.length === 0)
    throw new Invalid({ villageCodes: '请选择指导的村' })
  await putGroup(context, group)
  note({ subject: `supervision group ${group.id}` })
  return describeGroup(context, (await groupsKept(db, group.id))[0]!)
}

/** 督导. The checklist is kept as policy has it on the day of the visit. Sent twice it is one visit. */
export async function recordVisit(
  context: Context,
  { findings, answers, ...visit }: RequestOf<typeof api.recordSupervisionVisit>,
) {
  const { db, today, note } = context
  if ((await visitsKept(db, visit.id)).length > 0) return (await visitInReach(context, visit.id)).line
  await reachWhole(context, visit.unitCode)
  if (visit.visitedOn > today) throw new Invalid({ visitedOn: '督导日期不能晚于今天' })
  if (visit.groupId !== null && (await groupsKept(db, visit.groupId)).length === 0)
    throw new NotFound('supervision group')
  const { supervision } = await policyAt(db, visit.visitedOn)
  const items = new Map(supervision.checklist.map((item) => [item.code, item]))
  const checklist = answers.map(({ code, answer, note: words }) => {
    const item = items.get(code)
    if (!item) throw new Invalid({ answers: `检查表中没有“${code}”，请刷新后重填` })
    return { code, text: item.text, source: item.source, answer, note: words }
  })
  const due = addDays(visit.visitedOn, supervision.rectifyWithinDays)
  const dated = findings.map(({ dueOn, ...finding }) => ({ ...finding, dueOn: dueOn ?? due }))
  if (dated.some(({ dueOn }) => dueOn < visit.visitedOn))
    throw new Invalid({ findings: '整改期限不能早于督导日期' })
  await insertVisit(context, { ...visit, checklist }, dated)
  note({ subject: `supervision visit ${visit.id}` })
  return (await visitInReach(context, visit.id)).line
}

const refusals = {
  'already-rectified': '已上报整改，请等待复查；或问题已经整改。',
  'not-rectified': '还没有上报整改，不能复查。',
  'own-work': '整改由您上报，须由另一人复查。',
} as const

/** 上报整改. */
export async function rectifyFinding(
  context: Context,
  { id, stepId, words }: RequestOf<typeof api.rectifyFinding>,
) {
  return await addStep(context, id, { id: stepId, kind: 'rectified', words, passed: null, dueOn: null })
}

/** 复查: passed, or open again until a new day. */
export async function recheckFinding(
  context: Context,
  { id, stepId, words, passed, dueOn }: RequestOf<typeof api.recheckFinding>,
) {
  if (!passed && dueOn === null) throw new Invalid({ dueOn: '请再定整改期限' })
  if (!passed && dueOn !== null && dueOn < context.today) throw new Invalid({ dueOn: '整改期限不能早于今天' })
  const step = { id: stepId, kind: 'rechecked', words, passed, dueOn: passed ? null : dueOn } as const
  return await addStep(context, id, step)
}

type Step = Omit<Parameters<typeof insertStep>[1], 'findingId'>

async function addStep(context: Context, findingId: string, step: Step) {
  const { db, viewer, note } = context
  await lockFinding(db, findingId)
  const [row] = await findingsKept(db, { id: findingId })
  if (!row) throw new NotFound('supervision finding')
  if (row.steps.some(({ id }) => id === step.id)) return describeFinding(context, row)
  const refusal = whyNotStep(step.kind, row.steps, viewer.accountId)
  if (refusal) throw new Refused(refusal, refusals[refusal])
  await insertStep(context, { ...step, findingId })
  note({ subject: `supervision finding ${findingId} ${step.kind}` })
  return describeFinding(context, (await findingsKept(db, { id: findingId }))[0]!)
}
