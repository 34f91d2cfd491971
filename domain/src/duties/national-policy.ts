import { populationForms } from '../forms/forms.ts'
import type { DutyPolicy, DutyRule } from './duty-rule.ts'
import { late, monthly, N3, of, quarterly, rule, signed, yearly } from './write-rule.ts'

/**
 * The national set: N3 for key populations signed or not, and what contract-policy.md §6 (its frequency table) adds for
 * who is signed. The duties of a population stand in its folder beside its sheets.
 */
export const nationalDutyRules: readonly DutyRule[] = [
  ...populationForms.flatMap(({ duties = [] }) => duties),
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
