import type { Population } from '../populations/population.ts'
import { whyNotTheseForOne } from './choosing.ts'
import { containedIn, type PackageVersion, withoutContained } from './package.ts'

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
 * The packages that policy proposes for a person, which can be signed as they are: one line for each package, with the
 * first rule that gives it as its reason, and with what it needs beside it; without those that another proposed package
 * contains, and without those that cannot be had together with an earlier one.
 */
export function proposePackages(
  populations: ReadonlySet<Population>,
  rules: readonly ProposalRule[],
  offered: readonly PackageVersion[],
): Proposal[] {
  const byCode = new Map(offered.map((version) => [version.code, version]))
  const ruleOf = new Map<string, ProposalRule>()
  for (const rule of rules) {
    if (fits(rule, populations) && !ruleOf.has(rule.packageCode)) ruleOf.set(rule.packageCode, rule)
  }
  const wanted = [...ruleOf.keys()].flatMap((code) => byCode.get(code) ?? [])
  const found = signableTogether(wanted, offered, populations, offered)
  const neededBy = (code: string) =>
    found.filter(({ needsAnyPackage }) => needsAnyPackage.includes(code)).map(({ name }) => name)
  return withoutContained(found, offered).map(({ id, code }) => ({
    packageId: id,
    packageCode: code,
    because: ruleOf.get(code)?.because ?? `${neededBy(code).join('、')}须同时选此包`,
    relief: reliefPercentOf(code, populations, rules) > 0,
  }))
}

/**
 * Of packages, the most wanted first, those that one person can have together, each with what it needs (前提): of what is
 * wanted where that will do, else of what may be brought beside it, which stands last.
 */
function signableTogether(
  wanted: readonly PackageVersion[],
  mayBeBrought: readonly PackageVersion[],
  populations: ReadonlySet<Population>,
  offered: readonly PackageVersion[],
): PackageVersion[] {
  const against = (versions: readonly PackageVersion[]) =>
    whyNotTheseForOne(
      versions.map(({ id }) => id),
      populations,
      offered,
      new Map(),
    )
  const candidates = [...wanted, ...mayBeBrought]
  let found: readonly PackageVersion[] = []
  for (const version of wanted) {
    let tried: PackageVersion[] = [...new Set([...found, version])]
    for (;;) {
      const needs = against(tried)
      if (needs.length === 0) found = tried
      if (needs.length === 0 || needs.some(({ code }) => code !== 'package-needs-package')) break
      const lacking = tried.find(({ needsAnyPackage }) => {
        const held = tried.flatMap((each) => [each, ...containedIn(each, offered)])
        return needsAnyPackage.length > 0 && !held.some(({ code }) => needsAnyPackage.includes(code))
      })
      const before = tried
      const next = candidates.find(
        (other) =>
          lacking?.needsAnyPackage.includes(other.code) &&
          against([...before, other]).every(({ code }) => code === 'package-needs-package'),
      )
      if (!next) break
      tried = [...tried, next]
    }
  }
  return [...new Set(candidates)].filter((version) => found.includes(version))
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
 * The packages with which somebody goes on at a renewal: the present versions of those held that are still offered, still
 * for this person and still go together, with what policy proposes anew when none is left (a child of seven leaves the
 * child's package, and with it what needs that).
 */
export function packagesToRenew(
  heldCodes: readonly string[],
  populations: ReadonlySet<Population>,
  rules: readonly ProposalRule[],
  offered: readonly PackageVersion[],
): string[] {
  const held = offered.filter(({ code }) => heldCodes.includes(code))
  const stillHeld = signableTogether(held, [], populations, offered)
  if (stillHeld.length > 0) return stillHeld.map(({ id }) => id)
  return proposePackages(populations, rules, offered).map(({ packageId }) => packageId)
}
