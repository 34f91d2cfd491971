import { absentPackages, whyNobodyCanChoose } from '@qianyue/domain/packages/choosing.ts'
import { type FeeShare, whyCannotSplit } from '@qianyue/domain/packages/fee-split.ts'
import type { PackageVersion } from '@qianyue/domain/packages/package.ts'
import type { ProposalRule } from '@qianyue/domain/packages/proposing.ts'
import { isPolicyKind, type PolicyKind, policyKinds } from '@qianyue/domain/policy/policy.ts'
import type { InForce } from '@qianyue/domain/policy-profiles/profile.ts'
import { codeOf } from '@qianyue/domain/services/own-service.ts'
import { isOwnServiceCode, serviceName } from '@qianyue/domain/services/services.ts'
import { z } from 'zod'
import { ownServiceList } from './own-policy.ts'
import { packageContent } from './packages.ts'
import { policyBodies } from './policy.ts'

/** A package as a profile has it: its first day is the profile's. */
const profilePackage = packageContent.omit({ validFrom: true }).superRefine((one, issues) => {
  if (one.tier === 'basic' && one.yearlyPriceFen > 0) {
    issues.addIssue({ code: 'custom', path: ['yearlyPriceFen'], message: '基础包免费，不能填写价格' })
  }
  const split = whyCannotSplit(one.yearlyPriceFen, one.shares as FeeShare[])
  if (split)
    issues.addIssue({ code: 'custom', path: ['shares'], message: '各方承担之和超过了价格，或同一方写了两行' })
  const services = one.items.map(({ service }) => service)
  if (new Set(services).size < services.length) {
    issues.addIssue({ code: 'custom', path: ['items'], message: '同一项服务写了两行' })
  }
})

export type ProfileFault = {
  /** A kind of policy, or `packages`. */
  section: PolicyKind | 'packages'
  /** Where in it, as a path with dots. */
  place: string
  message: string
}

/** What a profile as it is edited may hold before anybody has looked at it. */
export type RoughContent = {
  policies: Record<string, unknown>
  packages: readonly Record<string, unknown>[] | null
}

/** Everything that keeps a profile from being published, with its place; empty when it can be. */
export function faultsOf(content: RoughContent, inForce: InForce): ProfileFault[] {
  const faults: ProfileFault[] = []
  for (const [kind, body] of Object.entries(content.policies)) {
    if (!isPolicyKind(kind)) continue
    for (const { path, message } of policyBodies[kind].safeParse(body).error?.issues ?? []) {
      faults.push({ section: kind, place: path.join('.'), message })
    }
  }
  const codes = new Set<unknown>()
  for (const [index, one] of (content.packages ?? []).entries()) {
    for (const { path, message } of profilePackage.safeParse(one).error?.issues ?? []) {
      faults.push({ section: 'packages', place: [index, ...path].join('.'), message })
    }
    if (codes.has(one.code)) {
      faults.push({ section: 'packages', place: `${index}.code`, message: `代码“${one.code}”出现两次` })
    }
    codes.add(one.code)
  }
  return [...faults, ...brokenReferences(content, inForce), ...unknownServices(content, inForce)]
}

/** Packages that are named and not offered, or that stand in the way of each other. */
function brokenReferences({ policies, packages }: RoughContent, inForce: InForce): ProfileFault[] {
  if (packages === null && policies['package-proposals'] === undefined) return []
  const offered = packages ?? inForce.packages
  const codes = new Set(offered.map(({ code }) => code))
  const rules = (policies['package-proposals'] ?? inForce.policies['package-proposals']) as ProposalRule[]
  const faults: ProfileFault[] = []
  for (const [index, { packageCode }] of (Array.isArray(rules) ? rules : []).entries()) {
    if (!codes.has(packageCode)) {
      const message = `没有代码为“${packageCode}”的服务包`
      faults.push({ section: 'package-proposals', place: `${index}.packageCode`, message })
    }
  }
  const list = (codes: unknown) => (Array.isArray(codes) ? codes : [])
  const written = (packages ?? []).map(
    (one) =>
      ({
        ...one,
        needsAnyPackage: list(one.needsAnyPackage),
        excludes: list(one.excludes),
      }) as unknown as PackageVersion,
  )
  for (const [index, one] of written.entries()) {
    for (const { field, message } of [...absentPackages(one, written), ...whyNobodyCanChoose(one, written)]) {
      faults.push({ section: 'packages', place: `${index}.${field}`, message })
    }
  }
  return faults
}

/** Services of the county's own that are named and that its catalogue does not have. */
function unknownServices({ policies, packages }: RoughContent, inForce: InForce): ProfileFault[] {
  const listed = ownServiceList.safeParse(policies['own-services'] ?? inForce.policies['own-services'])
  if (!listed.success) return []
  const own = new Set<string>(listed.data.map(codeOf))
  const inPackages = (packages ?? inForce.packages).flatMap(({ items }, index) =>
    servicesIn(items).map((code) => ({ section: 'packages' as const, place: `${index}.items`, code })),
  )
  const inRules = (['duties', 'points'] as const).flatMap((section) => {
    const place = section === 'duties' ? 'rules' : 'perService'
    const body = (policies[section] ?? inForce.policies[section]) as Record<string, unknown> | null
    return servicesIn(body?.[place]).map((code) => ({ section, place, code }))
  })
  return [...inPackages, ...inRules]
    .filter(({ code }) => isOwnServiceCode(code) && !own.has(code))
    .map(({ section, place, code }) => ({
      section,
      place,
      message: `县定服务里没有“${serviceName(code)}”`,
    }))
}

function servicesIn(rows: unknown): string[] {
  if (!Array.isArray(rows)) return []
  return rows.flatMap((row: { service?: unknown; code?: unknown } | null) => {
    const code = row?.service ?? row?.code
    return typeof code === 'string' ? [code] : []
  })
}

export const sectionNames: Record<PolicyKind | 'packages', string> = { ...policyKinds, packages: '服务包' }

/** @throws ZodError for what `faultsOf` finds in the bodies themselves. */
export function parsedContent(content: RoughContent) {
  const policies = Object.fromEntries(
    Object.entries(content.policies)
      .filter(([kind]) => isPolicyKind(kind))
      .map(([kind, body]) => [kind, policyBodies[kind as PolicyKind].parse(body)]),
  )
  return { policies, packages: content.packages && z.array(profilePackage).parse(content.packages) }
}
