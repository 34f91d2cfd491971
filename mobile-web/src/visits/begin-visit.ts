import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Door, DoorMember } from '@qianyue/domain/doors/door.ts'
import { isLong, type Sheet, sheetsFor } from '@qianyue/domain/visits/visit.ts'
import type { Phone } from '../offline/phone.ts'
import { isNear, type Owed } from '../today/owed-doors.ts'
import { visitDraft } from './begun-visits.ts'
import { beginPerson, type PersonDraft } from './person-draft.ts'

/** The sheets for what is owed to one person. */
export function sheetsOwed(owed: readonly Owed[]): Sheet[] {
  return sheetsFor(owed.map(({ key }) => key))
}

/** What a visit begins with unless something else is chosen: what is near, can be done at a doorstep and is not put off. */
export function owedAtDoorstep(member: DoorMember, owed: readonly Owed[], today: LocalDate): Owed[] {
  return owed.filter(
    (one) =>
      one.residentId === member.id &&
      one.obstacle === null &&
      isNear(one, today) &&
      !sheetsOwed([one]).some(isLong),
  )
}

export function beginVisit(phone: Phone, member: DoorMember, owed: readonly Owed[]): PersonDraft {
  const today = phone.today()
  return beginPerson(
    member.id,
    sheetsOwed(owed).map(({ key }) => key),
    { performedOn: today, startedAt: new Date().toISOString(), mode: 'home' },
  )
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
