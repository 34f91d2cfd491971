import { late, N3, of, quarterly, rule, yearly } from '../../duties/write-rule.ts'
import { type PopulationForms, ruleOf } from '../population-forms.ts'
import { severeMentalDisorderFollowUp } from './follow-up.ts'
import { assessSevereMentalDisorder } from './follow-up-rule.ts'
import { severeMentalDisorderSupplement } from './supplement.ts'

/** 严重精神障碍患者管理. What its sheets say is read only by who needs it. Source: public-health-spec.md §11. */
export const severeMentalDisorder: PopulationForms = {
  forms: [severeMentalDisorderFollowUp, severeMentalDisorderSupplement],
  rules: [ruleOf(severeMentalDisorderFollowUp, assessSevereMentalDisorder)],
  duties: [
    rule(
      'severe-mental-disorder-supplement',
      'severe-mental-disorder-assessment',
      of('severe-mental-disorder'),
      { kind: 'after-joining', withinDays: 30 },
      `${N3}严重精神障碍患者管理：纳入管理时全面评估，填写个人信息补充表`,
    ),
    rule(
      'severe-mental-disorder-follow-up',
      'severe-mental-disorder-follow-up',
      of('severe-mental-disorder'),
      quarterly,
      `${N3}严重精神障碍患者管理：每年至少随访4次`,
      late,
    ),
    rule(
      'severe-mental-disorder-examination',
      'chronic-examination',
      of('severe-mental-disorder'),
      yearly,
      `${N3}严重精神障碍患者管理：每年1次健康检查（经监护人与患者本人同意）`,
    ),
  ],
}
