import type { LocalDate } from '../days/local-date.ts'
import { type Relation, relations } from '../households/relation.ts'
import { type Population, populations } from '../populations/population.ts'
import { maskIdNumber } from '../residents/id-number.ts'
import { insuranceWords, type PaymentMethod } from '../residents/payment-methods.ts'
import { maskPhone } from '../residents/phone.ts'
import type { Sex } from '../residents/resident-facts.ts'
import type { RegisterPerson } from './person-row.ts'

/** A resident as the system knows one, with what a register may bring up to date. */
export type KnownResident = {
  residentId: string
  householdId: string | null
  villageCode: number
  name: string
  sex: Sex
  birthDate: LocalDate
  idNumber: string | null
  phone: string | null
  ethnicity: string | null
  relation: Relation | null
  isAway: boolean
  populations: readonly Population[]
  paymentMethods: readonly string[]
}

/** What an import changes of a known resident; a field that is absent stays as it is. */
export type ResidentChanges = {
  sex?: Exclude<Sex, 'unknown'>
  birthDate?: LocalDate
  idNumber?: string
  phone?: string
  ethnicity?: string
  relation?: Relation
  isAway?: boolean
  paymentMethods?: readonly PaymentMethod[]
  addedPopulations?: readonly Population[]
}

/**
 * What a register brings up to date: it fills what is missing, gives the newer telephone and whereabouts, and declares
 * populations. It ends none: that somebody is not named does not say that somebody is well. A birth date or sex that is
 * known is replaced only when it contradicts the ID number and the register's agrees with it.
 */
export function changesTo(known: KnownResident, person: RegisterPerson): ResidentChanges {
  const changes: ResidentChanges = {}
  const idNumber = known.idNumber ?? person.idNumber
  if (known.idNumber === null && person.idNumber !== null) changes.idNumber = person.idNumber
  if (idNumber !== null) {
    const { birthDate, sex } = saidBy(idNumber)
    if (known.birthDate !== birthDate && person.birthDate === birthDate) changes.birthDate = birthDate
    if (known.sex !== sex && person.sex === sex) changes.sex = sex
  } else if (known.sex === 'unknown' && person.sex !== 'unknown') changes.sex = person.sex
  if (person.phone !== null && person.phone !== known.phone) changes.phone = person.phone
  if (known.ethnicity === null && person.ethnicity !== null) changes.ethnicity = person.ethnicity
  if (known.relation === null && person.relation !== null) changes.relation = person.relation
  if (person.saysWhereLiving && person.isAway !== known.isAway) changes.isAway = person.isAway
  if (known.paymentMethods.length === 0 && (person.paymentMethods?.length ?? 0) > 0)
    changes.paymentMethods = person.paymentMethods
  return { ...changes, ...populationsAddedTo(known, person) }
}

/** The populations that are new of somebody. */
export function populationsAddedTo(
  known: KnownResident,
  person: RegisterPerson,
): Pick<ResidentChanges, 'addedPopulations'> {
  const added = person.populations.filter((population) => !known.populations.includes(population))
  return added.length > 0 ? { addedPopulations: added } : {}
}

export function changesNothing(changes: ResidentChanges): boolean {
  return Object.keys(changes).length === 0
}

const sexWords = { male: '男', female: '女', unknown: '未说明' } as const

/** The changes for a person to read, numbers masked. */
export function changesInWords(
  known: KnownResident,
  changes: ResidentChanges,
): { field: string; from: string; to: string }[] {
  const words: { field: string; from: string; to: string }[] = []
  const say = (field: string, from: string | null, to: string) =>
    words.push({ field, from: from ?? '无', to })
  if (changes.idNumber) say('身份证号', null, maskIdNumber(changes.idNumber))
  if (changes.birthDate) say('出生日期', known.birthDate, changes.birthDate)
  if (changes.sex) say('性别', sexWords[known.sex], sexWords[changes.sex])
  if (changes.phone) say('电话', known.phone && maskPhone(known.phone), maskPhone(changes.phone))
  if (changes.ethnicity) say('民族', null, changes.ethnicity)
  if (changes.relation) say('与户主关系', null, relations[changes.relation])
  if (changes.isAway !== undefined)
    say('居住状态', known.isAway ? '外出' : '常住', changes.isAway ? '外出' : '常住')
  if (changes.paymentMethods) say('医保类型', null, insuranceWords(changes.paymentMethods) ?? '')
  if (changes.addedPopulations) {
    say(
      '人群分类',
      known.populations.map((population) => populations[population]).join('、') || null,
      `加上${changes.addedPopulations.map((population) => populations[population]).join('、')}`,
    )
  }
  return words
}

/** What a right ID number says of its holder. */
function saidBy(idNumber: string): { birthDate: LocalDate; sex: Exclude<Sex, 'unknown'> } {
  return {
    birthDate: `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}` as LocalDate,
    sex: Number(idNumber[16]) % 2 === 1 ? 'male' : 'female',
  }
}
