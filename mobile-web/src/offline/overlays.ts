import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { editHousehold } from '@qianyue/api/households.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Door, DoorMember, LatestRecord } from '@qianyue/domain/doors/door.ts'
import { dutiesOf } from '@qianyue/domain/duties/duties-of.ts'
import { dutyId } from '@qianyue/domain/duties/duty-id.ts'
import type { DutyObstacle } from '@qianyue/domain/duties/duty-words.ts'
import { assess } from '@qianyue/domain/follow-ups/assess.ts'
import type { FormValues } from '@qianyue/domain/forms/form.ts'
import { findForm } from '@qianyue/domain/forms/forms.ts'
import { detailsOf } from '@qianyue/domain/forms/look-back.ts'
import { populationsAfter } from '@qianyue/domain/forms/populations-after.ts'
import type { Policy } from '@qianyue/domain/policy/policy.ts'
import type { ServiceMode } from '@qianyue/domain/service-records/service-mode.ts'
import { localFormsOf } from '@qianyue/domain/services/own-service.ts'
import { eventRecorded, residentRegistered } from '../residents/changes-here.ts'
import { agreementSigned } from '../signing/agreement-signed.ts'
import { subjectsOf } from '../visits/person-draft.ts'
import type { Reference } from './local-copy.ts'
import type { Entry } from './outbox.ts'

/** What an overlay may look at beside the doors. */
type OverlayContext = { policy: Policy; today: LocalDate; reference: Reference | null }

/**
 * What an entry of the outbox changes at the doors, as the phone shows them before the server has answered: by the rules
 * that the server will apply. Called again for an entry whose effect is already there, it changes nothing.
 */
export type Overlay = (doors: DoorsUnderHand, entry: Entry, context: OverlayContext) => void

/** One line a call that changes what a door shows. */
const overlays: Record<string, Overlay> = {
  'POST /service-records': serviceRecorded,
  'PATCH /residents/{id}': residentEdited,
  'PATCH /households/{id}': householdEdited,
  'POST /duties/{dutyId}/obstacles': obstacleNoted,
  'POST /agreements': agreementSigned,
  'POST /residents': residentRegistered,
  'POST /residents/{id}/events': eventRecorded,
}

/** The doors with what waits in the outbox. The kept copy is not changed. */
export class DoorsUnderHand {
  private readonly kept: ReadonlyMap<string, Door>
  private readonly changed = new Map<string, Door>()
  private readonly doorOf: Map<string, string>

  constructor(kept: ReadonlyMap<string, Door>, doorOf: Map<string, string>) {
    this.kept = kept
    this.doorOf = doorOf
  }

  get(doorId: string): Door | undefined {
    return this.changed.get(doorId) ?? this.kept.get(doorId)
  }

  put(door: Door): void {
    this.changed.set(door.id, door)
    for (const { id } of door.members) this.doorOf.set(id, door.id)
  }

  /** The door at which somebody lives. */
  doorOfResident(residentId: string): Door | undefined {
    const doorId = this.doorOf.get(residentId)
    return doorId === undefined ? undefined : this.get(doorId)
  }

  changeMember(residentId: string, change: (member: DoorMember) => DoorMember): void {
    const door = this.doorOfResident(residentId)
    if (!door) return
    this.put({ ...door, members: door.members.map((one) => (one.id === residentId ? change(one) : one)) })
  }

  all(): Map<string, Door> {
    return new Map([...this.kept, ...this.changed])
  }
}

export function withOutbox(
  kept: ReadonlyMap<string, Door>,
  outbox: readonly Entry[],
  context: OverlayContext,
): Map<string, Door> {
  if (outbox.length === 0) return new Map(kept)
  const doorOf = new Map<string, string>()
  for (const door of kept.values()) for (const { id } of door.members) doorOf.set(id, door.id)
  const doors = new DoorsUnderHand(kept, doorOf)
  for (const entry of outbox) {
    if (entry.state !== 'refused') overlays[entry.call]?.(doors, entry, context)
  }
  return doors.all()
}

