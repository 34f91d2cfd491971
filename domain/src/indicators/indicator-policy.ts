import type { Form } from '../forms/form.ts'
import { type AgePolicy, nationalAgePolicy, type Population } from '../populations/population.ts'
import type { ServiceFacts } from '../residents/resident-facts.ts'
import { nationalVaccinationPolicy } from '../vaccination/national-schedule.ts'
import type { VaccinationPolicy } from '../vaccination/schedule.ts'
import type { OwnIndicator } from './own-indicator.ts'

/** What a bureau notice can change about the figures; versioned by the day it takes effect. */
export type IndicatorPolicy = {
  ages: AgePolicy
  vaccination: VaccinationPolicy
  /** 重点人群 of the year. Source of the default: contract-policy.md §5, S2 篇三. */
  keyPopulations: readonly Population[]
  /** 特殊人群, to be covered in full. Source: R072. */
  specialPopulations: readonly Population[]
  /** Whether special people who are away (外出) are left out: 在家的. Source: R072. */
  specialAtHomeOnly: boolean
  /** 面对面: the ways of visiting that count for standardised management; a telephone call does not. */
  faceToFaceModes: readonly ServiceFacts['mode'][]
  /** 规范管理: face-to-face visits in a full year. Source: N3-07, N3-08: 4. */
  faceToFaceVisitsAYear: number
  /** 规范管理: examinations in the year. Source: N3-07, N3-08: 1. */
  examinationsAYear: number
  /** An agreement signed at most so many days after the old one ended renews it. Project convention. */
  renewalGraceDays: number
  /** An agreement is shown as about to end so many days ahead. Project convention: the renewal window. */
  expiringWithinDays: number
  /** When a household counts as signed: with one member, or only with all who live there. */
  householdSignedBy: 'any-member' | 'all-members'
  /** 县定指标. */
  own?: readonly OwnIndicator[]
  /** The county's own forms, as far as they prove services that its figures count. */
  local?: readonly Form[]
}

export const defaultIndicatorPolicy: IndicatorPolicy = {
  ages: nationalAgePolicy,
  vaccination: nationalVaccinationPolicy,
  keyPopulations: [
    'elderly',
    'child',
    'pregnant',
    'hypertension',
    'type2-diabetes',
    'tuberculosis',
    'severe-mental-disorder',
    'disabled',
    'registered-poor',
    'low-income',
    'destitute',
    'five-guarantee',
    'fp-special-family',
  ],
  specialPopulations: ['registered-poor', 'low-income', 'destitute', 'five-guarantee', 'fp-special-family'],
  specialAtHomeOnly: true,
  faceToFaceModes: ['clinic', 'home', 'group'],
  faceToFaceVisitsAYear: 4,
  examinationsAYear: 1,
  renewalGraceDays: 30,
  expiringWithinDays: 30,
  householdSignedBy: 'any-member',
}
