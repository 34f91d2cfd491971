import type { LocalDate } from '../days/local-date.ts'
import type { DutyState } from '../duties/duty.ts'
import type { Field, Form, FormValues, Section } from '../forms/form.ts'
import { findForm } from '../forms/forms.ts'
import { asksAfterBesides, isToAskAfter } from '../referrals/asks-after.ts'
import { isFaceToFace, type ServiceMode } from '../service-records/service-mode.ts'
import { continuedOn } from '../services/continued.ts'
import { formForDuty, servicesProvenBy } from '../services/proven.ts'
import {
  GENERAL_SERVICE_FORM,
  isCatalogueCode,
  isServiceCode,
  type ServiceCode,
  serviceName,
  services,
} from '../services/services.ts'
import { mergedField, mergesWith } from './merge-fields.ts'

/**
 * A merged visit (合并随访): the owed duties of a person become the fewest sheets that prove them, and what several of
 * the sheets have in common is asked once. A household is visited person by person; values stay with their person.
 */

/** A duty that a visit could close. */
export type OwedDuty = {
  readonly id: string
  readonly key: string
  readonly service: string
  readonly dueFrom: LocalDate
  readonly dueBy: LocalDate
  readonly state: DutyState
  /** 复访: any next record of the form answers it, by telephone too. */
  readonly isReturnVisit: boolean
}

/** A form to be filled for one person. */
export type Sheet = {
  /** The form's code, and for a general record its service: `general-service:health-education`. */
  readonly key: string
  readonly form: Form
  /** What the sheet says before anything is asked. */
  readonly given: FormValues
}

/** Where a question stands on a sheet. */
export type Place = { readonly sheet: Sheet; readonly section: Section; readonly field: Field }

export type Question = {
  /** Its first place: `hypertension-follow-up/systolicMmHg`. */
  readonly key: string
  /** What to ask; of several boxes the strongest need and all warnings. */
  readonly field: Field
  /** Every box that the answer goes into. */
  readonly places: readonly [Place, ...Place[]]
}

/** What belongs on one screen: the sections of the same code of all sheets. */
export type QuestionGroup = {
  readonly code: string
  readonly name: string
  readonly questions: readonly Question[]
}

/** Sheets with more sections are examinations of half an hour (健康体检表). */
const DOORSTEP_SECTIONS = 8

/** Examinations, and what is written at a desk: done at a door only when they are chosen. */
export function isLong({ form }: Sheet): boolean {
  return form.atDesk === true || form.sections.length > DOORSTEP_SECTIONS
}

/**
 * The fewest sheets that prove these duties, in their order: examinations behind what is short, general records last.
 * @param duties their keys, or only the services: a key also tells the age for which a sheet is meant
 * @param local the county's own forms as they hold on the day
 */
export function sheetsFor(duties: readonly string[], local: readonly Form[] = []): Sheet[] {
  const due = withoutAskedAnyway(duties, local)
  const forms = due.map((key) => formForDuty(key, local))
  const general = due.filter((_, index) => forms[index] === GENERAL_SERVICE_FORM)
  const wanted = [...new Set(general.map((key) => key.split(':')[0]!))].filter(isServiceCode)
  const own = [...new Set(forms.filter((form) => form !== GENERAL_SERVICE_FORM))]
  const all = own.flatMap((form) => sheetOf(form, { local }) ?? [])
  const sheets = all.filter((sheet) => !all.some((other) => makesNeedless(other, sheet, local)))
  sheets.sort((a, b) => Number(isLong(a)) - Number(isLong(b)))
  const proven = new Set(sheets.flatMap(({ form }) => servicesProvenBy(form.code, null, local)))
  for (const service of wanted) {
    if (proven.has(service)) continue
    const sheet = sheetOf(GENERAL_SERVICE_FORM, { service, local })
    if (sheet) sheets.push(sheet)
    proven.add(service)
  }
  return sheets
}

/** 转诊情况 of an examination is asked after on the follow-up that is due anyway. */
function withoutAskedAnyway(duties: readonly string[], local: readonly Form[]): readonly string[] {
  const others = duties.filter((key) => !isToAskAfter(key))
  const isAsked = others.some((key) => asksAfterBesides(formForDuty(key, local)).length > 0)
  return isAsked ? others : duties
}

/**
 * What a short sheet proves besides its own needs no sheet for itself: pressure beside a follow-up. An examination makes
 * nothing needless, since it may be left for another day.
 */
