import { late, N3, of, quarterly, rule, yearly } from '../../duties/write-rule.ts'
import { type PopulationForms, ruleOf } from '../population-forms.ts'
import { hypertensionFollowUp } from './follow-up.ts'
import { assessHypertension } from './follow-up-rule.ts'
import { bloodPressureScreening } from './screening.ts'
import { assessScreening } from './screening-rule.ts'

/** 高血压患者健康管理. Source: public-health-spec.md §9. */
export const hypertension: PopulationForms = {
  forms: [hypertensionFollowUp, bloodPressureScreening],
  rules: [ruleOf(hypertensionFollowUp, assessHypertension), ruleOf(bloodPressureScreening, assessScreening)],
  episodes: [
    { form: bloodPressureScreening.code, classified: ['pressure-risk'], begins: 'hypertension-risk' },
    {
      form: bloodPressureScreening.code,
      classified: ['pressure-normal'],
      ends: 'hypertension-risk',
      because: '筛查已无高危因素',
    },
  ],
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
    {
      ...rule(
        'first-visit-blood-pressure',
        'blood-pressure-check',
        of(),
        { kind: 'pressure-screening', recheckWithinDays: 14, resultWithinDays: 14 },
        `${N3}高血压患者健康管理：35岁及以上常住居民每年首诊测血压，偏高者非同日复测`,
      ),
      who: { populations: [], signed: false, fromYears: 35 },
    },
    rule(
      'hypertension-risk-blood-pressure',
      'blood-pressure-check',
      of('hypertension-risk'),
      { kind: 'periodic', every: 'half-year', times: 1 },
      `${N3}高血压患者健康管理：高危人群每半年至少测1次血压`,
    ),
  ],
}
