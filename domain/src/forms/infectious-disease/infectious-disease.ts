import { of, rule } from '../../duties/write-rule.ts'
import { type PopulationForms, ruleOf } from '../population-forms.ts'
import { assessInfectiousDiseaseReport, assessInfectiousDiseaseVisit } from './infectious-disease-rule.ts'
import { infectiousDiseaseReport } from './report.ts'
import { infectiousDiseaseVisit } from './visit.ts'

/** 传染病报告与居家传染病患者管理. Source: public-health-spec.md §14. */
export const infectiousDisease: PopulationForms = {
  forms: [infectiousDiseaseVisit, infectiousDiseaseReport],
  rules: [
    ruleOf(infectiousDiseaseVisit, assessInfectiousDiseaseVisit),
    [infectiousDiseaseReport.code, assessInfectiousDiseaseReport],
  ],
  episodes: [
    {
      form: infectiousDiseaseReport.code,
      begins: 'infectious-disease',
      when: { field: 'treatedAtHome', is: 2 },
    },
    {
      form: infectiousDiseaseVisit.code,
      ends: 'infectious-disease',
      when: { field: 'outcome', is: [2, 3, 4, 5] },
      because: '居家访视结束',
    },
  ],
  duties: [
    rule(
      'infectious-disease-visit',
      'infectious-disease-visit',
      of('infectious-disease'),
      { kind: 'after-joining', withinDays: 7 },
      '家庭医生签约服务方案：居家传染病患者至少访视1次并进行治疗管理',
    ),
  ],
}
