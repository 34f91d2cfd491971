import type { Population } from '../populations/population.ts'
import type { AgreedItem } from '../residents/resident-facts.ts'
import type { ServiceMode } from '../service-records/service-mode.ts'
import type { ServiceCode } from '../services/services.ts'
import type { TeamRole } from '../teams/team.ts'
import type { FeeShare } from './fee-split.ts'
import type { PackageGroup, PackageItem, PackageTier, PackageVersion } from './package.ts'

/** A package of a new county before it is given ids and a first day. */
export type DefaultPackage = Omit<PackageVersion, 'id' | 'validFrom' | 'validUntil'>

const doctors: readonly TeamRole[] = ['family-doctor', 'village-doctor']
const publicHealth: readonly TeamRole[] = ['public-health', 'village-doctor', 'nurse']
const faceToFace: readonly ServiceMode[] = ['clinic', 'home']

type Details = { by?: readonly TeamRole[]; modes?: readonly ServiceMode[]; yuan?: number }

function item(
  service: ServiceCode,
  times: number,
  every: AgreedItem['every'],
  { by = doctors, modes = faceToFace, yuan = 0 }: Details = {},
): PackageItem {
  return { service, times, every, by, modes, unitPriceFen: yuan * 100 }
}

function basic(
  code: string,
  name: string,
  group: PackageGroup,
  items: readonly PackageItem[],
): DefaultPackage {
  return {
    code,
    name,
    group,
    tier: 'basic',
    items,
    yearlyPriceFen: 0,
    shares: [],
    needsAnyPopulation: group === 'general' || group === 'special-need' ? [] : [group],
    needsAnyPackage: [],
    excludes: [],
    maxPersons: null,
  }
}

function paid(
  code: string,
  name: string,
  group: Population,
  tier: Exclude<PackageTier, 'basic'>,
  yearlyYuan: number,
  items: readonly PackageItem[],
): DefaultPackage {
  return { ...basic(code, name, group, items), tier, yearlyPriceFen: yearlyYuan * 100, shares: paidShares }
}

/**
 * 公卫经费 30 %, 医保基金 30 %, the rest the resident's own. The shares and prices of a county are set locally; no national
 * amount exists (contract-policy.md §8), so these are a starting point for its own.
 */
const paidShares: readonly FeeShare[] = [
  { payer: 'public-health-fund', basisPoints: 3000 },
  { payer: 'insurance-fund', basisPoints: 3000 },
]

/**
 * A set of packages to start from: the free packages follow the specification's frequencies and contract-policy.md §6;
 * the paid ones follow the example of a county in use (8 blood-pressure checks, 2 consultations, a glucose and a
 * liver-kidney test a year, long prescriptions, home bed). What a county agrees is edited on the packages page.
 */
