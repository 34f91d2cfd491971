import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { day, unitCode } from './shared.ts'

/** A month, `YYYY-MM`. */
export const month = z
  .string()
  .regex(/^20\d\d-(0[1-9]|1[0-2])$/, '月份应为“2026-10”的写法')
  .meta({ example: '2026-10' })

const problem = z.object({
  /** The place whose row it is about. */
  orgId: z.int(),
  placeName: z.string(),
  rule: z.string(),
  words: z.string(),
})

export const monthlyTable = z.object({
  orgId: z.int(),
  placeName: z.string(),
  month,
  /** 统计日: the month's last day, or today while the month is under way. */
  countedOn: day,
  /** False while the month is under way. */
  isOver: z.boolean(),
  /** False for the first month of the system: what stood at the end of the month before is not known. */
  knowsLastMonth: z.boolean(),
  /** The unit asked for, its townships and their villages, each place before those below it. */
  rows: z.array(
    z.object({
      orgId: z.int(),
      level: z.enum(['county', 'township', 'village']),
      placeName: z.string(),
      /** By the codes of `domain/src/reports/monthly-table.ts`. */
      counts: z.record(z.string(), z.int()),
    }),
  ),
  problems: z.array(problem),
})

export const reportStates = { submitted: '待审核', returned: '已退回', accepted: '已接收' } as const

const report = z.object({
  id: z.uuid(),
  unitCode: z.int(),
  unitName: z.string(),
  monthEnd: day,
  state: z.enum(['submitted', 'returned', 'accepted']),
  remark: z.string().nullable(),
  note: z.string().nullable(),
  submittedAt: z.iso.datetime(),
  submittedBy: z.string(),
  decidedAt: z.iso.datetime().nullable(),
  decidedBy: z.string().nullable(),
})

const ofMonth = z.object({ orgId: unitCode.optional(), month })

export const getMonthlyTable = endpoint({
  call: 'GET /reports/monthly',
  summary: '签约月报表：各村一行，乡镇、县合计，附逻辑校验',
  action: 'reports.read',
  request: ofMonth,
  reply: monthlyTable,
})

export const downloadMonthlyTable = endpoint({
  call: 'GET /reports/monthly/workbook',
  summary: '签约月报表（Excel）',
  action: 'reports.read',
  request: ofMonth,
  reply: z.unknown(),
  produces: 'file',
})

export const listReports = endpoint({
  call: 'GET /reports/submissions',
  summary: '各单位月报的报送情况：已报、退回、接收、未报',
  action: 'reports.read',
  request: z.object({ month }),
  reply: z.object({
    reports: z.array(report),
    /** 未报: townships that have sent none, or whose report went back. */
    missing: z.array(z.object({ unitCode: z.int(), unitName: z.string() })),
  }),
})

export const submitReport = endpoint({
  call: 'POST /reports/submissions',
  summary: '报送月报：按当前数据生成并留存',
  action: 'reports.submit',
  request: z.object({
    id: z.uuid(),
    unitCode,
    month,
    /** Needed when a check does not hold. */
    remark: z.string().trim().max(500).optional(),
  }),
  reply: report,
})

export const getReport = endpoint({
  call: 'GET /reports/submissions/{id}',
  summary: '报送时的月报表',
  action: 'reports.read',
  request: z.object({ id: z.uuid() }),
  reply: report.extend({ table: monthlyTable }),
})

export const decideReport = endpoint({
  call: 'POST /reports/submissions/{id}/decision',
  summary: '审核月报：接收或退回',
  action: 'reports.accept',
  request: z.object({
    id: z.uuid(),
    accepted: z.boolean(),
    /** Needed when it goes back. */
    note: z.string().trim().max(500).optional(),
  }),
  reply: report,
})
