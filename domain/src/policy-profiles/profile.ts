import type { DefaultPackage } from '../packages/default-packages.ts'
import type { PackageVersion } from '../packages/package.ts'
import { type Policy, type PolicyKind, policyKinds } from '../policy/policy.ts'
import { sameValue } from '../policy/same-value.ts'

/**
 * What a notice decides (政策方案): of each kind of policy that it speaks of the whole of it, and the packages that are
 * offered from its first day on. Kinds that it does not speak of stay as they are; so do the packages when it has none.
 */
export type ProfileContent = {
  policies: Partial<Policy>
  packages: readonly DefaultPackage[] | null
}

/** Where a figure of a profile stands in the document. */
type Clause = {
  /** What it fixes, in the words of the bureau. */
  says: string
  /** Document and clause. */
  clause: string
}

/** A profile that the program brings with it: one of the documents it was made for. */
export type ShippedProfile = ProfileContent & {
  code: string
  name: string
  source: string
  clauses: readonly Clause[]
}

/** Everything that holds on a day: what a draft begins from, and what a notice is compared with. */
export type InForce = { policies: Policy; packages: readonly DefaultPackage[] }

type ProfileSection = { name: string; kinds: readonly PolicyKind[]; packages?: true }

const namedSections: readonly ProfileSection[] = [
  { name: '签约规则', kinds: ['agreements', 'door-signing', 'unsigned-reasons'] },
  { name: '上限与团队', kinds: ['caps', 'team-minimum'] },
  { name: '人群', kinds: ['ages', 'figures', 'comb-through'] },
  { name: '服务包', kinds: ['own-services', 'package-proposals'], packages: true },
  { name: '应尽服务', kinds: ['duties', 'follow-ups', 'local-forms'] },
  { name: '目标', kinds: ['targets', 'own-indicators', 'village-classes'] },
  { name: '考核', kinds: ['assessment-sheets'] },
  { name: '积分与资金', kinds: ['points', 'funds'] },
  { name: '真实性', kinds: ['authenticity', 'sampling'] },
]

const named = new Set(namedSections.flatMap(({ kinds }) => kinds))

/** The sections of a profile in which the editor shows it; every kind of policy is in one of them. */
export const profileSections: readonly ProfileSection[] = [
  ...namedSections,
  { name: '其他', kinds: (Object.keys(policyKinds) as PolicyKind[]).filter((kind) => !named.has(kind)) },
].filter(({ kinds }) => kinds.length > 0)

/** What would hold if the profile were published. */
export function underProfile(inForce: InForce, { policies, packages }: ProfileContent): InForce {
  return { policies: { ...inForce.policies, ...policies }, packages: packages ?? inForce.packages }
}

/** The kinds that would change: of those that the profile speaks of, the ones that say something else today. */
export function changedKinds(inForce: InForce, { policies }: ProfileContent): PolicyKind[] {
  return (Object.keys(policyKinds) as PolicyKind[]).filter(
    (kind) => policies[kind] !== undefined && !sameValue(policies[kind], inForce.policies[kind]),
  )
}

type PackageChanges = {
  /** New ones and new versions. */
  begin: readonly DefaultPackage[]
  /** Codes of those that are not offered any more. */
  end: readonly string[]
}

/** What publishing does to the packages: nothing to one that says the same as before. */
export function packageChanges(
  offered: readonly DefaultPackage[],
  { packages }: ProfileContent,
): PackageChanges {
  if (packages === null) return { begin: [], end: [] }
  const before = new Map(offered.map((one) => [one.code, one]))
  const after = new Set(packages.map(({ code }) => code))
  return {
    begin: packages.filter((one) => !sameValue(one, before.get(one.code))),
    end: offered.filter(({ code }) => !after.has(code)).map(({ code }) => code),
  }
}

/** A package without what tells one version of it from another. */
export function contentOf({
  id: _,
  validFrom: _from,
  validUntil: _until,
  ...content
}: PackageVersion): DefaultPackage {
  return content
}
