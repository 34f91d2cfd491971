import { N3, of, rule } from '../../duties/write-rule.ts'
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
  ],
}
