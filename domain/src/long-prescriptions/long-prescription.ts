import { addDays, type LocalDate } from '../days/local-date.ts'
import { type Population, populations } from '../populations/population.ts'

/** What a county lays down about long prescriptions (长期处方). */
export type LongPrescriptionPolicy = {
  readonly source: string
  /** Beyond so many weeks the doctor assesses, teaches, notes it and has the patient confirm. */
  readonly assessedBeyondWeeks: number
  /** For which conditions, and for how many weeks at most. */
  readonly conditions: readonly { readonly population: Population; readonly mostWeeks: number }[]
  /** Words by which a medicine is known that is never prescribed for long, with its kind. */
  readonly excluded: readonly { readonly word: string; readonly kind: string }[]
  /** Days before the supply ends in which the next one is arranged. */
  readonly remindDays: number
}

/**
 * RX2021 (长期处方管理规范（试行）): four weeks as a rule, up to twelve for a stable patient; beyond four weeks with an assessment,
 * education, a note in the record and the patient's confirmation. Excluded are narcotic, psychotropic, toxic, radioactive and
 * precursor drugs, antimicrobials except for tuberculosis and the like, and what needs special storage; the words by which
 * they are known are the project's own and far from complete: a county adds its list (docs/questions.md). Severe mental
 * disorder is left out, since what is prescribed for it is not for everybody's eyes.
 */
export const defaultLongPrescriptionPolicy: LongPrescriptionPolicy = {
  source: '《长期处方管理规范（试行）》（国卫办医发〔2021〕17号）',
  assessedBeyondWeeks: 4,
  conditions: [
    { population: 'hypertension', mostWeeks: 12 },
    { population: 'type2-diabetes', mostWeeks: 12 },
    { population: 'copd', mostWeeks: 12 },
  ],
  excluded: [
    { word: '吗啡', kind: '麻醉药品' },
    { word: '芬太尼', kind: '麻醉药品' },
    { word: '羟考酮', kind: '麻醉药品' },
    { word: '哌替啶', kind: '麻醉药品' },
    { word: '地西泮', kind: '第二类精神药品' },
    { word: '艾司唑仑', kind: '第二类精神药品' },
    { word: '阿普唑仑', kind: '第二类精神药品' },
    { word: '曲马多', kind: '第二类精神药品' },
    { word: '麻黄碱', kind: '易制毒药品' },
    { word: '阿莫西林', kind: '抗微生物药' },
    { word: '头孢', kind: '抗微生物药' },
    { word: '左氧氟沙星', kind: '抗微生物药' },
    { word: '阿奇霉素', kind: '抗微生物药' },
  ],
  remindDays: 7,
}

export type PrescribedMedicine = {
  readonly name: string
  /** 每次用量 with its unit, as on the prescription: 5 mg. */
  readonly dose: string
  readonly timesPerDay: number
}

export type Prescribing = {
  readonly condition: Population
  /** 病情稳定、用药方案固定. */
  readonly isStable: boolean
  readonly weeks: number
  readonly medicines: readonly PrescribedMedicine[]
  /** 评估意见: of the need, the risk and the patient's self-management. */
  readonly assessment: string
  readonly educated: boolean
  readonly confirmed: boolean
}

/** Why it cannot be prescribed so, by field; empty when it can. Source: RX2021, as the policy has it. */
export function prescribingProblems(
  wanted: Prescribing,
  policy: LongPrescriptionPolicy,
): Record<string, string> {
  const problems: Record<string, string> = {}
  const limit = policy.conditions.find(({ population }) => population === wanted.condition)
  if (!limit) problems.condition = `${populations[wanted.condition]}不在可以开长期处方的病种内。`
  else if (wanted.weeks > limit.mostWeeks)
    problems.weeks = `${populations[wanted.condition]}的长期处方最长 ${limit.mostWeeks} 周。`
  if (!wanted.isStable) problems.isStable = '病情不稳定、用药方案未固定的，不能开长期处方。'
  for (const [index, { name }] of wanted.medicines.entries()) {
    const found = policy.excluded.find(({ word }) => name.includes(word))
    if (found) problems[`medicines.${index}.name`] = `${name}属于${found.kind}，不能开长期处方。`
  }
  if (wanted.weeks > policy.assessedBeyondWeeks) {
    const why = `超过 ${policy.assessedBeyondWeeks} 周的`
    if (wanted.assessment.trim() === '') problems.assessment = `${why}，请写明评估意见。`
    if (!wanted.educated) problems.educated = `${why}，应做用药和自我监测教育。`
    if (!wanted.confirmed) problems.confirmed = `${why}，应由患者确认知情。`
  }
  return problems
}

/** The last day for which the medicines last. */
export function supplyEndsOn(prescribedOn: LocalDate, weeks: number): LocalDate {
  return addDays(prescribedOn, weeks * 7 - 1)
}

/** How the supply stands on a day: to be renewed from `remindDays` before its last day. */
export function supplyState(
  endsOn: LocalDate,
  today: LocalDate,
  { remindDays }: LongPrescriptionPolicy,
): 'lasting' | 'ending' | 'ended' {
  if (today > endsOn) return 'ended'
  return addDays(today, remindDays) >= endsOn ? 'ending' : 'lasting'
}
