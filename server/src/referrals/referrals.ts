import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/referrals.ts'
import { addDays, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Form } from '@qianyue/domain/forms/form.ts'
import { findForm } from '@qianyue/domain/forms/forms.ts'
import { referralBack } from '@qianyue/domain/forms/health-record/referral-back.ts'
import { referralOut } from '@qianyue/domain/forms/health-record/referral-out.ts'
import {
  type Referral,
  type ReferralEvent,
  referralOutcomes,
  referralStates,
  referralSteps,
  referralsOf,
  stepProblem,
} from '@qianyue/domain/referrals/referral.ts'
import { recordSummary } from '@qianyue/domain/service-records/record-summary.ts'
import { formsFilledInOn } from '../forms/local-forms.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import type { Cell, Sheet } from '../http/workbook.ts'
import { headingOfList } from '../lists/narrowed-by.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { residentIsReached } from '../residents/reachable-residents.ts'
import {
  insertStep,
  type ReferredResident,
  recordsAboutReferrals,
  referredSince,
  stepById,
  stepsOf,
  withdrawStep,
} from './referrals.queries.ts'

type Reply = ReplyInput<typeof api.listReferrals>['referrals'][number]

/** Referrals are looked at for so many days: who was sent to a hospital earlier is no longer asked after. */
const LOOKED_AT_DAYS = 183
/** Residents shown at once. */
const SHOWN = 2_000

/** 转诊跟踪: who was sent to a hospital, and of whom nothing is known yet, those to ask after first. */
export async function listReferrals(
  context: Context,
  { orgId, residentId }: RequestOf<typeof api.listReferrals>,
): Promise<ReplyInput<typeof api.listReferrals>> {
  context.note({ ...(residentId ? { residentId } : {}), subject: 'referrals' })
  const from = addDays(context.today, -LOOKED_AT_DAYS)
  const residents = await referredSince(context, { from, orgId, residentId, limit: SHOWN + 1 })
  const referrals = await referralsWith(context, residents.slice(0, SHOWN), from)
  return {
    from,
    hasMore: residents.length > SHOWN,
    referrals: referrals.toSorted(inOrder).map(({ reply }) => reply),
  }
}

const columns: readonly { header: string; width: number; of: (referral: Reply) => Cell }[] = [
  { header: '居民', width: 12, of: ({ residentName }) => residentName },
  { header: '村（社区）', width: 14, of: ({ villageName }) => villageName },
  { header: '转诊日期', width: 12, of: ({ since }) => since },
  { header: '记录表', width: 26, of: ({ formName }) => formName },
  { header: '因何转诊', width: 30, of: ({ reason }) => reason },
  { header: '转往', width: 24, of: ({ to }) => to },
  { header: '医生', width: 10, of: ({ performedByName }) => performedByName },
  { header: '现状', width: 12, of: ({ stateName }) => stateName },
  { header: '结果', width: 14, of: ({ outcomeName }) => outcomeName },
  { header: '最迟了解', width: 12, of: ({ dueBy }) => dueBy },
  { header: '逾期', width: 8, of: ({ isOverdue }) => (isOverdue ? '逾期' : null) },
  {
    header: '经过',
    width: 60,
    of: ({ events }) => events.map(({ on, name, words }) => [on, name, words].join(' ').trim()).join('；'),
  },
]

/** 转诊跟踪 as a workbook: every referral, whatever has become of it. */
export async function referralsWorkbook(
  context: Context,
  request: RequestOf<typeof api.downloadReferrals>,
): Promise<Sheet> {
  const { from, hasMore, referrals } = await listReferrals(context, request)
  context.note({ subject: 'referrals workbook' })
  return {
    fileName: `转诊跟踪-${context.today}`,
    name: '转诊跟踪',
    about: [
      ['名单', `${from} 以来建议转诊或开了转诊单的居民${hasMore ? '；人数过多，这里只有最近的' : ''}`],
      ...(await headingOfList(context, request)),
    ],
    columns,
    rows: referrals.map((referral) => columns.map(({ of }) => of(referral))),
  }
}

/**
 * 登记去向. Sent again with the same id it answers as the first time.
 * @throws Invalid when there is no referral, or the day cannot be.
 */
export async function noteStep(
  context: Context,
  { on, ...given }: RequestOf<typeof api.noteReferralStep>,
): Promise<Reply> {
  const { residentId, step, id } = given
  if (!(await residentIsReached(context, residentId))) throw new NotFound('resident')
  const same = await stepById(context, id)
  if (same && same.residentId !== residentId) throw new Refused('id-taken', '这个编号已用于另一条登记。')
  const before = await lastReferralOf(context, residentId)
  if (!same) {
    const problem = stepProblem(step, on, before?.referral, context.today)
    if (problem !== null) throw new Invalid({ on: problem }, problem)
    await insertStep(context, { ...given, notedFor: on })
  }
  const now = same ? before : await lastReferralOf(context, residentId)
  if (!now) throw new NotFound('referral')
  context.note({ residentId, subject: `referral-step ${id}` })
  return now.reply
}

/** 撤回登记. @returns the referral as it stands without it; null when there is none. */
export async function withdraw(
  context: Context,
  { residentId, stepId }: RequestOf<typeof api.withdrawReferralStep>,
): Promise<Reply | null> {
  const step = await stepById(context, stepId)
  if (step?.residentId !== residentId) throw new NotFound('referral step')
  await withdrawStep(context, stepId)
  context.note({ residentId, subject: `referral-step-withdrawal ${stepId}` })
  return (await lastReferralOf(context, residentId))?.reply ?? null
}

