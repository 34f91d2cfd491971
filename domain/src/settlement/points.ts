import { dayOf, type LocalDate, quarterOf, startOfMonth, startOfYear, yearOf } from '../days/local-date.ts'
import { halfUp } from '../money/largest-remainder.ts'
import type { ServiceMode } from '../service-records/service-mode.ts'

/**
 * 积分标准: what a delivered service is worth. Points have at most two decimals. Source: S3 文1四3 (points assessment);
 * the example follow-up 1, examination 3, home visit 2 is performance-and-funds.md W6.
 */
export type PointsPolicy = {
  /**
   * By the form of the record; a general record is looked up by the service that it names. A row for one way of serving
   * (电话随访 0.5 分) goes before the row for all.
   */
  perService: readonly { code: string; mode?: ServiceMode | null | undefined; points: number }[]
  /** 上门加分: on top for a service given at home, where no row tells what one at home is worth. */
  homeVisitPoints: number
  /** 表单不完整: percent of the points for a sheet that lacks what it expects. */
  incompletePercent: number
  /** 补录: a record made more than so many days after the service… */
  lateAfterDays: number
  /** …gets so many percent of its points. */
  latePercent: number
  /** 计分次数上限, taken one after the other: what one limit gives no points is not counted by the next. */
  limits?: readonly PointsLimit[] | undefined
}

/** In each calendar period so many services of one resident have points, the first ones; of these services together. */
export type PointsLimit = {
  /** Of every service that has points where empty. */
  codes: readonly string[]
  times: number
  every: keyof typeof limitPeriods
}

export const limitPeriods = { month: '每月', quarter: '每季度', year: '每年' } as const

/** The services that a limit counts. */
export function limitedCodes({ perService }: PointsPolicy, { codes }: PointsLimit): string[] {
  return [...(codes.length > 0 ? codes : new Set(perService.map(({ code }) => code)))]
}

/** The first day whose services count towards the limits of a period that begins on a day: that of the longest of theirs. */
export function limitsCountFrom(
  { limits = [] }: Pick<PointsPolicy, 'limits'>,
  fromDay: LocalDate,
): LocalDate {
  const has = (every: PointsLimit['every']) => limits.some((limit) => limit.every === every)
  if (has('year')) return startOfYear(fromDay)
  if (has('quarter')) return dayOf(yearOf(fromDay), quarterOf(fromDay) * 3 - 2, 1)!
  return has('month') ? startOfMonth(fromDay) : fromDay
}

export const defaultPointsPolicy: PointsPolicy = {
  perService: [
    { code: 'hypertension-follow-up', points: 1 },
    { code: 'type2-diabetes-follow-up', points: 1 },
    { code: 'health-assessment', points: 3 },
    { code: 'health-education', points: 0.2 },
    { code: 'yearly-home-visit', points: 2 },
  ],
  homeVisitPoints: 1,
  incompletePercent: 50,
  lateAfterDays: 15,
  latePercent: 50,
}

/** 抽查结论 on one record. Source: performance-and-funds.md §5.1. */
export type Verdict = 'genuine' | 'doubtful' | 'fake'

/** Services that count alike, or a single one. */
export type CreditedService = {
  form: string
  /** Of a general record; null otherwise. */
  service: string | null
  mode: ServiceMode
  complete: boolean
  /** Recorded later than the policy's days. */
  late: boolean
  /** The same sheet for the same person on the same day was recorded before. */
  twice: boolean
  /** It lacks the proof that policy asks of it (服务凭证). */
  unproved: boolean
  /** The resident had as many services in the period as a limit gives points (超过计分次数). */
  surplus: boolean
  verdict: Verdict | null
}

/** Why a service has the points it has, as its doctor reads it. */
export const pointsReasons = {
  counted: '计分',
  incomplete: '表单不完整，部分计分',
  late: '补录，部分计分',
  twice: '当日重复记录，不计分',
  unproved: '缺少规定的服务凭证，不计分',
  surplus: '超过同一居民计分次数，不计分',
  refused: '核查认定不实，不计分',
  'not-listed': '不在积分项目内',
} as const

export type PointsReason = keyof typeof pointsReasons

/** Points of one service in whole hundredths, and why. */
export function pointsOfService(
  policy: PointsPolicy,
  service: CreditedService,
): { hundredths: number; because: PointsReason } {
  if (service.verdict === 'fake') return { hundredths: 0, because: 'refused' }
  if (service.twice) return { hundredths: 0, because: 'twice' }
  if (service.unproved) return { hundredths: 0, because: 'unproved' }
  if (service.surplus) return { hundredths: 0, because: 'surplus' }
  const code = service.service ?? service.form
  const rows = policy.perService.filter((one) => one.code === code)
  const listed = rows.find(({ mode }) => mode === service.mode) ?? rows.find(({ mode }) => !mode)
  if (!listed) return { hundredths: 0, because: 'not-listed' }
  const extra = service.mode === 'home' && !listed.mode ? policy.homeVisitPoints : 0
  const whole = Math.round((listed.points + extra) * 100)
  let percent = 100
  let because: PointsReason = 'counted'
  if (!service.complete) {
    percent *= policy.incompletePercent / 100
    because = 'incomplete'
  }
  if (service.late) {
    percent *= policy.latePercent / 100
    because = 'late'
  }
  return { hundredths: halfUp(BigInt(whole) * BigInt(Math.round(percent * 100)), 10_000n), because }
}

/** What multiplies a person's points, in basis points: 9500 are 0.95. Source: performance-and-funds.md W6. */
export type Factors = {
  /** 质量系数. */
  quality: number
  /** 满意度. */
  satisfaction: number
  /** 核实比例: genuine ÷ checked services. */
  verified: number
}

export const WHOLE_FACTORS: Factors = { quality: 10_000, satisfaction: 10_000, verified: 10_000 }

/** 核实比例 in basis points; the whole when nothing was checked, since a person is not doubted without a check. */
export function verifiedShare({ genuine, refused }: { genuine: number; refused: number }): number {
  const checked = genuine + refused
  return checked === 0 ? 10_000 : halfUp(BigInt(genuine) * 10_000n, BigInt(checked))
}

/** Points × quality × satisfaction × verified share, as it is, so that nothing is rounded before the money is. */
export function weightOf(hundredths: number, { quality, satisfaction, verified }: Factors): bigint {
  return BigInt(hundredths) * BigInt(quality) * BigInt(satisfaction) * BigInt(verified)
}
