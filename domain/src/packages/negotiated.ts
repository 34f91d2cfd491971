import type { AgreedItem, AgreedPackage } from '../residents/resident-facts.ts'

/**
 * 补充约定: services that both sides add to a member's packages, or want oftener than these say. They stand in the agreement
 * as a package of their own, free of charge, and are owed as its services are. Source: 002_31d9907c0a6f2f44 篇三附件2
 * “协议双方可通过协商，增加、细化服务项目”.
 */
const NEGOTIATED = '+negotiated'
export const negotiatedName = '补充约定'

export function withNegotiated(
  packages: readonly AgreedPackage[],
  items: readonly AgreedItem[],
): AgreedPackage[] {
  if (items.length === 0) return [...packages]
  return [...packages, { packageCode: NEGOTIATED, name: negotiatedName, paid: false, items: [...items] }]
}

export function negotiatedIn(packages: readonly AgreedPackage[]): readonly AgreedItem[] {
  return packages.find(({ packageCode }) => packageCode === NEGOTIATED)?.items ?? []
}

export function withoutNegotiated(packages: readonly AgreedPackage[]): AgreedPackage[] {
  return packages.filter(({ packageCode }) => packageCode !== NEGOTIATED)
}
