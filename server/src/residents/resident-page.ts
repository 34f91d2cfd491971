import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { getResident as call } from '@qianyue/api/residents.ts'
import { ageMonthsOn, ageYearsOn } from '@qianyue/domain/days/local-date.ts'
import { HEAD, type Relation, relations } from '@qianyue/domain/households/relation.ts'
import { type DeclarationSource, declarationSources } from '@qianyue/domain/populations/declaring.ts'
import { populationWords } from '@qianyue/domain/populations/population.ts'
import type { IdentityWarning } from '@qianyue/domain/residents/identity.ts'
import { lastValues } from '@qianyue/domain/residents/last-values.ts'
import { presenceOn } from '@qianyue/domain/residents/resident-event.ts'
import { identityWarningWords } from '@qianyue/domain/residents/words.ts'
import { localFormsOf } from '@qianyue/domain/services/own-service.ts'
import { dutiesWhere } from '../duties/duties.queries.ts'
import { dutyReplies } from '../duties/list-duties.ts'
import { historyOfRecord } from '../health-records/health-records.queries.ts'
import type { Context } from '../http/context.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { populationsToday } from './list-residents.ts'
import * as queries from './resident-page.queries.ts'
import { timelineOf } from './resident-timeline.ts'

const RECORDS_SHOWN = 200

/** 一位居民的首页. Reading it is noted in the audit trail. */
export async function residentPage(
  context: Context,
  { id }: RequestOf<typeof call>,
): Promise<ReplyInput<typeof call>> {
  const { db, today } = context
  const resident = await queries.residentById(context, id)
  context.note({ residentId: id })
  const policy = await policyAt(db, today)
  const periods = await queries.populationPeriodsOf(context, id)
  const members = resident.householdId ? await queries.membersNowIn(context, resident.householdId) : []
  const cover = await queries.coverOf(context, id)
  const owed = dutyReplies(
    await dutiesWhere(db, today, { residentId: id, limit: 200, skip: 0 }),
    policy,
    today,
  )
  const records = await queries.recordsOf(context, id, RECORDS_SHOWN)
  const agreementEvents = await queries.agreementEventsOf(context, id)
  const events = await queries.residentEventsOf(context, [id])
  const recordHistory = await historyOfRecord(context, id)
  const responsibleDoctor = await queries.staffName(context, resident.responsibleStaffId)

  const isHead = resident.headId === id
  const relation = (isHead ? HEAD : resident.relation) as Relation | null
  const lastDay = resident.diedOn ?? today
  return {
    ...resident,
    sex: resident.sex as 'male' | 'female' | 'unknown',
    residency: resident.residency as 'registered' | 'non-registered',
    profile: resident.profile as Record<string, never>,
    ageYears: ageYearsOn(lastDay, resident.birthDate),
    ageMonths: ageMonthsOn(lastDay, resident.birthDate),
    townshipName: resident.townshipName ?? '',
    address: resident.address ?? '',
    householdSize: members.length,
    relation,
    relationName: relation === null ? '' : relations[relation],
    isHead,
    presence: presenceOn(today, resident),
    warnings: (resident.warnings as IdentityWarning[]).map((warning) => ({
      code: warning.code,
      message: identityWarningWords(warning),
    })),
    populations: populationsToday({
      today,
      ages: policy.ages,
      person: resident,
      held: periods.map(({ population, since, until, source }) => [population, since, until, source]),
    }),
    populationPeriods: periods.map((period) => ({
      ...period,
      name: populationWords(period.population, policy.ages),
      declaredBy: period.declaredBy as DeclarationSource | null,
      declaredByName: period.declaredBy ? declarationSources[period.declaredBy as DeclarationSource] : null,
    })),
    agreement: cover && {
      ...cover,
      packages: cover.packages.map(({ name }) => name),
      responsibleDoctor,
    },
    duties: owed.sort(mostUrgentFirst),
    lastValues: lastValues(
      records.map((record) => ({ ...record, values: record.values as Record<string, unknown> })),
    ),
    timeline: timelineOf({
      ages: policy.ages,
      local: localFormsOf(policy),
      resident,
      records,
      agreementEvents,
      events,
      periods,
      recordHistory,
    }),
  }
}

const stateRank = { overdue: 0, due: 1, upcoming: 2, done: 3, missed: 4, cancelled: 5 }

function mostUrgentFirst(a: { state: keyof typeof stateRank; dueBy: string }, b: typeof a): number {
  return stateRank[a.state] - stateRank[b.state] || (a.dueBy < b.dueBy ? -1 : 1)
}
