import {
  type Code,
  type ComputedField,
  completed,
  type FormValue,
  type FormValues,
  isAsked,
  isEmpty,
  type Subject,
  usualOf,
} from '../forms/form.ts'
import { type Problem, problemsOf } from '../forms/problems.ts'
import type { Place, Question, QuestionGroup, Sheet } from './visit.ts'

/** What one person's sheets say, by the key of the sheet: every answer stands on each sheet that asks for it. */
export type VisitValues = { readonly [sheet: string]: FormValues | undefined }

/** The person as a form sees her: her last record is that of the same form. */
export type SubjectOf = (formCode: string) => Subject

/** The values of a visit at its beginning; of one that goes on with other sheets, what the sheets share is kept. */
export function begun(
  sheets: readonly Sheet[],
  groups: readonly QuestionGroup[],
  values: VisitValues = {},
): VisitValues {
  let next: VisitValues = Object.fromEntries(
    sheets.map((sheet) => [sheet.key, { ...values[sheet.key], ...sheet.given }]),
  )
  for (const question of groups.flatMap(({ questions }) => questions)) {
    if (question.places.length > 1) next = answered(question, next, answerOf(question, next))
  }
  return next
}

export function answerOf({ places }: Question, values: VisitValues): FormValue | undefined {
  for (const { sheet, field } of places) {
    const value = values[sheet.key]?.[field.code]
    if (!isEmpty(value)) return value
  }
  return undefined
}

/** The values with a question answered, on every sheet that asks it; undefined takes the answer back. */
export function answered(
  { places }: Question,
  values: VisitValues,
  answer: FormValue | undefined,
): VisitValues {
  const next = { ...values }
  for (const { sheet, field } of places) {
    const { [field.code]: _, ...others } = next[sheet.key] ?? {}
    next[sheet.key] = isEmpty(answer) ? others : { ...others, [field.code]: answer }
  }
  return next
}

/** Whether any of the sheets asks it of this person. @param kept what is filled so far of what is asked ({@link keptOf}) */
export function isQuestionAsked(question: Question, kept: VisitValues, about: SubjectOf): boolean {
  return question.places.some((place) => isPlaceAsked(place, kept, about))
}

function isPlaceAsked({ sheet, section, field }: Place, kept: VisitValues, about: SubjectOf): boolean {
  return isAsked(section, field, kept[sheet.key] ?? {}, about(sheet.form.code))
}

/** What the records of a visit are to say, by sheet. */
export function keptOf(sheets: readonly Sheet[], values: VisitValues, about: SubjectOf): VisitValues {
  return Object.fromEntries(sheets.map((sheet) => [sheet.key, recordValues(sheet, values, about)]))
}

/** What the record of a sheet is to say: what is asked and filled, and what follows from it. */
export function recordValues(sheet: Sheet, values: VisitValues, about: SubjectOf): FormValues {
  return completed(sheet.form, values[sheet.key] ?? {}, about(sheet.form.code))
}

export type ComputedValue = {
  readonly sheet: Sheet
  /** Code of its section. */
  readonly section: string
  readonly field: ComputedField
  readonly value: FormValue
}

/** What follows from the answers on each sheet (体质指数, 评分), as far as it can be computed. */
export function computedValues(
  sheets: readonly Sheet[],
  values: VisitValues,
  about: SubjectOf,
): ComputedValue[] {
  return sheets.flatMap((sheet) => {
    const kept = recordValues(sheet, values, about)
    return sheet.form.sections.flatMap((section) =>
      section.fields.flatMap((field) => {
        const value = field.kind === 'computed' ? kept[field.code] : undefined
        return field.kind === 'computed' && value !== undefined
          ? [{ sheet, section: section.code, field, value }]
          : []
      }),
    )
  })
}

export type VisitProblem = Problem & {
  readonly sheet: string
  /** The question at which it is mended; null for a sheet as a whole. */
  readonly question: string | null
}

/** Every problem of every sheet, at its question; what several sheets say of one answer is said once. */
export function visitProblems(
  sheets: readonly Sheet[],
  groups: readonly QuestionGroup[],
  values: VisitValues,
  about: SubjectOf,
): VisitProblem[] {
  const questionAt = new Map<string, string>()
  for (const { key, places } of groups.flatMap(({ questions }) => questions)) {
    for (const { sheet, field } of places) questionAt.set(`${sheet.key}/${field.code}`, key)
  }
  const said = new Set<string>()
  return sheets.flatMap((sheet) =>
    problemsOf(sheet.form, recordValues(sheet, values, about), about(sheet.form.code)).flatMap((problem) => {
      const question = questionAt.get(`${sheet.key}/${problem.field.split('[')[0]}`) ?? null
      const saying = `${question} ${problem.code} ${problem.message}`
      if (question !== null && said.has(saying)) return []
      said.add(saying)
      return [{ ...problem, sheet: sheet.key, question }]
    }),
  )
}

/** A group with “nothing found” (未见异常) in every choice that has such an option and is not answered yet. */
export function withNothingFound(group: QuestionGroup, values: VisitValues, about: SubjectOf): VisitValues {
  let next = values
  for (const question of group.questions) {
    const usual = usualAnswer(question)
    if (usual === undefined || !isEmpty(answerOf(question, next))) continue
    if (isQuestionAsked(question, next, about)) next = answered(question, next, usual)
  }
  return next
}

/** What says “nothing found” to a question; undefined where that is not to be said in passing. */
export function usualAnswer({ field, places: [{ section }] }: Question): Code | readonly Code[] | undefined {
  const usual = usualOf(section, field)
  if (usual === undefined) return undefined
  if (field.kind === 'choices') return [usual]
  return field.need === undefined ? undefined : usual
}

/** What can be taken over from the last records: habits and treatment that are not filled yet. */
export function offeredFromLast(
  groups: readonly QuestionGroup[],
  values: VisitValues,
  about: SubjectOf,
): { question: Question; value: FormValue }[] {
  return groups
    .flatMap(({ questions }) => questions)
    .flatMap((question) => {
      if (question.field.copyable !== true || !isEmpty(answerOf(question, values))) return []
      const value = lastAnswer(question, about)?.value
      return isEmpty(value) ? [] : [{ question, value }]
    })
}

/** The newest earlier answer to a question on any of its sheets. */
export function lastAnswer({ places }: Question, about: SubjectOf) {
  let found: { performedOn: string; value: FormValue } | null = null
  for (const { sheet, field } of places) {
    const last = about(sheet.form.code).last
    const value = last?.values[field.code]
    if (!last || isEmpty(value)) continue
    if (found === null || last.performedOn > found.performedOn)
      found = { performedOn: last.performedOn, value }
  }
  return found
}

/** The boxes of a sheet whose answer was taken over from the last record. */
export function copiedOn(
  sheet: Sheet,
  groups: readonly QuestionGroup[],
  copied: readonly string[],
): string[] {
  return groups
    .flatMap(({ questions }) => questions)
    .filter(({ key }) => copied.includes(key))
    .flatMap(({ places }) => places.filter((place) => place.sheet.key === sheet.key))
    .map(({ field }) => field.code)
}
