import type { Population } from '../populations/population.ts'
import type { AgreedPackage } from '../residents/resident-facts.ts'
import { discounted, type FeeLine, relieved, splitTermFee } from './fee-split.ts'
import { agreedPackage, type PackageVersion, withoutContained } from './package.ts'
import { type ProposalRule, reliefPercentOf } from './proposing.ts'

export type PlannedPackage = {
  version: PackageVersion
  agreed: AgreedPackage
  /** 政策减免. */
  relief: boolean
  fees: readonly FeeLine[]
}

/** What is agreed with one person and who pays it for the term, given the packages chosen: without those another contains. */
export function plannedPackages(
  packageIds: readonly string[],
  populations: ReadonlySet<Population>,
  offered: readonly PackageVersion[],
  rules: readonly ProposalRule[],
  termMonths: number,
  fee: {
    /** Months that are paid, where they are not those of the term. */
    months?: number
    /** 家庭优惠, off what relief by policy leaves to the resident. */
    percentOff?: number
  } = {},
): PlannedPackage[] {
  const chosen = packageIds
    .map((id) => offered.find((version) => version.id === id))
    .filter((version) => version !== undefined)
  return withoutContained(chosen, offered).map((version) => {
    const lines = splitTermFee(version.yearlyPriceFen, version.shares, fee.months ?? termMonths)
    const reliefPercent = reliefPercentOf(version.code, populations, rules)
    return {
      version,
      agreed: agreedPackage(version, offered, termMonths),
      relief: reliefPercent > 0,
      fees: discounted(relieved(lines, reliefPercent), fee.percentOff ?? 0),
    }
  })
}
