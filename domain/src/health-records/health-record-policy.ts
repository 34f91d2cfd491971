import type { FlawCode } from './quality.ts'

/** What a bureau sets about health records. */
export type HealthRecordPolicy = {
  /** 动态记录: months within which a service must have been written into a record for it to be in use. */
  readonly activeWithinMonths: number
  /** 合格: points from which a record is qualified. */
  readonly qualifiedFrom: number
  /** Points a flaw takes off the hundred; a flaw that is not named takes none and is still shown. */
  readonly weights: readonly { readonly flaw: FlawCode; readonly points: number }[]
}

/**
 * Twelve months: public-health-spec.md §17 recordUseRate. The points are a convention of the project until a county sets
 * its own: a record without its basic information, or with two contradictions and a missing number, is not qualified.
 */
export const defaultHealthRecordPolicy: HealthRecordPolicy = {
  activeWithinMonths: 12,
  qualifiedFrom: 85,
  weights: [
    { flaw: 'no-basic-information', points: 50 },
    { flaw: 'no-id-number', points: 10 },
    { flaw: 'identity-contradicts', points: 10 },
    { flaw: 'no-phone', points: 5 },
    { flaw: 'no-contact', points: 3 },
    { flaw: 'contact-is-oneself', points: 3 },
    { flaw: 'no-address', points: 3 },
    { flaw: 'no-responsible-doctor', points: 3 },
    { flaw: 'box-empty', points: 2 },
    { flaw: 'box-contradicts', points: 5 },
    { flaw: 'disease-not-in-history', points: 10 },
    { flaw: 'disease-not-managed', points: 5 },
    { flaw: 'disability-not-in-history', points: 5 },
    { flaw: 'served-before-opening', points: 5 },
  ],
}
