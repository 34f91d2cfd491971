import { monthly, N3, of, rule } from '../../duties/write-rule.ts'
import { type PopulationForms, ruleOf } from '../population-forms.ts'
import { tuberculosisClosing } from './closing.ts'
import { tuberculosisDoseLog } from './dose-log.ts'
import { tuberculosisFirstVisit } from './first-visit.ts'
import { tuberculosisFollowUp } from './follow-up.ts'
import {
  assessDoseLog,
  assessTuberculosis,
  assessTuberculosisClosing,
  assessTuberculosisFirstVisit,
} from './tuberculosis-rule.ts'

/** 肺结核患者健康管理. Source: public-health-spec.md §12. */
export const tuberculosis: PopulationForms = {
  forms: [tuberculosisFollowUp, tuberculosisFirstVisit, tuberculosisDoseLog, tuberculosisClosing],
  rules: [
    ruleOf(tuberculosisFollowUp, assessTuberculosis),
    ruleOf(tuberculosisFirstVisit, assessTuberculosisFirstVisit),
    ruleOf(tuberculosisDoseLog, assessDoseLog),
    ruleOf(tuberculosisClosing, assessTuberculosisClosing),
  ],
  episodes: [{ form: tuberculosisClosing.code, ends: 'tuberculosis', on: 'stoppedOn', because: '结案' }],
  duties: [
    rule(
      'tuberculosis-first-visit',
      'tuberculosis-first-visit',
      of('tuberculosis'),
      { kind: 'after-joining', withinDays: 3 },
      `${N3}肺结核患者健康管理：接到通知单72小时内第一次入户随访`,
    ),
    rule(
      'tuberculosis-follow-up',
      'tuberculosis-follow-up',
      of('tuberculosis'),
      monthly,
      `${N3}肺结核患者健康管理：每月至少1次随访评估`,
    ),
  ],
}
