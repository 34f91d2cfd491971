import type { drawSpotCheck as drawCall, recordSpotResult as resultCall } from '@qianyue/api/authenticity.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { addMonths } from '@qianyue/domain/days/local-date.ts'
import {
  authenticityRate,
  CALLS_BEFORE_UNREACHABLE,
  needsLargerSample,
  type SpotResult,
} from '@qianyue/domain/spot-checks/result.ts'
import { drawSample, sampleSize } from '@qianyue/domain/spot-checks/sample.ts'
import { reachWhole } from '../access/reach-whole.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { describeRecord } from './describe-records.ts'
import { putVerdicts, recordsShown } from './services-seen.queries.ts'
import {
  type CandidateRow,
  candidates,
  insertSample,
  insertSpotCheck,
  noteSampling,
  refusedSince,
  type SpotCheckRow,
  sampleOf,
  spotChecks,
  writeResult,
} from './spot-checks.queries.ts'

/** 抽样: village by village and item by item. The same seed over the same services draws the same ones. */
export async function drawSpotCheck(context: Context, request: RequestOf<typeof drawCall>) {
  const { db, viewer, today, note } = context
  const { id, unitCode, fromDay, toDay, seed } = request
  if (toDay < fromDay) throw new Invalid({ toDay: '截止日期不能早于起始日期' })
  await reachWhole(context, unitCode)
  if (await insertSpotCheck(db, { ...request, createdBy: viewer.accountId })) {
    const { sampling } = await policyAt(db, today)
    const all = await candidates(db, rangeOf(unitCode), { fromDay, toDay })
    if (all.length === 0) throw new Refused('nothing-to-check', '这段时间没有服务记录可抽查。')
    const refused = await refusedSince(db, addMonths(today, -sampling.cleanMonths))
    const groups = [...groupsOf(all).values()]
    await noteSampling(db, id, {
      services: all.length,
      fullSample: groups.reduce((sum, { length }) => sum + sampleSize(length, sampling), 0),
    })
    const drawn = groups.flatMap((group) => {
      const clean = group.every(({ staffId }) => !refused.has(staffId))
      const weighed = group.map(({ recordId, questioned }) => ({
        recordId,
        weight: questioned ? sampling.questionedWeight : 1,
      }))
      return drawSample(weighed, sampleSize(group.length, sampling, clean), seed)
    })
    await insertSample(db, id, drawn)
    note({ subject: `spot check ${id}` })
  }
  return describeCheck(await checkInReach(context, id))
}

function groupsOf(all: readonly CandidateRow[]): Map<string, CandidateRow[]> {
  const groups = new Map<string, CandidateRow[]>()
  for (const candidate of all) {
    const key = `${candidate.villageCode} ${candidate.item}`
    groups.set(key, [...(groups.get(key) ?? []), candidate])
  }
  return groups
}

export async function listChecks({ db }: Context) {
  return (await spotChecks(db)).map(describeCheck)
}

export async function showCheck(context: Context, id: string) {
  const check = await checkInReach(context, id)
  const sample = await sampleOf(context.db, id)
  const records = await recordsShown(
    context.db,
    sample.map(({ recordId }) => recordId),
  )
  for (const { residentId } of records) context.note({ residentId })
  const byId = new Map(records.map((record) => [record.recordId, describeRecord(record)]))
  return {
    ...describeCheck(check),
    sample: sample.flatMap((item) => {
      const record = byId.get(item.recordId)
      return record ? [{ ...record, ...item }] : []
    }),
  }
}

/** 登记结果: a conclusion counts for points at once; who was not reached after three calls counts nowhere. */
export async function recordResult(context: Context, request: RequestOf<typeof resultCall>) {
  const { db, viewer, now, note } = context
  const { id, recordId, result, calls, answers, note: words } = request
  const check = await checkInReach(context, id)
  if (check.method === 'phone' && result === 'unreachable' && calls < CALLS_BEFORE_UNREACHABLE) {
    throw new Invalid({ calls: `不同时间拨打满 ${CALLS_BEFORE_UNREACHABLE} 次仍未接通，才登记为联系不上` })
  }
  if (result === 'fake' && (words ?? '').length < 2) throw new Invalid({ note: '认定不实须写明依据' })
  const given = { result, calls, answers, note: words, recordedAt: now, recordedBy: viewer.accountId }
  if (!(await writeResult(db, id, recordId, given))) throw new NotFound('spot check item')
  if (result !== 'unreachable') {
    const reason = words || '抽查核实'
    await putVerdicts(db, [recordId], {
      verdict: result,
      reason,
      decidedBy: viewer.accountId,
      decidedAt: now,
    })
  }
  note({ subject: `spot check ${id} record ${recordId}` })
  return describeCheck(await checkInReach(context, id))
}

async function checkInReach({ db }: Context, id: string): Promise<SpotCheckRow> {
  const [check] = await spotChecks(db, id)
  if (!check) throw new NotFound('spot check')
  return check
}

function describeCheck({ results, createdAt, ...check }: SpotCheckRow) {
  const known = results.filter((result): result is SpotResult => result !== null)
  const { numerator, denominator, unreachable } = authenticityRate(known)
  return {
    ...check,
    createdAt: createdAt.toISOString(),
    items: results.length,
    checked: known.length,
    genuine: numerator,
    concluded: denominator,
    unreachable,
    tooThin: needsLargerSample(known),
  }
}
