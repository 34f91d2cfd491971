import { of, rule, yearly } from '../../duties/write-rule.ts'
import type { PopulationForms } from '../population-forms.ts'

/** 残疾人、计生特殊家庭、孤寡老人等: yearly follow-up and education. Source: contract-policy.md §6. */
export const specialGroups: PopulationForms = {
  forms: [],
  duties: [
    rule(
      'special-groups-home-visit',
      'yearly-home-visit',
      of('disabled', 'fp-special-family', 'lone-elder'),
      yearly,
      '家庭医生签约服务方案：残疾人、计生特殊家庭、孤寡老人每年至少1次随访与健康指导',
    ),
  ],
}
