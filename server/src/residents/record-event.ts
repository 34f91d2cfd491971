import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type {
  recordResidentEvent as call,
  previewResidentEvent as previewCall,
} from '@qianyue/api/residents.ts'
import { addDays, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { HEAD, type Relation, relationsToNewHead, UNSTATED } from '@qianyue/domain/households/relation.ts'
import { changesBetween } from '@qianyue/domain/residents/event-withdrawal.ts'
import {
  type EventEffect,
  type EventRefusal,
  effectsOf,
  type HouseholdOfEvent,
  type ResidentEvent,
  residentEventKinds,
  whyCannotRecord,
} from '@qianyue/domain/residents/resident-event.ts'
import { effectWords, eventRefusalWords } from '@qianyue/domain/residents/words.ts'
import { endMembershipsOf } from '../agreements/end-agreement.ts'
import { refreshResidents } from '../duties/refresh-residents.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import * as queries from './event.queries.ts'
import * as traces from './event-traces.queries.ts'
import { insertHouseholds } from './insert-residents.queries.ts'
import { coverOf } from './resident-page.queries.ts'

type Request = RequestOf<typeof call>

/** 人口变动. Sent again with the same event id it answers as the first time. */
export async function recordResidentEvent(
  context: Context,
  request: Request,
): Promise<ReplyInput<typeof call>> {
  const recorded = await queries.recordedEvent(context, request.eventId)
  if (recorded) {
    if (recorded.residentId !== request.id) throw new NotFound('event')
    return { id: request.eventId, effects: recorded.effects.map(said) }
  }

  const facts = await gather(context, request)
  const refusal = whyNot(facts, request, context.today)
  if (refusal) {
    const { code, ...details } = refusal
    throw new Refused(code, eventRefusalWords(refusal), details)
  }
  const effects = effectsOf(facts.event, facts.resident, facts.household, facts.cover)
  await queries.insertEvent(context, request, effects)
  const scope = {
    residentId: request.id,
    residentIds: [request.id, ...facts.members.map(({ residentId }) => residentId)],
    householdIds: [facts.resident.householdId, request.householdId].filter((one) => one != null),
  }
  const before = await traces.rowsWithin(context, scope)
  const touched = await carryOut(context, request, facts)
  await traces.keepChanges(
    context,
    request.eventId,
    changesBetween(before, await traces.rowsWithin(context, scope)),
  )
  await refreshResidents(context, [...new Set([request.id, ...touched])])
  context.note({
    residentId: request.id,
    subject: `event ${request.kind}`,
    ...(request.note ? { reason: request.note } : {}),
  })
  return { id: request.eventId, effects: effects.map(said) }
}

/** What an event will change, before it is recorded. */
export async function previewResidentEvent(
  context: Context,
  request: RequestOf<typeof previewCall>,
): Promise<ReplyInput<typeof previewCall>> {
  const facts = await gather(context, request)
  const refusal = whyNot(facts, request, context.today)
  const isRefused = refusal !== null && refusal.code !== 'new-head-needed'
  const newHeadId = request.kind === 'head-change' ? request.id : (request.newHeadId ?? null)
  const suggested = newHeadId ? suggestions(facts, newHeadId, request) : new Map<string, Relation | null>()
  return {
    refusal: refusal && { code: refusal.code, message: eventRefusalWords(refusal) },
    effects: isRefused ? [] : effectsOf(facts.event, facts.resident, facts.household, facts.cover).map(said),
    relations: facts.members
      .filter(({ residentId }) => suggested.has(residentId))
      .map(({ residentId, name }) => ({ residentId, name, relation: suggested.get(residentId) ?? null })),
  }
}

type Facts = Awaited<ReturnType<typeof gather>>

async function gather(context: Context, request: Request) {
  const resident = await queries.residentOfEvent(context, request.id)
  const members = resident.householdId ? await queries.householdMembers(context, resident.householdId) : []
  const household: HouseholdOfEvent | null =
    resident.householdId && members.some(({ residentId }) => residentId === request.id)
      ? { householdId: resident.householdId, memberIds: members.map(({ residentId }) => residentId) }
      : null
  const cover = await coverOf(context, request.id)
  return {
    resident: { ...resident, isHead: household !== null && resident.headId === request.id },
    members,
    household,
    cover: cover && { agreementId: cover.id },
    event: eventOf(request),
  }
}

function eventOf({ kind, on, until, householdId }: Request): ResidentEvent {
  if (kind === 'away') return { kind, on, until: until ?? null }
  if (kind !== 'join') return { kind, on }
  if (!householdId) throw new Invalid({ householdId: '请选择加入哪一户' })
  return { kind, on, householdId }
}

/** Who goes along in a split leaves the household too, so that its new head is one of those who stay. */
function whyNot(
  { event, resident, household }: Facts,
  request: Request,
  today: LocalDate,
): EventRefusal | null {
  const along = request.kind === 'split' ? request.alongIds : []
  const staying = household && {
    ...household,
    memberIds: household.memberIds.filter((id) => !along.includes(id)),
  }
  if (
    request.kind === 'split' &&
    staying &&
    staying.memberIds.length < 2 &&
    household!.memberIds.length > 1
  ) {
    return { code: 'only-one-in-household' }
  }
  return whyCannotRecord(
    event,
    resident,
    staying,
    today,
    request.newHeadId === request.id ? null : request.newHeadId,
  )
}

/** Does what the event says. @returns others whose household changed under them. */
async function carryOut(context: Context, request: Request, facts: Facts): Promise<string[]> {
  const { id, on, kind } = request
  const { resident, household } = facts
  switch (kind) {
    case 'death':
    case 'move-out':
      return await leaveForGood(context, request, facts, kind)
    case 'away':
      await queries.setWhereabouts(context, id, { awaySince: on, awayUntil: request.until ?? null })
      return []
    case 'return':
      await queries.setWhereabouts(
        context,
        id,
        on === resident.awaySince ? { awaySince: null, awayUntil: null } : { awayUntil: addDays(on, -1) },
      )
      return []
    case 'move-in': {
      const { movedOutOn } = resident
      // The time elsewhere was an absence: what fell wholly into it nobody here could have done.
      const absence =
        movedOutOn && movedOutOn < on ? { awaySince: movedOutOn, awayUntil: addDays(on, -1) } : {}
      await queries.setWhereabouts(context, id, { movedOutOn: null, ...absence })
      if (movedOutOn)
        await queries.resumePopulations(context, id, addDays(movedOutOn, -1), residentEventKinds['move-out'])
      const target = request.householdId ?? resident.householdId
      if (!target) throw new Invalid({ householdId: '请选择迁入哪一户' })
      return await enterHousehold(context, request, target)
    }
    case 'join': {
      const left = await leaveHousehold(context, request, facts, [id], addDays(on, -1))
      return [...left, ...(await enterHousehold(context, request, request.householdId!))]
    }
    case 'split':
      return await splitHousehold(context, request, facts)
    case 'head-change': {
      await changeHead(context, facts, id, request, [])
      return household?.memberIds.slice() ?? []
    }
  }
}

/** 死亡、迁出: what somebody belongs to ends with their last day here. */
async function leaveForGood(context: Context, request: Request, facts: Facts, kind: 'death' | 'move-out') {
  const { id, on } = request
  const isDeath = kind === 'death'
  const lastDay = isDeath ? on : addDays(on, -1)
  await queries.setWhereabouts(context, id, isDeath ? { diedOn: on } : { movedOutOn: on })
  await queries.endPopulations(context, id, lastDay, residentEventKinds[kind])
  await endMembershipsOf(context, id, {
    terminatedOn: addDays(lastDay, 1),
    reason: isDeath ? 'death' : 'moved',
    note: null,
  })
  return await leaveHousehold(context, request, facts, [id], lastDay)
}

/** 分户: a new household in the same village, headed by the resident, with those who go along. */
async function splitHousehold(context: Context, request: Request, { resident, ...facts }: Facts) {
  const { id, on, householdId, alongIds, relations } = request
  if (!householdId) throw new Invalid({ householdId: '缺少新家庭的编号' })
  const others = facts.members.map(({ residentId }) => residentId)
  const goers = [id, ...others.filter((one) => alongIds.includes(one) && one !== id)]
  const left = await leaveHousehold(context, request, { resident, ...facts }, goers, addDays(on, -1))
  const { villageCode, groupNumber } = resident
  const address = request.address ?? resident.address ?? ''
  await insertHouseholds(context, [{ id: householdId, villageCode, groupNumber, address }])
  const relationOf = (goer: string) =>
    goer === id ? HEAD : (relations.find(({ residentId }) => residentId === goer)?.relation ?? UNSTATED)
  const entering = goers.map((goer) => ({ residentId: goer, relation: relationOf(goer) }))
  await queries.enter(context, householdId, villageCode, entering, on)
  await queries.setHead(context, householdId, id)
  return [...left, ...goers]
}

async function leaveHousehold(
  context: Context,
  request: Request,
  facts: Facts,
  leavers: readonly string[],
  lastDay: LocalDate,
): Promise<string[]> {
  const { household, resident } = facts
  if (household === null) return []
  const { householdId } = household
  await queries.leave(context, householdId, leavers, lastDay)
  const staying = household.memberIds.filter((id) => !leavers.includes(id))
  if (staying.length === 0) await queries.dissolve(context, householdId, request.on)
  else if (resident.isHead && request.newHeadId)
    await changeHead(context, facts, request.newHeadId, request, leavers)
  return staying
}

async function enterHousehold(context: Context, request: Request, householdId: string): Promise<string[]> {
  const target = await queries.householdToEnter(context, householdId)
  const present = await queries.householdMembers(context, householdId)
  const isEmpty = present.length === 0
  const relation = isEmpty ? HEAD : (request.relation ?? UNSTATED)
  if (!isEmpty && relation === HEAD) throw new Invalid({ relation: '这一户已有户主，请选择与户主的关系' })
  await queries.enter(
    context,
    householdId,
    target.villageCode,
    [{ residentId: request.id, relation }],
    request.on,
  )
  if (isEmpty) await queries.setHead(context, householdId, request.id)
  return present.map(({ residentId }) => residentId)
}

/** The relations as they were stated, else as far as the old ones tell. */
async function changeHead(
  context: Context,
  facts: Facts,
  newHeadId: string,
  request: Request,
  leavers: readonly string[],
) {
  const { householdId } = facts.household!
  const suggested = suggestions(facts, newHeadId, request)
  await queries.setHead(context, householdId, newHeadId)
  await queries.setRelations(
    context,
    householdId,
    [...suggested]
      .filter(([residentId]) => !leavers.includes(residentId))
      .map(([residentId, relation]) => ({ residentId, relation: relation ?? UNSTATED })),
  )
}

function suggestions({ members }: Facts, newHeadId: string, request: Request): Map<string, Relation | null> {
  if (!members.some(({ residentId }) => residentId === newHeadId)) return new Map()
  const suggested = relationsToNewHead(members, newHeadId)
  for (const { residentId, relation } of request.relations) {
    if (suggested.has(residentId) && residentId !== newHeadId) suggested.set(residentId, relation)
  }
  return suggested
}

function said(effect: EventEffect) {
  return { effect: effect.effect, message: effectWords(effect) }
}
