import { addDays, earlier, type LocalDate } from '../../days/local-date.ts'
import type { Advice, Assessment, AssessmentFacts } from '../../follow-ups/assessment.ts'
import { pressureDangersOf } from '../../follow-ups/blood-pressure.ts'
import { SUSPECT_ASKED_WITHIN_DAYS } from '../../follow-ups/care-policy.ts'
import { urgentAdvice } from '../../follow-ups/danger-signs.ts'
import { nothingFollows } from '../../follow-ups/outcome.ts'
import type { EncounterNote } from './encounter-note.ts'

/** 无. */
const NO_SYMPTOM = 1

/**
 * What a visit to the clinic comes to: a pressure at danger values goes to hospital at once, whoever may have tuberculosis to
 * the designated hospital, and is asked by telephone within a week whether they went. Everything else is the doctor's to write.
 * Source: N3-10 服务内容（一）筛查及推介转诊; public-health-spec.md §9.1, §12.
 */
export function assessEncounter(visit: EncounterNote, about: AssessmentFacts): Assessment {
  const { returnWithinDays, care } = about.policy
  const dangers = pressureDangersOf(visit, about)
  const isSuspected = visit.tuberculosisSymptoms?.some((code) => code !== NO_SYMPTOM) ?? false
  if (dangers.length === 0 && !isSuspected) return nothingFollows
  const advice: Advice[] = []
  const asked: LocalDate[] = []
  if (dangers.length > 0) {
    const by = addDays(about.performedOn, returnWithinDays)
    asked.push(by)
    advice.push(urgentAdvice(dangers, by))
  }
  if (isSuspected) {
    const days = care.tuberculosis.suspectAskWithinDays ?? SUSPECT_ASKED_WITHIN_DAYS
    const by = addDays(about.performedOn, days)
    asked.push(by)
    advice.push({
      code: 'suspected-tuberculosis',
      text: `有肺结核可疑症状：填写双向转诊单，推介到结核病定点医疗机构检查，${by} 前电话随访是否前去就诊。`,
    })
  }
  return {
    ...nothingFollows,
    nextStep: dangers.length > 0 ? 'refer-urgently' : 'refer',
    nextDueOn: asked.reduce(earlier),
    referred: true,
    dangers,
    advice,
  }
}
