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

type Combination = Pick<PackageVersion, 'code' | 'name' | 'group' | 'tier' | 'needsAnyPackage' | 'excludes'>
type Named = Omit<Combination, 'needsAnyPackage' | 'excludes'>

type Fault = { field: 'needsAnyPackage' | 'excludes'; message: string }

/** Packages that a package names (须同时选, 不能同时选) and that are not there. A bundle is whole; packages written one by one come in some order. */
export function absentPackages(
  { needsAnyPackage, excludes }: Pick<Combination, 'needsAnyPackage' | 'excludes'>,
  known: readonly Named[],
): Fault[] {
  const absent = (codes: readonly string[]) =>
    codes.filter((code) => !known.some((other) => other.code === code))
  const say = (field: Fault['field']) => (code: string) => ({ field, message: `没有代码为“${code}”的服务包` })
  return [...absent(needsAnyPackage).map(say('needsAnyPackage')), ...absent(excludes).map(say('excludes'))]
}

/**
 * What is wrong with the combinations that a package names, in words for who writes it: such that nobody could ever sign it.
 * @param known every package there is or was. @param offered those that are offered with it.
 */
export function whyNobodyCanChoose(
  { needsAnyPackage, excludes, ...one }: Combination,
  known: readonly Named[],
  offered: readonly Named[] = known,
): Fault[] {
  const nameOf = (code: string) => [one, ...offered, ...known].find((other) => other.code === code)?.name
  const named = (codes: readonly string[]) => codes.map((code) => `“${nameOf(code) ?? code}”`).join('、')
  const noOneCan = '这样没有人能签，请去掉其一'
  const faults: Fault[] = []
  if (excludes.includes(one.code))
    faults.push({ field: 'excludes', message: '“不能同时选”里写了本包自己，这样没有人能签，请去掉' })
  for (const { code, name } of containedIn(one, offered)) {
    if (excludes.includes(code))
      faults.push({ field: 'excludes', message: `本包已包含“${name}”，又写不能同时选它，${noOneCan}` })
  }
  if (needsAnyPackage.length > 0 && needsAnyPackage.every((code) => excludes.includes(code)))
    faults.push({
      field: 'needsAnyPackage',
      message: `${named(needsAnyPackage)}须同时选，又写不能同时选，${noOneCan}`,
    })
  return faults
}
