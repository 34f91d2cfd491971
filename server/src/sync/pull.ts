import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { pullChanges, pullDoors, pullHistories, pullPanel } from '@qianyue/api/sync.ts'
import type { Context } from '../http/context.ts'
import { checkpointOf, snapshotIn } from './checkpoint.ts'
import { gatherDoors, gatherHistories } from './gather-doors.ts'
import { referenceFor } from './reference.ts'
import { doorsChangedSince, doorsInReach, panelInReach, standingNow } from './sync.queries.ts'

/** Changed doors that travel with the answer; more are asked for by themselves. */
const CHANGES_AT_ONCE = 200

/** 首次同步: which doors there are, and the first of them whole. */
export async function panel(
  context: Context,
  { first }: RequestOf<typeof pullPanel>,
): Promise<ReplyInput<typeof pullPanel>> {
  const standing = await standingNow(context)
  const doorIds = await doorsInReach(context)
  context.note({ subject: `phone panel of ${doorIds.length}` })
  return {
    checkpoint: checkpointOf(standing, context.now),
    ...clockOf(context),
    doorIds,
    doors: await gatherDoors(context, doorIds.slice(0, first)),
    reference: await referenceFor(context),
  }
}

export async function doors(
  context: Context,
  { doorIds }: RequestOf<typeof pullDoors>,
): Promise<ReplyInput<typeof pullDoors>> {
  const found = await gatherDoors(context, doorIds)
  context.note({ subject: `phone doors ${found.length}` })
  return { doors: found }
}

export async function histories(
  context: Context,
  { doorIds }: RequestOf<typeof pullHistories>,
): Promise<ReplyInput<typeof pullHistories>> {
  context.note({ subject: `phone histories ${doorIds.length}` })
  return { histories: await gatherHistories(context, doorIds) }
}

/** 增量同步: doors that changed since a checkpoint, and whether the phone still holds the right ones. */
export async function changes(
  context: Context,
  { checkpoint, referenceHash, panel: held }: RequestOf<typeof pullChanges>,
): Promise<ReplyInput<typeof pullChanges>> {
  const standing = await standingNow(context)
  const snapshot = snapshotIn(checkpoint, standing, context.now)
  const [changed, own, reference] = await Promise.all([
    snapshot === null ? [] : doorsChangedSince(context, snapshot),
    panelInReach(context),
    referenceFor(context),
  ])
  const now = changed.slice(0, CHANGES_AT_ONCE)
  const [doors, histories] = await Promise.all([gatherDoors(context, now), gatherHistories(context, now)])
  context.note({ subject: `phone changes ${changed.length}` })
  return {
    state: snapshot === null ? 'afresh' : 'delta',
    checkpoint: checkpointOf(standing, context.now),
    ...clockOf(context),
    doors,
    histories,
    moreDoorIds: changed.slice(CHANGES_AT_ONCE),
    panelDiffers: own.count !== held.count || own.digest !== held.digest,
    reference: reference.hash === referenceHash ? null : reference,
  }
}

function clockOf({ now, today }: Context) {
  return { serverTime: now.toISOString(), today }
}
