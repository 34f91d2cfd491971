import type { DoorMember } from '@qianyue/domain/doors/door.ts'
import { assess } from '@qianyue/domain/follow-ups/assess.ts'
import type { Assessment, Danger } from '@qianyue/domain/follow-ups/assessment.ts'
import type { Form } from '@qianyue/domain/forms/form.ts'
import type { Policy } from '@qianyue/domain/policy/policy.ts'
import { localFormsOf } from '@qianyue/domain/services/own-service.ts'
import { stepsOf } from '@qianyue/domain/visits/steps.ts'
import type { QuestionGroup, Sheet } from '@qianyue/domain/visits/visit.ts'
import {
  type ComputedValue,
  computedValues,
  keptOf,
  recordValues,
  type SubjectOf,
  type VisitProblem,
  type VisitValues,
  visitProblems,
} from '@qianyue/domain/visits/visit-values.ts'
import { useMemo } from 'react'
import { lastOf, type PersonDraft, sheetsAndGroups, subjectsOf } from './person-draft.ts'

/** Problems that make a value unfit to be judged by. */
const unfit: readonly VisitProblem['code'][] = ['impossible', 'wrong-kind', 'unknown-option']

export type PersonVisit = {
  sheets: readonly Sheet[]
  groups: readonly QuestionGroup[]
  steps: readonly QuestionGroup[]
  /** The county's own forms on the day of the visit. */
  local: readonly Form[]
  about: SubjectOf
  /** What is filled of what is asked. */
  kept: VisitValues
  problems: readonly VisitProblem[]
  /** What follows from the answers; never typed. */
  computed: readonly ComputedValue[]
  /** What the rules say of each sheet; null while it has an error. */
  results: ReadonlyMap<string, Assessment | null>
  dangers: readonly Danger[]
}

/** Everything that follows from what is filled, by the rules that the server will apply. No network is asked. */
export function usePersonVisit(member: DoorMember, draft: PersonDraft, policy: Policy): PersonVisit {
  const { ids, values, performedOn } = draft
  const local = localFormsOf(policy)
  const { sheets, groups } = useMemo(() => sheetsAndGroups(Object.keys(ids), local), [ids, local])
  const about = useMemo(() => subjectsOf(member, performedOn, local), [member, performedOn, local])
  return useMemo(() => {
    const kept = keptOf(sheets, values, about)
    const problems = visitProblems(sheets, groups, values, about)
    const judged = sheets.map((sheet) => {
      const own = problems.filter((one) => one.sheet === sheet.key && one.severity === 'error')
      return { sheet, own, found: judge(sheet, values, about, member, policy) }
    })
    const dangers = judged.flatMap(({ own, found }) =>
      own.some(({ code }) => unfit.includes(code)) ? [] : found.dangers,
    )
    return {
      sheets,
      groups,
      about,
      local,
      kept,
      steps: stepsOf(groups, kept, about),
      problems,
      computed: computedValues(sheets, values, about),
      results: new Map(judged.map(({ sheet, own, found }) => [sheet.key, own.length > 0 ? null : found])),
      dangers: dangers.filter(({ text }, at) => dangers.findIndex((one) => one.text === text) === at),
    }
  }, [sheets, groups, values, about, local, member, policy])
}

function judge(
  sheet: Sheet,
  values: VisitValues,
  about: SubjectOf,
  member: DoorMember,
  policy: Policy,
): Assessment {
  const { form } = sheet
  const subject = about(form.code)
  return assess(form, recordValues(sheet, values, about), {
    ...subject,
    previous: lastOf(member.latest, form.code, subject.performedOn),
    policy: policy['follow-ups'],
    vaccination: policy.vaccination,
  })
}
