import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { relations } from '@qianyue/domain/households/relation.ts'
import { parseIdNumber, tidyIdNumber } from '@qianyue/domain/residents/id-number.ts'
import { birthDateProblem } from '@qianyue/domain/residents/identity.ts'
import { phoneOf } from '@qianyue/domain/residents/phone.ts'
import type { Sex } from '@qianyue/domain/residents/resident-facts.ts'
import { isPersonName, NO_PERSON_NAME } from '@qianyue/domain/residents/resident-name.ts'
import { birthDateProblemWords, idNumberProblemWords } from '@qianyue/domain/residents/words.ts'

/** A new resident as typed so far. */
export type Newcomer = {
  id: string
  name: string
  idNumber: string
  sex: Sex | ''
  birthDate: string
  telephone: string
  /** The door one joins; null founds a household. */
  doorId: string | null
  newDoorId: string
  villageCode: number | null
  groupNumber: string
  address: string
  relation: keyof typeof relations
}

export type ReadNumber = {
  /** In upper case, when it is one; null while it is not. */
  text: string | null
  birthDate: LocalDate | null
  sex: Sex | null
  problem: string | null
}

/** What the number says, or what is wrong with it; null while there is none. */
export function readNumber(typed: string, today: LocalDate): ReadNumber | null {
  const { text } = tidyIdNumber(typed)
  if (text === '') return null
  const read = parseIdNumber(text, today)
  if (!read.ok) return { text: null, birthDate: null, sex: null, problem: idNumberProblemWords(read.problem) }
  const { idNumber, birthDate, sex } = read.reading
  return { text: idNumber, birthDate, sex, problem: null }
}

/** Everything that keeps the newcomer from being registered, in words; empty when nothing does. */
export function faultsOf(
  { name, telephone, doorId, villageCode }: Newcomer,
  {
    number,
    birthDate,
    sex,
    today,
  }: { number: ReadNumber | null; birthDate: LocalDate | null; sex: Sex | null; today: LocalDate },
): string[] {
  const problem = birthDate && birthDateProblem(birthDate, today)
  return [
    ...(name.trim() === '' ? ['请填写姓名。'] : isPersonName(name.trim()) ? [] : [`${NO_PERSON_NAME}。`]),
    ...(number?.problem ? [number.problem] : []),
    ...(birthDate === null ? ['请填写出生日期。'] : []),
    ...(problem ? [`${birthDateProblemWords[problem]}。`] : []),
    ...(sex === null ? ['请选择性别。'] : []),
    ...(telephone.trim() !== '' && phoneOf(telephone) === null ? ['电话号码不对，请核对。'] : []),
    ...(doorId === '' ? ['请选择加入哪一户。'] : []),
    ...(doorId === null && villageCode === null ? ['本机还没有村的资料，请先联网同步。'] : []),
  ]
}
