import { type LocalDate, startOfMonth } from '@qianyue/domain/days/local-date.ts'
import type { Door, DoorHistory } from '@qianyue/domain/doors/door.ts'
import type { Entry } from '../offline/outbox.ts'

/** One service of this month, as it opens to names. */
export type Done = { recordId: string; residentId: string; name: string; performedOn: LocalDate }

/** Services of one kind that somebody performed this month, the last first. */
export type DoneOfKind = { form: string; service: string | null; done: Done[] }

/**
 * What one has done since the first of the month, by kind, the most frequent first: what the server has, as far as it is on
 * this phone. @param performer by the name under which the records stand.
 */
export function doneThisMonth(
  doors: Iterable<Door>,
  histories: ReadonlyMap<string, DoorHistory>,
  performer: string,
  today: LocalDate,
): DoneOfKind[] {
  const from = startOfMonth(today)
  const kinds = new Map<string, DoneOfKind>()
  for (const door of doors) {
    const names = new Map(door.members.map(({ id, name }) => [id, name]))
    for (const record of histories.get(door.id)?.records ?? []) {
      const { id, residentId, form, service, performedOn, performedByName } = record
      if (performedOn < from || performedOn > today || performedByName !== performer) continue
      const key = `${form}/${service ?? ''}`
      const kind = kinds.get(key) ?? { form, service, done: [] }
      kind.done.push({ recordId: id, residentId, performedOn, name: names.get(residentId) ?? '' })
      kinds.set(key, kind)
    }
  }
  for (const { done } of kinds.values()) done.sort((a, b) => (a.performedOn < b.performedOn ? 1 : -1))
  return [...kinds.values()].sort((a, b) => b.done.length - a.done.length)
}

/** Services written down here that the server has not taken yet, and those it refused. */
export function servicesInOutbox(outbox: readonly Entry[]): { waiting: number; refused: Entry[] } {
  const services = outbox.filter(({ call }) => call === 'POST /service-records')
  return {
    waiting: services.filter(({ state }) => state === 'waiting' || state === 'sending').length,
    refused: services.filter(({ state }) => state === 'refused'),
  }
}