async function lastReferralOf(context: Context, residentId: string) {
  const from = addDays(context.today, -LOOKED_AT_DAYS)
  const residents = await referredSince(context, { from, orgId: undefined, residentId, limit: 1 })
  return (await referralsWith(context, residents, from)).at(-1)
}

type Told = ReferralEvent & { words: string; to: string; reason: string; by: string | null; formName: string }

async function referralsWith(context: Context, residents: readonly ReferredResident[], from: LocalDate) {
  if (residents.length === 0) return []
  const ids = residents.map(({ id }) => id)
  const events = new Map<string, Told[]>(
    residents.map(({ id, diedOn, movedOutOn }) => [
      id,
      (diedOn ?? movedOutOn) ? [gone(id, (diedOn ?? movedOutOn)!)] : [],
    ]),
  )
  const local = await formsFilledInOn(context, context.today)
  for (const record of await recordsAboutReferrals(context, ids, from))
    events.get(record.residentId)!.push(toldByRecord(record, local))
  for (const step of await stepsOf(context, ids, from)) events.get(step.residentId)!.push(toldByStep(step))
  const { returnWithinDays } = (await policyAt(context.db, context.today))['follow-ups']
  return residents.flatMap((resident) =>
    referralsOf(events.get(resident.id)!, { askWithinDays: returnWithinDays }).map((referral) => ({
      referral,
      reply: replyOf(resident, referral, context.today),
    })),
  )
}

const nothing = { words: '', to: '', reason: '', by: null, formName: '' }

function gone(id: string, on: LocalDate): Told {
  return { ...nothing, id, on, kind: 'gone' }
}

function toldByRecord(
  record: Awaited<ReturnType<typeof recordsAboutReferrals>>[number],
  local: readonly Form[],
): Told {
  const { id, performedOn: on, form, referred } = record
  const hospital = record.referralInstitution ?? record.institution ?? ''
  const told = {
    id,
    on,
    words: '',
    by: record.performedByName,
    formName: findForm(form, local)?.name ?? form,
    to: [hospital, record.department ?? ''].filter((text) => text !== '').join(' '),
    reason: record.referralReason ?? record.impression ?? recordSummary(record.found ?? {}),
  }
  if (form === referralOut.code) return { ...told, kind: 'slip', words: told.to }
  if (form === referralBack.code)
    return { ...told, kind: 'back', words: [hospital, record.diagnosis ?? ''].filter(Boolean).join('：') }
  return { ...told, kind: 'record', form, referred, words: referred ? told.reason : '' }
}

function toldByStep(step: Awaited<ReturnType<typeof stepsOf>>[number]): Told {
  const { id, notedFor: on, bookedFor, hospital, remark, fastTrack } = step
  const words = [hospital, bookedFor && `预约 ${bookedFor}`, fastTrack && '绿色通道', remark]
  const told = {
    ...nothing,
    id,
    on,
    words: words.filter(Boolean).join('，'),
    to: hospital,
    by: step.recordedByName,
  }
  return step.step === 'booked' ? { ...told, kind: 'booked', bookedFor } : { ...told, kind: step.step }
}

function replyOf(resident: ReferredResident, referral: Referral<Told>, today: LocalDate): Reply {
  const { events, since, state, outcome, dueBy } = referral
  const [first] = events
  const latest = (text: (event: Told) => string) => events.map(text).findLast((said) => said !== '') ?? ''
  return {
    id: first!.id,
    residentId: resident.id,
    residentName: resident.name,
    villageName: resident.villageName,
    since,
    formName: first!.formName,
    reason: latest(({ reason }) => reason),
    to: latest(({ to, kind }) => (kind === 'back' ? '' : to)),
    performedByName: first!.by,
    state,
    stateName: referralStates[state].name,
    outcome,
    outcomeName: outcome && referralOutcomes[outcome].name,
    dueBy,
    isOverdue: dueBy !== null && dueBy < today,
    events: events.map((event) => ({
      id: event.id,
      on: event.on,
      name: eventName(event),
      words: event.words,
      isRecord: isRecord(event),
      isNote: event.kind in referralSteps,
    })),
  }
}

function isRecord({ kind }: ReferralEvent): boolean {
  return kind === 'record' || kind === 'slip' || kind === 'back'
}

function eventName(event: Told): string {
  if (event.kind === 'gone') return referralOutcomes.gone.name
  if (event.kind === 'record') return event.referred ? `${event.formName}，建议转诊` : event.formName
  return event.kind in referralSteps
    ? referralSteps[event.kind as keyof typeof referralSteps].name
    : event.formName
}

/** Open before ended; of the open those to ask after first, of the ended the latest first. */
function inOrder({ referral: a }: { referral: Referral }, { referral: b }: { referral: Referral }): number {
  if ((a.state === 'ended') !== (b.state === 'ended')) return a.state === 'ended' ? 1 : -1
  if (a.state === 'ended') return b.since.localeCompare(a.since)
  return (a.dueBy ?? '9999').localeCompare(b.dueBy ?? '9999') || a.since.localeCompare(b.since)
}
