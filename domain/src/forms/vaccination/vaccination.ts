import type { LocalDate } from '../../days/local-date.ts'
import { everyone, N3, of, rule } from '../../duties/write-rule.ts'
import type { PopulationForms } from '../population-forms.ts'
import { vaccinationRecord } from './vaccination-record.ts'
import { assessVaccination } from './vaccination-rule.ts'

/** 预防接种. Source: public-health-spec.md §5. */
export const vaccination: PopulationForms = {
  forms: [vaccinationRecord],
  rules: [[vaccinationRecord.code, assessVaccination]],
  duties: [
    rule(
      'child-vaccination',
      'vaccination',
      of('child'),
      { kind: 'vaccination-schedule' },
      `${N3}预防接种：按国家免疫规划疫苗儿童免疫程序接种`,
    ),
    rule(
      'adolescent-vaccination',
      'vaccination',
      everyone,
      { kind: 'vaccination-schedule' },
      '国家免疫规划：2011年11月10日后出生、满13周岁的女孩免费接种2剂双价HPV疫苗',
      { validFrom: '2025-11-10' as LocalDate },
    ),
  ],
}
