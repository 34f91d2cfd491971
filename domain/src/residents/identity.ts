import { ageYearsOn, type LocalDate } from '../days/local-date.ts'
import type { IdNumberReading } from './id-number.ts'
import type { Sex } from './resident-facts.ts'

/** What contradicts what is said of a person. It is told and kept, and nobody but a person decides which is right. */
export type IdentityWarning =
  | { code: 'birth-contradicts-id'; stated: LocalDate; byNumber: LocalDate }
  | { code: 'sex-contradicts-id'; stated: Sex; byNumber: Sex }
  | { code: 'age-contradicts-birth'; statedYears: number; byBirthYears: number }
  | { code: 'id-region-unknown'; regionCode: string }
  | { code: 'id-number-missing' }

/** Nobody is known to have lived longer. */
const OLDEST_YEARS = 130

/** Why nobody alive or on record can have been born on that day; null when somebody can. */
export function birthDateProblem(birthDate: LocalDate, today: LocalDate): 'in-future' | 'long-ago' | null {
  if (birthDate > today) return 'in-future'
  return ageYearsOn(today, birthDate) > OLDEST_YEARS ? 'long-ago' : null
}

/** A child may not have a number yet, so that its absence is worth a word only from this age. [project convention] */
const NUMBER_EXPECTED_FROM_YEARS = 1

/** Every contradiction between what is stated and what the number says. Source: code-lists.md §1, last row. */
export function identityWarnings(
  stated: { birthDate: LocalDate; sex: Sex; ageYears?: number | null },
  reading: IdNumberReading | null,
  today: LocalDate,
): IdentityWarning[] {
  const warnings: IdentityWarning[] = []
  const byBirthYears = ageYearsOn(today, stated.birthDate)
  if (stated.ageYears != null && Math.abs(stated.ageYears - byBirthYears) > 1) {
    warnings.push({ code: 'age-contradicts-birth', statedYears: stated.ageYears, byBirthYears })
  }
  if (reading === null) {
    if (byBirthYears >= NUMBER_EXPECTED_FROM_YEARS) warnings.push({ code: 'id-number-missing' })
    return warnings
  }
  if (stated.birthDate !== reading.birthDate) {
    warnings.push({ code: 'birth-contradicts-id', stated: stated.birthDate, byNumber: reading.birthDate })
  }
  if (stated.sex !== 'unknown' && stated.sex !== reading.sex) {
    warnings.push({ code: 'sex-contradicts-id', stated: stated.sex, byNumber: reading.sex })
  }
  if (!reading.regionIsKnown) warnings.push({ code: 'id-region-unknown', regionCode: reading.regionCode })
  return warnings
}

/** What two records are compared by; hashes stand for what is encrypted. */
export type Identity = {
  name: string
  birthDate: LocalDate
  sex: Sex
  idNumberHash: string | null
  phoneHash: string | null
  householdId: string | null
}

export type LikenessReason =
  | 'same-id-number'
  | 'same-name'
  | 'same-birth-date'
  | 'same-phone'
  | 'same-household'

export type Likeness = {
  /** `certain` the number is the same · `likely` name and birth date are · `possible` less than that. */
  degree: 'certain' | 'likely' | 'possible'
  reasons: LikenessReason[]
}

/**
 * Whether two records may be of one person (疑似重复). Two different identity numbers are two people. Without that
 * proof, the same name with the same birth date is likely one person; the same name with the same telephone or
 * household, and birth dates of which one may be wrong, possibly one.
 */
export function likenessOf(a: Identity, b: Identity): Likeness | null {
  const haveNumbers = a.idNumberHash !== null && b.idNumberHash !== null
  if (haveNumbers && a.idNumberHash !== b.idNumberHash) return null

  const reasons: LikenessReason[] = []
  if (haveNumbers) reasons.push('same-id-number')
  if (a.name === b.name) reasons.push('same-name')
  if (a.birthDate === b.birthDate) reasons.push('same-birth-date')
  if (a.phoneHash !== null && a.phoneHash === b.phoneHash) reasons.push('same-phone')
  if (a.householdId !== null && a.householdId === b.householdId) reasons.push('same-household')

  if (haveNumbers) return { degree: 'certain', reasons }
  if (a.name !== b.name || (a.sex !== b.sex && a.sex !== 'unknown' && b.sex !== 'unknown')) return null
  if (a.birthDate === b.birthDate) return { degree: 'likely', reasons }
  return reasons.length > 1 && datesLookAlike(a.birthDate, b.birthDate)
    ? { degree: 'possible', reasons }
    : null
}

/** Birth dates of which one may be a slip of the other: the same day of the year, or the same year. */
function datesLookAlike(a: LocalDate, b: LocalDate): boolean {
  return a.slice(5) === b.slice(5) || a.slice(0, 4) === b.slice(0, 4)
}

export type MergeRefusal =
  | { code: 'merge-with-itself' }
  | { code: 'merge-different-id-numbers' }
  | { code: 'already-merged' }
  | { code: 'merge-both-signed' }
  /** Undoing: what was moved has gone on to a third record with everything else. */
  | { code: 'merged-on-since' }

/** Why two records cannot become one; null when they can. The one that is kept takes over what the other holds. */
export function whyCannotMerge(
  kept: Identity & { residentId: string; isMerged: boolean; isSigned: boolean },
  dropped: Identity & { residentId: string; isMerged: boolean; isSigned: boolean },
): MergeRefusal | null {
  if (kept.residentId === dropped.residentId) return { code: 'merge-with-itself' }
  if (kept.isMerged || dropped.isMerged) return { code: 'already-merged' }
  if (
    kept.idNumberHash !== null &&
    dropped.idNumberHash !== null &&
    kept.idNumberHash !== dropped.idNumberHash
  ) {
    return { code: 'merge-different-id-numbers' }
  }
  return kept.isSigned && dropped.isSigned ? { code: 'merge-both-signed' } : null
}
