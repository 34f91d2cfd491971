import type { LocalDate } from '../days/local-date.ts'
import { type Code, type Field, type FormValues, fieldsOf, isEmpty } from '../forms/form.ts'
import { findForm } from '../forms/forms.ts'
import { exactBmi } from '../forms/shared-fields.ts'
import { textWithUnit } from '../forms/value-text.ts'
import type { Population } from '../populations/population.ts'
import type { Sex } from '../residents/resident-facts.ts'
import type { RiskFacts } from './risk-grading.ts'

/** The newest value of something, with where it comes from. */
type KnownValue = {
  readonly code: string
  readonly name: string
  /** As it is read: 142 mmHg, 吸烟. */
  readonly text: string
  readonly value: unknown
  readonly on: LocalDate
  readonly recordId: string
}

type Recorded = {
  readonly id: string
  readonly form: string
  readonly performedOn: LocalDate
  readonly values: FormValues
}

/** What an assessment looks at, in the order in which it is read. */
const assessed = [
  'systolicMmHg',
  'diastolicMmHg',
  'heartRatePerMinute',
  'heightCm',
  'weightKg',
  'waistCm',
  'fastingGlucoseMmolL',
  'hba1cPercent',
  'totalCholesterolMmolL',
  'triglyceridesMmolL',
  'ldlCholesterolMmolL',
  'hdlCholesterolMmolL',
  'creatinineUmolL',
  'smokingStatus',
  'cigarettesPerDay',
  'drinkingFrequency',
  'exerciseFrequency',
  'exerciseTimesPerWeek',
  'saltIntake',
  'diet',
  'ecg',
  'abdominalUltrasound',
  'selfCareClass',
  'cognitiveScreen',
  'moodScreen',
  'brainProblems',
  'heartProblems',
  'kidneyProblems',
  'vesselProblems',
  'eyeProblems',
] as const
type Assessed = (typeof assessed)[number]

export type KnownHealth = Readonly<Partial<Record<Assessed, KnownValue>>>

/** The newest answer to each of them from all sheets; a box is known by what it measures, else by its code. */
export function knownHealth(records: readonly Recorded[]): KnownHealth {
  const known: Partial<Record<Assessed, KnownValue>> = {}
  for (const { id, form: code, performedOn, values } of records) {
    const form = findForm(code)
    if (!form) continue
    for (const field of fieldsOf(form)) {
      const held = (field.measures ?? field.code) as Assessed
      const value = values[field.code]
      const before = known[held]
      if (!assessed.includes(held) || isEmpty(value) || (before && before.on > performedOn)) continue
      const name = field.name.replace(/^[左右]侧/, '')
      known[held] = {
        code: held,
        name,
        text: textWithUnit(field, value),
        value,
        on: performedOn,
        recordId: id,
      }
    }
  }
  return known
}

/** The known values in the order of an assessment. */
export function listed(known: KnownHealth): KnownValue[] {
  return assessed.flatMap((code) => known[code] ?? [])
}

export function riskFactsOf(
  known: KnownHealth,
  person: { sex: Sex; ageYears: number; populations: readonly Population[] },
): RiskFacts {
  const number = (code: Assessed) => numberOf(known[code]?.value)
  const weightKg = number('weightKg')
  return {
    sex: person.sex,
    ageYears: person.ageYears,
    hasHypertension: person.populations.includes('hypertension'),
    hasDiabetes: person.populations.includes('type2-diabetes'),
    systolicMmHg: number('systolicMmHg'),
    diastolicMmHg: number('diastolicMmHg'),
    smokes: smokes(known),
    // No sheet asks for the age at which a relative fell ill; the doctor is told that it is not known.
    earlyFamilyHistory: null,
    totalCholesterolMmolL: number('totalCholesterolMmolL'),
    ldlMmolL: number('ldlCholesterolMmolL'),
    hdlMmolL: number('hdlCholesterolMmolL'),
    fastingGlucoseMmolL: number('fastingGlucoseMmolL'),
    waistCm: number('waistCm'),
    bmi: exactBmi(weightKg, number('heightCm')),
    creatinineUmolL: number('creatinineUmolL'),
    diseases: diseasesOf(known),
  }
}

/** From the examination or from the follow-up, whichever was asked last. */
function smokes({ smokingStatus, cigarettesPerDay }: KnownHealth): boolean | null {
  if (cigarettesPerDay && (!smokingStatus || cigarettesPerDay.on > smokingStatus.on))
    return Number(cigarettesPerDay.value) > 0
  return smokingStatus ? smokingStatus.value === 3 : null
}

const organs = ['brainProblems', 'heartProblems', 'kidneyProblems', 'vesselProblems', 'eyeProblems'] as const
/** 未发现; and 白内障, 其他, which the grading does not count among diseases of the circulation. */
const notCounted: Readonly<Record<(typeof organs)[number], readonly Code[]>> = {
  brainProblems: [1, 6],
  heartProblems: [1, 6, 7],
  kidneyProblems: [1, 4, 6],
  vesselProblems: [1, 4],
  eyeProblems: [1, 4, 5],
}

function diseasesOf(known: KnownHealth): string[] | null {
  const told = organs.filter((organ) => known[organ])
  if (told.length === 0) return null
  return told.flatMap((organ) => {
    const codes = (known[organ]!.value as readonly Code[]).filter((code) => !notCounted[organ].includes(code))
    return codes.length === 0 ? [] : optionNames(organ, codes)
  })
}

const examinationFields = new Map<string, Field>(
  fieldsOf(findForm('health-assessment')!).map((field) => [field.code, field]),
)

function optionNames(organ: string, codes: readonly Code[]): string[] {
  const field = examinationFields.get(organ)
  if (field?.kind !== 'choices') return []
  return field.options.filter(({ code }) => codes.includes(code)).map(({ name }) => name)
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
