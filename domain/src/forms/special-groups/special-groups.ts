import { of, rule, yearly } from '../../duties/write-rule.ts'
import { type PopulationForms, ruleOf } from '../population-forms.ts'
import { homeVisit } from './home-visit.ts'
import { assessHomeVisit, assessYearlyHomeVisit } from './special-groups-rule.ts'
import { yearlyHomeVisit } from './yearly-visit.ts'

/** 残疾人、计生特殊家庭、孤寡老人等: yearly follow-up and education; home visits. Source: contract-policy.md §6. */
export const specialGroups: PopulationForms = {
  forms: [yearlyHomeVisit, homeVisit],
  rules: [ruleOf(yearlyHomeVisit, assessYearlyHomeVisit), ruleOf(homeVisit, assessHomeVisit)],
  duties: [
    rule(
      'special-groups-home-visit',
      'yearly-home-visit',
      of('disabled', 'fp-special-family', 'lone-elder'),
      yearly,
      '家庭医生签约服务方案：残疾人、计生特殊家庭、孤寡老人每年至少1次随访与健康指导',
    ),
    rule(
      'poor-and-ill-home-visit',
      'yearly-home-visit',
      of('registered-poor', 'cancer', 'bed-ridden'),
      yearly,
      '重点人群服务：建档立卡、肿瘤维持治疗、长期卧床每年1次随访与健康教育（频次为约定，由县级设定）',
    ),
    rule(
      'bed-ridden-home-visit',
      'home-visit',
      of('bed-ridden'),
      yearly,
      '家庭医生签约服务方案：行动不便居民上门服务（按需，至少每年1次为约定）',
    ),
    rule(
      'ninety-home-visit',
      'home-visit',
      { ...of('elderly'), fromYears: 90 },
      yearly,
      '家庭医生签约服务方案：90岁以上老人上门服务（按需，至少每年1次为约定）',
    ),
  ],
}
