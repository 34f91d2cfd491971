import type { LocalDate } from '../days/local-date.ts'
import type { Population } from '../populations/population.ts'
import type { AgreedItem, AgreedPackage } from '../residents/resident-facts.ts'
import type { ServiceMode } from '../service-records/service-mode.ts'
import type { TeamRole } from '../teams/team.ts'
import type { FeeShare } from './fee-split.ts'

/** 基础包, and 有偿服务包 in up to six steps, each containing the one below it. Source: contract-policy.md §6 (S0 篇2一). */
export const packageTiers = {
  basic: '基础包',
  primary: '初级包',
  intermediate: '中级包',
  advanced: '高级包',
  premium: '特级包',
  exclusive: '专享包',
  supreme: '尊享包',
} as const

export type PackageTier = keyof typeof packageTiers

const tierOrder = Object.keys(packageTiers) as PackageTier[]

/** Whom a package is for: everybody, one population, or a special need that anybody may have (特需服务). */
export type PackageGroup = 'general' | 'special-need' | Population

export type PackageItem = AgreedItem & {
  /** Who delivers it: anyone of these members of the team. */
  by: readonly TeamRole[]
  /** How it is delivered. */
  modes: readonly ServiceMode[]
  /** List price of one time, as printed and as weighed in a refund; 0 for what is free by rule (S2 篇三七1). */
  unitPriceFen: number
}

/** A service package (服务包) as it holds from a day until a day. A change is a new version; agreements pin theirs. */
export type PackageVersion = {
  /** Of this version; what a signing names. */
  id: string
  /** Of the package through all its versions. */
  code: string
  name: string
  group: PackageGroup
  tier: PackageTier
  validFrom: LocalDate
  /** Last day on which it can be signed; null while it holds. */
  validUntil: LocalDate | null
  items: readonly PackageItem[]
  /** For one person and one year, everything that it contains included. */
  yearlyPriceFen: number
  shares: readonly FeeShare[]
  /** 前提: the person must belong to one of these populations; empty when anybody may have it. */
  needsAnyPopulation: readonly Population[]
  /** 前提: one of these packages must be agreed with it; empty when it stands alone. */
  needsAnyPackage: readonly string[]
  /** Packages that the same person cannot have with it. */
  excludes: readonly string[]
  /** 限额: how many persons may have it at a time, so that the quality holds (S3 文1二(二)2⑷); null without a limit. */
  maxPersons: number | null
}

export function isPaid({ tier }: Pick<PackageVersion, 'tier'>): boolean {
  return tier !== 'basic'
}

/** The versions that can be signed on a day: at most one for each code. */
export function packagesOn<Version extends Pick<PackageVersion, 'code' | 'validFrom' | 'validUntil'>>(
  day: LocalDate,
  versions: readonly Version[],
): Version[] {
  const current = new Map<string, Version>()
  for (const version of versions) {
    if (version.validFrom > day || (version.validUntil !== null && day > version.validUntil)) continue
    const found = current.get(version.code)
    if (!found || found.validFrom < version.validFrom) current.set(version.code, version)
  }
  return [...current.values()]
}

/**
 * Every package that a package contains, from the lowest: those of lower tiers of the same group.
 * Source: S0 篇2一 高级包包含中级和初级包，每种有偿服务包均包含相应人群的基础服务包内容.
 */
export function containedIn<Version extends Pick<PackageVersion, 'group' | 'tier'>>(
  version: Pick<PackageVersion, 'group' | 'tier'>,
  offered: readonly Version[],
): Version[] {
  const tier = tierOrder.indexOf(version.tier)
  if (version.group === 'special-need') return []
  return offered
    .filter((other) => other.group === version.group && tierOrder.indexOf(other.tier) < tier)
    .sort((a, b) => tierOrder.indexOf(a.tier) - tierOrder.indexOf(b.tier))
}

/** Of the packages chosen for a person, those that no other chosen one contains: what is agreed and paid. */
export function withoutContained(
  chosen: readonly PackageVersion[],
  offered: readonly PackageVersion[],
): PackageVersion[] {
  const contained = new Set(
    chosen.flatMap((version) => containedIn(version, offered)).map(({ code }) => code),
  )
  return chosen.filter(({ code }) => !contained.has(code))
}

/** A package with everything that it contains, as it is pinned in an agreement of so many months. */
export function agreedPackage(
  version: PackageVersion,
  offered: readonly PackageVersion[],
  termMonths = 12,
): AgreedPackage {
  const items = [...containedIn(version, offered), version].flatMap((each) => each.items)
  return {
    packageCode: version.code,
    name: version.name,
    paid: isPaid(version),
    items: oncePerService(items, termMonths),
  }
}

/**
 * The services that the price of a paid package is for, as often as agreed: its own and those of the paid ones that it contains.
 * What its group has free by rule (S2 篇三七1) is no part of the price.
 */
export function pricedItems(
  version: PackageVersion,
  offered: readonly PackageVersion[],
  termMonths: number,
): (AgreedItem & Pick<PackageItem, 'unitPriceFen'>)[] {
  const items = [...containedIn(version, offered).filter(isPaid), version].flatMap((each) => each.items)
  return oncePerService(items, termMonths).map((item) => {
    const prices = items.filter(({ service }) => service === item.service)
    return { ...item, unitPriceFen: Math.max(...prices.map(({ unitPriceFen }) => unitPriceFen)) }
  })
}

/** Months of a period; null for the whole term, and for what has no period. */
const monthsOf = { month: 1, quarter: 3, 'half-year': 6, year: 12, term: null, 'on-need': null } as const

/** A service owed by several items is owed once, as often as the one that owes it most often in the term. */
export function oncePerService(items: readonly AgreedItem[], termMonths = 12): AgreedItem[] {
  const owed = new Map<string, AgreedItem>()
  for (const { service, times, every } of items) {
    const item = { service, times, every }
    const found = owed.get(service)
    if (!found || outdoes(item, found, termMonths)) owed.set(service, item)
  }
  return [...owed.values()]
}

/** More times in the term; at equal times the shorter period, because it also spreads them. */
function outdoes(a: AgreedItem, b: AgreedItem, termMonths: number): boolean {
  const more = timesIn(termMonths, a) - timesIn(termMonths, b)
  return more > 0 || (more === 0 && periodOf(a) < periodOf(b))
}

function timesIn(termMonths: number, { times, every }: AgreedItem): number {
  return every === 'on-need' ? 0 : (times * termMonths) / (monthsOf[every] ?? termMonths)
}

function periodOf({ every }: AgreedItem): number {
  return monthsOf[every] ?? Number.POSITIVE_INFINITY
}
