import { addDays } from '../../days/local-date.ts'
import type {
  Advice,
  Assessment,
  AssessmentFacts,
  Classification,
  Danger,
  NextStep,
} from '../../follow-ups/assessment.ts'
import { pressureDangersOf } from '../../follow-ups/blood-pressure.ts'
import { urgentAdvice } from '../../follow-ups/danger-signs.ts'
import type { HypertensionRisk } from '../../follow-ups/follow-up-policy.ts'
import type { Sex } from '../../residents/resident-facts.ts'
import { exactBmi } from '../shared-fields.ts'
import { HIGH_DAYS_TO_CONFIRM, highDaysInARow, isHighPressure } from './pressure-readings.ts'
import type { BloodPressureScreening } from './screening.ts'

/** 高血压高危因素: any one of them. Source: public-health-spec.md §9.1; which count, and from where, is dated policy. */
const hypertensionRisks = {
  'high-normal': '血压正常高值',
  overweight: '超重或肥胖',
  waist: '腹型肥胖',
  family: '高血压家族史',
  salt: '长期高盐饮食',
  alcohol: '长期过量饮酒',
  age: '年龄',
} as const

type RiskFactor = keyof typeof hypertensionRisks

function riskFactorsOf(
  visit: BloodPressureScreening,
  { ageYears, sex }: { ageYears: number; sex: Sex },
  risk: HypertensionRisk,
): RiskFactor[] {
  const bmi = exactBmi(visit.weightKg, visit.heightCm)
  const reaches = (value: number | null | undefined, from: number | null) =>
    from !== null && value !== null && value !== undefined && value >= from
  const found: Record<RiskFactor, boolean> = {
    'high-normal':
      reaches(visit.systolicMmHg, risk.systolicFromMmHg) ||
      reaches(visit.diastolicMmHg, risk.diastolicFromMmHg),
    overweight: reaches(bmi, risk.bmiFrom),
    waist: reaches(visit.waistCm, sex === 'female' ? risk.waistFromCm.female : risk.waistFromCm.male),
    family: risk.familyCounts && visit.familyHypertension === 2,
    salt: risk.saltCounts && visit.saltIntake === 3,
    alcohol: reaches(visit.alcoholLiangPerDay, risk.alcoholFromLiangPerDay),
    age: reaches(ageYears, risk.ageFromYears),
  }
  return (Object.keys(found) as RiskFactor[]).filter((factor) => found[factor])
}

/**
 * What a screening comes to: danger and a suspected secondary form go to hospital, a high pressure is measured again on other
 * days until three are high, and who is at risk is measured every half year. When the next measuring is owed follows from
 * the readings (`owe-pressure`), so that one at any other sheet counts too; here it is said in words.
 * Source: public-health-spec.md §9.1.
 */
export function assessScreening(visit: BloodPressureScreening, about: AssessmentFacts): Assessment {
  const dangers = pressureDangersOf(visit, about)
  const isHigh = isHighPressure(visit)
  const earlier = (about.pressures ?? []).filter(({ on }) => on < about.performedOn)
  const highDays = isHigh ? highDaysInARow([...earlier, visit]) : 0
  const isConfirmed = highDays >= HIGH_DAYS_TO_CONFIRM
  const risks = isHigh ? [] : riskFactorsOf(visit, about, about.policy.hypertensionRisk)
  const step = stepOf(dangers.length > 0, isConfirmed || visit.suspectedSecondary === 2, isHigh)
  return {
    classification: classOf(isConfirmed, isHigh, risks.length > 0),
    controlled: null,
    nextStep: step,
    // What a high pressure asks for is owed by the readings themselves; a referral at a normal one has only this day.
    nextDueOn: step === 'refer' && !isHigh ? addDays(about.performedOn, about.policy.returnWithinDays) : null,
    referred: step === 'refer' || step === 'refer-urgently',
    dangers,
    advice: adviceOf({ visit, step, dangers, highDays, isConfirmed, risks }, about),
  }
}

function stepOf(isDanger: boolean, isReferred: boolean, isHigh: boolean): NextStep {
  if (isDanger) return 'refer-urgently'
  if (isReferred) return 'refer'
  return isHigh ? 'recheck-pressure' : 'routine'
}

function classOf(isConfirmed: boolean, isHigh: boolean, isAtRisk: boolean): Classification {
  if (isConfirmed) return 'pressure-confirmed'
  if (isHigh) return 'pressure-high'
  return isAtRisk ? 'pressure-risk' : 'pressure-normal'
}

function adviceOf(
  found: {
    visit: BloodPressureScreening
    step: NextStep
    dangers: readonly Danger[]
    highDays: number
    isConfirmed: boolean
    risks: readonly RiskFactor[]
  },
  { performedOn, policy }: AssessmentFacts,
): Advice[] {
  const { visit, step, dangers, highDays, isConfirmed, risks } = found
  const by = addDays(performedOn, policy.returnWithinDays)
  if (step === 'refer-urgently') return [urgentAdvice(dangers, by)]
  if (isConfirmed)
    return [
      {
        code: 'confirmed',
        text: `非同日 ${highDays} 次血压偏高，初步诊断为高血压，建议转诊确诊，${by} 前随访结果；确诊后登记为高血压患者。`,
      },
    ]
  if (visit.suspectedSecondary === 2)
    return [{ code: 'secondary', text: `可疑继发性高血压，建议转诊，${by} 前随访结果。` }]
  if (highDays > 0)
    return [
      {
        code: 'recheck',
        text: `血压偏高（非同日第 ${highDays} 次），去除诱因后，${by} 前另选一天复测；非同日 ${HIGH_DAYS_TO_CONFIRM} 次偏高即初步诊断。`,
      },
    ]
  if (risks.length === 0) return []
  const names = risks.map((factor) => hypertensionRisks[factor]).join('、')
  return [{ code: 'at-risk', text: `高血压高危（${names}），至少每半年测一次血压，并接受生活方式指导。` }]
}
