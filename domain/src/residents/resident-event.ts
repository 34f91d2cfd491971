import { addDays, type LocalDate } from '../days/local-date.ts'

/** What happens to a resident on a day (人口变动). Each is kept as it was told, and its effects follow from it. */
export type ResidentEventKind =
  | 'death'
  | 'move-out'
  | 'move-in'
  | 'away'
  | 'return'
  | 'join'
  | 'split'
  | 'head-change'

export const residentEventKinds: Record<ResidentEventKind, string> = {
  death: '死亡',
  'move-out': '迁出',
  'move-in': '迁入',
  away: '外出',
  return: '返回',
  join: '入户',
  split: '分户',
  'head-change': '变更户主',
}

/** Where a resident stands on a day. */
export type Presence = 'here' | 'away' | 'moved-out' | 'dead'

/** What is known of where a resident is. */
export type Whereabouts = {
  diedOn: LocalDate | null
  /** First day on which the resident no longer lives here. */
  movedOutOn: LocalDate | null
  awaySince: LocalDate | null
  /** Last day away; null while it is not known. */
  awayUntil: LocalDate | null
}

export function presenceOn(
  day: LocalDate,
  { diedOn, movedOutOn, awaySince, awayUntil }: Whereabouts,
): Presence {
  if (diedOn !== null && day >= diedOn) return 'dead'
  if (movedOutOn !== null && day >= movedOutOn) return 'moved-out'
  if (awaySince !== null && day >= awaySince && (awayUntil === null || day <= awayUntil)) return 'away'
  return 'here'
}

/**
 * What can be told of somebody today, in the order in which it is offered; whether it can be of a given day says
 * {@link whyCannotRecord}.
 */
export function possibleEvents({
  presence,
  isHead,
  householdSize,
}: {
  presence: Presence
  isHead: boolean
  /** Who lives in the household now, the resident included; 0 without one. */
  householdSize: number
}): ResidentEventKind[] {
  if (presence === 'dead') return []
  if (presence === 'moved-out') return ['move-in', 'death']
  const beside: ResidentEventKind[] = householdSize > 1 ? ['split'] : []
  const toHead: ResidentEventKind[] = householdSize > 1 && !isHead ? ['head-change'] : []
  return [presence === 'here' ? 'away' : 'return', ...beside, 'join', ...toHead, 'move-out', 'death']
}

/** A resident as the rules of events see one. */
export type ResidentOfEvent = Whereabouts & {
  birthDate: LocalDate
  householdId: string | null
  isHead: boolean
}

/** The household a resident leaves or joins: who lives in it now, the resident included. */
export type HouseholdOfEvent = { householdId: string; memberIds: readonly string[] }

export type ResidentEvent =
  | { kind: 'death'; on: LocalDate; cause?: string }
  | { kind: 'move-out'; on: LocalDate; to?: string }
  | { kind: 'move-in'; on: LocalDate; from?: string }
  | { kind: 'away'; on: LocalDate; until?: LocalDate | null; to?: string }
  | { kind: 'return'; on: LocalDate }
  | { kind: 'join'; on: LocalDate; householdId: string }
  | { kind: 'split'; on: LocalDate }
  | { kind: 'head-change'; on: LocalDate }

export type EventRefusal =
  | { code: 'event-in-future' }
  | { code: 'event-before-birth'; birthDate: LocalDate }
  | { code: 'resident-dead'; diedOn: LocalDate }
  | { code: 'resident-moved-out'; movedOutOn: LocalDate }
  | { code: 'resident-not-moved-out' }
  | { code: 'resident-already-away'; since: LocalDate }
  | { code: 'resident-not-away' }
  | { code: 'day-before-it-began'; began: LocalDate }
  | { code: 'already-in-household' }
  | { code: 'only-one-in-household' }
  | { code: 'not-in-a-household' }
  | { code: 'already-head' }
  /** The head leaves and others stay: who is head now has to be said with the event. */
  | { code: 'new-head-needed'; memberIds: readonly string[] }

/**
 * Why an event cannot be recorded; null when it can. `newHeadId` is the one who heads the household that is left
 * behind, where the resident is its head. A day in the future is refused but for the end of an absence.
 */
export function whyCannotRecord(
  event: ResidentEvent,
  resident: ResidentOfEvent,
  household: HouseholdOfEvent | null,
  today: LocalDate,
  newHeadId: string | null = null,
): EventRefusal | null {
  if (event.on > today) return { code: 'event-in-future' }
  if (event.on < resident.birthDate) return { code: 'event-before-birth', birthDate: resident.birthDate }
  if (resident.diedOn !== null) return { code: 'resident-dead', diedOn: resident.diedOn }
  if (resident.movedOutOn !== null && event.kind !== 'move-in' && event.kind !== 'death') {
    return { code: 'resident-moved-out', movedOutOn: resident.movedOutOn }
  }
  const refusal = whyNotThisKind(event, resident, household)
  if (refusal) return refusal
  return leavesHousehold(event.kind) ? whyHeadIsMissing(resident, household, newHeadId) : null
}

