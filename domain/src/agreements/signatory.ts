import { ageYearsOn, type LocalDate } from '../days/local-date.ts'
import type { Population } from '../populations/population.ts'
import type { AgreementUnit } from './agreement.ts'
import type { AgreementPolicy } from './agreement-policy.ts'

/** What must be known of somebody to say who may sign for whom (签约代表). */
export type Signer = {
  residentId: string
  birthDate: LocalDate
  diedOn: LocalDate | null
  householdId: string | null
  isHouseholdHead: boolean
}

/** Somebody to be signed for, with the populations of the day as far as they are known. */
type SignedFor = Signer & { populations?: ReadonlySet<Population> }

export type SignatoryRefusal =
  | { code: 'signatory-unknown' }
  | { code: 'signatory-not-alive' }
  | { code: 'signatory-not-adult'; fromYears: number }
  | { code: 'signatory-not-of-household' }
  | { code: 'signatory-not-head' }
  | { code: 'adult-signs-alone'; residentId: string }

/**
 * Why somebody may not sign for these members on a day; null when the signature counts. For a family its head, or an
 * adult of it as the county says; for a child or somebody with a severe mental disorder a parent or another adult of the
 * household (监护人); any other adult who signs as a person signs alone. Source: contract-policy.md §4.1, §14; glossary.md §4 HOUSEHOLD_HEAD, GUARDIAN.
 */
export function whyMayNotSign(
  unit: AgreementUnit,
  signatory: Signer | null,
  members: readonly SignedFor[],
  policy: Pick<AgreementPolicy, 'guardianBelowYears' | 'householdSignatory'>,
  day: LocalDate,
): SignatoryRefusal | null {
  const fromYears = policy.guardianBelowYears
  const isMinor = ({ birthDate }: Signer) => ageYearsOn(day, birthDate) < fromYears
  if (signatory === null) return { code: 'signatory-unknown' }
  if (signatory.diedOn !== null && signatory.diedOn <= day) return { code: 'signatory-not-alive' }
  if (isMinor(signatory)) return { code: 'signatory-not-adult', fromYears }
  const sameHousehold = ({ householdId }: Signer) =>
    householdId !== null && householdId === signatory.householdId
  if (unit === 'household') {
    if (!members.every(sameHousehold)) return { code: 'signatory-not-of-household' }
    if (policy.householdSignatory === 'head' && !signatory.isHouseholdHead)
      return { code: 'signatory-not-head' }
    return null
  }
  for (const member of members) {
    if (member.residentId === signatory.residentId) continue
    const hasGuardian = isMinor(member) || member.populations?.has('severe-mental-disorder')
    if (!hasGuardian) return { code: 'adult-signs-alone', residentId: member.residentId }
    if (!sameHousehold(member)) return { code: 'signatory-not-of-household' }
  }
  return null
}

/** Of a household, those who may sign for it or for one of its children: the head first, then the eldest. */
export function possibleSignatories<One extends Signer>(
  household: readonly One[],
  policy: Pick<AgreementPolicy, 'guardianBelowYears' | 'householdSignatory'>,
  day: LocalDate,
): One[] {
  return household
    .filter((one) => whyMayNotSign('household', one, household, policy, day) === null)
    .sort((a, b) => {
      if (a.isHouseholdHead !== b.isHouseholdHead) return a.isHouseholdHead ? -1 : 1
      return a.birthDate < b.birthDate ? -1 : 1
    })
}
