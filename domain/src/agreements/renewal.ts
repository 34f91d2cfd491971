import { addDays, type LocalDate } from '../days/local-date.ts'
import { type AgreementDates, renewableFrom } from './agreement.ts'
import type { AgreementPolicy } from './agreement-policy.ts'
import type { Term } from './term.ts'

export type RenewalRefusal =
  | { code: 'agreement-not-in-force' }
  | { code: 'already-renewed' }
  | { code: 'too-early-to-renew'; from: LocalDate }
  | { code: 'too-late-to-renew'; endedOn: LocalDate }
  | { code: 'term-not-allowed'; termMonths: number; allowedYears: readonly number[] }

/**
 * Why an agreement cannot be renewed (续约) today; null when it can: in the notice period before its end, and after
 * its end for as many days as the county lets paper come late.
 */
export function whyCannotRenew(
  agreement: AgreementDates,
  termMonths: number,
  policy: Pick<AgreementPolicy, 'noticeDays' | 'lateSigningWithinDays' | 'allowedTermsYears'>,
  today: LocalDate,
): RenewalRefusal | null {
  const { signedOn, declined, terminatedOn, endsOn, renewed } = agreement
  if (signedOn === null || declined !== null || terminatedOn !== null)
    return { code: 'agreement-not-in-force' }
  if (renewed) return { code: 'already-renewed' }
  const from = renewableFrom(endsOn, policy.noticeDays)
  if (today < from) return { code: 'too-early-to-renew', from }
  if (addDays(endsOn, 1) < addDays(today, -policy.lateSigningWithinDays)) {
    return { code: 'too-late-to-renew', endedOn: endsOn }
  }
  if (!policy.allowedTermsYears.some((years) => years * 12 === termMonths)) {
    return { code: 'term-not-allowed', termMonths, allowedYears: policy.allowedTermsYears }
  }
  return null
}

/** The first day of a renewal: the day after the old term ends, so that no day is without cover. */
export function renewedFrom(endsOn: LocalDate): LocalDate {
  return addDays(endsOn, 1)
}

/** An earlier span of cover of a resident, by which team. */
type EarlierTerm = Term & { agreementId: string; teamId: string }

/**
 * The agreement that a signing with the same team goes on with, where it begins within so many days after that one's last day
 * (到期后补签算续约): signing again is how a term that is not renewed by silence is renewed. Null for a new one.
 * Source: contract-policy.md §4.3 (S0 篇3三(三) 期满后如需续约，应告知签约医生签约并签字确认).
 */
export function goesOnWith(
  earlier: readonly EarlierTerm[],
  signing: { teamId: string; startsOn: LocalDate },
  graceDays: number,
): string | null {
  const ended = earlier.filter(
    ({ teamId, endsOn }) =>
      teamId === signing.teamId &&
      endsOn < signing.startsOn &&
      signing.startsOn <= addDays(endsOn, graceDays),
  )
  return ended.sort((a, b) => (a.endsOn < b.endsOn ? 1 : -1))[0]?.agreementId ?? null
}

type ExpiryOutcome = 'goes-on' | 'renews' | 'renews-needs-paper' | 'expires'

/** What silence means for an agreement on a day. Source: contract-policy.md §4.3. */
export function atExpiry(
  agreement: Pick<AgreementDates, 'endsOn' | 'signedOn' | 'declined' | 'terminatedOn' | 'renewed'>,
  policy: Pick<AgreementPolicy, 'expiryPolicy'>,
  today: LocalDate,
): ExpiryOutcome {
  const { endsOn, signedOn, declined, terminatedOn, renewed } = agreement
  if (signedOn === null || declined !== null || terminatedOn !== null || renewed || today <= endsOn)
    return 'goes-on'
  switch (policy.expiryPolicy) {
    case 'auto-renew':
      return 'renews'
    case 'auto-but-new-paper':
      return 'renews-needs-paper'
    case 'resign':
      return 'expires'
  }
}

export type TransferRefusal =
  | { code: 'agreement-not-in-force' }
  | { code: 'same-team' }
  | { code: 'transfer-not-yet'; from: LocalDate }
  | { code: 'transfer-outside-term'; earliest: LocalDate; latest: LocalDate }
  | { code: 'transfer-needs-reason' }

/**
 * Why a resident cannot change to another team (改签) with a new agreement from a day on; null when it can. The new
 * team's own conditions are those of any signing.
 */
export function whyCannotTransfer(
  agreement: AgreementDates & { teamId: string },
  transfer: { toTeamId: string; startsOn: LocalDate; reason: string },
  policy: Pick<AgreementPolicy, 'transfer' | 'noticeDays'>,
  today: LocalDate,
): TransferRefusal | null {
  const { signedOn, declined, terminatedOn, startsOn, endsOn, teamId } = agreement
  if (signedOn === null || declined !== null || terminatedOn !== null || today > endsOn) {
    return { code: 'agreement-not-in-force' }
  }
  if (transfer.toTeamId === teamId) return { code: 'same-team' }
  const from = renewableFrom(endsOn, policy.noticeDays)
  if (policy.transfer === 'near-expiry' && today < from) return { code: 'transfer-not-yet', from }
  const earliest = startsOn > today ? startsOn : today
  const latest = addDays(endsOn, 1)
  if (transfer.startsOn < earliest || transfer.startsOn > latest) {
    return { code: 'transfer-outside-term', earliest, latest }
  }
  if (transfer.reason.trim() === '') return { code: 'transfer-needs-reason' }
  return null
}
