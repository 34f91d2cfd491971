import { late, N3, of, quarterly, rule, yearly } from '../../duties/write-rule.ts'
import { type PopulationForms, ruleOf } from '../population-forms.ts'
import { hypertensionFollowUp } from './follow-up.ts'
import { assessHypertension } from './follow-up-rule.ts'

/** 高血压患者健康管理. Source: public-health-spec.md §9. */
export const hypertension: PopulationForms = {
  forms: [hypertensionFollowUp],
  rules: [ruleOf(hypertensionFollowUp, assessHypertension)],
  duties: [
    rule(
      'hypertension-follow-up',
      'hypertension-follow-up',
      of('hypertension'),
      quarterly,
      `${N3}高血压患者健康管理：每年至少4次面对面随访`,
      late,
    ),
    rule(
      'hypertension-examination',
      'chronic-examination',
      of('hypertension'),
      yearly,
      `${N3}高血压患者健康管理：每年1次较全面的健康检查`,
    ),
  ],
}