function whyNotThisKind(
  event: ResidentEvent,
  resident: ResidentOfEvent,
  household: HouseholdOfEvent | null,
): EventRefusal | null {
  switch (event.kind) {
    case 'death':
    case 'move-out':
      return null
    case 'move-in':
      if (resident.movedOutOn === null) return { code: 'resident-not-moved-out' }
      return event.on < resident.movedOutOn
        ? { code: 'day-before-it-began', began: resident.movedOutOn }
        : null
    case 'away':
      if (presenceOn(event.on, resident) === 'away') {
        return { code: 'resident-already-away', since: resident.awaySince! }
      }
      return event.until != null && event.until < event.on
        ? { code: 'day-before-it-began', began: event.on }
        : null
    case 'return':
      if (resident.awaySince === null || (resident.awayUntil !== null && resident.awayUntil < event.on)) {
        return { code: 'resident-not-away' }
      }
      return event.on < resident.awaySince ? { code: 'day-before-it-began', began: resident.awaySince } : null
    case 'join':
      return event.householdId === resident.householdId ? { code: 'already-in-household' } : null
    case 'split':
      return household === null || household.memberIds.length < 2 ? { code: 'only-one-in-household' } : null
    case 'head-change':
      if (household === null) return { code: 'not-in-a-household' }
      return resident.isHead ? { code: 'already-head' } : null
  }
}

function leavesHousehold(kind: ResidentEventKind): boolean {
  return kind === 'death' || kind === 'move-out' || kind === 'join' || kind === 'split'
}

function whyHeadIsMissing(
  resident: ResidentOfEvent,
  household: HouseholdOfEvent | null,
  newHeadId: string | null,
): EventRefusal | null {
  if (!resident.isHead || household === null || household.memberIds.length < 2) return null
  if (newHeadId !== null && household.memberIds.includes(newHeadId)) return null
  return { code: 'new-head-needed', memberIds: household.memberIds }
}

/** What an event changes beyond itself: said to whoever records it before it is recorded, then done. */
export type EventEffect =
  /** 解约: cover ends, the agreement goes on for the others. `on` is the first day without cover. */
  | { effect: 'agreement-left'; agreementId: string; on: LocalDate; reason: 'death' | 'moved' }
  /** Cover goes on, by the agreement that the resident is named in, though the household is another. */
  | { effect: 'agreement-kept'; agreementId: string }
  | { effect: 'duties-cancelled'; on: LocalDate }
  /** Nothing falls due between the two days; what was due before stays due. */
  | { effect: 'duties-paused'; from: LocalDate; until: LocalDate | null }
  | { effect: 'duties-resumed'; on: LocalDate }
  | { effect: 'record-closed'; on: LocalDate; reason: 'death' | 'moved' }
  | { effect: 'record-reopened'; on: LocalDate }
  | { effect: 'populations-ended'; on: LocalDate }
  /** Those that ended with the moving out. */
  | { effect: 'populations-resumed' }
  | { effect: 'household-left'; householdId: string; on: LocalDate }
  /** Nobody is left in it. */
  | { effect: 'household-closed'; householdId: string; on: LocalDate }
  | { effect: 'household-joined'; householdId: string; on: LocalDate }
  | { effect: 'household-founded'; on: LocalDate }
  | { effect: 'head-changed'; householdId: string; on: LocalDate }

/** The agreement that covers the resident on the day of the event, when there is one. */
type CoverOfEvent = { agreementId: string } | null

/** Everything an event changes, in the order in which it is told. */
export function effectsOf(
  event: ResidentEvent,
  resident: ResidentOfEvent,
  household: HouseholdOfEvent | null,
  cover: CoverOfEvent,
): EventEffect[] {
  const on = event.on
  switch (event.kind) {
    case 'death':
    case 'move-out': {
      const reason = event.kind === 'death' ? 'death' : 'moved'
      // Cover includes the day of death; the day of moving is the first one elsewhere.
      const uncoveredFrom = event.kind === 'death' ? addDays(on, 1) : on
      return [
        { effect: 'record-closed', on, reason },
        ...(cover
          ? [{ effect: 'agreement-left', agreementId: cover.agreementId, on: uncoveredFrom, reason } as const]
          : []),
        { effect: 'duties-cancelled', on },
        { effect: 'populations-ended', on },
        ...leaving(resident, household, on),
      ]
    }
    case 'move-in':
      return [
        { effect: 'record-reopened', on },
        { effect: 'duties-resumed', on },
        { effect: 'populations-resumed' },
      ]
    case 'away':
      return [
        { effect: 'duties-paused', from: on, until: event.until ?? null },
        ...(cover ? [{ effect: 'agreement-kept', agreementId: cover.agreementId } as const] : []),
      ]
    case 'return':
      return [{ effect: 'duties-resumed', on }]
    case 'join':
      return [
        ...leaving(resident, household, on),
        { effect: 'household-joined', householdId: event.householdId, on },
        ...(cover ? [{ effect: 'agreement-kept', agreementId: cover.agreementId } as const] : []),
      ]
    case 'split':
      return [
        ...leaving(resident, household, on),
        { effect: 'household-founded', on },
        ...(cover ? [{ effect: 'agreement-kept', agreementId: cover.agreementId } as const] : []),
      ]
    case 'head-change':
      return household ? [{ effect: 'head-changed', householdId: household.householdId, on }] : []
  }
}

function leaving(
  resident: ResidentOfEvent,
  household: HouseholdOfEvent | null,
  on: LocalDate,
): EventEffect[] {
  if (household === null) return []
  const { householdId } = household
  const left: EventEffect = { effect: 'household-left', householdId, on }
  if (household.memberIds.length < 2) return [left, { effect: 'household-closed', householdId, on }]
  return resident.isHead ? [left, { effect: 'head-changed', householdId, on }] : [left]
}
