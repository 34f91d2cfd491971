import { ageYearsOn, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { DoorMember, LatestRecord } from '@qianyue/domain/doors/door.ts'
import type { Form, FormValue, Subject } from '@qianyue/domain/forms/form.ts'
import { findForm } from '@qianyue/domain/forms/forms.ts'
import { lookBack } from '@qianyue/domain/forms/look-back.ts'
import { isListedOn } from '@qianyue/domain/populations/population.ts'
import type { ServiceMode } from '@qianyue/domain/service-records/service-mode.ts'
import {
  type Question,
  type QuestionGroup,
  questionsOf,
  type Sheet,
  sheetFromKey,
} from '@qianyue/domain/visits/visit.ts'
import {
  answered,
  begun,
  offeredFromLast,
  type SubjectOf,
  type VisitValues,
  withNothingFound,
} from '@qianyue/domain/visits/visit-values.ts'
import { v7 as newId } from 'uuid'

export type PlaceTaken = { latitude: number; longitude: number; accuracyMetres: number; takenAt: string }

/** One person's half-filled sheets as they survive a call, a crash and an update of the app. */
export type PersonDraft = {
  readonly residentId: string
  /** By the phone's own clock. */
  readonly startedAt: string
  readonly performedOn: LocalDate
  readonly mode: ServiceMode
  /** Ids of the records by the key of their sheet, so that saving twice records once. */
  readonly ids: Readonly<Record<string, string>>
  readonly values: VisitValues
  /** Questions whose answer was taken over from last time and left as it was. */
  readonly copied: readonly string[]
  /** Questions whose answer a device told, with its name and when. */
  readonly readings: Readonly<Record<string, { device: string; takenAt: string }>>
  /** Danger signs that were read and acted on. */
  readonly acknowledged: readonly string[]
  readonly step: number
  readonly place: PlaceTaken | null
}

export function beginPerson(
  residentId: string,
  sheetKeys: readonly string[],
  { performedOn, startedAt, mode }: { performedOn: LocalDate; startedAt: string; mode: ServiceMode },
  local: readonly Form[] = [],
): PersonDraft {
  const { sheets, groups } = sheetsAndGroups(sheetKeys, local)
  return {
    residentId,
    startedAt,
    performedOn,
    mode,
    ids: Object.fromEntries(sheets.map(({ key }) => [key, newId()])),
    values: begun(sheets, groups),
    copied: [],
    readings: {},
    acknowledged: [],
    step: 0,
    place: null,
  }
}

/**
 * The sheets of a draft. One of a form that neither this version of the app nor the county knows is left out.
 * @param local the county's own forms as they hold on the day of the visit
 */
export function sheetsAndGroups(
  sheetKeys: readonly string[],
  local: readonly Form[] = [],
): {
  sheets: Sheet[]
  groups: QuestionGroup[]
} {
  const sheets = sheetKeys.flatMap((key) => sheetFromKey(key, local) ?? [])
  return { sheets, groups: questionsOf(sheets) }
}

/** The person as each form sees her: with her last record of it, and what it looks back at. */
export function subjectsOf(
  { facts, latest }: Pick<DoorMember, 'facts' | 'latest'>,
  performedOn: LocalDate,
  local: readonly Form[] = [],
): SubjectOf {
  const subject: Subject = {
    birthDate: facts.birthDate,
    sex: facts.sex,
    performedOn,
    ageYears: ageYearsOn(performedOn, facts.birthDate),
    isInMaternity: isListedOn(
      performedOn,
      facts.populations.filter(({ population }) => population === 'pregnant'),
    ),
  }
  return (code) => ({
    ...subject,
    ...lookBack(findForm(code, local) ?? {}, facts.services, performedOn),
    last: lastOf(latest, code, performedOn),
  })
}

export function lastOf(
  latest: readonly LatestRecord[],
  form: string,
  before: LocalDate,
): LatestRecord | null {
  return latest.find((one) => one.form === form && one.performedOn <= before) ?? null
}

/** Without a sheet that is not done this time; what is owed stays owed. */
export function withoutSheet(draft: PersonDraft, sheetKey: string, local: readonly Form[] = []): PersonDraft {
  const { [sheetKey]: _, ...ids } = draft.ids
  const { sheets, groups } = sheetsAndGroups(Object.keys(ids), local)
  return { ...draft, ids, values: begun(sheets, groups, draft.values) }
}

/** With one more sheet; what it shares with the others is answered already. */
export function withSheet(draft: PersonDraft, sheetKey: string, local: readonly Form[] = []): PersonDraft {
  if (draft.ids[sheetKey]) return draft
  const ids = { ...draft.ids, [sheetKey]: newId() }
  const { sheets, groups } = sheetsAndGroups(Object.keys(ids), local)
  return { ...draft, ids, values: begun(sheets, groups, draft.values), step: 0 }
}

export function withAnswer(
  draft: PersonDraft,
  question: Question,
  answer: FormValue | undefined,
): PersonDraft {
  const { [question.key]: _, ...readings } = draft.readings
  return {
    ...draft,
    readings,
    values: answered(question, draft.values, answer),
    copied: draft.copied.filter((key) => key !== question.key),
  }
}

/** As a device told it; typed over, it is the doctor's answer. */
export function withReading(
  draft: PersonDraft,
  question: Question,
  value: number,
  from: { device: string; takenAt: string },
): PersonDraft {
  const next = withAnswer(draft, question, value)
  return { ...next, readings: { ...next.readings, [question.key]: from } }
}

/** “Nothing found” wherever that is to be said in these groups, what was answered left as it is. */
export function withNothing(
  draft: PersonDraft,
  groups: readonly QuestionGroup[],
  about: SubjectOf,
): PersonDraft {
  const values = groups.reduce((all, group) => withNothingFound(group, all, about), draft.values)
  return { ...draft, values }
}

/** Habits and treatment as last time, marked so. */
export function withLast(
  draft: PersonDraft,
  groups: readonly QuestionGroup[],
  about: SubjectOf,
): PersonDraft {
  const offered = offeredFromLast(groups, draft.values, about)
  return {
    ...draft,
    values: offered.reduce((all, { question, value }) => answered(question, all, value), draft.values),
    copied: [...draft.copied, ...offered.map(({ question }) => question.key)],
  }
}
