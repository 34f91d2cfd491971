import { protectionActions } from '@qianyue/domain/access/protection.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Door, DoorMember } from '@qianyue/domain/doors/door.ts'
import { type Form, includesAge } from '@qianyue/domain/forms/form.ts'
import { forms } from '@qianyue/domain/forms/forms.ts'
import { resultRecheck } from '@qianyue/domain/forms/health-record/result-recheck.ts'
import { recheckBegunFor } from '@qianyue/domain/result-rechecks/recheck-duty.ts'
import { localFormsOf } from '@qianyue/domain/services/own-service.ts'
import { GENERAL_SERVICE_FORM } from '@qianyue/domain/services/services.ts'
import { isLong, type Sheet, sheetsFor } from '@qianyue/domain/visits/visit.ts'
import type { Phone } from '../offline/phone.ts'
import { isNear, type Owed } from '../today/owed-doors.ts'
import { visitDraft } from './begun-visits.ts'
import { beginPerson, type PersonDraft } from './person-draft.ts'

/** The sheets for what is owed to one person. */
export function sheetsOwed(owed: readonly Pick<Owed, 'key'>[], local: readonly Form[]): Sheet[] {
  return sheetsFor(
    owed.map(({ key }) => key),
    local,
  )
}

/** Whether the person's roles let them write a form: what a protected one says is not for everybody. */
export function mayWrite({ protection }: Pick<Form, 'protection'>, actions: readonly string[]): boolean {
  return protection === undefined || actions.includes(protectionActions[protection].write)
}

/** Every sheet about one person that the person may write, those meant for an age last where the resident is not of it. */
export function writableForms(
  ageMonths: number,
  { actions, local }: { actions: readonly string[]; local: readonly Form[] },
): Form[] {
  const found = [...local, ...forms].filter(
    (form) => form.code !== GENERAL_SERVICE_FORM && form.about === undefined && mayWrite(form, actions),
  )
  const isOther = ({ forAgeMonths }: Form) => Number(!includesAge(forAgeMonths, ageMonths))
  return found.sort((a, b) => isOther(a) - isOther(b))
}

/** Whether the sheets of a duty may be written by this person. */
export function mayDo(
  owed: Pick<Owed, 'key'>,
  { actions, local }: { actions: readonly string[]; local: readonly Form[] },
): boolean {
  return sheetsOwed([owed], local).every(({ form }) => mayWrite(form, actions))
}

/** What a visit begins with unless something else is chosen: what is near, can be done at a doorstep and is not put off. */
export function owedAtDoorstep(
  phone: Phone,
  member: DoorMember,
  owed: readonly Owed[],
  today: LocalDate,
): Owed[] {
  const local = localFormsOf(phone.policyOn(today))
  const { actions } = phone.signedIn
  return owed.filter(
    (one) =>
      one.residentId === member.id &&
      one.obstacle === null &&
      isNear(one, today) &&
      mayDo(one, { actions, local }) &&
      !sheetsOwed([one], local).some(isLong),
  )
}

export function beginVisit(phone: Phone, member: DoorMember, owed: readonly Owed[]): PersonDraft {
  const today = phone.today()
  const local = localFormsOf(phone.policyOn(today))
  const draft = beginPerson(
    member.id,
    sheetsOwed(owed, local).map(({ key }) => key),
    { performedOn: today, startedAt: new Date().toISOString(), mode: 'home' },
    local,
  )
  if (draft.ids[resultRecheck.code] === undefined) return draft
  // What is owed again is chosen already.
  const begun = { ...draft.values[resultRecheck.code], ...recheckBegunFor(owed.map(({ key }) => key)) }
  return { ...draft, values: { ...draft.values, [resultRecheck.code]: begun } }
}

/** Puts what was chosen for each person onto the phone, before the first question. */
export async function beginVisits(
  phone: Phone,
  door: Door,
  chosen: readonly { member: DoorMember; owed: readonly Owed[] }[],
): Promise<void> {
  for (const { member, owed } of chosen) {
    await phone.drafts.put(visitDraft(door.id, member.id), beginVisit(phone, member, owed), Date.now())
  }
}
