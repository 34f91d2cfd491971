import { createHmac } from 'node:crypto'
import type { Door, DoorHistory, DoorMember } from '@qianyue/domain/doors/door.ts'
import { gatherFacts, servicesSince } from '../duties/resident-facts.queries.ts'
import type { Context } from '../http/context.ts'
import { type MemberRow, membersAtDoors, recordsAtDoors } from './sync.queries.ts'

/** Doors as a phone keeps them. A door of which nobody is in reach is not among them. */
export async function gatherDoors(context: Context, doorIds: readonly string[]): Promise<Door[]> {
  if (doorIds.length === 0) return []
  const rows = await membersAtDoors(context, doorIds)
  const { residents } = await gatherFacts(
    context.db,
    rows.map(({ id }) => id),
    context.today,
  )
  const factsOf = new Map(residents.map(({ facts }) => [facts.residentId, facts]))
  const doors = new Map<string, Door & { members: DoorMember[] }>()
  for (const row of rows) {
    const { doorId, household, villageCode, villageName } = row
    let door = doors.get(doorId)
    if (!door) {
      door = { id: doorId, household, villageCode, villageName, members: [] }
      doors.set(doorId, door)
    }
    door.members.push(memberOf(context, row, factsOf.get(row.id)!))
  }
  return doorIds.flatMap((id) => doors.get(id) ?? [])
}

function memberOf({ crypto }: Context, row: MemberRow, facts: DoorMember['facts']): DoorMember {
  const {
    doorId: _door,
    household: _household,
    villageCode: _code,
    villageName: _village,
    phoneEncrypted,
    contactPhoneEncrypted,
    idNumberEncrypted,
    cardCode,
    obstacles,
    ...rest
  } = row
  const open = (sealed: Buffer | null) => (sealed === null ? null : crypto.decrypt(sealed))
  return {
    ...rest,
    phone: open(phoneEncrypted),
    contactPhone: open(contactPhoneEncrypted),
    idTail: open(idNumberEncrypted)?.slice(-4) ?? null,
    cardDigest: cardCode === null ? null : createHmac('sha256', row.id).update(cardCode).digest('base64url'),
    facts,
    obstacles: obstacles.flatMap(({ reason, ...rest }) => (reason === null ? [] : { ...rest, reason })),
  }
}

/** What was done at doors since the beginning of last year. Every door asked for is named, also one without records. */
export async function gatherHistories(context: Context, doorIds: readonly string[]): Promise<DoorHistory[]> {
  if (doorIds.length === 0) return []
  const found = await recordsAtDoors(context, doorIds, servicesSince(context.today))
  const byDoor = new Map(found.map(({ doorId, records }) => [doorId, records]))
  return doorIds.map((id) => ({ id, records: byDoor.get(id) ?? [] }))
}
