import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import type { getResident } from '@qianyue/api/residents.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { type Classification, classifications } from '@qianyue/domain/follow-ups/assessment.ts'
import type { Form } from '@qianyue/domain/forms/form.ts'
import { findForm } from '@qianyue/domain/forms/forms.ts'
import { type DeclarationSource, declarationSources } from '@qianyue/domain/populations/declaring.ts'
import { type AgePolicy, populationWords } from '@qianyue/domain/populations/population.ts'
import { formatRecordNumber } from '@qianyue/domain/residents/health-record-number.ts'
import { type ServiceMode, serviceModes } from '@qianyue/domain/service-records/service-mode.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import type { historyOfRecord } from '../health-records/health-records.queries.ts'
import { eventTitle, noteOf, withdrawalOf } from './event-words.ts'
import type * as queries from './resident-page.queries.ts'

type Entry = Omit<ReplyOf<typeof getResident>['timeline'][number], 'withdrawn'>
type RowsOf<Query extends (...given: never[]) => Promise<readonly unknown[]>> = Awaited<ReturnType<Query>>

/** 时间线: what happened to a resident and was done for them, the newest first. */
export function timelineOf(of: {
  ages: AgePolicy
  resident: { registeredOn: LocalDate; healthRecordNumber: string | null }
  local: readonly Form[]
  records: RowsOf<typeof queries.recordsOf>
  agreementEvents: RowsOf<typeof queries.agreementEventsOf>
  events: RowsOf<typeof queries.residentEventsOf>
  periods: RowsOf<typeof queries.populationPeriodsOf>
  recordHistory: RowsOf<typeof historyOfRecord>
}) {
  const entries = [
    ...of.recordHistory.map(ofHealthRecord),
    ...of.records.map((record) => ofService(record, of.local)),
    ...of.agreementEvents.map(ofAgreement),
    ...of.events.map(ofEvent),
    ...of.periods.map((period) => ofPopulation(period, of.ages)),
    registration(of.resident),
  ]
  return entries
    .map((entry) => ({ withdrawn: null, ...entry }))
    .sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
}

function registration(resident: { registeredOn: LocalDate; healthRecordNumber: string | null }): Entry {
  return {
    id: 'registered',
    on: resident.registeredOn,
    kind: 'registered',
    title: '登记',
    detail: resident.healthRecordNumber ? formatRecordNumber(resident.healthRecordNumber) : '',
  }
}

function ofHealthRecord(event: RowsOf<typeof historyOfRecord>[number]): Entry {
  const { id, kind, on, fromName, toName, reason } = event
  const moved = fromName && toName ? `${fromName} → ${toName}` : ''
  return { id, on, kind: 'registered', title: recordEventNames[kind], detail: parts([moved, reason]) }
}

function ofService(record: RowsOf<typeof queries.recordsOf>[number], local: readonly Form[]): Entry {
  const { service, form, mode, classification } = record
  return {
    id: record.id,
    on: record.performedOn,
    kind: 'service',
    title: service ? serviceName(service) : (findForm(form, local)?.name ?? form),
    detail: parts([
      serviceModes[mode as ServiceMode]?.name,
      classification && classifications[classification as Classification].name,
      record.performedByName,
    ]),
  }
}

function ofAgreement(event: RowsOf<typeof queries.agreementEventsOf>[number]): Entry {
  return {
    id: `agreement-${event.id}`,
    on: event.happenedOn,
    kind: 'agreement',
    title: agreementEventNames[event.kind] ?? '签约变动',
    detail: parts([event.teamName, event.number]),
  }
}

function ofEvent(event: RowsOf<typeof queries.residentEventsOf>[number]) {
  return {
    id: event.id,
    on: event.happenedOn,
    kind: 'event' as const,
    title: eventTitle(event.kind),
    detail: noteOf(event.details),
    withdrawn: withdrawalOf(event),
  }
}

function ofPopulation(period: RowsOf<typeof queries.populationPeriodsOf>[number], ages: AgePolicy): Entry {
  const { id, population, since, source, declaredBy } = period
  return {
    id,
    on: since,
    kind: 'population',
    title: `认定为${populationWords(population, ages)}`,
    detail:
      source === 'record'
        ? '服务记录'
        : declaredBy
          ? declarationSources[declaredBy as DeclarationSource]
          : '',
  }
}

function parts(words: readonly (string | null | undefined)[]): string {
  return words.filter(Boolean).join(' · ')
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
