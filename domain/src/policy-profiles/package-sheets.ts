import type { DefaultPackage } from '../packages/default-packages.ts'
import { type FeeShare, payers } from '../packages/fee-split.ts'
import { packageTiers } from '../packages/package.ts'
import { everyOptions } from '../policy/own-fields.ts'
import { type Own, type PolicyField, policyFieldsIn } from '../policy/policy-fields.ts'
import { populations } from '../populations/population.ts'
import { serviceModes } from '../service-records/service-mode.ts'
import { codeOf } from '../services/own-service.ts'
import { services } from '../services/services.ts'
import { teamRoles } from '../teams/team.ts'

type FlatShare = { payer: FeeShare['payer']; basisPoints: number | null; fen: number | null }
type FlatItem = DefaultPackage['items'][number] & { packageCode: string }
type FlatPackage = Omit<DefaultPackage, 'shares' | 'items' | 'needsAnyPackage' | 'excludes'> & {
  shares: FlatShare[]
  needsAnyPackage: string
  excludes: string
}
type Flat = { packages: FlatPackage[]; items: FlatItem[] }

const names = (of: Record<string, { name: string }>): Record<string, string> =>
  Object.fromEntries(Object.entries(of).map(([code, { name }]) => [code, name]))

/** Packages in two tables: the packages, and the services in them. */
export function flatPackages(packages: readonly DefaultPackage[]): Flat {
  return {
    packages: packages.map(({ items: _, shares, needsAnyPackage, excludes, ...one }) => ({
      ...one,
      shares: shares.map((share) => ({
        payer: share.payer,
        basisPoints: 'fen' in share ? null : share.basisPoints,
        fen: 'fen' in share ? share.fen : null,
      })),
      needsAnyPackage: needsAnyPackage.join('、'),
      excludes: excludes.join('、'),
    })),
    items: packages.flatMap(({ code, items }) => items.map((item) => ({ ...item, packageCode: code }))),
  }
}

const listOf = (text: string) =>
  text
    .split(/[、，,；;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** As they were before {@link flatPackages}; an item of a package that is not there is left out. */
export function packagesOf(flat: unknown): DefaultPackage[] {
  const { packages, items } = flat as Flat
  return packages.map(({ shares, needsAnyPackage, excludes, ...one }) => ({
    ...one,
    needsAnyPackage: listOf(needsAnyPackage),
    excludes: listOf(excludes),
    shares: shares.map(
      ({ payer, basisPoints, fen }): FeeShare =>
        fen !== null ? { payer, fen } : { payer, basisPoints: basisPoints ?? 0 },
    ),
    items: items
      .filter(({ packageCode }) => packageCode === one.code)
      .map(({ packageCode: _, ...item }) => item),
  }))
}

export function packageFields(own: Own): readonly PolicyField[] {
  // The names of populations as any field of a policy has them in this county.
  const key = policyFieldsIn('figures', own).find(({ path }) => path[0] === 'keyPopulations')
  const people = key?.kind === 'choices' ? key.options : populations
  const { resident: _, ...funds } = payers
  const ownServices = Object.fromEntries(own['own-services'].map((one) => [codeOf(one), one.name]))
  return [
    {
      kind: 'rows',
      path: ['packages'],
      label: '服务包',
      columns: [
        { kind: 'text', path: ['code'], label: '代码' },
        { kind: 'text', path: ['name'], label: '名称' },
        {
          kind: 'choice',
          path: ['group'],
          label: '人群',
          options: { general: '一般人群', 'special-need': '特需服务', ...people },
        },
        { kind: 'choice', path: ['tier'], label: '层级', options: packageTiers },
        { kind: 'number', path: ['yearlyPriceFen'], label: '年价格', unit: '元', decimals: 2, scale: 100 },
        {
          kind: 'rows',
          path: ['shares'],
          label: '各方承担',
          columns: [
            { kind: 'choice', path: ['payer'], label: '付费方', options: funds },
            { kind: 'number', path: ['basisPoints'], label: '比例', unit: '%', scale: 100, optional: '—' },
            { kind: 'number', path: ['fen'], label: '定额', unit: '元', scale: 100, optional: '—' },
          ],
          keyOf: (row) => String(row.payer),
          blank: () => ({ payer: 'public-health-fund', basisPoints: null, fen: null }),
        },
        { kind: 'choices', path: ['needsAnyPopulation'], label: '只面向', options: people, none: '不限' },
        { kind: 'text', path: ['needsAnyPackage'], label: '须同时选（代码）' },
        { kind: 'text', path: ['excludes'], label: '不能同时选（代码）' },
        { kind: 'number', path: ['maxPersons'], label: '限额', unit: '人', optional: '不限' },
      ],
      keyOf: (row) => String(row.code),
      blank: () => ({
        code: '',
        name: '',
        group: 'general',
        tier: 'basic',
        yearlyPriceFen: 0,
        shares: [],
        needsAnyPopulation: [],
        needsAnyPackage: '',
        excludes: '',
        maxPersons: null,
      }),
    },
    {
      kind: 'rows',
      path: ['items'],
      label: '服务包项目',
      columns: [
        { kind: 'text', path: ['packageCode'], label: '服务包代码' },
        { kind: 'choice', path: ['service'], label: '服务', options: { ...names(services), ...ownServices } },
        { kind: 'choice', path: ['every'], label: '周期', options: everyOptions },
        { kind: 'number', path: ['times'], label: '次数', unit: '次' },
        { kind: 'choices', path: ['by'], label: '谁来做', options: teamRoles, none: '不限' },
        { kind: 'choices', path: ['modes'], label: '方式', options: names(serviceModes), none: '不限' },
        { kind: 'number', path: ['unitPriceFen'], label: '单价', unit: '元', decimals: 2, scale: 100 },
      ],
      keyOf: (row) => `${row.packageCode}/${row.service}`,
      blank: () => ({
        packageCode: '',
        service: 'consultation',
        every: 'year',
        times: 1,
        by: [],
        modes: [],
        unitPriceFen: 0,
      }),
    },
  ]
}
