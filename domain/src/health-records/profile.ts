import type { FormValues, RowsField } from '../forms/form.ts'
import { fieldOf, isEmpty } from '../forms/form.ts'
import { personalInformation } from '../forms/health-record/personal-information.ts'
import { textOf } from '../forms/value-text.ts'

/** What the register keeps of the basic information, as pages, papers and phones show it. */
export type Profile = {
  bloodAbo?: string
  bloodRh?: string
  education?: string
  occupation?: string
  maritalStatus?: string
  paymentMethods?: string[]
  drugAllergies?: string
  familyHistory?: string
  pastHistory?: string
  disabilities?: string[]
}

const relatives = {
  fatherDiseases: '父亲',
  motherDiseases: '母亲',
  siblingsDiseases: '兄弟姐妹',
  childrenDiseases: '子女',
} as const

/** The basic information sheet in the words of the register, so that nothing is typed twice; what is empty is left out. */
export function profileOf(values: FormValues): Profile {
  const profile: Profile = {}
  for (const key of ['bloodAbo', 'bloodRh', 'education', 'occupation', 'maritalStatus'] as const) {
    if (!isEmpty(values[key])) profile[key] = String(values[key])
  }
  for (const key of ['paymentMethods', 'disabilities'] as const) {
    const chosen = values[key]
    if (Array.isArray(chosen) && chosen.length > 0) profile[key] = chosen.map(String)
  }
  const drugAllergies = allergyWords(values)
  if (drugAllergies !== null) profile.drugAllergies = drugAllergies
  const past = said(values, 'pastDiseases')
  if (past !== '') {
    const others = [values.cancerText, values.occupationalDiseaseText, values.otherDiseaseText]
    profile.pastHistory = [past, ...others.filter((text) => !isEmpty(text))].join('、')
  }
  const family = Object.entries(relatives).flatMap(([key, who]) => {
    const words = said(values, key)
    return words === '' || words === '无' ? [] : [`${who}：${words}`]
  })
  if (family.length > 0) profile.familyHistory = family.join('；')
  else if (Object.keys(relatives).every((key) => said(values, key) === '无')) profile.familyHistory = '无'
  return profile
}

/** 药物过敏 in words, 无 where there is none; null when it was not asked. */
function allergyWords(values: FormValues): string | null {
  const words = said(values, 'drugAllergies')
  if (words === '') return null
  const other = values.drugAllergyText
  return isEmpty(other) ? words : words.replace('其他', String(other))
}

function said(values: FormValues, code: string): string {
  const field = fieldOf(personalInformation, code)
  return field === undefined ? '' : textOf(field as Exclude<typeof field, RowsField>, values[code])
}
