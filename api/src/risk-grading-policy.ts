import { riskLevels } from '@qianyue/domain/health-plans/risk-grading.ts'
import { z } from 'zod'
import { codesOf } from './shared.ts'

const level = z.enum(codesOf(riskLevels))
const byGrade = <Of extends z.ZodType>(of: Of) => z.object({ grade1: of, grade2: of, grade3: of })
const levels = byGrade(level)
const between = (min: number, max: number) => z.number().min(min, `不小于 ${min}`).max(max, `不大于 ${max}`)
const bySex = (min: number, max: number) => z.object({ male: between(min, max), female: between(min, max) })

/** 心血管风险分层, as a newer guideline may set it. */
export const riskGradingPolicy = z.object({
  source: z.string().trim().min(2, '请填写依据').max(200),
  grades: byGrade(z.object({ systolicMmHg: between(100, 250), diastolicMmHg: between(60, 150) })).refine(
    ({ grade1, grade2, grade3 }) =>
      [
        [grade1, grade2],
        [grade2, grade3],
      ].every(
        ([lower, higher]) =>
          lower!.systolicMmHg < higher!.systolicMmHg && lower!.diastolicMmHg < higher!.diastolicMmHg,
      ),
    '各级血压应逐级升高',
  ),
  ageOverYears: bySex(30, 90),
  totalCholesterolFromMmolL: between(1, 20),
  ldlFromMmolL: between(0.5, 20),
  hdlBelowMmolL: between(0.2, 5),
  fastingGlucoseFromMmolL: between(4, 15),
  waistFromCm: bySex(50, 150),
  bmiFrom: between(18, 50),
  creatinineDamageFromUmolL: bySex(50, 500),
  creatinineDiseaseOverUmolL: bySex(50, 1000),
  manyFactorsFrom: z.int().min(1).max(10),
  table: z.object({ noFactor: levels, someFactors: levels, manyOrDamage: levels, disease: levels }),
})
