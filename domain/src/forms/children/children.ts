import { N3, of, rule } from '../../duties/write-rule.ts'
import type { PopulationForms } from '../population-forms.ts'

/** 0～6岁儿童健康管理. Source: public-health-spec.md §6. */
export const children: PopulationForms = {
  forms: [],
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
  ],
}
