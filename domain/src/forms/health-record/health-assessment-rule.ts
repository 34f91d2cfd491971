import { addDays } from '../../days/local-date.ts'
import type { Advice, Assessment, AssessmentFacts, Danger, NextStep } from '../../follow-ups/assessment.ts'
import { type BloodPressure, pressureDangersOf } from '../../follow-ups/blood-pressure.ts'
import { weightClass } from '../../follow-ups/lifestyle-advice.ts'
import { judgeResults, recheckAdvice } from '../../result-rechecks/judge-results.ts'
import { exactBmi } from '../shared-fields.ts'
import { fastingGlucoseDangers } from '../type2-diabetes/follow-up-rule.ts'
import type { HealthAssessmentValues } from './health-assessment.ts'

/** 中心性肥胖: waist from 90 cm in men, 85 cm in women. Source: public-health-spec.md §9.1. */
export const WIDE_WAIST_CM = { male: 90, female: 85, unknown: 90 } as const

/**
 * What a yearly health assessment comes to (健康评估): danger values go to hospital at once, what the doctor refers is
 * followed within two weeks, everything else is guidance. Source: N3-06 服务内容（四）; public-health-spec.md §8.
 */
export function assessHealth(values: HealthAssessmentValues, about: AssessmentFacts): Assessment {
  const dangers = healthDangers(values, about)
  const nextStep = healthNextStep(values, dangers)
  const results = judgeResults(values, about)
  const { nextAssessmentOn: agreed } = values
  return {
    classification:
      values.healthEvaluation === undefined
        ? null
        : values.healthEvaluation === 1
          ? 'no-abnormality'
          : 'abnormal',
    controlled: null,
    nextStep,
    nextDueOn:
      nextStep === 'routine'
        ? agreed !== undefined && agreed > about.performedOn
          ? agreed
          : null
        : addDays(about.performedOn, about.policy.returnWithinDays),
    referred: nextStep !== 'routine',
    dangers,
    advice: [
      ...stepAdvice(nextStep, dangers, about),
      ...recheckAdvice(results),
      ...findingAdvice(values, about),
    ],
    results,
  }
}

function healthDangers(values: HealthAssessmentValues, about: AssessmentFacts): Danger[] {
  return [
    ...pressureDangersOf(partial(values.leftSystolicMmHg, values.leftDiastolicMmHg), about).map(
      onSide('左侧'),
    ),
    ...pressureDangersOf(partial(values.rightSystolicMmHg, values.rightDiastolicMmHg), about).map(
      onSide('右侧'),
    ),
    ...fastingGlucoseDangers(values.fastingGlucoseMmolL, about),
  ]
}

function healthNextStep(values: HealthAssessmentValues, dangers: readonly Danger[]): NextStep {
  if (dangers.length > 0) return 'refer-urgently'
  return values.healthGuidance?.includes(3) ? 'refer' : 'routine'
}

function stepAdvice(step: NextStep, dangers: readonly Danger[], about: AssessmentFacts): Advice[] {
  const days = about.policy.returnWithinDays
  if (step === 'refer-urgently') {
    const what = dangers.map(({ text }) => text).join('；')
    return [{ code: step, text: `危急：${what}。紧急处理后立即转诊，${days} 天内随访转诊情况。` }]
  }
  if (step === 'refer') return [{ code: step, text: `已建议转诊，${days} 天内随访转诊情况。` }]
  return []
}

/** What the findings call for. Source: N3-06 服务内容（四）告知和健康指导; N3-07 服务内容（一）筛查. */
function findingAdvice(values: HealthAssessmentValues, about: AssessmentFacts): Advice[] {
  const advice: Advice[] = []
  const say = (code: string, text: string) => advice.push({ code, text })
  const systolic = Math.max(values.leftSystolicMmHg ?? 0, values.rightSystolicMmHg ?? 0)
  const diastolic = Math.max(values.leftDiastolicMmHg ?? 0, values.rightDiastolicMmHg ?? 0)
  if (systolic >= 140 || diastolic >= 90) {
    say(
      'recheck-pressure',
      '血压偏高；未确诊高血压者，去除诱因后非同日复测 3 次，必要时转诊确诊，2 周内随访结果。',
    )
  } else if (systolic >= 130 || diastolic >= 85) {
    say('watch-pressure', '血压为正常高值，建议至少每半年测一次血压。')
  }
  if ((values.fastingGlucoseMmolL ?? 0) >= 7)
    say('confirm-diabetes', '空腹血糖偏高；未确诊糖尿病者，复测并建议转诊确诊。')
  const bmi = exactBmi(values.weightKg, values.heightCm)
  if (bmi !== null) {
    const found = weightClass(bmi)
    if (found === 'overweight') say('lose-weight', '超重，建议减重并设定目标体重。')
    if (found === 'obese') say('lose-weight', '肥胖，建议减重并设定目标体重。')
    if (found === 'underweight') say('gain-weight', '体重过低，了解进食和近期体重变化。')
  }
  if ((values.waistCm ?? 0) >= WIDE_WAIST_CM[about.sex]) say('wide-waist', '腰围超标，属中心性肥胖。')
  if (values.smokingStatus === 3) say('stop-smoking', '建议戒烟。')
  if (values.drinkingFrequency === 3 || values.drinkingFrequency === 4) say('drink-less', '建议限酒。')
  if (values.exerciseFrequency === 4) say('exercise', '指导适量运动。')
  if ((values.selfCareClass ?? 1) >= 2) say('needs-care', '生活自理能力下降，建议上门服务并防跌倒。')
  if (values.cognitiveScreen === 2) say('cognition', '认知粗筛阳性，做简易智力状态检查。')
  if (values.moodScreen === 2) say('mood', '情感粗筛阳性，做老年抑郁量表评分。')
  return advice
}

function partial(
  systolicMmHg: number | undefined,
  diastolicMmHg: number | undefined,
): Partial<BloodPressure> {
  return {
    ...(systolicMmHg === undefined ? {} : { systolicMmHg }),
    ...(diastolicMmHg === undefined ? {} : { diastolicMmHg }),
  }
}

function onSide(side: string) {
  return (danger: Danger): Danger => ({ ...danger, text: `${side}${danger.text}` })
}
