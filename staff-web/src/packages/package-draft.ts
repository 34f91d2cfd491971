import type { RequestInput } from '@qianyue/api/endpoint.ts'
import type { savePackage } from '@qianyue/api/packages.ts'
import { addDays, dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import type { FeeShare, Fund } from '@qianyue/domain/packages/fee-split.ts'
import type { PackageVersion } from './PackagesPage.tsx'

export type PackageDraft = RequestInput<typeof savePackage>
/** A package without what tells its versions from one another. */
export type PackageContent = Omit<PackageDraft, 'packageId' | 'validFrom'>
export type ItemDraft = PackageDraft['items'][number]

/** A new version begins as the one it follows; a new package begins empty. */
export function draftFrom(packageId: string, from: PackageVersion | null): PackageDraft {
  const tomorrow = addDays(dayInShanghai(new Date()), 1)
  if (from === null) return { packageId, validFrom: tomorrow, ...blankPackage() }
  const { code, name, group, tier, items, yearlyPriceFen, shares } = from
  const { needsAnyPopulation, needsAnyPackage, excludes, maxPersons } = from
  return {
    packageId,
    code,
    name,
    group,
    tier,
    validFrom: tomorrow,
    items,
    yearlyPriceFen,
    shares,
    needsAnyPopulation,
    needsAnyPackage,
    excludes,
    maxPersons,
  }
}

/** A new package; its code is made for it and can be written anew. */
export function blankPackage(): PackageContent {
  return {
    code: `package-${Date.now().toString(36)}`,
    name: '',
    group: 'general',
    tier: 'basic',
    items: [blankItem()],
    yearlyPriceFen: 0,
    shares: [],
    needsAnyPopulation: [],
    needsAnyPackage: [],
    excludes: [],
    maxPersons: null,
  }
}

export function blankItem(): ItemDraft {
  return {
    service: 'consultation',
    times: 1,
    every: 'year',
    by: ['family-doctor', 'village-doctor'],
    modes: ['clinic', 'home'],
    unitPriceFen: 0,
  }
}

/** A fund's share as the editor shows it: in percent or in yuan. */
export type ShareDraft = { payer: Fund; unit: 'percent' | 'yuan'; amount: number }

export function shareDrafts(shares: readonly FeeShare[]): ShareDraft[] {
  return shares.map((share) =>
    'fen' in share
      ? { payer: share.payer, unit: 'yuan', amount: share.fen / 100 }
      : { payer: share.payer, unit: 'percent', amount: share.basisPoints / 100 },
  )
}

export function sharesOf(drafts: readonly ShareDraft[]): FeeShare[] {
  return drafts.map(({ payer, unit, amount }) =>
    unit === 'yuan'
      ? { payer, fen: Math.round(amount * 100) }
      : { payer, basisPoints: Math.round(amount * 100) },
  )
}
