import { dutyObstacles, dutyStates } from '@qianyue/domain/duties/duty-words.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { obstacleEvidence } from './evidence.ts'
import { population, sex } from './resident-codes.ts'
import { codesOf, cursor, day, limit, unitCode } from './shared.ts'

export const dutyState = z.enum(codesOf(dutyStates))
const dutyObstacle = z.enum(codesOf(dutyObstacles))

/** Several values of one field of a query: repeated, or parted by commas. */
const several = <Item extends z.ZodType<string>>(item: Item) =>
  z.preprocess(
    (given) => (typeof given === 'string' ? given.split(',') : given),
    z.array(item).max(60).optional(),
  )

const reason = z.object({
  kind: z.enum(['specification', 'agreement', 'result', 'abnormal']),
  /** In one sentence, to be read out to the resident. */
  text: z.string(),
  rule: z.string().optional(),
  agreementId: z.string().optional(),
  packageCode: z.string().optional(),
  recordId: z.string().optional(),
})

const obstacle = z.object({
  reason: dutyObstacle,
  reasonName: z.string(),
  remark: z.string(),
  notedOn: day,
  /** Photographs of the resident that stand for it. */
  photoIds: z.array(z.uuid()),
})

export const duty = z.object({
  id: z.uuid(),
  /** Names the service and the period, and for some sheets the age: `hypertension-follow-up:2026Q4`. */
  key: z.string(),
  residentId: z.uuid(),
  /** What is owed, as it is called. */
  item: z.string(),
  /** Its code of the service catalogue. */
  service: z.string(),
  /** Code of the form on which it is recorded. */
  form: z.string(),
  dueFrom: day,
  dueBy: day,
  /** Last day on which it can still be done, late. */
  closesOn: day,
  /** 下次随访日期 of the last visit, inside the period. */
  plannedOn: day.nullable(),
  state: dutyState,
  doneOn: day.nullable(),
  /** Against its days; null while it is not done. */
  timing: z.enum(['early', 'on-time', 'late']).nullable(),
  fulfilledBy: z.uuid().nullable(),
  cancelledOn: day.nullable(),
  /** Why it was cancelled, in words. */
  cancelledBecause: z.string().nullable(),
  /** 外出暂停, with the last day away where it is known. */
  paused: z.boolean(),
  pausedUntil: day.nullable(),
  because: z.array(reason),
  /** Why it cannot be done, as somebody noted. */
  obstacle: obstacle.nullable(),
})

export const listDuties = endpoint({
  call: 'GET /duties',
  // Of one village or fewer the nearest last day comes first; of a township or county what can be done now comes in the order
  // of the work list, anything else village by village.
  summary: '应尽服务：居民、团队或村应得到的服务及其期限、状态和理由',
  action: 'duties.read',
  request: z.object({
    residentId: z.uuid().optional(),
    householdId: z.uuid().optional(),
    teamId: z.uuid().optional(),
    /** A unit: its own village or all below it. */
    orgId: unitCode.optional(),
    state: several(dutyState),
    service: several(z.string().max(60)),
    /** Due on this day at the latest. */
    dueBy: day.optional(),
    limit: z.coerce.number().int().min(1).max(2000).default(500),
    /** How many of the list to leave out: the next page. */
    skip: z.coerce.number().int().min(0).max(100_000).default(0),
  }),
  reply: z.array(duty),
})

/** A year of the calendar; left out this one. */
const planYear = z.coerce.number().int().min(2000).max(2100).optional()

export const getYearPlan = endpoint({
  call: 'GET /residents/{residentId}/year-plan',
  summary: '一位居民一年的服务计划：今年的、往年的（按当年政策）和明年的（按目前已知情况）',
  action: 'duties.read',
  request: z.object({ residentId: z.uuid(), year: planYear }),
  reply: z.object({
    name: z.string(),
    year: z.int(),
    /** Which years can be asked for, the first first. */
    years: z.array(z.int()),
    duties: z.array(duty),
  }),
})

export const printYearPlan = endpoint({
  call: 'GET /residents/{residentId}/year-plan/document',
  summary: '一位居民一年服务计划的打印件（PDF）：每项服务按月',
  action: 'documents.print',
  request: z.object({ residentId: z.uuid(), year: planYear }),
  reply: z.unknown(),
  produces: 'file',
})

export const workScope = z.enum(['mine', 'team', 'village', 'all'])
export const workHorizon = z.enum(['overdue', 'week', 'month', 'all'])

const workFilter = z.object({
  /** 我包的户 · 我的团队 · 一个村 · 全部可见. */
  scope: workScope.default('all'),
  villageCode: unitCode.optional(),
  teamId: z.uuid().optional(),
  /** Overdue; due within seven, within thirty days; everything that can be done now. */
  when: workHorizon.default('month'),
  service: several(z.string().max(60)),
  population: several(population),
  /** A name or its initials, or a part of the address. */
  q: z.string().trim().max(40).optional(),
})

/** A duty that can be done now, in a row that says whose it is: neither done nor cancelled nor paused. */
export const workDuty = duty
  .omit({
    residentId: true,
    doneOn: true,
    timing: true,
    fulfilledBy: true,
    cancelledOn: true,
    cancelledBecause: true,
    closesOn: true,
    paused: true,
    pausedUntil: true,
  })
  .extend({
    /** Places of its reasons among those of the page. */
    because: z.array(z.int()),
  })

export const workRow = z.object({
  residentId: z.uuid(),
  name: z.string(),
  sex,
  birthDate: day,
  ageYears: z.int(),
  phoneMasked: z.string().nullable(),
  householdId: z.uuid().nullable(),
  headName: z.string().nullable(),
  villageCode: z.int(),
  villageName: z.string(),
  address: z.string(),
  teamName: z.string().nullable(),
  populations: z.array(population),
  away: z.boolean(),
  /** The nearest day first. */
  duties: z.array(workDuty),
})

export const workList = endpoint({
  call: 'GET /duties/work-list',
  summary: '服务工作清单：按户列出逾期和将到期的服务',
  action: 'duties.read',
  request: z.object({ ...workFilter.shape, cursor, limit }),
  reply: z.object({
    rows: z.array(workRow),
    /** Why services of the page are owed, each sentence once: most are owed for the same reasons. */
    reasons: z.array(z.string()),
    nextCursor: z.string().nullable(),
  }),
})

const count = z.object({ residents: z.int(), duties: z.int() })

export const workCounts = endpoint({
  call: 'GET /duties/counts',
  summary: '服务工作清单的数目：逾期、一周内、一月内、全部，以及各项服务',
  action: 'duties.read',
  request: workFilter,
  reply: z.object({
    overdue: count,
    week: count,
    month: count,
    all: count,
    /** Of the horizon asked for. */
    services: z.array(z.object({ service: z.string(), name: z.string(), duties: z.int() })),
  }),
})

export const noteObstacle = endpoint({
  call: 'POST /duties/{dutyId}/obstacles',
  summary: '注明一项服务暂时无法履行的原因，或取消注明',
  action: 'duties.note',
  request: z.object({
    dutyId: z.uuid(),
    id: z.uuid(),
    residentId: z.uuid(),
    /** Null takes the note back. */
    reason: dutyObstacle.nullable(),
    remark: z.string().trim().max(200).default(''),
    /** The day of the attempt, where it is sent later; today when left out. */
    notedOn: day.optional(),
    evidence: obstacleEvidence.optional(),
  }),
  reply: duty,
})
