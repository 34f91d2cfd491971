import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { getResident as call } from '@qianyue/api/residents.ts'
import { ageMonthsOn, ageYearsOn, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { type Classification, classifications } from '@qianyue/domain/follow-ups/assessment.ts'
import type { Form } from '@qianyue/domain/forms/form.ts'
import { findForm } from '@qianyue/domain/forms/forms.ts'
import { HEAD, type Relation, relations } from '@qianyue/domain/households/relation.ts'
import { type DeclarationSource, declarationSources } from '@qianyue/domain/populations/declaring.ts'
import { type AgePolicy, populationWords } from '@qianyue/domain/populations/population.ts'
import type { IdentityWarning } from '@qianyue/domain/residents/identity.ts'
import { lastValues } from '@qianyue/domain/residents/last-values.ts'
import { presenceOn } from '@qianyue/domain/residents/resident-event.ts'
import { identityWarningWords } from '@qianyue/domain/residents/words.ts'
import { type ServiceMode, serviceModes } from '@qianyue/domain/service-records/service-mode.ts'
import { localFormsOf } from '@qianyue/domain/services/own-service.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import { dutiesWhere } from '../duties/duties.queries.ts'
import { dutyReplies } from '../duties/list-duties.ts'
import { historyOfRecord } from '../health-records/health-records.queries.ts'
import type { Context } from '../http/context.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { eventTitle, noteOf, withdrawalOf } from './event-words.ts'
import { populationsToday } from './list-residents.ts'
import * as queries from './resident-page.queries.ts'

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

function timelineOf(of: {
  ages: AgePolicy
  resident: { registeredOn: LocalDate; healthRecordNumber: string | null }
  local: readonly Form[]
  records: Awaited<ReturnType<typeof queries.recordsOf>>
  agreementEvents: Awaited<ReturnType<typeof queries.agreementEventsOf>>
  events: Awaited<ReturnType<typeof queries.residentEventsOf>>
  periods: Awaited<ReturnType<typeof queries.populationPeriodsOf>>
  recordHistory: Awaited<ReturnType<typeof historyOfRecord>>
}) {
  const entries = [
    {
      id: 'registered',
      on: of.resident.registeredOn,
      kind: 'registered' as const,
      title: '登记',
      detail: of.resident.healthRecordNumber ?? '',
    },
    ...of.recordHistory.map(({ id, kind, on, fromName, toName, reason }) => ({
      id,
      on,
      kind: 'registered' as const,
      title: recordEventNames[kind],
      detail: [fromName && toName ? `${fromName} → ${toName}` : '', reason].filter(Boolean).join(' · '),
    })),
    ...of.records.map((record) => ({
      id: record.id,
      on: record.performedOn,
      kind: 'service' as const,
      title: record.service
        ? serviceName(record.service)
        : (findForm(record.form, of.local)?.name ?? record.form),
      detail: [
        serviceModes[record.mode as ServiceMode]?.name,
        record.classification ? classifications[record.classification as Classification].name : null,
        record.performedByName,
      ]
        .filter(Boolean)
        .join(' · '),
    })),
    ...of.agreementEvents.map(({ id, happenedOn, kind, number, teamName }) => ({
      id: `agreement-${id}`,
      on: happenedOn,
      kind: 'agreement' as const,
      title: agreementEventNames[kind] ?? '签约变动',
      detail: [teamName, number].filter(Boolean).join(' · '),
    })),
    ...of.events.map((event) => ({
      id: event.id,
      on: event.happenedOn,
      kind: 'event' as const,
      title: eventTitle(event.kind),
      detail: noteOf(event.details),
      withdrawn: withdrawalOf(event),
    })),
    ...of.periods.map(({ id, population, since, source, declaredBy }) => ({
      id,
      on: since,
      kind: 'population' as const,
      title: `认定为${populationWords(population, of.ages)}`,
      detail:
        source === 'record'
          ? '服务记录'
          : declaredBy
            ? declarationSources[declaredBy as DeclarationSource]
            : '',
    })),
  ]
  return entries
    .map((entry) => ({ withdrawn: null, ...entry }))
    .sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
}

const recordEventNames = {
  opened: '建立健康档案',
  closed: '健康档案终止',
  reopened: '健康档案恢复',
  moved: '健康档案迁移',
} as const

const agreementEventNames: Record<string, string> = {
  signed: '签约',
  first: '签约',
  'late-signing': '补签',
  renewal: '续约',
  renewed: '续约',
  transfer: '改签',
  transferred: '改签',
  terminated: '解约',
  'member-left': '退出签约',
  reinstated: '恢复签约',
  rejected: '未受理',
  withdrawn: '撤回',
}
