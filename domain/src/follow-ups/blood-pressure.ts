import type { Subject } from '../forms/form.ts'
import type { Danger } from './assessment.ts'
import { bloodPressureTarget, type FollowUpPolicy } from './follow-up-policy.ts'

export type BloodPressure = { readonly systolicMmHg: number; readonly diastolicMmHg: number }

/** 收缩压≥180 和（或）舒张压≥110 mmHg is an emergency. Source: N3-07 服务内容（二）1; N3-08 服务内容（二）1. */
const EMERGENCY_SYSTOLIC_MMHG = 180
const EMERGENCY_DIASTOLIC_MMHG = 110

export function bloodPressureDangers(pressure: Partial<BloodPressure>): Danger[] {
  const dangers: Danger[] = []
  const { systolicMmHg, diastolicMmHg } = pressure
  if (systolicMmHg !== undefined && systolicMmHg >= EMERGENCY_SYSTOLIC_MMHG) {
    dangers.push({
      code: 'systolic-emergency',
      text: `收缩压 ${systolicMmHg} mmHg，达到 ${EMERGENCY_SYSTOLIC_MMHG} mmHg`,
    })
  }
  if (diastolicMmHg !== undefined && diastolicMmHg >= EMERGENCY_DIASTOLIC_MMHG) {
    dangers.push({
      code: 'diastolic-emergency',
      text: `舒张压 ${diastolicMmHg} mmHg，达到 ${EMERGENCY_DIASTOLIC_MMHG} mmHg`,
    })
  }
  return dangers
}

/** 妊娠期或哺乳期血压高于正常: from 140/90 on. Source: N3-07 服务内容（二）1, 妇产科诊断标准 140/90 mmHg. */
const MATERNITY_SYSTOLIC_MMHG = 140
const MATERNITY_DIASTOLIC_MMHG = 90

/** What is dangerous of a pressure, on whichever sheet it stands; of a pregnant or nursing woman below the limits for others. */
export function pressureDangersOf(
  pressure: Partial<BloodPressure>,
  { isInMaternity = false }: Pick<Subject, 'isInMaternity'>,
): Danger[] {
  return [...bloodPressureDangers(pressure), ...maternityPressureDangers(pressure, isInMaternity)]
}

function maternityPressureDangers(
  { systolicMmHg, diastolicMmHg }: Partial<BloodPressure>,
  isInMaternity: boolean,
): Danger[] {
  const isHigh =
    (systolicMmHg !== undefined && systolicMmHg >= MATERNITY_SYSTOLIC_MMHG) ||
    (diastolicMmHg !== undefined && diastolicMmHg >= MATERNITY_DIASTOLIC_MMHG)
  if (!isInMaternity || !isHigh) return []
  return [
    {
      code: 'maternity-pressure',
      text: `孕产妇血压 ${systolicMmHg ?? '—'}/${diastolicMmHg ?? '—'} mmHg，高于正常`,
    },
  ]
}

/** 血压控制: both values below the target for the age, or below the patient's own where the doctor set a lower one. Source: N3-07; the target is dated policy. */
export function isPressureControlled(
  pressure: BloodPressure,
  ageYears: number,
  policy: FollowUpPolicy,
  { systolicMmHg = Infinity, diastolicMmHg = Infinity }: Partial<BloodPressure> = {},
): boolean {
  const target = bloodPressureTarget(ageYears, policy)
  return (
    pressure.systolicMmHg < Math.min(target.systolicMmHg, systolicMmHg) &&
    pressure.diastolicMmHg < Math.min(target.diastolicMmHg, diastolicMmHg)
  )
}
