import type { Population } from '../populations/population.ts'
import { containedIn, type PackageVersion } from './package.ts'

/**
 * One line of the county's policy on who gets which package (签约服务包推荐规则). Policy data.
 * A person whom it fits belongs to all of `all` and, where it lists any, to one of `any`.
 */
export type ProposalRule = {
  code: string
  /** The policy in words, shown beside the proposal. */
  because: string
  all: readonly Population[]
  any: readonly Population[]
  packageCode: string
  /** 政策减免: the resident's part of the fee is taken over… */
  relief: boolean
  /** …so many percent of it (减半为 50); all of it where nothing is said. */
  reliefPercent?: number | null | undefined
}

type Proposal = { packageId: string; packageCode: string; because: string; relief: boolean }

function fits({ all, any }: ProposalRule, populations: ReadonlySet<Population>): boolean {
  return (
    all.every((one) => populations.has(one)) && (any.length === 0 || any.some((one) => populations.has(one)))
  )
}

/**
 * The packages that policy proposes for a person: one line for each package, with the first rule that gives it as its
 * reason, without those that another proposed package contains, and without those that exclude an earlier one.
 */
export function proposePackages(
  populations: ReadonlySet<Population>,
  rules: readonly ProposalRule[],
  offered: readonly PackageVersion[],
): Proposal[] {
  const byCode = new Map(offered.map((version) => [version.code, version]))
  const proposed = new Map<string, { version: PackageVersion; proposal: Proposal }>()
  for (const rule of rules) {
    const version = byCode.get(rule.packageCode)
    if (!version || proposed.has(version.code) || !fits(rule, populations)) continue
    const { needsAnyPopulation } = version
    if (needsAnyPopulation.length > 0 && !needsAnyPopulation.some((one) => populations.has(one))) continue
    const clash = [...proposed.values()].some(
      ({ version: other }) => other.excludes.includes(version.code) || version.excludes.includes(other.code),
    )
    if (clash) continue
    const { because, relief } = rule
    proposed.set(version.code, {
      version,
      proposal: { packageId: version.id, packageCode: version.code, because, relief },
    })
  }
  const contained = new Set(
    [...proposed.values()].flatMap(({ version }) => containedIn(version, offered)).map(({ code }) => code),
  )
  return [...proposed.values()]
    .filter(({ version }) => !contained.has(version.code))
    .map(({ proposal }) => proposal)
}

/** How many percent of the resident's part of a package's fee policy takes over for this person: the most that a rule gives. */
export function reliefPercentOf(
  packageCode: string,
  populations: ReadonlySet<Population>,
  rules: readonly ProposalRule[],
): number {
  const given = rules.filter(
    (rule) => rule.relief && rule.packageCode === packageCode && fits(rule, populations),
  )
  return Math.max(0, ...given.map(({ reliefPercent }) => reliefPercent ?? 100))
}

/**
 * The packages with which somebody goes on at a renewal: the present versions of those held that are still offered and
 * still for this person, with what policy proposes anew when none is left (a child of seven leaves the child's package).
 */
export function packagesToRenew(
  heldCodes: readonly string[],
  populations: ReadonlySet<Population>,
  rules: readonly ProposalRule[],
  offered: readonly PackageVersion[],
): string[] {
  const stillHeld = offered.filter(
    ({ code, needsAnyPopulation }) =>
      heldCodes.includes(code) &&
      (needsAnyPopulation.length === 0 || needsAnyPopulation.some((one) => populations.has(one))),
  )
  if (stillHeld.length > 0) return stillHeld.map(({ id }) => id)
  return proposePackages(populations, rules, offered).map(({ packageId }) => packageId)
}
