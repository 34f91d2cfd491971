import type { IndicatorPart } from '../indicators/indicator.ts'
import type { Rate } from '../indicators/rate.ts'
import { type Payer, payers } from '../packages/fee-split.ts'
import { type PackageTier, packageTiers } from '../packages/package.ts'
import { type Population, populations } from '../populations/population.ts'

/**
 * 签约情况报表: one row a village, totals by township and county, at the end of a month, quarter, half-year or year. Source:
 * performance-and-funds.md §6.1 (SIGNTAB), in the order of its columns.
 */
export const columnGroups = {
  population: '人口',
  signed: '签约',
  'signed-groups': '重点人群签约（应签／已签）',
  fulfilment: '履约',
  packages: '服务包（在约人数）',
  fees: '本期签约费（元）',
} as const

export type ContractColumn = {
  code: string
  header: string
  group: keyof typeof columnGroups
  /** The figure whose part this count is; its names are behind it. Null: counted from agreements of the period. */
  figure: { indicator: string; part: Exclude<IndicatorPart, 'gap'> } | null
  /** Whole persons, households, or fen (分). */
  unit: 'person' | 'household' | 'fen'
}

/** 低保五保 is one column of the official table; a person may be both, so that the two are told apart and never added. */
export const reportedGroups = [
  'child',
  'elderly',
  'pregnant',
  'hypertension',
  'type2-diabetes',
  'tuberculosis',
  'severe-mental-disorder',
  'disabled',
  'fp-special-family',
  'registered-poor',
  'low-income',
  'five-guarantee',
] as const satisfies readonly Population[]

const person = { unit: 'person' } as const
const ofPeriod = { figure: null, unit: 'person' } as const
const figure = (indicator: string, part: 'numerator' | 'denominator') => ({ figure: { indicator, part } })

export const contractColumns: readonly ContractColumn[] = [
  {
    code: 'residents',
    header: '常住人口',
    group: 'population',
    ...person,
    ...figure('coverage', 'denominator'),
  },
  {
    code: 'households',
    header: '户数',
    group: 'population',
    unit: 'household',
    ...figure('household-coverage', 'denominator'),
  },
  {
    code: 'key',
    header: '重点人群',
    group: 'population',
    ...person,
    ...figure('key-coverage', 'denominator'),
  },
  { code: 'signed', header: '签约人数', group: 'signed', ...person, ...figure('coverage', 'numerator') },
  {
    code: 'signed-households',
    header: '签约户数',
    group: 'signed',
    unit: 'household',
    ...figure('household-coverage', 'numerator'),
  },
  {
    code: 'signed-key',
    header: '重点人群签约',
    group: 'signed',
    ...person,
    ...figure('key-coverage', 'numerator'),
  },
  { code: 'signed-before', header: '上期末签约', group: 'signed', ...ofPeriod },
  { code: 'added', header: '本期新签', group: 'signed', ...ofPeriod },
  { code: 'renewed', header: '本期续签', group: 'signed', ...ofPeriod },
  { code: 'ended', header: '本期终止', group: 'signed', ...ofPeriod },
  { code: 'transferred-in', header: '转入', group: 'signed', ...ofPeriod },
  { code: 'transferred-out', header: '转出', group: 'signed', ...ofPeriod },
  ...reportedGroups.flatMap((population): ContractColumn[] => [
    {
      code: `listed-${population}`,
      header: `${populations[population]}应签`,
      group: 'signed-groups',
      ...person,
      ...figure(`coverage-${population}`, 'denominator'),
    },
    {
      code: `signed-${population}`,
      header: `${populations[population]}已签`,
      group: 'signed-groups',
      ...person,
      ...figure(`coverage-${population}`, 'numerator'),
    },
  ]),
  {
    code: 'fulfilled',
    header: '履约人数',
    group: 'fulfilment',
    ...person,
    ...figure('fulfilment', 'numerator'),
  },
  ...(Object.keys(packageTiers) as PackageTier[]).map(
    (tier): ContractColumn => ({
      code: `package-${tier}`,
      header: packageTiers[tier],
      group: 'packages',
      ...ofPeriod,
    }),
  ),
  ...(Object.keys(payers) as Payer[]).map(
    (payer): ContractColumn => ({
      code: `fee-${payer}`,
      header: payers[payer],
      group: 'fees',
      figure: null,
      unit: 'fen',
    }),
  ),
]

/** The counts of one place, by the codes of `contractColumns`; whole numbers, fees in fen. */
export type ContractCounts = Readonly<Record<string, number>>

/** 率: shown beside the counts, always worked out from them. */
export const contractRates = [
  { code: 'coverage', header: '签约率', numerator: 'signed', denominator: 'residents' },
  { code: 'key-coverage', header: '重点人群签约率', numerator: 'signed-key', denominator: 'key' },
  { code: 'fulfilment', header: '履约率', numerator: 'fulfilled', denominator: 'signed' },
] as const

export function rateIn(
  counts: ContractCounts,
  { numerator, denominator }: (typeof contractRates)[number],
): Rate {
  return { numerator: counts[numerator] ?? 0, denominator: counts[denominator] ?? 0 }
}

/** The row of a place above: every column added up. */
export function totalOf(rows: readonly ContractCounts[]): ContractCounts {
  return Object.fromEntries(
    contractColumns.map(({ code }) => [code, rows.reduce((sum, row) => sum + (row[code] ?? 0), 0)]),
  )
}
