import { type PopulationForms, ruleOf } from '../population-forms.ts'
import { consultationRecord } from './consultation-record.ts'
import { encounterNote } from './encounter-note.ts'
import { assessEncounter } from './encounter-note-rule.ts'
import { healthAssessment } from './health-assessment.ts'
import { assessHealth } from './health-assessment-rule.ts'
import { householdSurvey } from './household-survey.ts'
import { personalInformation } from './personal-information.ts'
import { referralBack } from './referral-back.ts'
import { referralOut } from './referral-out.ts'
import { resultRecheck } from './result-recheck.ts'
import { assessRecheck } from './result-recheck-rule.ts'

/** 居民健康档案: what is recorded of everybody. Source: public-health-spec.md §2, §3. */
export const healthRecord: PopulationForms = {
  forms: [
    healthAssessment,
    householdSurvey,
    personalInformation,
    encounterNote,
    consultationRecord,
    referralOut,
    referralBack,
    resultRecheck,
  ],
  rules: [
    ruleOf(healthAssessment, assessHealth),
    ruleOf(encounterNote, assessEncounter),
    [resultRecheck.code, assessRecheck],
  ],
}
