import type { LocalDate } from '../../days/local-date.ts'
import { late, of, quarterly, rule } from '../../duties/write-rule.ts'
import { type PopulationForms, ruleOf } from '../population-forms.ts'
import { copdFollowUp } from './follow-up.ts'
import { assessCopd } from './follow-up-rule.ts'

/** The month in which COPD patients were taken in. Source: public-health-spec.md §16. */
const SINCE_COPD = '2024-09-01' as LocalDate

/** 慢阻肺患者健康管理. Four visits a year are a convention of the project, for the document was not read. Source: §16. */
export const copd: PopulationForms = {
  forms: [copdFollowUp],
  rules: [ruleOf(copdFollowUp, assessCopd)],
  duties: [
    rule(
      'copd-follow-up',
      'copd-follow-up',
      of('copd'),
      quarterly,
      '慢阻肺患者健康管理（2024年增补）：随访每季度1次（频次为约定，由县级按文件设定）',
      { ...late, validFrom: SINCE_COPD },
    ),
  ],
}
