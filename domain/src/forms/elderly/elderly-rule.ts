import { addDays } from '../../days/local-date.ts'
import type { Advice, Assessment, AssessmentFacts, Classification } from '../../follow-ups/assessment.ts'
import { nothingFollows } from '../../follow-ups/outcome.ts'
import { selfCareClass, selfCareScore } from '../examination/elderly.ts'
import type { FormValues } from '../form.ts'
import type { ElderlyScreening } from './screening.ts'

const classesOfSelfCare = {
  1: 'independent',
  2: 'lightly-dependent',
  3: 'moderately-dependent',
  4: 'dependent',
} as const satisfies Record<number, Classification>

/** 生活自理能力: 0–3, 4–8, 9–18, from 19. Source: public-health-spec.md §8.1. */
export function assessSelfCare(values: FormValues): Assessment {
  const score = selfCareScore(values)
  if (score === null) return nothingFollows
  const found = selfCareClass(score)
  const advice: Advice[] = []
  if (found >= 2) advice.push({ code: 'falls', text: `得 ${score} 分，自理能力下降：指导防跌倒和家庭照护。` })
  if (found >= 3)
    advice.push({ code: 'home', text: '中度依赖及以上：列入上门服务，评估家庭病床或长期护理需求。' })
  return { ...nothingFollows, classification: classesOfSelfCare[found], advice }
}

/** 认知、情感粗筛: a positive answer asks for the scale, and a low or high total for a specialist. Limits are policy. */
export function assessScreening(
  values: ElderlyScreening,
  { performedOn, policy }: AssessmentFacts,
): Assessment {
  const { mmseImpairedAtMost, depressedFrom } = policy.care.elderlyScales
  const advice: Advice[] = []
  const { cognitiveScreen, moodScreen, mmseScore, depressionScore } = values
  let refer = false
  if (cognitiveScreen === 2) {
    if (mmseScore === undefined) advice.push({ code: 'mmse', text: '认知粗筛阳性：做简易智力状态检查。' })
    else {
      const limit =
        values.schooling === 1
          ? mmseImpairedAtMost.illiterate
          : values.schooling === 2
            ? mmseImpairedAtMost.primary
            : mmseImpairedAtMost.secondary
      if (mmseScore <= limit) {
        refer = true
        advice.push({
          code: 'cognition',
          text: `简易智力状态检查 ${mmseScore} 分，不高于 ${limit} 分：提示认知功能障碍，建议转诊。`,
        })
      }
    }
  }
  if (moodScreen === 2) {
    if (depressionScore === undefined)
      advice.push({ code: 'depression-scale', text: '情感粗筛阳性：做老年抑郁量表。' })
    else if (depressionScore >= depressedFrom) {
      refer = true
      advice.push({
        code: 'depression',
        text: `抑郁量表 ${depressionScore} 分，达到 ${depressedFrom} 分：提示抑郁，建议转诊。`,
      })
    }
  }
  return {
    ...nothingFollows,
    classification: cognitiveScreen === 2 || moodScreen === 2 ? 'screen-positive' : 'screen-negative',
    nextStep: refer ? 'refer' : 'routine',
    nextDueOn: refer ? addDays(performedOn, policy.returnWithinDays) : null,
    referred: refer,
    advice,
  }
}
