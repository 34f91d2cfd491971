import { checks } from '@qianyue/domain/authenticity/authenticity-policy.ts'
import { z } from 'zod'
import { whole } from './policy-values.ts'
import { codesOf } from './shared.ts'

/** 真实性核查的界限, as a bureau sets them. */
export const authenticityPolicy = z.object({
  checks: z.array(z.enum(codesOf(checks))),
  sameValues: z.object({ residents: whole(2, 100), withinDays: whole(1, 366) }),
  digitPreference: z.object({ readings: whole(10, 10_000), zeroPercent: whole(20, 100) }),
  travel: z.object({ metresPerHour: whole(1000, 200_000), graceMetres: whole(0, 20_000) }),
  interval: z.object({ minutes: whole(1, 120) }),
  hours: z.object({ from: whole(0, 12), to: whole(13, 24) }),
  burst: z.object({ lastDays: whole(1, 45), percent: whole(10, 100), services: whole(5, 10_000) }),
  farFromHome: z.object({ metres: whole(100, 50_000) }),
  clock: z.object({ minutes: whole(1, 1440) }),
  lateEntry: z.object({ days: whole(1, 366) }),
})

export const samplingPolicy = z.object({
  atLeast: whole(1, 1000),
  percent: z.number().min(0.1, '不小于 0.1').max(100, '不大于 100'),
  questionedWeight: whole(1, 100),
  cleanMonths: whole(1, 60),
})
