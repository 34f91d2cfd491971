import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { population } from './resident-codes.ts'
import { day, unitCode } from './shared.ts'

/** Several values parted by commas; what stands between them is told by a schema of lists. */
const several = <List extends z.ZodType<unknown, string[]>>(list: List) =>
  z
    .string()
    .max(2000)
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .pipe(list)

const asked = z.object({
  orgId: unitCode.optional(),
  /** Which units stand in the rows: one's own first. */
  by: z.enum(['township', 'village']).default('township'),
  codes: several(z.array(z.string().max(60)).min(1, '至少选一个指标').max(8, '最多选8个指标')),
  /** Month ends; today when none is given. */
  on: several(z.array(day).max(13, '最多选13个月末')).optional(),
  /** Among whom; everybody when none is given. Only for today: month ends keep the figures as a whole. */
  populations: several(z.array(z.string()).pipe(z.array(population).max(8, '最多选8个人群'))).optional(),
})

export const getPivot = endpoint({
  call: 'GET /pivot',
  summary: '透视表：指标 × 单位 × 时点 × 人群',
  action: 'indicators.read',
  request: asked,
  reply: z.object({
    placeName: z.string(),
    /** A figure at a day among some people: a column. */
    columns: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        definition: z.string(),
        /** Null for today. */
        on: day.nullable(),
        population: population.nullable(),
        populationName: z.string().nullable(),
      }),
    ),
    rows: z.array(
      z.object({
        orgId: z.int().nullable(),
        placeName: z.string(),
        level: z.enum(['county', 'township', 'village', 'team']),
        cells: z.array(z.object({ numerator: z.int(), denominator: z.int(), value: z.number().nullable() })),
      }),
    ),
    populationOn: day,
  }),
})

export const downloadPivot = endpoint({
  call: 'GET /pivot/workbook',
  summary: '透视表（Excel）',
  action: 'indicators.read',
  request: asked,
  reply: z.unknown(),
  produces: 'file',
})
