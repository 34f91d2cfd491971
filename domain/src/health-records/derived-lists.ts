import type { LocalDate } from '../days/local-date.ts'
import {
  type Code,
  type Field,
  type Form,
  type FormValues,
  fieldOf,
  isEmpty,
  type RowValue,
} from '../forms/form.ts'
import { pastDiseases } from '../forms/health-record/personal-history.ts'
import { medicationAdherence } from '../forms/shared-options.ts'
import { textOf } from '../forms/value-text.ts'
import type { Population } from '../populations/population.ts'

/** A record as the lists read it. */
export type SourceRecord = {
  id: string
  form: string
  performedOn: LocalDate
  values: FormValues
}

/** The record that a line of a list was read from. */
export type Source = { recordId: string; formName: string; on: LocalDate }

/** 健康问题: what somebody has or had, with where it is written. */
export type HealthProblem = {
  name: string
  /** As it was written, a year, a month or a day; null when nobody said. */
  since: string | null
  /** On a list of the county, and so followed up. */
  managed: boolean
  /** Told as a condition that stays (既往史、体检、名册), not as the diagnosis of one encounter. */
  isLasting: boolean
  /** The latest record that names it; null where only a list does. */
  source: Source | null
}

/** 用药 as the last sheet of its kind tells it. */
export type Medicine = {
  name: string
  /** 每日1次 每次5mg. */
  use: string
  /** 规律、间断、不服药; empty when it was not asked. */
  adherence: string
  adherenceCode: number | null
  /** The first record that names it. */
  since: LocalDate
  /** Named by the last sheet of the kind that told of it. */
  isCurrent: boolean
  source: Source
}

/** 过敏与不良反应. */
export type Allergy = {
  name: string
  kind: 'allergy' | 'adverse-reaction'
  source: Source
}

type FormFinder = (code: string) => Form | undefined

const diseasesOfLists: Partial<Record<Population, string>> = {
  hypertension: '高血压',
  'type2-diabetes': '糖尿病',
  copd: '慢性阻塞性肺疾病',
  cancer: '恶性肿瘤',
  'severe-mental-disorder': '严重精神障碍',
  tuberculosis: '结核病',
}

const examined = [
  'brainProblems',
  'kidneyProblems',
  'heartProblems',
  'vesselProblems',
  'eyeProblems',
] as const
const examinedInWords = ['nervousProblems', 'otherProblems'] as const

/**
 * 问题清单: diseases of the basic information, findings of the last examination, diagnoses of encounters, and the lists
 * the resident is on. One line a problem, with the latest record that names it.
 * @param records oldest first
 */
export function healthProblems(
  records: readonly SourceRecord[],
  listed: readonly { population: Population; since: LocalDate; until: LocalDate | null }[],
  findForm: FormFinder,
): HealthProblem[] {
  const problems = new Map<string, HealthProblem>()
  const find = (
    name: string,
    { since = null, source = null, managed = false, isLasting = true }: Partial<HealthProblem>,
  ) => {
    const known = problems.get(name)
    problems.set(name, {
      name,
      isLasting: isLasting || (known?.isLasting ?? false),
      since: since ?? known?.since ?? null,
      managed: managed || (known?.managed ?? false),
      source: source ?? known?.source ?? null,
    })
  }
  const information = records.findLast(({ form }) => form === 'personal-information')
  const examination = records.findLast(({ form }) => form === 'health-assessment')
  for (const record of records) {
    const form = findForm(record.form)
    if (form === undefined) continue
    const source = sourceOf(record, form)
    if (record === information)
      for (const { name, since } of pastDiseasesIn(record.values)) find(name, { since, source })
    if (record === examination) for (const name of findingsIn(form, record.values)) find(name, { source })
    for (const row of rowsOf(record.values.diagnoses))
      if (typeof row.name === 'string') find(row.name, { source, isLasting: false })
  }
  for (const { population, since, until } of listed) {
    const name = diseasesOfLists[population]
    if (name !== undefined && until === null)
      find(name, { since: problems.get(name)?.since ?? since, managed: true })
  }
  return [...problems.values()]
}

function pastDiseasesIn(values: FormValues): { name: string; since: string | null }[] {
  const said: Partial<Record<number, unknown>> = {
    6: values.cancerText,
    12: values.occupationalDiseaseText,
    13: values.otherDiseaseText,
  }
  const diagnosed = rowsOf(values.diagnosedDiseases)
  return codesIn(values.pastDiseases).flatMap((code) => {
    const option = pastDiseases.find((one) => one.code === code)
    if (option === undefined || code === 1) return []
    const text = said[Number(code)]
    const row = diagnosed.find(({ disease }) => disease === code)
    return [
      {
        name: typeof text === 'string' && code !== 6 ? text : option.name,
        since: typeof row?.diagnosedIn === 'string' ? row.diagnosedIn : null,
      },
    ]
  })
}

