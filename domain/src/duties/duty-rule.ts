import type { LocalDate } from '../days/local-date.ts'
import type { Population } from '../populations/population.ts'
import type { ServiceCode } from '../services/services.ts'

/** To whom a rule applies. Everything that is given must hold. */
export type DutyWho = {
  /** Members of any of these populations, from the day they join it; empty asks for none. */
  populations: readonly Population[]
  /** Only while an agreement is in force. Without it the service is owed signed or not (S0 篇1四(二)). */
  signed: boolean
  /** From this birthday on; null without a lower bound. */
  fromYears: number | null
}

/** 频次. Periods are calendar periods, since figures are counted by calendar year (public-health-spec.md §17). */
export type DutyFrequency =
  | { kind: 'periodic'; every: DutyPeriod; times: number }
  /** Once after the first signing (首签), within so many days. */
  | { kind: 'after-first-signing'; withinDays: number }
  /**
   * At given ages: due from the day an age is reached until the day before the next one (public-health-spec.md §0);
   * the last for `lastForMonths`.
   */
  | { kind: 'at-ages'; months: readonly number[]; lastForMonths: number }

export type DutyPeriod = 'month' | 'quarter' | 'half-year' | 'year'

/** A duty that a document lays on the clinic, as dated data: what, to whom, how often, since when, by which clause. */
export type DutyRule = {
  /** Stable through all versions of the policy. */
  code: string
  service: ServiceCode
  who: DutyWho
  frequency: DutyFrequency
  /** 提前: days before a period in which a service that was not needed otherwise counts for it. */
  earlyDays: number
  /** 补做: days after the last day in which it can still be done late. A late day never crosses the calendar year. */
  lateDays: number
  /** Document and clause, as shown to the doctor. */
  source: string
  validFrom: LocalDate
  /** Last day on which a period may begin under this rule; null while it holds. */
  validTo: LocalDate | null
}

/** What a bureau can set about duties. */
export type DutyPolicy = {
  rules: readonly DutyRule[]
  /**
   * A period of which fewer days than this are left to a resident who joins in it (or leaves in it) is not owed:
   * pro-rata by quarter for people taken in during the year (public-health-spec.md §17). By length of the period.
   */
  minimumDays: Readonly<Record<DutyPeriod, number>>
  /** A result that asks the resident back within so many days opens a duty of its own; a later day is only planned. */
  returnVisitWithinDays: number
  /** Days after its last day in which a return visit is still looked for. */
  returnVisitLateDays: number
  /** As {@link DutyRule.lateDays}, for what an agreement owes. */
  agreementLateDays: number
}

const N3 = '国家基本公共卫生服务规范（第三版）'
const SINCE_N3 = '2017-02-28' as LocalDate

const everyone: DutyWho = { populations: [], signed: false, fromYears: null }
const signed: DutyWho = { ...everyone, signed: true }
const of = (...populations: Population[]): DutyWho => ({ ...everyone, populations })

const quarterly: DutyFrequency = { kind: 'periodic', every: 'quarter', times: 1 }
const monthly: DutyFrequency = { kind: 'periodic', every: 'month', times: 1 }
const yearly: DutyFrequency = { kind: 'periodic', every: 'year', times: 1 }

function rule(
  code: string,
  service: ServiceCode,
  who: DutyWho,
  frequency: DutyFrequency,
  source: string,
  days: { earlyDays?: number; lateDays?: number } = {},
): DutyRule {
  const { earlyDays = 0, lateDays = 0 } = days
  return { code, service, who, frequency, earlyDays, lateDays, source, validFrom: SINCE_N3, validTo: null }
}

/** Days into the next quarter in which a missed quarterly visit is still made up for. Project convention. */
const late = { lateDays: 15 }

/**
 * The national set: N3 for key populations signed or not, and what contract-policy.md §6 (its frequency table) adds for
 * who is signed. Antenatal and postnatal visits follow the weeks of a pregnancy, which only its own record knows, and
 * the visits of COPD patients are not in the documents read: neither is among them.
 */
