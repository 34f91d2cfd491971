import { isServiceCode } from '@qianyue/domain/services/services.ts'
import { z } from 'zod'
import { code, whole, words } from './policy-values.ts'
import { population } from './resident-codes.ts'
import { day } from './shared.ts'

const frequency = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('periodic'),
    every: z.enum(['month', 'quarter', 'half-year', 'year']),
    times: whole(1, 52),
  }),
  z.object({ kind: z.literal('after-first-signing'), withinDays: whole(1, 366) }),
  z.object({ kind: z.literal('after-joining'), withinDays: whole(1, 366) }),
  z.object({
    kind: z.literal('at-ages'),
    months: z
      .array(whole(0, 240))
      .min(1, '请填写月龄')
      .refine(
        (months) => months.every((one, index) => index === 0 || one > months[index - 1]!),
        '月龄应从小到大',
      ),
    lastForMonths: whole(1, 24),
    firstInDays: z.object({ from: whole(0, 366), to: whole(0, 366) }).optional(),
  }),
  z.object({
    kind: z.literal('by-gestation'),
    visits: z
      .array(z.object({ fromWeeks: whole(0, 44), toWeeks: whole(0, 44) }))
      .min(1, '请填写孕周')
      .refine(
        (visits) =>
          visits.every(
            ({ fromWeeks, toWeeks }, index) =>
              fromWeeks <= toWeeks && (index === 0 || fromWeeks > visits[index - 1]!.toWeeks),
          ),
        '孕周应从小到大，互不重叠',
      ),
  }),
  z.object({
    kind: z.literal('after-delivery'),
    countedFrom: z.enum(['delivery', 'discharge']),
    fromDays: whole(0, 120),
    withinDays: whole(0, 90),
  }),
  z.object({ kind: z.literal('vaccination-schedule') }),
  z.object({
    kind: z.literal('glucose-recheck'),
    highDays: whole(1, 5),
    recheckWithinDays: whole(1, 90),
    resultWithinDays: whole(1, 90),
  }),
  z.object({
    kind: z.literal('pressure-screening'),
    recheckWithinDays: whole(1, 90),
    resultWithinDays: whole(1, 90),
  }),
])

/** What a document lays on the clinic, as policy data. */
export const dutyRule = z
  .object({
    code,
    service: z.string().refine(isServiceCode, { message: '服务目录里没有这项服务' }),
    who: z.object({
      populations: z.array(population),
      signed: z.boolean(),
      fromYears: whole(0, 120).nullable(),
    }),
    frequency,
    earlyDays: whole(0, 60),
    lateDays: whole(0, 90),
    source: words('依据'),
    validFrom: day,
    validTo: day.nullable(),
  })
  .superRefine((rule, issues) => {
    const wrong = (path: string, message: string) =>
      issues.addIssue({ code: 'custom', path: [path], message })
    const { who, frequency, validFrom, validTo } = rule
    if (validTo !== null && validTo < validFrom) wrong('validTo', '停用日期不能早于启用日期')
    if (frequency.kind === 'after-first-signing' && !who.signed) wrong('who', '“首次签约后”只用于签约居民')
    if (frequency.kind === 'after-joining' && who.populations.length === 0) wrong('who', '“纳入后”须写明人群')
    if (
      (frequency.kind === 'by-gestation' || frequency.kind === 'after-delivery') &&
      !who.populations.includes('pregnant')
    )
      wrong('who', '按孕周、产后的服务只用于孕产妇')
    if (frequency.kind === 'at-ages' && !who.populations.includes('child')) wrong('who', '“按月龄”只用于儿童')
  })