function findingsIn(form: Form, values: FormValues): string[] {
  const ticked = examined.flatMap((code) => {
    const field = fieldOf(form, code)
    if (field?.kind !== 'choices') return []
    return codesIn(values[code])
      .filter((chosen) => chosen !== field.noneCode)
      .map((chosen) => {
        const name = field.options.find((option) => option.code === chosen)?.name ?? String(chosen)
        const text = values[`${code}Text`]
        return name === '其他' ? (typeof text === 'string' ? text : field.name) : name
      })
  })
  const written = examinedInWords.flatMap((code) => {
    const text = values[`${code}Text`]
    return values[code] === 2 && typeof text === 'string' ? [text] : []
  })
  return [...ticked, ...written]
}

/**
 * 用药清单: what the last sheet of each kind that tells of medicines names is taken now; what only earlier sheets of that
 * kind name was stopped. The same medicine on sheets of two kinds is one line, told by the later.
 * @param records oldest first
 */
export function medicinesOf(records: readonly SourceRecord[], findForm: FormFinder): Medicine[] {
  const found = new Map<string, Medicine>()
  const lastTold = new Map<string, string>()
  for (const { id, form, values } of records) if (Array.isArray(values.medicines)) lastTold.set(form, id)
  for (const record of records) {
    const form = findForm(record.form)
    const field = form && fieldOf(form, 'medicines')
    if (form === undefined || field?.kind !== 'rows') continue
    const isCurrent = lastTold.get(record.form) === record.id
    for (const row of rowsOf(record.values.medicines)) {
      if (typeof row.name !== 'string') continue
      const key = row.name.replaceAll(/\s/g, '')
      const before = found.get(key)
      const code = adherenceIn(row, record.values) ?? before?.adherenceCode ?? null
      found.set(key, {
        name: row.name,
        use: useOf(field.columns, row),
        adherence: medicationAdherence.find((option) => option.code === code)?.name ?? '',
        adherenceCode: code,
        since: before?.since ?? record.performedOn,
        isCurrent: isCurrent || (before?.isCurrent ?? false),
        source: sourceOf(record, form),
      })
    }
  }
  return [...found.values()].sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent))
}

/** Of the row where the sheet asks it for each medicine, else of the sheet. */
function adherenceIn(row: RowValue, values: FormValues): number | null {
  const code = row.adherence ?? values.medicationAdherence
  return typeof code === 'number' ? code : null
}

function useOf(columns: readonly Field[], row: RowValue): string {
  return columns
    .filter(({ code }) => code !== 'name' && code !== 'adherence' && row[code] !== undefined)
    .map(
      (column) => `${column.name}${textOf(column, row[column.code])}${'unit' in column ? column.unit : ''}`,
    )
    .join(' ')
}

/** 过敏史 of the last basic information, allergies found in encounters, and adverse reactions of follow-ups. */
export function allergiesOf(records: readonly SourceRecord[], findForm: FormFinder): Allergy[] {
  const found = new Map<string, Allergy>()
  const information = records.findLast(({ form }) => form === 'personal-information')
  for (const record of records) {
    const form = findForm(record.form)
    if (form === undefined) continue
    const source = sourceOf(record, form)
    const take = (name: unknown, kind: Allergy['kind']) => {
      if (typeof name === 'string' && !isEmpty(name)) found.set(`${kind}/${name}`, { name, kind, source })
    }
    if (record === information) {
      const field = fieldOf(form, 'drugAllergies')
      for (const code of codesIn(record.values.drugAllergies)) {
        if (code === 1 || field?.kind !== 'choices') continue
        const option = field.options.find((one) => one.code === code)
        take(code === 5 ? (record.values.drugAllergyText ?? option?.name) : option?.name, 'allergy')
      }
    }
    take(record.values.newAllergy, 'allergy')
    take(record.values.adverseDrugReactionText, 'adverse-reaction')
  }
  return [...found.values()]
}

function sourceOf({ id, performedOn }: SourceRecord, form: Form): Source {
  return { recordId: id, formName: form.name, on: performedOn }
}

function codesIn(value: FormValues[string]): readonly Code[] {
  return Array.isArray(value) ? (value as readonly Code[]) : []
}

function rowsOf(value: FormValues[string]): readonly RowValue[] {
  return Array.isArray(value) ? (value as readonly RowValue[]) : []
}
