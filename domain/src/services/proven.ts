import { type Form, includesAge } from '../forms/form.ts'
import { forms } from '../forms/forms.ts'
import { ASKED_AFTER_ON, isToAskAfter } from '../referrals/asks-after.ts'
import type { ServiceFacts } from '../residents/resident-facts.ts'
import { followedUp } from '../result-rechecks/followed-up.ts'
import { groupOfDuty } from '../result-rechecks/recheck-duty.ts'
import {
  type CatalogueCode,
  GENERAL_SERVICE_FORM,
  isOwnServiceCode,
  type Service,
  type ServiceCode,
  services,
} from './services.ts'

/** Sheets of which the service is the main one, in the order of the list. */
const recordedOn = new Map<string, Form[]>()
for (const form of forms) {
  for (const service of form.proves ?? []) recordedOn.set(service, [...(recordedOn.get(service) ?? []), form])
}

/**
 * The form on which a service is recorded: the county's own, else that of the specification, else the general one naming it.
 * @param ageMonths where several sheets share a service by age, the age that counts
 */
export function formFor(service: string, ageMonths?: number, local: readonly Form[] = []): string {
  const national = recordedOn.get(service) ?? []
  const own =
    local.length === 0
      ? national
      : [...local.filter(({ proves }) => proves?.some((code) => code === service)), ...national]
  const main = own.filter((form) => form.proves?.[0] === service)
  // Several forms measure blood pressure by the way; who only measures it writes a general record.
  const candidates = main.length > 0 ? main : own.length === 1 ? own : []
  const ofAge =
    ageMonths === undefined ? undefined : candidates.find((form) => includesAge(form.forAgeMonths, ageMonths))
  return (ofAge ?? candidates[0])?.code ?? GENERAL_SERVICE_FORM
}

/**
 * The form for a duty, by its key: `child-health-check:age8` and `child-health-check:R8m…` are recorded on the sheet of 1～8 months,
 * `result-recheck:X2026-03-10-pressure` on that of the follow-up, and a high glucose of screening on that of rechecks; what
 * became of somebody whom an examination sent to a hospital is no other examination.
 */
export function formForDuty(key: string, local: readonly Form[] = []): string {
  const [service = '', period = ''] = key.split(':')
  const group = groupOfDuty(key)
  if (group !== null) return (service === 'result-recheck' && followedUp[group]?.form) || 'result-recheck'
  if (isToAskAfter(key)) return ASKED_AFTER_ON
  const age = /^(?:age(\d+)$|R(\d+)m)/.exec(period)
  return formFor(service, age === null ? undefined : Number(age[1] ?? age[2]), local)
}

/** Whether a service has a sheet for each span of ages. */
export function isRecordedByAge(service: string): boolean {
  return (recordedOn.get(service) ?? []).some(({ forAgeMonths }) => forAgeMonths?.from !== undefined)
}

/** Of the services that a form proves, those that need a record from which control can be told. */
export function servicesProvenWhenTold(form: string): readonly ServiceCode[] {
  return forms.find(({ code }) => code === form)?.provesWhenTold ?? []
}

/** Whether a record on this form says that nobody was met (失访、死亡), which is no service. */
export function wasNotMet({ form, controlled }: Pick<ServiceFacts, 'form' | 'controlled'>): boolean {
  return controlled === false && formsTellingNotMet.has(form)
}

export const formsTellingNotMet: ReadonlySet<string> = new Set(
  forms.filter(({ tellsNotMet }) => tellsNotMet).map(({ code }) => code),
)

/** What a form of the specification, or the general form naming a service, proves as delivered. */
export function servicesProvenBy(
  form: string,
  service: string | null = null,
  local: readonly Form[] = [],
): readonly ServiceCode[] {
  if (form !== GENERAL_SERVICE_FORM) {
    return [...forms, ...local].find(({ code }) => code === form)?.proves ?? []
  }
  if (service === null) return []
  if (isOwnServiceCode(service)) return [service]
  return (Object.entries(services) as [CatalogueCode, Service][]).flatMap(([code, { provenBy = [] }]) =>
    service === code || provenBy.includes(service) ? [code] : [],
  )
}