function makesNeedless(other: Sheet, sheet: Sheet, local: readonly Form[]): boolean {
  if (other === sheet || isLong(other)) return false
  const [more, fewer] = [other, sheet].map(({ form }) => servicesProvenBy(form.code, null, local))
  return more!.length > fewer!.length && fewer!.every((service) => more!.includes(service))
}

/** One sheet; none when there is no such form. */
export function sheetOf(
  formCode: string,
  { service, local }: { service?: ServiceCode; local?: readonly Form[] } = {},
): Sheet | null {
  const form = findForm(formCode, local)
  if (!form) return null
  return service === undefined || formCode !== GENERAL_SERVICE_FORM
    ? { key: form.code, form, given: {} }
    : { key: `${form.code}:${service}`, form, given: { service } }
}

/** The sheet of a key; null when there is no such form or service any more. */
export function sheetFromKey(key: string, local: readonly Form[] = []): Sheet | null {
  const [form = '', service] = key.split(':')
  if (service === undefined) return sheetOf(form, { local })
  return isServiceCode(service) ? sheetOf(form, { service, local }) : null
}

/** What a sheet is called: a general record by its service. */
export function sheetName({ form, given }: Sheet): string {
  const { service } = given
  return typeof service === 'string' && isServiceCode(service) ? serviceName(service) : form.name
}

/**
 * Every box to be filled, what the sheets share once, in the order of the sheets. Two boxes of one sheet are never
 * made one.
 */
export function questionsOf(sheets: readonly Sheet[]): QuestionGroup[] {
  const groups = new Map<string, { name: string; keys: string[] }>()
  const questions = new Map<string, Question>()
  for (const sheet of sheets) {
    for (const section of sheet.form.sections) {
      for (const field of section.fields) {
        if (field.kind === 'computed' || sheet.given[field.code] !== undefined) continue
        const place: Place = { sheet, section, field }
        const same = [...questions.values()].find((one) => isSharedWith(one, place))
        if (same) {
          questions.set(same.key, {
            ...same,
            field: mergedField(same.field, field),
            places: [...same.places, place],
          })
          continue
        }
        const key = `${sheet.key}/${field.code}`
        questions.set(key, { key, field, places: [place] })
        const { code, name } = groupOf(place)
        const group = groups.get(code)
        if (group) group.keys.push(key)
        else groups.set(code, { name, keys: [key] })
      }
    }
  }
  return [...groups].map(([code, { name, keys }]) => ({
    code,
    name,
    questions: keys.map((key) => questions.get(key)!),
  }))
}

function isSharedWith({ field, places }: Question, place: Place): boolean {
  return mergesWith(field, place.field) && places.every(({ sheet }) => sheet.key !== place.sheet.key)
}

function groupOf({ sheet, section }: Place): { code: string; name: string } {
  if (sheet.form.code !== GENERAL_SERVICE_FORM) return section
  return { code: sheet.key, name: sheetName(sheet) }
}

/** The owed duties that these sheets close when they are recorded on a day, in this way. */
export function closedBy(
  sheets: readonly Sheet[],
  owed: readonly OwedDuty[],
  { mode, on }: { mode: ServiceMode; on: LocalDate },
): OwedDuty[] {
  const open = owed
    .filter(({ state }) => state === 'due' || state === 'overdue')
    .sort((a, b) => (a.dueBy < b.dueBy ? -1 : a.dueBy > b.dueBy ? 1 : 0))
  const closed = new Set<OwedDuty>()
  for (const { form, given } of sheets) {
    const service = typeof given.service === 'string' ? given.service : null
    for (const proven of servicesProvenBy(form.code, service, [form])) {
      const waiting = open.filter((duty) => duty.service === proven && !closed.has(duty))
      const asked = isCatalogueCode(proven) && services[proven].faceToFace
      const counts = !asked || isFaceToFace(mode)
      const period = counts ? waiting.find(({ isReturnVisit }) => !isReturnVisit) : undefined
      const back = waiting.findLast(({ isReturnVisit }) => isReturnVisit)
      for (const duty of [period, back]) if (duty) closed.add(duty)
    }
    for (const before of continuedOn(form.code)) {
      const back = open.findLast(({ service: of, isReturnVisit }) => of === before && isReturnVisit)
      if (back) closed.add(back)
    }
    for (const referring of asksAfterBesides(form.code)) {
      const asked = open.findLast(
        ({ service: of, key, dueFrom }) => of === referring && isToAskAfter(key) && dueFrom < on,
      )
      if (asked) closed.add(asked)
    }
  }
  return [...closed]
}
