import { exactBmi } from '../forms/shared-fields.ts'
import type { Advice } from './assessment.ts'

/** BMI classes of adults: <18.5 低, <24 正常, <28 超重, else 肥胖, from the unrounded value. Source: code-lists.md §6. */
type WeightClass = 'underweight' | 'normal' | 'overweight' | 'obese'

export function weightClass(bmiKgM2: number): WeightClass {
  if (bmiKgM2 < 18.5) return 'underweight'
  if (bmiKgM2 < 24) return 'normal'
  return bmiKgM2 < 28 ? 'overweight' : 'obese'
}

type Habits = {
  readonly heightCm?: number
  readonly weightKg?: number
  readonly cigarettesPerDay?: number
  readonly alcoholLiangPerDay?: number
  readonly exerciseTimesPerWeek?: number
  /** 1 轻, 2 中, 3 重. */
  readonly saltIntake?: number
  /** 1 规律, 2 间断, 3 不服药. */
  readonly medicationAdherence?: number
}

/** 生活方式指导: what the answers of a follow-up call for. Source: N3-07 and N3-08 服务内容（三）健康教育. */
export function lifestyleAdvice(habits: Habits): Advice[] {
  const advice: Advice[] = []
  if (habits.medicationAdherence === 2 || habits.medicationAdherence === 3) {
    advice.push({ code: 'take-medicine', text: '未规律服药，请了解原因并指导按医嘱服药。' })
  }
  const bmi = exactBmi(habits.weightKg, habits.heightCm)
  if (bmi !== null) {
    const found = weightClass(bmi)
    if (found === 'overweight')
      advice.push({ code: 'lose-weight', text: '超重，指导控制饮食、增加运动，设定目标体重。' })
    if (found === 'obese') advice.push({ code: 'lose-weight', text: '肥胖，指导减重，设定目标体重。' })
    if (found === 'underweight')
      advice.push({ code: 'gain-weight', text: '体重过低，了解进食和近期体重变化。' })
  }
  if ((habits.cigarettesPerDay ?? 0) > 0) advice.push({ code: 'stop-smoking', text: '建议戒烟。' })
  if ((habits.alcoholLiangPerDay ?? 0) > 0) advice.push({ code: 'drink-less', text: '建议限酒。' })
  if (habits.exerciseTimesPerWeek === 0)
    advice.push({ code: 'exercise', text: '指导适量运动，从每周 3 次、每次 30 分钟开始。' })
  if (habits.saltIntake === 3) advice.push({ code: 'less-salt', text: '口味偏咸，指导减盐。' })
  return advice
}
