import type { Context } from '../http/context.ts'
import { policyAt } from '../policy/policy.queries.ts'

/** 县定人群 that the county uses, with its names for them. */
export async function listPopulationNames({ db, today }: Context) {
  const { ages } = await policyAt(db, today)
  return [...(ages.own ?? [])]
}
