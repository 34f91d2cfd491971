import { late, N3, of, quarterly, rule, yearly } from '../../duties/write-rule.ts'
import { type PopulationForms, ruleOf } from '../population-forms.ts'
import { type2DiabetesFollowUp } from './follow-up.ts'
import { assessType2Diabetes } from './follow-up-rule.ts'
import { glucoseCheck } from './glucose-check.ts'
import { assessGlucose } from './glucose-check-rule.ts'

/** 2型糖尿病患者健康管理. Source: public-health-spec.md §10. */
export const type2Diabetes: PopulationForms = {
  forms: [type2DiabetesFollowUp, glucoseCheck],
  rules: [ruleOf(type2DiabetesFollowUp, assessType2Diabetes), ruleOf(glucoseCheck, assessGlucose)],
  duties: [
    rule(
      'type2-diabetes-follow-up',
      'type2-diabetes-follow-up',
      of('type2-diabetes'),
      quarterly,
      `${N3}2型糖尿病患者健康管理：每年至少4次面对面随访`,
      late,
    ),
    rule(
      'fasting-glucose',
      'fasting-glucose',
      of('type2-diabetes'),
      quarterly,
      `${N3}2型糖尿病患者健康管理：每年4次免费空腹血糖检测`,
      late,
    ),
    rule(
      'type2-diabetes-examination',
      'chronic-examination',
      of('type2-diabetes'),
      yearly,
      `${N3}2型糖尿病患者健康管理：每年1次较全面的健康体检`,
    ),
    rule(
      'type2-diabetes-risk-glucose',
      'fasting-glucose',
      of('type2-diabetes-risk'),
      yearly,
      // *verify*: from memory in the digest of the specification.
      `${N3}2型糖尿病患者健康管理：高危人群每年至少测1次空腹血糖`,
    ),
    rule(
      'high-fasting-glucose',
      'fasting-glucose',
      of(),
      // Days and times are *verify*: the digest of the specification names none, so they follow those of high pressure.
      { kind: 'glucose-recheck', highDays: 2, recheckWithinDays: 14, resultWithinDays: 14 },
      `${N3}老年人健康管理、2型糖尿病患者健康管理：空腹血糖偏高者复测或转诊`,
    ),
  ],
}
