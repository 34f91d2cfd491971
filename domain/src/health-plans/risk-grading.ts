import type { Sex } from '../residents/resident-facts.ts'

/** 血压升高患者心血管风险水平. */
export const riskLevels = {
  low: { name: '低危', code: 1 },
  medium: { name: '中危', code: 2 },
  high: { name: '高危', code: 3 },
  'very-high': { name: '很高危', code: 4 },
} as const
type RiskLevel = keyof typeof riskLevels

/** Something for each grade of pressure: 1级, 2级, 3级. */
type ByGrade<Of> = { readonly grade1: Of; readonly grade2: Of; readonly grade3: Of }

/** What a bureau or a newer guideline can change about the grading (心血管风险分层). */
export type RiskGradingPolicy = {
  readonly source: string
  /** Pressure from which each grade begins; either value suffices. */
  readonly grades: ByGrade<{ readonly systolicMmHg: number; readonly diastolicMmHg: number }>
  /** Age above which it is a risk factor. */
  readonly ageOverYears: { readonly male: number; readonly female: number }
  readonly totalCholesterolFromMmolL: number
  readonly ldlFromMmolL: number
  readonly hdlBelowMmolL: number
  /** 空腹血糖异常: from here until diabetes. */
  readonly fastingGlucoseFromMmolL: number
  readonly waistFromCm: { readonly male: number; readonly female: number }
  readonly bmiFrom: number
  /** Serum creatinine, μmol/L: organ damage from here … */
  readonly creatinineDamageFromUmolL: { readonly male: number; readonly female: number }
  /** … and kidney disease above here. */
  readonly creatinineDiseaseOverUmolL: { readonly male: number; readonly female: number }
  /** So many risk factors grade like organ damage. */
  readonly manyFactorsFrom: number
  readonly table: {
    readonly noFactor: ByGrade<RiskLevel>
    readonly someFactors: ByGrade<RiskLevel>
    /** Many factors, organ damage, or diabetes without complication. */
    readonly manyOrDamage: ByGrade<RiskLevel>
    /** Clinical disease, or diabetes with complication. */
    readonly disease: ByGrade<RiskLevel>
  }
}

/**
 * 《中国高血压防治指南（2018年修订版）》, 血压升高患者心血管风险水平分层 and 影响高血压患者心血管预后的重要因素, the grading
 * that primary care uses. Its cell “2级 with one or two factors” reads 中/高危; the lower is taken until a county decides
 * (docs/questions.md). Homocysteine, ultrasound of heart and neck, and vessel stiffness have no box on the examination form.
 */
export const nationalRiskGrading: RiskGradingPolicy = {
  source: '《中国高血压防治指南（2018年修订版）》心血管风险水平分层',
  grades: {
    grade1: { systolicMmHg: 140, diastolicMmHg: 90 },
    grade2: { systolicMmHg: 160, diastolicMmHg: 100 },
    grade3: { systolicMmHg: 180, diastolicMmHg: 110 },
  },
  ageOverYears: { male: 55, female: 65 },
  totalCholesterolFromMmolL: 5.2,
  ldlFromMmolL: 3.4,
  hdlBelowMmolL: 1,
  fastingGlucoseFromMmolL: 6.1,
  waistFromCm: { male: 90, female: 85 },
  bmiFrom: 28,
  creatinineDamageFromUmolL: { male: 115, female: 107 },
  creatinineDiseaseOverUmolL: { male: 133, female: 124 },
  manyFactorsFrom: 3,
  table: {
    noFactor: { grade1: 'low', grade2: 'medium', grade3: 'high' },
    someFactors: { grade1: 'medium', grade2: 'medium', grade3: 'very-high' },
    manyOrDamage: { grade1: 'high', grade2: 'high', grade3: 'very-high' },
    disease: { grade1: 'very-high', grade2: 'very-high', grade3: 'very-high' },
  },
}

/** What the grading looks at, each the newest that is known; null where it was never found out. */
export type RiskFacts = {
  readonly sex: Sex
  readonly ageYears: number
  readonly hasHypertension: boolean
  readonly hasDiabetes: boolean
  readonly systolicMmHg: number | null
  readonly diastolicMmHg: number | null
  readonly smokes: boolean | null
  /** 早发心血管病家族史: a parent, brother, sister or child ill before the fiftieth birthday. */
  readonly earlyFamilyHistory: boolean | null
  readonly totalCholesterolMmolL: number | null
  readonly ldlMmolL: number | null
  readonly hdlMmolL: number | null
  readonly fastingGlucoseMmolL: number | null
  readonly waistCm: number | null
  readonly bmi: number | null
  readonly creatinineUmolL: number | null
  /** Names of diseases of brain, heart, kidney, vessels and eyes that were found. */
  readonly diseases: readonly string[] | null
}

