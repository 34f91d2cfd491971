import { cadences, periodOf } from '@qianyue/domain/reports/report-period.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { codesOf, day, unitCode } from './shared.ts'

/** A month, `YYYY-MM`. */
export const month = z
  .string()
  .regex(/^20\d\d-(0[1-9]|1[0-2])$/, '月份应为“2026-10”的写法')
  .meta({ example: '2026-10' })

export const cadence = z.enum(codesOf(cadences))

/** 报告期: a month, quarter, half-year or year. */
export const period = z
  .string()
  .refine((key) => periodOf(key) !== null, '报告期应为“2026-10”“2026-Q3”“2026-H1”或“2026”的写法')
  .meta({ example: '2026-Q3' })

const problem = z.object({
  /** The place whose row it is about. */
  orgId: z.int(),
  placeName: z.string(),
  rule: z.string(),
  words: z.string(),
})

export const contractTable = z.object({
  orgId: z.int(),
  placeName: z.string(),
  period: z.string(),
  periodName: z.string(),
  cadence,
  /** 统计日: the last day of the period, or today while it is under way. */
  countedOn: day,
  /** False while the period is under way. */
  isOver: z.boolean(),
  /** False for the first period of the system: what stood at the end of the one before is not known. */
  knowsPeriodBefore: z.boolean(),
  /** The unit asked for, its townships and their villages, each place before those below it. */
  rows: z.array(
    z.object({
      orgId: z.int(),
      level: z.enum(['county', 'township', 'village']),
      placeName: z.string(),
      /** By the codes of `domain/src/reports/contract-table.ts`. */
      counts: z.record(z.string(), z.int()),
    }),
  ),
  /** 慢病服务工作量 from a quarter on, 年度管理效果 of a year. */
  sections: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      note: z.string(),
      rowHeader: z.string(),
      columns: z.array(z.object({ code: z.string(), header: z.string() })),
      rows: z.array(z.object({ key: z.string(), label: z.string(), counts: z.record(z.string(), z.int()) })),
    }),
  ),
  problems: z.array(problem),
})

export const reportStates = { submitted: '待审核', returned: '已退回', accepted: '已接收' } as const

const report = z.object({
  id: z.uuid(),
  unitCode: z.int(),
  unitName: z.string(),
  cadence,
  periodEnd: day,
  periodName: z.string(),
  state: z.enum(['submitted', 'returned', 'accepted']),
  remark: z.string().nullable(),
  note: z.string().nullable(),
  submittedAt: z.iso.datetime(),
  submittedBy: z.string(),
  decidedAt: z.iso.datetime().nullable(),
  decidedBy: z.string().nullable(),
})

const ofPeriod = z.object({ orgId: unitCode.optional(), period })

export const getContractTable = endpoint({
  call: 'GET /reports/contract-table',
  summary: '签约情况报表（月、季、半年、年）：各村一行，乡镇、县合计，附逻辑校验',
  action: 'reports.read',
  request: ofPeriod,
  reply: contractTable,
})

export const downloadContractTable = endpoint({
  call: 'GET /reports/contract-table/workbook',
  summary: '签约情况报表（Excel）',
  action: 'reports.read',
  request: ofPeriod,
  reply: z.unknown(),
  produces: 'file',
})

export const listReports = endpoint({
  call: 'GET /reports/submissions',
  summary: '各单位报表的报送情况：已报、退回、接收、未报',
  action: 'reports.read',
  request: z.object({ period }),
  reply: z.object({
    /** 报送期限. */
    dueOn: day,
    /** Days past it today; 0 while there is time. */
    daysLate: z.int(),
    reports: z.array(report),
    /** The same for villages; null where villages send none. */
    villagesDueOn: day.nullable(),
    /** 未报: units that have sent none, or whose report went back, with the days past their own limit. */
    missing: z.array(z.object({ unitCode: z.int(), unitName: z.string(), daysLate: z.int() })),
  }),
})

export const submitReport = endpoint({
  call: 'POST /reports/submissions',
  summary: '报送报表：按当前数据生成并留存',
  action: 'reports.submit',
  request: z.object({
    id: z.uuid(),
    unitCode,
    period,
    /** Needed when a check does not hold. */
    remark: z.string().trim().max(500).optional(),
  }),
  reply: report,
})

export const getReport = endpoint({
  call: 'GET /reports/submissions/{id}',
  summary: '报送时的报表',
  action: 'reports.read',
  request: z.object({ id: z.uuid() }),
  reply: report.extend({
    table: contractTable,
    /** 报送经过, the first step first. */
    steps: z.array(
      z.object({
        step: z.enum(['submitted', 'returned', 'accepted']),
        words: z.string().nullable(),
        doneAt: z.iso.datetime(),
        doneBy: z.string(),
      }),
    ),
  }),
})

export const decideReport = endpoint({
  call: 'POST /reports/submissions/{id}/decision',
  summary: '审核报表：接收或退回',
  action: 'reports.accept',
  request: z.object({
    id: z.uuid(),
    accepted: z.boolean(),
    /** Needed when it goes back. */
    note: z.string().trim().max(500).optional(),
  }),
  reply: report,
})

const due = z.object({
  cadence,
  /** 报送期限: days after the end of a period within which a township sends. */
  dueDays: z.int(),
  /** The same for a village; null where villages send none. */
  villageDueDays: z.int().nullable(),
})

export const listReportDueDays = endpoint({
  call: 'GET /reports/due-days',
  summary: '各类报表的报送期限：期末后多少天内；村级是否也报送',
  action: 'reports.read',
  request: z.object({}),
  reply: z.array(due),
})

export const setReportDueDays = endpoint({
  call: 'PUT /reports/due-days/{cadence}',
  summary: '改报送期限，定村级是否也报送',
  action: 'reports.manage',
  request: z
    .object({
      cadence,
      dueDays: z.int().min(1, '至少1天').max(90, '最多90天'),
      villageDueDays: z.int().min(1, '至少1天').nullable().default(null),
    })
    .refine(({ dueDays, villageDueDays }) => villageDueDays === null || villageDueDays <= dueDays, {
      path: ['villageDueDays'],
      message: '村级期限不能晚于乡镇',
    }),
  reply: due,
})
