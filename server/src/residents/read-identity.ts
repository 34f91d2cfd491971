import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { type IdNumber, parseIdNumber, tidyIdNumber } from '@qianyue/domain/residents/id-number.ts'
import {
  birthDateProblem,
  type IdentityWarning,
  identityWarnings,
} from '@qianyue/domain/residents/identity.ts'
import { phoneOf } from '@qianyue/domain/residents/phone.ts'
import type { Sex } from '@qianyue/domain/residents/resident-facts.ts'
import { birthDateProblemWords, idNumberProblemWords } from '@qianyue/domain/residents/words.ts'
import { Invalid } from '../http/errors.ts'

/** Numbers of a person, read, with what contradicts what is stated of the person. */
export type ReadIdentity = {
  idNumber: IdNumber | null
  phone: string | null
  contactPhone: string | null
  warnings: IdentityWarning[]
}

/** @throws Invalid for a day on which nobody can have been born. */
export function refuseBirthDate(birthDate: LocalDate, today: LocalDate): void {
  const problem = birthDateProblem(birthDate, today)
  if (problem) throw new Invalid({ birthDate: birthDateProblemWords[problem] })
}

/** @throws Invalid naming every number that is none. */
export function readIdentity(
  stated: {
    birthDate: LocalDate
    sex: Sex
    idNumber?: string | null | undefined
    phone?: string | null | undefined
    contactPhone?: string | null | undefined
  },
  today: LocalDate,
): ReadIdentity {
  const wrong: Record<string, string> = {}
  const telephone = (field: 'phone' | 'contactPhone') => {
    const text = stated[field]
    if (!text) return null
    const phone = phoneOf(text)
    if (phone === null) wrong[field] = '电话应为 11 位手机号，或带区号的固定电话'
    return phone
  }
  const text = tidyIdNumber(stated.idNumber ?? '').text
  const parsed = text === '' ? null : parseIdNumber(text, today)
  if (parsed && !parsed.ok) wrong.idNumber = idNumberProblemWords(parsed.problem)
  const phone = telephone('phone')
  const contactPhone = telephone('contactPhone')
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong)

  const reading = parsed?.ok ? parsed.reading : null
  return {
    idNumber: reading?.idNumber ?? null,
    phone,
    contactPhone,
    warnings: identityWarnings(stated, reading, today),
  }
}
