import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import type { listOrgUnits } from '@qianyue/api/organisation.ts'

export type Unit = ReplyOf<typeof listOrgUnits>[number]

type UnitNode = { key: number; value: number; title: string; children: UnitNode[] }

/** Units as a tree, from those whose parent is not among them. */
export function unitTree(units: readonly Unit[]): UnitNode[] {
  const codes = new Set(units.map(({ code }) => code))
  const childrenOf = (parent: number | null): UnitNode[] =>
    units
      .filter(({ code, parentCode }) =>
        parent === null
          ? parentCode === null || !codes.has(parentCode)
          : parentCode === parent && code !== parent,
      )
      .map(({ code, name, closedOn }) => ({
        key: code,
        value: code,
        title: closedOn === null ? name : `${name}（已撤销）`,
        children: childrenOf(code),
      }))
  return childrenOf(null)
}
