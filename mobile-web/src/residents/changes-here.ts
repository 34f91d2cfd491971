import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { recordResidentEvent, registerResident } from '@qianyue/api/residents.ts'
import { addDays } from '@qianyue/domain/days/local-date.ts'
import type { Door, DoorMember } from '@qianyue/domain/doors/door.ts'
import { HEAD } from '@qianyue/domain/households/relation.ts'
import { maskIdNumber } from '@qianyue/domain/residents/id-number.ts'
import type { DoorsUnderHand, Overlay } from '../offline/overlays.ts'

/** 登记新居民: somebody new at a door, or at a door of their own, before the server has answered. */
export const residentRegistered: Overlay = (doors, { request }, { reference, today }) => {
  const newcomer = request as RequestOf<typeof registerResident>
  const { householdId, newHousehold, id } = newcomer
  const door = doors.get(householdId)
  if (door?.members.some((member) => member.id === id)) return
  const member = memberOf(newcomer, newHousehold ? HEAD : newcomer.relation, today)
  if (door) {
    doors.put({ ...door, members: [...door.members, member] })
    return
  }
  if (!newHousehold) return
  const { villageCode, groupNumber, address } = newHousehold
  const founded: Door = {
    id: householdId,
    villageCode,
    villageName: reference?.villages.find(({ code }) => code === villageCode)?.areaName ?? '',
    household: {
      registerNumber: null,
      groupNumber: groupNumber ?? null,
      address: address ?? '',
      headId: id,
      responsibleStaffId: null,
    },
    members: [member],
  }
  doors.put(founded)
}

function memberOf(
  newcomer: RequestOf<typeof registerResident>,
  relation: string,
  today: DoorMember['facts']['registeredOn'],
): DoorMember {
  const { id, name, sex, birthDate, idNumber, phone } = newcomer
  return {
    id,
    name,
    // Found by the characters until the server has read the name.
    pinyin: '',
    initials: '',
    relation,
    phone: phone ?? null,
    contactName: newcomer.contactName ?? null,
    contactPhone: newcomer.contactPhone ?? null,
    idNumberMasked: idNumber ? maskIdNumber(idNumber) : null,
    idTail: idNumber?.slice(-4) ?? null,
    cardDigest: null,
    healthRecordNumber: null,
    version: 1,
    profile: newcomer.profile ?? {},
    teamId: null,
    facts: {
      residentId: id,
      birthDate,
      sex,
      registeredOn: today,
      diedOn: null,
      movedOutOn: null,
      awaySince: null,
      awayUntil: null,
      populations: [],
      agreements: [],
      services: [],
    },
    agreements: [],
    latest: [],
    obstacles: [],
  }
}

/** 人口变动: where somebody is, and what that ends, before the server has answered. */
export const eventRecorded: Overlay = (doors, { request }) => {
  const event = request as RequestOf<typeof recordResidentEvent>
  const { id, on, kind, until, newHeadId } = event
  switch (kind) {
    case 'death':
      changeFacts(doors, id, { diedOn: on })
      endCover(doors, id, addDays(on, 1))
      break
    case 'move-out':
      changeFacts(doors, id, { movedOutOn: on })
      endCover(doors, id, on)
      break
    case 'away':
      changeFacts(doors, id, { awaySince: on, awayUntil: until ?? null })
      break
    case 'return':
      changeFacts(doors, id, { awayUntil: addDays(on, -1) })
      break
    default:
      return
  }
  const door = doors.doorOfResident(id)
  if (newHeadId && door?.household)
    doors.put({ ...door, household: { ...door.household, headId: newHeadId } })
}

function changeFacts(doors: DoorsUnderHand, id: string, changes: Partial<DoorMember['facts']>): void {
  doors.changeMember(id, (member) => ({ ...member, facts: { ...member.facts, ...changes } }))
}

/** @param on first day without cover. */
function endCover(doors: DoorsUnderHand, id: string, on: DoorMember['facts']['birthDate']): void {
  doors.changeMember(id, (member) => ({
    ...member,
    agreements: member.agreements.map((one) =>
      one.terminatedOn === null && one.endsOn >= on && one.startsOn <= on
        ? { ...one, terminatedOn: on }
        : one,
    ),
  }))
}
