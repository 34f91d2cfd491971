import { N3, of, rule, yearly } from '../../duties/write-rule.ts'
import type { PopulationForms } from '../population-forms.ts'
import { tcmConstitution } from './constitution.ts'
import { assessConstitution } from './constitution-rule.ts'

/** 老年人中医药健康管理. Source: public-health-spec.md §13.1. */
export const tcm: PopulationForms = {
  forms: [tcmConstitution],
  rules: [[tcmConstitution.code, assessConstitution]],
  duties: [
    rule(
      'elderly-tcm-constitution',
      'tcm-constitution',
      of('elderly'),
      yearly,
      `${N3}中医药健康管理：65岁及以上每年1次中医体质辨识`,
    ),
  ],
}