export const defaultPackages: readonly DefaultPackage[] = [
  basic('general-basic', '一般人群基础包', 'general', [
    item('health-assessment', 1, 'year'),
    item('health-education', 1, 'year', { by: publicHealth, modes: ['clinic', 'home', 'group', 'online'] }),
    item('activity-notice', 1, 'year', { by: publicHealth, modes: ['phone', 'online', 'group'] }),
    item('consultation', 1, 'on-need'),
    item('referral', 1, 'on-need'),
    item('phone-consultation', 1, 'on-need', { modes: ['phone', 'online'] }),
  ]),
  basic('elderly-basic', '老年人基础包', 'elderly', [
    item('elderly-examination', 1, 'year', { modes: ['clinic', 'home'] }),
    item('tcm-constitution', 1, 'year', { by: publicHealth }),
    item('medication-guidance', 1, 'on-need'),
    item('home-visit', 1, 'on-need', { modes: ['home'] }),
  ]),
  basic('hypertension-basic', '高血压患者基础包', 'hypertension', [
    item('hypertension-follow-up', 1, 'quarter'),
    item('chronic-examination', 1, 'year'),
    item('health-education', 4, 'year', { by: publicHealth, modes: ['clinic', 'home', 'group'] }),
    item('long-prescription', 1, 'on-need', { modes: ['clinic'] }),
  ]),
  basic('diabetes-basic', '2型糖尿病患者基础包', 'type2-diabetes', [
    item('type2-diabetes-follow-up', 1, 'quarter'),
    item('fasting-glucose', 4, 'year', { by: publicHealth }),
    item('chronic-examination', 1, 'year'),
    item('health-education', 4, 'year', { by: publicHealth, modes: ['clinic', 'home', 'group'] }),
    item('long-prescription', 1, 'on-need', { modes: ['clinic'] }),
  ]),
  basic('child-basic', '0-6岁儿童基础包', 'child', [
    item('child-health-check', 1, 'year', { by: publicHealth }),
    item('vaccination', 1, 'on-need', { by: publicHealth, modes: ['clinic'] }),
    item('tcm-child', 1, 'on-need', { by: publicHealth }),
  ]),
  basic('maternal-basic', '孕产妇基础包', 'pregnant', [
    item('antenatal-check', 5, 'term', { by: publicHealth, modes: ['clinic'] }),
    item('postpartum-visit', 1, 'term', { by: publicHealth, modes: ['home'] }),
    item('postpartum-42-day-check', 1, 'term', { by: publicHealth, modes: ['clinic'] }),
  ]),
  basic('disabled-basic', '残疾人基础包', 'disabled', [
    item('yearly-home-visit', 1, 'year', { modes: ['home'] }),
    item('rehabilitation', 1, 'year', { by: ['rehab-therapist', 'family-doctor', 'village-doctor'] }),
    item('health-education', 1, 'year', { by: publicHealth, modes: ['clinic', 'home'] }),
  ]),
  basic('mental-basic', '严重精神障碍患者基础包', 'severe-mental-disorder', [
    item('severe-mental-disorder-follow-up', 1, 'quarter'),
    item('chronic-examination', 1, 'year'),
  ]),
  basic('tuberculosis-basic', '肺结核患者基础包', 'tuberculosis', [
    item('tuberculosis-follow-up', 1, 'month'),
    item('medication-guidance', 1, 'month', { modes: ['clinic', 'home', 'phone'] }),
  ]),
  paid('hypertension-primary', '高血压患者初级包', 'hypertension', 'primary', 120, [
    item('blood-pressure-check', 8, 'year', { by: publicHealth, yuan: 5 }),
    item('consultation', 2, 'year', { modes: ['clinic', 'home'], yuan: 10 }),
    item('liver-kidney-test', 1, 'year', { modes: ['clinic'], yuan: 40 }),
    item('fasting-glucose', 1, 'year', { by: publicHealth, yuan: 5 }),
  ]),
  paid('hypertension-intermediate', '高血压患者中级包', 'hypertension', 'intermediate', 220, [
    item('blood-pressure-check', 1, 'month', { by: publicHealth, yuan: 5 }),
    item('blood-lipid-test', 1, 'year', { modes: ['clinic'], yuan: 40 }),
    item('electrocardiogram', 1, 'year', { modes: ['clinic', 'home'], yuan: 25 }),
    item('nutrition-guidance', 2, 'year', { by: ['nutritionist', 'health-manager', 'nurse'], yuan: 10 }),
  ]),
  paid('hypertension-advanced', '高血压患者高级包', 'hypertension', 'advanced', 420, [
    item('home-visit', 4, 'year', { modes: ['home'], yuan: 30 }),
    item('electrocardiogram', 2, 'year', { modes: ['clinic', 'home'], yuan: 25 }),
    item('tcm-care', 4, 'year', { by: ['tcm-doctor', 'family-doctor'], yuan: 20 }),
    item('abdominal-ultrasound', 1, 'year', { modes: ['clinic'], yuan: 60 }),
  ]),
  paid('diabetes-primary', '2型糖尿病患者初级包', 'type2-diabetes', 'primary', 140, [
    item('fasting-glucose', 8, 'year', { by: publicHealth, yuan: 5 }),
    item('consultation', 2, 'year', { modes: ['clinic', 'home'], yuan: 10 }),
    item('liver-kidney-test', 1, 'year', { modes: ['clinic'], yuan: 40 }),
    item('urine-test', 1, 'year', { modes: ['clinic'], yuan: 15 }),
  ]),
  paid('diabetes-intermediate', '2型糖尿病患者中级包', 'type2-diabetes', 'intermediate', 260, [
    item('fasting-glucose', 1, 'month', { by: publicHealth, yuan: 5 }),
    item('hba1c', 1, 'half-year', { modes: ['clinic'], yuan: 50 }),
    item('nutrition-guidance', 2, 'year', { by: ['nutritionist', 'health-manager', 'nurse'], yuan: 10 }),
  ]),
  paid('diabetes-advanced', '2型糖尿病患者高级包', 'type2-diabetes', 'advanced', 480, [
    item('hba1c', 1, 'quarter', { modes: ['clinic'], yuan: 50 }),
    item('home-visit', 4, 'year', { modes: ['home'], yuan: 30 }),
    item('electrocardiogram', 1, 'year', { modes: ['clinic', 'home'], yuan: 25 }),
    item('tcm-care', 4, 'year', { by: ['tcm-doctor', 'family-doctor'], yuan: 20 }),
  ]),
  {
    ...basic('home-care-special', '居家护理特需包', 'special-need', [
      item('home-nursing', 1, 'month', { by: ['nurse'], modes: ['home'], yuan: 50 }),
      item('home-bed', 1, 'on-need', { modes: ['home'] }),
      item('rehabilitation', 4, 'year', { by: ['rehab-therapist', 'nurse'], modes: ['home'], yuan: 30 }),
    ]),
    tier: 'primary',
    yearlyPriceFen: 60_000,
    needsAnyPackage: ['general-basic'],
    maxPersons: 200,
  },
]
