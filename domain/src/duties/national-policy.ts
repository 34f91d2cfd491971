import { populationForms } from '../forms/forms.ts'
import type { DutyPolicy, DutyRule } from './duty-rule.ts'
import { rule, signed, yearly } from './write-rule.ts'

/**
 * The national set: N3 for key populations signed or not, and what contract-policy.md §6 (its frequency table) adds for
 * who is signed. The duties of a population stand in its folder beside its sheets.
 */
const nationalDutyRules: readonly DutyRule[] = [
  ...populationForms.flatMap(({ duties = [] }) => duties),
  rule(
    'signed-first-assessment',
    'health-assessment',
    signed,
    { kind: 'after-first-signing', withinDays: 90 },
    '家庭医生签约服务方案：首次签约进行健康评估并制定健康计划',
    { earlyDays: 30 },
  ),
  rule(
    'signed-first-plan',
    'health-plan',
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
