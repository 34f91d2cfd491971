import { startServiceRecord } from '@qianyue/api/service-records.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { assess } from '@qianyue/domain/follow-ups/assess.ts'
import { completed, type Form, type FormValues } from '@qianyue/domain/forms/form.ts'
import { problemsOf } from '@qianyue/domain/forms/problems.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { useMemo } from 'react'
import { factsOf, type Start } from './facts-of.ts'

/** What the rules say of what is filled in so far: what is wrong, what is missing, and the assessment where nothing is wrong. */
export function useJudgement(form: Form, start: Start, performedOn: LocalDate, values: FormValues) {
  const { resident, today } = start
  // A visit entered for an earlier day is compared with the record before that day.
  const earlier = useReply(
    startServiceRecord,
    performedOn === today ? null : { residentId: resident.id, form: form.code, performedOn },
    { keepPrevious: true },
  )
  const begun = performedOn === today ? start : (earlier.data ?? start)
  const about = useMemo(() => factsOf(begun, performedOn), [begun, performedOn])
  const problems = useMemo(() => problemsOf(form, values, about), [form, values, about])
  const errors = problems.filter(({ severity }) => severity === 'error')
  const incomplete = problems.filter(({ code }) => code === 'incomplete')
  const result = useMemo(
    () => (errors.length > 0 ? null : assess(form, completed(form, values, about), about)),
    [form, values, about, errors.length],
  )
  return { about, previous: begun.previous, errors, incomplete, result }
}
