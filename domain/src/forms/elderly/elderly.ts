import { N3, of, rule, yearly } from '../../duties/write-rule.ts'
import { type PopulationForms, ruleOf } from '../population-forms.ts'
import { assessScreening, assessSelfCare } from './elderly-rule.ts'
import { elderlyScreening } from './screening.ts'
import { elderlySelfCare } from './self-care.ts'

/** 老年人健康管理: the yearly examination stands with the health record. Source: public-health-spec.md §8. */
export const elderly: PopulationForms = {
  forms: [elderlySelfCare, elderlyScreening],
  rules: [[elderlySelfCare.code, assessSelfCare], ruleOf(elderlyScreening, assessScreening)],
  duties: [
    rule(
      'elderly-examination',
      'elderly-examination',
      of('elderly'),
      yearly,
      `${N3}老年人健康管理：每年1次健康体检与生活方式、健康状况评估`,
    ),
  ],
}
