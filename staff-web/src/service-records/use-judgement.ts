import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { startServiceRecord } from '@qianyue/api/service-records.ts'
import { ageYearsOn, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { assess } from '@qianyue/domain/follow-ups/assess.ts'
import { completed, type Form, type FormValues, type Subject } from '@qianyue/domain/forms/form.ts'
import { problemsOf } from '@qianyue/domain/forms/problems.ts'
import { isListedOn } from '@qianyue/domain/populations/population.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { useMemo } from 'react'

type Start = ReplyOf<typeof startServiceRecord>

/** What the rules say of what is filled in so far: what is wrong, what is missing, and the assessment where nothing is wrong. */
export function useJudgement(form: Form, start: Start, performedOn: LocalDate, values: FormValues) {
  const { resident, today } = start
  // A visit entered for an earlier day is compared with the record before that day.
  const earlier = useReply(
    startServiceRecord,
    performedOn === today ? null : { residentId: resident.id, form: form.code, performedOn },
    { keepPrevious: true },
  )
  const { previous, policy, pregnancy, doses, specialConditions, vaccination } =
    performedOn === today ? start : (earlier.data ?? start)
  const about = useMemo<Subject>(
    () => ({
      birthDate: resident.birthDate,
      sex: resident.sex,
      performedOn,
      ageYears: ageYearsOn(performedOn, resident.birthDate),
      last: previous,
      pregnancy,
      doses,
      specialConditions,
      isInMaternity: isListedOn(performedOn, resident.maternity),
    }),
    [resident, performedOn, previous, pregnancy, doses, specialConditions],
  )
  const problems = useMemo(() => problemsOf(form, values, about), [form, values, about])
  const errors = problems.filter(({ severity }) => severity === 'error')
  const incomplete = problems.filter(({ code }) => code === 'incomplete')
  const result = useMemo(
    () =>
      errors.length > 0
        ? null
        : assess(form, completed(form, values, about), { ...about, previous, policy, vaccination }),
    [form, values, about, previous, policy, vaccination, errors.length],
  )
  return { about, previous, errors, incomplete, result }
}
