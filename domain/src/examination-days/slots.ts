/** How a day is parted: so many slots of the same length, each for so many people. */
export type SlotPlan = {
  /** Begin of the first slot, minutes after midnight. */
  readonly firstMinute: number
  readonly slotMinutes: number
  readonly slotCapacity: number
  readonly slots: number
}

/** 08:30—09:00 of a slot, counted from 0. */
export function slotWords({ firstMinute, slotMinutes }: SlotPlan, slot: number): string {
  const from = firstMinute + slot * slotMinutes
  return `${clock(from)}—${clock(from + slotMinutes)}`
}

function clock(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60) % 24, minutes % 60]
  return `${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`
}

export type Invited = { readonly residentId: string; readonly householdId: string | null }

/**
 * A slot for each of them, one household together where a slot has room for it; who finds none is left out.
 * @param taken people already in each slot
 */
export function assignSlots(
  plan: SlotPlan,
  taken: readonly number[],
  people: readonly Invited[],
): Map<string, number> {
  const room = Array.from({ length: plan.slots }, (_, slot) => plan.slotCapacity - (taken[slot] ?? 0))
  const households = new Map<string, Invited[]>()
  for (const person of people) {
    const key = person.householdId ?? person.residentId
    households.set(key, [...(households.get(key) ?? []), person])
  }
  const given = new Map<string, number>()
  const put = (person: Invited, slot: number) => {
    if (slot === -1) return
    room[slot]! -= 1
    given.set(person.residentId, slot)
  }
  for (const members of households.values()) {
    const together = room.findIndex((free) => free >= members.length)
    for (const member of members) {
      put(member, together === -1 ? room.findIndex((free) => free > 0) : together)
    }
  }
  return given
}
