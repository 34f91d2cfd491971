import type { OwnIndicator } from '@qianyue/domain/indicators/own-indicator.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { population } from './resident-codes.ts'
import { cursor, day, limit, unitCode, yesNo } from './shared.ts'

/** One figure of one place, with all that a reader needs to check it. */
export const indicatorFigure = z.object({
  code: z.string(),
  name: z.string(),
  /** 分子、分母、目标的口径. */
  definition: z.string(),
  /** The place: a unit, a responsible doctor (包户医生) of a village, or the villages of one's own teams (null). */
  orgId: z.int().nullable(),
  doctorId: z.uuid().nullable(),
  level: z.enum(['county', 'township', 'village', 'doctor', 'team']),
  placeName: z.string(),
  numerator: z.int(),
  denominator: z.int(),
  /** Percent with two decimals, half up; null when nobody is in the denominator (不适用). */
  value: z.number().nullable(),
  /** Percent that the year asks of this place; null where nobody has set a target. */
  target: z.number().nullable(),
  /** The notice it comes from. */
  targetSource: z.string().nullable(),
  /** Compared unrounded. */
  meetsTarget: z.boolean().nullable(),
  /** 离目标还差: how many more are needed in the numerator. */
  shortfall: z.int().nullable(),
  /** 统计日: the day for which people are counted. */
  populationOn: day,
  computedAt: z.iso.datetime(),
})

const place = {
  /** The unit; one's own when left out. */
  orgId: unitCode.optional(),
  /** A responsible doctor of a village; `none` for the people nobody is responsible for. */
  doctorId: z.union([z.uuid(), z.literal('none')]).optional(),
}

/** Only those of the figure who are of this population too. */
const within = { population: population.optional() }

const code = z.string().max(60)

/** Several codes, parted by commas. */
const codes = z
  .string()
  .max(2000)
  .transform((text) => text.split(','))
const part = z.enum(['numerator', 'denominator', 'gap'])

export const listIndicators = endpoint({
  call: 'GET /indicators',
  summary: '指标：本单位及下一级各单位（村级为各包户医生）的分子、分母、目标',
  action: 'indicators.read',
  request: z.object({
    orgId: place.orgId,
    /** Today when left out; an earlier day gives the last month end up to it. */
    on: day.optional(),
    /** Only these figures. */
    code: codes.optional(),
    /** Whether the places below are wanted too. */
    below: yesNo.default(true),
  }),
  reply: z.array(indicatorFigure),
})

export const listIndicatorResidents = endpoint({
  call: 'GET /indicators/{code}/residents',
  summary: '指标背后的名单：分子、分母或差距',
  action: 'indicators.read-names',
  request: z.object({ code, ...place, ...within, part: part.default('gap'), cursor, limit }),
  reply: z.object({
    /** How many there are on all pages: the figure itself. */
    total: z.int(),
    items: z.array(
      z.object({
        residentId: z.uuid(),
        name: z.string(),
        sex: z.enum(['male', 'female', 'unknown']),
        ageYears: z.int(),
        idNumberMasked: z.string().nullable(),
        phoneMasked: z.string().nullable(),
        householdId: z.uuid().nullable(),
        villageName: z.string(),
        address: z.string(),
        doctorName: z.string().nullable(),
        populations: z.array(z.string()),
        isKey: z.boolean(),
        isSpecial: z.boolean(),
        isSigned: z.boolean(),
        /** Counts in the figure. */
        isCounted: z.boolean(),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
})

export const getIndicatorTrend = endpoint({
  call: 'GET /indicators/{code}/trend',
  summary: '指标的逐月走势：各月末与今天',
  action: 'indicators.read',
  request: z.object({ code, orgId: place.orgId, months: z.coerce.number().int().min(1).max(60).default(12) }),
  reply: z.array(
    z.object({
      on: day,
      numerator: z.int(),
      denominator: z.int(),
      value: z.number().nullable(),
      target: z.number().nullable(),
    }),
  ),
})

export const downloadIndicators = endpoint({
  call: 'GET /indicators/workbook',
  summary: '指标表（Excel）：本单位及下一级，含口径、人群与统计日',
  action: 'indicators.read',
  request: z.object({ orgId: place.orgId, on: day.optional(), code: codes.optional() }),
  reply: z.unknown(),
  produces: 'file',
})

export const downloadIndicatorResidents = endpoint({
  call: 'GET /indicators/{code}/workbook',
  summary: '指标名单（Excel）：分子、分母或差距，含口径与统计日',
  action: 'indicators.read-names',
  request: z.object({ code, ...place, ...within, part: part.default('gap') }),
  reply: z.unknown(),
  produces: 'file',
})

export const listOwnIndicators = endpoint({
  call: 'GET /own-indicators',
  summary: '县定指标：本县政策规定的指标',
  action: 'policies.read',
  request: z.object({}),
  reply: z.array(z.custom<OwnIndicator>()),
})