type RecordRequest = {
  id: string
  residentId: string
  form: string
  performedOn: LocalDate
  mode: ServiceMode
  values: FormValues
}

function serviceRecorded(doors: DoorsUnderHand, { request }: Entry, { policy }: OverlayContext): void {
  const { id, residentId, form: code, performedOn, mode, values } = request as RecordRequest
  const form = findForm(code, localFormsOf(policy))
  if (!form) return
  doors.changeMember(residentId, (member) => {
    const { facts } = member
    if (facts.services.some(({ recordId }) => recordId === id)) return member
    const previous = member.latest.find((one) => one.form === code && one.performedOn <= performedOn) ?? null
    const about = subjectsOf(member, performedOn, localFormsOf(policy))(code)
    const found = assess(form, values, {
      ...about,
      previous,
      policy: policy['follow-ups'],
      vaccination: policy.vaccination,
    })
    const { classification, controlled, nextStep, nextDueOn, referred, results } = found
    const service = code === 'general-service' ? String(values.service) : null
    const record: LatestRecord = {
      id,
      form: code,
      service,
      performedOn,
      mode,
      values,
      classification,
      nextStep,
      nextDueOn,
    }
    const isNewest = !member.latest.some(
      (one) => one.form === code && one.service === service && one.performedOn > performedOn,
    )
    const services = [
      ...facts.services,
      {
        recordId: id,
        form: code,
        service,
        performedOn,
        mode,
        controlled,
        nextDueOn,
        referred,
        details: results === undefined ? detailsOf(code, values) : { ...detailsOf(code, values), results },
      },
    ].sort((a, b) => (a.performedOn < b.performedOn ? -1 : a.performedOn > b.performedOn ? 1 : 0))
    const populations = populationsAfter(facts.populations, { form, values, classification }, about, services)
    return {
      ...member,
      facts: { ...facts, populations, services },
      latest: isNewest
        ? [record, ...member.latest.filter((one) => one.form !== code || one.service !== service)]
        : member.latest,
    }
  })
}

function residentEdited(doors: DoorsUnderHand, { request, state }: Entry): void {
  const { id, version, name, phone, contactName, contactPhone, relation } = request as Partial<DoorMember>
  const stated = Object.fromEntries(
    Object.entries({ name, phone, contactName, contactPhone, relation }).filter(
      ([, value]) => value !== undefined,
    ),
  )
  doors.changeMember(id!, (member) => {
    // The next edit on this phone is made from the version that this one makes.
    if (member.version === version) return { ...member, ...stated, version: version + 1 }
    // Taken, and the copy already holds it or what came after.
    return state === 'accepted' ? member : { ...member, ...stated }
  })
}

function householdEdited(doors: DoorsUnderHand, { request, state }: Entry): void {
  const { id, version, address, groupNumber } = request as RequestOf<typeof editHousehold>
  const door = doors.get(id)
  if (!door?.household) return
  const stated = {
    ...(address === undefined ? {} : { address }),
    ...(groupNumber === undefined ? {} : { groupNumber }),
  }
  const { household } = door
  const isFrom = household.version === version && version !== undefined
  if (isFrom) doors.put({ ...door, household: { ...household, ...stated, version: version + 1 } })
  // Taken, and the copy already holds it or what came after.
  else if (state !== 'accepted') doors.put({ ...door, household: { ...household, ...stated } })
}

function obstacleNoted(doors: DoorsUnderHand, { request }: Entry, { policy, today }: OverlayContext): void {
  const { residentId, reason, remark } = request as {
    residentId: string
    reason: DutyObstacle | null
    remark?: string
  }
  doors.changeMember(residentId, (member) => {
    const duty = dutiesOf(member.facts, policy, today).find(
      ({ key }) => dutyId(residentId, key) === request.dutyId,
    )
    if (!duty) return member
    const others = member.obstacles.filter(({ dutyKey }) => dutyKey !== duty.key)
    if (reason === null) return { ...member, obstacles: others }
    return {
      ...member,
      obstacles: [...others, { dutyKey: duty.key, reason, remark: remark ?? '', notedOn: today }],
    }
  })
}