export type RiskGrading = {
  /** 1–3; null without hypertension or without a pressure. */
  readonly grade: 1 | 2 | 3 | null
  readonly level: RiskLevel | null
  /** Risk factors that were found, in words. */
  readonly factors: readonly string[]
  readonly damage: readonly string[]
  readonly diseases: readonly string[]
  /** What was never found out: the level may be higher than said. */
  readonly unknown: readonly string[]
}

/**
 * The level of cardiovascular risk of somebody with raised pressure. Known hypertension whose pressure is below 140/90 under
 * treatment is graded as grade 1, since the pressure before treatment is not kept [project convention].
 */
export function gradeRisk(facts: RiskFacts, policy: RiskGradingPolicy = nationalRiskGrading): RiskGrading {
  const factors = factorsOf(facts, policy)
  const { damage, kidney } = kidneyOf(facts, policy)
  const diseases = [...(facts.diseases ?? []), ...kidney]
  const found = { factors, damage, diseases, unknown: unknownOf(facts) }
  const grade = pressureGrade(facts, policy)
  if (grade === null) return { grade, level: null, ...found }
  const { table, manyFactorsFrom } = policy
  const row =
    diseases.length > 0
      ? table.disease
      : factors.length >= manyFactorsFrom || damage.length > 0 || facts.hasDiabetes
        ? table.manyOrDamage
        : factors.length > 0
          ? table.someFactors
          : table.noFactor
  return { grade, level: row[`grade${grade}`], ...found }
}

/** 血压水平分级: the higher of the two values decides. */
export function pressureGrade(
  { hasHypertension, systolicMmHg, diastolicMmHg }: RiskFacts,
  { grades }: RiskGradingPolicy = nationalRiskGrading,
): 1 | 2 | 3 | null {
  const reached = Object.values(grades).filter(
    (from) => (systolicMmHg ?? 0) >= from.systolicMmHg || (diastolicMmHg ?? 0) >= from.diastolicMmHg,
  ).length
  if (reached === 0) return hasHypertension && systolicMmHg !== null ? 1 : null
  return reached as 1 | 2 | 3
}

function factorsOf(facts: RiskFacts, policy: RiskGradingPolicy): string[] {
  const { sex, ageYears } = facts
  const limit = sex === 'female' ? 'female' : 'male'
  const overAge = policy.ageOverYears[limit]
  const factors: string[] = []
  if (ageYears > overAge) factors.push(`${sex === 'female' ? '女性' : '男性'}超过 ${overAge} 岁`)
  if (facts.smokes) factors.push('吸烟')
  if (facts.earlyFamilyHistory) factors.push('早发心血管病家族史')
  if (
    (facts.totalCholesterolMmolL ?? 0) >= policy.totalCholesterolFromMmolL ||
    (facts.ldlMmolL ?? 0) >= policy.ldlFromMmolL ||
    (facts.hdlMmolL ?? Number.POSITIVE_INFINITY) < policy.hdlBelowMmolL
  )
    factors.push('血脂异常')
  if (!facts.hasDiabetes && (facts.fastingGlucoseMmolL ?? 0) >= policy.fastingGlucoseFromMmolL)
    factors.push('空腹血糖异常')
  if ((facts.waistCm ?? 0) >= policy.waistFromCm[limit] || (facts.bmi ?? 0) >= policy.bmiFrom)
    factors.push('腹型肥胖或肥胖')
  return factors
}

function kidneyOf({ sex, creatinineUmolL }: RiskFacts, policy: RiskGradingPolicy) {
  const limit = sex === 'female' ? 'female' : 'male'
  const nothing: string[] = []
  if (creatinineUmolL === null) return { damage: nothing, kidney: nothing }
  if (creatinineUmolL > policy.creatinineDiseaseOverUmolL[limit])
    return { damage: nothing, kidney: [`肾功能受损（血肌酐 ${creatinineUmolL} μmol/L）`] }
  if (creatinineUmolL >= policy.creatinineDamageFromUmolL[limit])
    return { damage: [`血肌酐轻度升高（${creatinineUmolL} μmol/L）`], kidney: nothing }
  return { damage: nothing, kidney: nothing }
}

function unknownOf(facts: RiskFacts): string[] {
  const asked: [unknown, string][] = [
    [facts.systolicMmHg, '血压'],
    [facts.smokes, '吸烟'],
    [facts.earlyFamilyHistory, '早发心血管病家族史'],
    [facts.totalCholesterolMmolL ?? facts.ldlMmolL ?? facts.hdlMmolL, '血脂'],
    [facts.fastingGlucoseMmolL, '空腹血糖'],
    [facts.waistCm ?? facts.bmi, '腰围或体质指数'],
    [facts.creatinineUmolL, '血肌酐'],
    [facts.diseases, '心、脑、肾、血管和眼底疾病'],
  ]
  return asked.filter(([known]) => known === null).map(([, name]) => name)
}
