import type { LocalDate } from '../days/local-date.ts'
import { nationalResultLimits, type ResultLimit } from '../result-rechecks/result-limits.ts'
import { type CarePolicy, nationalCarePolicy } from './care-policy.ts'

/** The pressure below which blood pressure counts as controlled, from an age on. Both values must be below. */
type BloodPressureTarget = {
  readonly fromAgeYears: number
  readonly systolicMmHg: number
  readonly diastolicMmHg: number
}

/**
 * What a bureau can set about follow-ups of chronic illness: targets, intervals, and which answers on a sheet count
 * as danger signs. Dated: a record is judged by the version that holds on the day of the visit.
 */
export type FollowUpPolicy = {
  /** The day from which this version holds. */
  readonly effectiveFrom: LocalDate
  /** Document the version was taken from. */
  readonly source: string
  readonly bloodPressureTargets: readonly BloodPressureTarget[]
  /** Fasting glucose below this counts as controlled (空腹血糖控制目标). */
  readonly fastingGlucoseBelowMmolL: number
  /** 稳定者: months to the next routine visit. Four a year make it 3. */
  readonly routineAfterMonths: number
  /** 2周内随访: after an adjustment of treatment or a referral. */
  readonly returnWithinDays: number
  /** Codes of 症状 on the hypertension sheet that are danger signs by themselves (危急症状). */
  readonly hypertensionDangerSymptoms: readonly number[]
  /** Codes of 症状 on the diabetes sheet that are danger signs by themselves. */
  readonly type2DiabetesDangerSymptoms: readonly number[]
  /** 高血压高危人群: what makes somebody one, where the pressure itself is not high. */
  readonly hypertensionRisk: HypertensionRisk
  /** 参考区间: what of an examination is abnormal, and until when it is looked at again. */
  readonly resultLimits: readonly ResultLimit[]
  /** The other populations. */
  readonly care: CarePolicy
}

/** Values from which a factor counts; null where it does not count at all. */
export type HypertensionRisk = {
  readonly systolicFromMmHg: number | null
  readonly diastolicFromMmHg: number | null
  readonly bmiFrom: number | null
  readonly waistFromCm: { readonly male: number; readonly female: number }
  /** 长期过量饮酒, as spirits. */
  readonly alcoholFromLiangPerDay: number | null
  readonly ageFromYears: number | null
  readonly familyCounts: boolean
  readonly saltCounts: boolean
}

/** Any one of six (public-health-spec.md §9.1); 100 ml of spirits are two 两. */
const nationalHypertensionRisk: HypertensionRisk = {
  systolicFromMmHg: 130,
  diastolicFromMmHg: 85,
  bmiFrom: 24,
  waistFromCm: { male: 90, female: 85 },
  alcoholFromLiangPerDay: 2,
  ageFromYears: 55,
  familyCounts: true,
  saltCounts: true,
}

/**
 * The third edition of the national specification (N3, 2017). Targets: N3-07 150/90 from 65 years, else 140/90;
 * N3-08 fasting glucose 7.0 mmol/L. The three months follow from four visits a year (public-health-spec.md §9.2, §10).
 */
export const nationalFollowUpPolicy: FollowUpPolicy = {
  effectiveFrom: '2017-02-28' as LocalDate,
  source: '国家基本公共卫生服务规范（第三版）高血压、2型糖尿病患者健康管理服务规范',
  bloodPressureTargets: [
    { fromAgeYears: 0, systolicMmHg: 140, diastolicMmHg: 90 },
    { fromAgeYears: 65, systolicMmHg: 150, diastolicMmHg: 90 },
  ],
  fastingGlucoseBelowMmolL: 7,
  routineAfterMonths: 3,
  returnWithinDays: 14,
  hypertensionDangerSymptoms: [3, 6],
  type2DiabetesDangerSymptoms: [],
  hypertensionRisk: nationalHypertensionRisk,
  resultLimits: nationalResultLimits,
  care: nationalCarePolicy,
}

/** The blood-pressure target for an age: the one with the highest starting age that is reached. */
export function bloodPressureTarget(ageYears: number, policy: FollowUpPolicy): BloodPressureTarget {
  let found: BloodPressureTarget | null = null
  for (const target of policy.bloodPressureTargets) {
    if (target.fromAgeYears <= ageYears && (found === null || target.fromAgeYears > found.fromAgeYears))
      found = target
  }
  if (found === null) throw new RangeError(`no blood-pressure target for ${ageYears} years`)
  return found
}
