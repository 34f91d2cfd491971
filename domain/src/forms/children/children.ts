import { N3, of, rule } from '../../duties/write-rule.ts'
import type { PopulationForms } from '../population-forms.ts'
import { assessChildCheck, assessNewborn, CHECK_AGES_MONTHS, FULL_MONTH_DAYS } from './child-rule.ts'
import { infantCheck, toddlerCheck } from './infant-check.ts'
import { newbornHomeVisit } from './newborn-home-visit.ts'
import { preschoolCheck } from './preschool-check.ts'
import { tcmChildGuidance } from './tcm-guidance.ts'

const checks = [infantCheck, toddlerCheck, preschoolCheck]

/** 0～6岁儿童健康管理. Source: public-health-spec.md §6. */
export const children: PopulationForms = {
  forms: [newbornHomeVisit, ...checks, tcmChildGuidance],
  rules: [
    [newbornHomeVisit.code, assessNewborn(newbornHomeVisit)],
    ...checks.map((form) => [form.code, assessChildCheck(form)] as const),
  ],
  duties: [
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
      { kind: 'at-ages', months: CHECK_AGES_MONTHS, lastForMonths: 12, firstInDays: FULL_MONTH_DAYS },
      `${N3}0～6岁儿童健康管理：满月，3、6、8、12、18、24、30、36月龄，4、5、6岁`,
    ),
    rule(
      'child-tcm',
      'tcm-child',
      of('child'),
      { kind: 'at-ages', months: [6, 12, 18, 24, 30, 36], lastForMonths: 6 },
      `${N3}中医药健康管理：6、12、18、24、30、36月龄`,
    ),
  ],
}
