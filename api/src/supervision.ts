import { findingStates } from '@qianyue/domain/supervision/finding.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { codesOf, day, unitCode } from './shared.ts'

export const groupKinds = { leading: '领导小组', supervision: '督导组', guidance: '指导团队' } as const
export const checkAnswers = { yes: '符合', no: '不符合', 'not-applicable': '不适用' } as const

const one = z.object({ id: z.uuid() })
const words = (name: string, most = 500) => z.string().trim().min(2, `请填写${name}`).max(most)
const village = z.int().min(100_000_000_000).max(999_999_999_999)

const member = z.object({
  name: z.string().trim().min(1, '请填写姓名').max(30),
  post: z.string().trim().max(30),
  unit: z.string().trim().max(60),
  phone: z.string().trim().max(30),
})
const groupFields = {
  id: z.uuid(),
  kind: z.enum(codesOf(groupKinds)),
  name: words('名称', 60),
  members: z.array(member).min(1, '至少有一位成员').max(60),
  villageCodes: z.array(village).max(100),
  since: day,
  until: day.nullable(),
}
const group = z.object({
  ...groupFields,
  unitCode: z.int(),
  unitName: z.string(),
  villageNames: z.array(z.string()),
  mayChange: z.boolean(),
})

const step = z.object({
  id: z.uuid(),
  kind: z.enum(['rectified', 'rechecked']),
  on: day,
  words: z.string(),
  passed: z.boolean().nullable(),
  dueOn: day.nullable(),
  by: z.string(),
})
const finding = z.object({
  id: z.uuid(),
  visitId: z.uuid(),
  unitCode: z.int(),
  unitName: z.string(),
  visitedOn: day,
  words: z.string(),
  dueOn: day,
  state: z.enum(codesOf(findingStates)),
  daysLate: z.int(),
  steps: z.array(step),
  photos: z.int(),
  may: z.array(z.enum(['rectified', 'rechecked'])),
})
const checkedItem = z.object({
  code: z.string(),
  text: z.string(),
  source: z.string(),
  answer: z.enum(codesOf(checkAnswers)),
  note: z.string(),
})
const visit = z.object({
  id: z.uuid(),
  unitCode: z.int(),
  unitName: z.string(),
  groupName: z.string().nullable(),
  visitedOn: day,
  people: z.string(),
  conforming: z.int(),
  looked: z.int(),
  findings: z.int(),
  openFindings: z.int(),
})

export const listSupervisionGroups = endpoint({
  call: 'GET /supervision-groups',
  summary: '领导小组、督导组、指导团队及成员',
  action: 'supervision.read',
  request: z.object({}),
  reply: z.array(group),
})

export const putSupervisionGroup = endpoint({
  call: 'PUT /supervision-groups/{id}',
  summary: '登记或修改一个小组及成员、指导的村',
  action: 'supervision.organise',
  request: z.object(groupFields),
  reply: group,
})

export const listSupervisionVisits = endpoint({
  call: 'GET /supervision-visits',
  summary: '督导记录，以及本季度督导次数不足的机构',
  action: 'supervision.read',
  request: z.object({}),
  reply: z.object({
    visits: z.array(visit),
    /** Units that were supervised less often this quarter than policy asks for. */
    owed: z.array(z.object({ unitCode: z.int(), unitName: z.string(), done: z.int(), asked: z.int() })),
    quarterFrom: day,
    checklist: z.array(
      z.object({ code: z.string(), list: z.string(), text: z.string(), source: z.string() }),
    ),
    rectifyWithinDays: z.int(),
  }),
})

export const recordSupervisionVisit = endpoint({
  call: 'POST /supervision-visits',
  summary: '登记一次督导：检查表、发现的问题和整改期限',
  action: 'supervision.visit',
  request: z.object({
    id: z.uuid(),
    unitCode,
    groupId: z.uuid().nullable(),
    visitedOn: day,
    people: words('督导人员', 100),
    answers: z
      .array(
        z.object({
          code: z.string().max(60),
          answer: z.enum(codesOf(checkAnswers)),
          note: z.string().trim().max(300).default(''),
        }),
      )
      .min(1, '请至少填写一条检查结果')
      .max(100),
    findings: z
      .array(
        z.object({
          id: z.uuid(),
          itemCode: z.string().max(60).nullable(),
          words: words('问题'),
          dueOn: day.optional(),
        }),
      )
      .max(50),
    summary: z.string().trim().max(1000).default(''),
  }),
  reply: visit,
})

export const getSupervisionVisit = endpoint({
  call: 'GET /supervision-visits/{id}',
  summary: '一次督导的检查结果与问题',
  action: 'supervision.read',
  request: one,
  reply: visit.extend({
    summary: z.string(),
    checklist: z.array(checkedItem),
    findingList: z.array(finding),
  }),
})

export const listFindings = endpoint({
  call: 'GET /supervision-findings',
  summary: '督导问题：待整改、逾期、待复查',
  action: 'supervision.read',
  request: z.object({ state: z.enum(codesOf(findingStates)).optional() }),
  reply: z.object({
    findings: z.array(finding),
    counts: z.record(z.enum(codesOf(findingStates)), z.int()),
  }),
})

export const rectifyFinding = endpoint({
  call: 'POST /supervision-findings/{id}/rectifications',
  summary: '上报整改：做了什么',
  action: 'supervision.rectify',
  request: one.extend({ stepId: z.uuid(), words: words('整改情况') }),
  reply: finding,
})

export const recheckFinding = endpoint({
  call: 'POST /supervision-findings/{id}/rechecks',
  summary: '复查整改：通过，或再定期限',
  action: 'supervision.visit',
  request: one.extend({
    stepId: z.uuid(),
    passed: z.boolean(),
    words: words('复查情况'),
    dueOn: day.nullable().default(null),
  }),
  reply: finding,
})
