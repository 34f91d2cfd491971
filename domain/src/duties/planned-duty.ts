import { addDays, type LocalDate } from '../days/local-date.ts'
import type { ResidentFacts } from '../residents/resident-facts.ts'
import { serviceCodes } from './compile-policy.ts'
import type { Duty, PlannedDuty } from './duty.ts'
import type { Occurrence } from './occurrence.ts'

export function plannedDuty(
  one: Occurrence,
  service: number,
  presence: boolean,
  facts: ResidentFacts,
  gone: LocalDate,
): PlannedDuty {
  const duty: Duty = {
    key: one.key,
    service: serviceCodes[service]!,
    dueFrom: one.dueFrom,
    dueBy: one.dueBy,
    closesOn: one.closesOn,
    plannedOn: one.plannedOn,
    doneOn: one.doneOn,
    fulfilledBy: one.fulfilledBy,
    cancelledOn: null,
    cancelledBecause: null,
    pausedFrom: null,
    pausedUntil: null,
    because: one.because,
    state: 'upcoming',
  }
  if (one.doneOn !== null) return duty
  if (one.cut <= one.closesOn) {
    duty.cancelledOn = one.cut
    duty.cancelledBecause =
      one.cut < gone
        ? 'agreement-ended'
        : facts.diedOn !== null && facts.diedOn === gone
          ? 'died'
          : 'moved-out'
  }
  if (presence && facts.awaySince !== null) pauseWhileAway(duty, facts.awaySince, facts.awayUntil)
  return duty
}

/** Away from home nothing can be done face to face: put off, and not owed if the whole time passes so. */
function pauseWhileAway(duty: Duty, awaySince: LocalDate, awayUntil: LocalDate | null): void {
  if (awaySince > duty.dueBy || (awayUntil !== null && awayUntil < duty.dueFrom)) return
  duty.pausedFrom = awaySince
  duty.pausedUntil = awayUntil
  if (awayUntil !== null && awayUntil < duty.closesOn) return
  const on = addDays(duty.dueBy, 1)
  if (duty.cancelledOn !== null && duty.cancelledOn <= on) return
  duty.cancelledOn = on
  duty.cancelledBecause = 'away'
}
