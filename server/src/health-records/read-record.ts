import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { getHealthRecord as call } from '@qianyue/api/health-records.ts'
import {
  closingReasons,
  healthRecordStatuses,
  standingOn,
} from '@qianyue/domain/health-records/health-record.ts'
import { flawOf, flawWords, isQualified } from '@qianyue/domain/health-records/quality.ts'
import type { Context } from '../http/context.ts'
import { gatherRecord } from './gather-record.ts'

const eventTitles = { opened: '建档', closed: '终止', reopened: '恢复', moved: '迁移' } as const

type Gathered = Awaited<ReturnType<typeof gatherRecord>>

/** 居民健康档案: reading it is noted in the audit trail. */
export async function readHealthRecord(
  context: Context,
  { id }: RequestOf<typeof call>,
): Promise<ReplyInput<typeof call>> {
  const gathered = await gatherRecord(context, id)
  context.note({ residentId: id, subject: 'health-record' })
  const { resident, information, problems, medicines, allergies, measurements } = gathered
  return {
    record: coverReply(context, gathered),
    frontPage: {
      ...resident,
      ageYears: gathered.ageYears,
      townshipName: resident.townshipName ?? '',
      address: resident.address ?? '',
      blood: gathered.blood,
      teamName: gathered.teamName,
      populations: gathered.populations,
      information: information && {
        recordId: information.id,
        on: information.performedOn,
        complete: information.complete,
      },
      lastExaminedOn: gathered.lastExaminedOn,
      services: gathered.services,
    },
    problems,
    medicines,
    allergies,
    measurements,
    quality: qualityReply(gathered),
  }
}

function coverReply({ today }: Context, { cover, history, policy }: Gathered) {
  if (cover === null) return null
  const standing = standingOn(today, cover, cover, policy['health-records'])
  return {
    ...cover,
    status: standing.status,
    statusName: healthRecordStatuses[standing.status],
    closed:
      standing.status === 'closed'
        ? { since: standing.since, because: standing.because, becauseName: closingReasons[standing.because] }
        : null,
    history: history.map(({ id, kind, on, fromName, toName, reason }) => ({
      id,
      kind,
      on,
      title: eventTitles[kind],
      detail: [fromName && toName ? `${fromName} → ${toName}` : '', reason].filter(Boolean).join(' · '),
    })),
  }
}

function qualityReply({ cover, policy }: Gathered) {
  if (cover === null || cover.score === null) return null
  const { weights, qualifiedFrom } = policy['health-records']
  return {
    score: cover.score,
    qualified: isQualified(cover.score, policy['health-records']),
    qualifiedFrom,
    flaws: cover.flaws.flatMap((text) => {
      const flaw = flawOf(text)
      if (flaw === null) return []
      const points = weights.find((weight) => weight.flaw === flaw.code)?.points ?? 0
      return [{ code: flaw.code, field: flaw.field ?? null, text: flawWords(flaw), points }]
    }),
  }
}
