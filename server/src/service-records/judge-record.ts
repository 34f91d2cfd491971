import { ageYearsOn, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { assess } from '@qianyue/domain/follow-ups/assess.ts'
import { type Assessment, classifications } from '@qianyue/domain/follow-ups/assessment.ts'
import { asDefined } from '@qianyue/domain/forms/as-defined.ts'
import { errorsOf, leftOverValues } from '@qianyue/domain/forms/earlier-version.ts'
import { completed, type Form, type FormValues, type Subject } from '@qianyue/domain/forms/form.ts'
import { isComplete, type Problem, problemsOf } from '@qianyue/domain/forms/problems.ts'
import { isListedOn } from '@qianyue/domain/populations/population.ts'
import { formOn } from '../forms/local-forms.ts'
import type { Context } from '../http/context.ts'
import { Invalid } from '../http/errors.ts'
import { policyOfEdition } from '../policy/policy.queries.ts'
import { historyFor } from './history.ts'
import { type KeptRecord, putResults, type Surroundings, surroundingsOf } from './service-records.queries.ts'

export type Judged = {
  values: FormValues
  complete: boolean
  assessment: Assessment
  warnings: Problem[]
}

/** The form of a code on the day of a record. @throws Invalid when there is none. */
export async function formOf(context: Context, code: string, day: LocalDate): Promise<Form> {
  const form = await formOn(context, code, day)
  if (!form) throw new Invalid({ form: `没有“${code}”这种记录表。` })
  return form
}

/**
 * Reads a filled form by its definition and judges it by the rules and the policy of its day.
 * @throws Invalid with every field that cannot be.
 */
export async function judge(
  context: Context,
  form: Form,
  performedOn: LocalDate,
  sent: FormValues,
  around: Surroundings,
  writtenOn: number = form.version,
): Promise<Judged> {
  refuseImpossibleDay(context.today, performedOn, around)
  const { residentId } = around
  const history = await historyFor(context, form, {
    residentId,
    day: performedOn,
    ...(around.same ? { recordId: around.same.id } : {}),
  })
  const about = { ...subjectOn(performedOn, around, around.before), ...history }
  const given = asDefined(form, sent)
  const problems = problemsOf(form, given, about)
  const errors = errorsOf(problems, form, writtenOn)
  if (errors.length > 0) {
    const fields: Record<string, string> = {}
    for (const { field, message } of errors) fields[field] ??= message
    throw new Invalid(
      fields,
      errors.length === 1 ? errors[0]!.message : `有 ${errors.length} 处填写不正确，请按提示修改。`,
    )
  }
  const values = { ...leftOverValues(form, given, writtenOn), ...completed(form, given, about) }
  return {
    values,
    complete: isComplete(problems),
    assessment: await assessKept(context, form, values, about, around),
    warnings: problems,
  }
}

/** What was said of a record when it was kept; nothing about it is refused any more. */
export async function judgeKept(
  context: Context,
  record: KeptRecord,
  around: Surroundings,
): Promise<Pick<Judged, 'assessment' | 'warnings'>> {
  const form = await formOf(context, record.form, record.performedOn)
  const about = {
    ...subjectOn(record.performedOn, around, around.before),
    ...(await earlierThan(context, form, record)),
  }
  return {
    assessment: await assessKept(context, form, record.values, about, around),
    warnings: problemsOf(form, record.values, about),
  }
}

/**
 * 连续两次 looks at the record immediately before, so the record after a changed one is judged anew, and the one after that
 * while there is a change to pass on; 非同日3次 looks at all readings before, so every later one is. What they say does
 * not change.
 */
export async function judgeFollowing(
  context: Context,
  form: Form,
  around: Surroundings,
  changed: KeptRecord | null,
): Promise<void> {
  let [before, { after }] = [changed, around]
  while (after !== null) {
    const results = await judgedAfter(context, form, { around, before, after })
    const isChanged = (Object.keys(results) as (keyof typeof results)[]).some(
      (key) => results[key] !== after?.[key],
    )
    if (isChanged) await putResults(context, after, results)
    else if (form.concerns !== 'pressure') return
    before = { ...after, ...results }
    const { id, residentId, performedOn } = after
    const next = { recordId: id, residentId, form: form.code, performedOn }
    after = (await surroundingsOf(context, [next]))[0]?.after ?? null
  }
}

async function judgedAfter(
  context: Context,
  form: Form,
  { around, before, after }: { around: Surroundings; before: KeptRecord | null; after: KeptRecord },
) {
  const about = {
    ...subjectOn(after.performedOn, around, before),
    ...(await earlierThan(context, form, after)),
  }
  const found = await assessKept(context, form, after.values, about, { ...around, before })
  const { classification, controlled, nextStep, nextDueOn, referred } = found
  return { classification, controlled, nextStep, nextDueOn, referred }
}

async function earlierThan(context: Context, form: Form, record: KeptRecord) {
  const { residentId, performedOn, id } = record
  return await historyFor(context, form, { residentId, day: performedOn, recordId: id })
}

async function assessKept(
  { db }: Context,
  form: Form,
  values: FormValues,
  about: Subject,
  { before, policy: edition }: Pick<Surroundings, 'before' | 'policy'>,
): Promise<Assessment> {
  const policy = await policyOfEdition(db, edition, about.performedOn)
  const { 'follow-ups': followUps, vaccination } = policy
  return assess(form, values, { ...about, previous: before, policy: followUps, vaccination })
}

export function subjectOn(
  performedOn: LocalDate,
  { birthDate, sex, maternity }: Pick<Surroundings, 'birthDate' | 'sex' | 'maternity'>,
  before: Pick<KeptRecord, 'performedOn' | 'values'> | null,
): Subject {
  return {
    birthDate,
    sex,
    performedOn,
    ageYears: ageYearsOn(performedOn, birthDate),
    last: before,
    isInMaternity: isListedOn(performedOn, maternity),
  }
}

function refuseImpossibleDay(
  today: LocalDate,
  performedOn: LocalDate,
  { birthDate, diedOn }: Pick<Surroundings, 'birthDate' | 'diedOn'>,
) {
  const message =
    performedOn > today
      ? `服务日期不能晚于今天（${today}）。`
      : performedOn < birthDate
        ? `服务日期早于该居民的出生日期 ${birthDate}，请核对。`
        : diedOn !== null && performedOn > diedOn
          ? `该居民已于 ${diedOn} 去世，服务日期不能在其后，请核对日期或人员。`
          : null
  if (message !== null) throw new Invalid({ performedOn: message }, message)
}

/** The result as calls give it: the class with its code on the sheet and its name. */
export function resultOf(
  record: Pick<KeptRecord, 'classification' | 'controlled' | 'nextStep' | 'nextDueOn' | 'referred'>,
) {
  const { classification, controlled, nextStep, nextDueOn, referred } = record
  const known = classification === null ? null : classifications[classification]
  return {
    classification,
    classificationCode: known?.officialCode ?? null,
    classificationName: known?.name ?? null,
    controlled,
    nextStep,
    nextDueOn,
    referred,
  }
}