export const nationalDutyRules: readonly DutyRule[] = [
  rule(
    'hypertension-follow-up',
    'hypertension-follow-up',
    of('hypertension'),
    quarterly,
    `${N3}高血压患者健康管理：每年至少4次面对面随访`,
    late,
  ),
  rule(
    'type2-diabetes-follow-up',
    'type2-diabetes-follow-up',
    of('type2-diabetes'),
    quarterly,
    `${N3}2型糖尿病患者健康管理：每年至少4次面对面随访`,
    late,
  ),
  rule(
    'fasting-glucose',
    'fasting-glucose',
    of('type2-diabetes'),
    quarterly,
    `${N3}2型糖尿病患者健康管理：每年4次免费空腹血糖检测`,
    late,
  ),
  rule(
    'severe-mental-disorder-follow-up',
    'severe-mental-disorder-follow-up',
    of('severe-mental-disorder'),
    quarterly,
    `${N3}严重精神障碍患者管理：每年至少随访4次`,
    late,
  ),
  rule(
    'tuberculosis-follow-up',
    'tuberculosis-follow-up',
    of('tuberculosis'),
    monthly,
    `${N3}肺结核患者健康管理：每月至少1次随访评估`,
  ),
  rule(
    'hypertension-examination',
    'chronic-examination',
    of('hypertension'),
    yearly,
    `${N3}高血压患者健康管理：每年1次较全面的健康检查`,
  ),
  rule(
    'type2-diabetes-examination',
    'chronic-examination',
    of('type2-diabetes'),
    yearly,
    `${N3}2型糖尿病患者健康管理：每年1次较全面的健康体检`,
  ),
  rule(
    'severe-mental-disorder-examination',
    'chronic-examination',
    of('severe-mental-disorder'),
    yearly,
    `${N3}严重精神障碍患者管理：每年1次健康检查（经监护人与患者本人同意）`,
  ),
  rule(
    'elderly-examination',
    'elderly-examination',
    of('elderly'),
    yearly,
    `${N3}老年人健康管理：每年1次健康体检与生活方式、健康状况评估`,
  ),
  rule(
    'elderly-tcm-constitution',
    'tcm-constitution',
    of('elderly'),
    yearly,
    `${N3}中医药健康管理：65岁及以上每年1次中医体质辨识`,
  ),
  rule(
    'newborn-home-visit',
    'newborn-home-visit',
    of('child'),
    { kind: 'at-ages', months: [0], lastForMonths: 1 },
    `${N3}0～6岁儿童健康管理：新生儿家庭访视`,
  ),
  rule(
    'child-health-check',
    'child-health-check',
    of('child'),
    { kind: 'at-ages', months: [1, 3, 6, 8, 12, 18, 24, 30, 36, 48, 60, 72], lastForMonths: 12 },
    `${N3}0～6岁儿童健康管理：满月，3、6、8、12、18、24、30、36月龄，4、5、6岁`,
  ),
  rule(
    'child-tcm',
    'tcm-child',
    of('child'),
    { kind: 'at-ages', months: [6, 12, 18, 24, 30, 36], lastForMonths: 6 },
    `${N3}中医药健康管理：6、12、18、24、30、36月龄`,
  ),
  rule(
    'special-groups-home-visit',
    'yearly-home-visit',
    of('disabled', 'fp-special-family', 'lone-elder'),
    yearly,
    '家庭医生签约服务方案：残疾人、计生特殊家庭、孤寡老人每年至少1次随访与健康指导',
  ),
  rule(
    'signed-first-assessment',
    'health-assessment',
    signed,
    { kind: 'after-first-signing', withinDays: 90 },
    '家庭医生签约服务方案：首次签约进行健康评估并制定健康计划',
    { earlyDays: 30 },
  ),
  rule(
    'signed-assessment',
    'health-assessment',
    signed,
    yearly,
    '家庭医生签约服务方案：签约居民每年至少1次健康评估',
  ),
  rule(
    'signed-education',
    'health-education',
    signed,
    yearly,
    '家庭医生签约服务协议：每年至少1次健康教育资料',
  ),
]

export const nationalDutyPolicy: DutyPolicy = {
  rules: nationalDutyRules,
  minimumDays: { month: 10, quarter: 15, 'half-year': 15, year: 15 },
  returnVisitWithinDays: 45,
  returnVisitLateDays: 90,
  agreementLateDays: 15,
}
