import type { Population } from '../populations/population.ts'
import { containedIn, type PackageVersion } from './package.ts'

export type PackageRefusal =
  | { code: 'no-package' }
  | { code: 'package-not-offered'; packageId: string }
  | { code: 'package-not-for-person'; package: string; needs: readonly Population[] }
  | { code: 'package-needs-package'; package: string; needs: readonly string[] }
  | { code: 'packages-exclude-each-other'; package: string; other: string }
  | { code: 'package-full'; package: string; maxPersons: number }

/**
 * Everything that stands against a choice of packages for one person on a day; empty when it can be signed.
 * A contained package counts as chosen for a prerequisite. Packages are named by their names, needs by name too.
 */
export function whyNotTheseForOne(
  packageIds: readonly string[],
  populations: ReadonlySet<Population>,
  offered: readonly PackageVersion[],
  /** Persons who have a package now, by its code; the person at hand is not among them. */
  taken: ReadonlyMap<string, number>,
): PackageRefusal[] {
  if (packageIds.length === 0) return [{ code: 'no-package' }]
  const byId = new Map(offered.map((version) => [version.id, version]))
  const missing = packageIds.filter((id) => !byId.has(id))
  if (missing.length > 0) {
    return missing.map((packageId) => ({ code: 'package-not-offered', packageId }))
  }
  const chosen = packageIds.map((id) => byId.get(id)).filter((version) => version !== undefined)
  const held = new Set(
    chosen.flatMap((version) => [version, ...containedIn(version, offered)]).map(({ code }) => code),
  )
  const nameOf = (code: string) => offered.find((version) => version.code === code)?.name ?? code

  const refusals: PackageRefusal[] = []
  for (const version of chosen) {
    const { name, needsAnyPopulation, needsAnyPackage, excludes, maxPersons } = version
    if (needsAnyPopulation.length > 0 && !needsAnyPopulation.some((one) => populations.has(one))) {
      refusals.push({ code: 'package-not-for-person', package: name, needs: needsAnyPopulation })
    }
    if (needsAnyPackage.length > 0 && !needsAnyPackage.some((code) => held.has(code))) {
      refusals.push({ code: 'package-needs-package', package: name, needs: needsAnyPackage.map(nameOf) })
    }
    for (const other of excludes) {
      if (!held.has(other)) continue
      const saidBefore = refusals.some(
        (refusal) =>
          refusal.code === 'packages-exclude-each-other' &&
          refusal.package === nameOf(other) &&
          refusal.other === name,
      )
      if (!saidBefore) {
        refusals.push({ code: 'packages-exclude-each-other', package: name, other: nameOf(other) })
      }
    }
    if (maxPersons !== null && (taken.get(version.code) ?? 0) >= maxPersons) {
      refusals.push({ code: 'package-full', package: name, maxPersons })
    }
  }
  return refusals
}
