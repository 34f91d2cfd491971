import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { getPolicy, listPolicies } from '@qianyue/api/policy.ts'
import { nationalDefault2022, type PolicyKind, policyKinds } from '@qianyue/domain/policy/policy.ts'
import type { Context } from '../http/context.ts'
import { allVersions, type KeptVersion } from './policy.queries.ts'

const NATIONAL = '国家规范（第三版，2017）与签约服务指导意见（2022）的默认值'

/** 政策目录: of every kind, what holds today and what comes next. */
export async function listPolicyKinds({ db, today }: Context): Promise<ReplyInput<typeof listPolicies>> {
  const byKind = Map.groupBy(await allVersions(db), ({ kind }) => kind)
  return (Object.keys(policyKinds) as PolicyKind[]).map((kind) => {
    const versions = byKind.get(kind) ?? []
    const current = versions.find(({ validFrom }) => validFrom <= today)
    const next = versions.findLast(({ validFrom }) => validFrom > today)
    return {
      kind,
      name: policyKinds[kind],
      validFrom: current?.validFrom ?? null,
      source: current?.source ?? NATIONAL,
      versions: versions.length,
      nextFrom: next?.validFrom ?? null,
    }
  })
}

export async function policyOfKind(
  { db, today }: Context,
  { kind }: RequestOf<typeof getPolicy>,
): Promise<ReplyInput<typeof getPolicy>> {
  const kept = await allVersions(db, kind)
  const national = {
    id: null,
    validFrom: null,
    source: NATIONAL,
    body: nationalDefault2022[kind],
    createdAt: null,
    createdBy: null,
  }
  const current = kept.find(({ validFrom }) => validFrom <= today)
  return {
    kind,
    name: policyKinds[kind],
    current: current ? reply(current) : national,
    versions: [...kept.map(reply), national],
  }
}

function reply({ id, validFrom, source, body, createdAt, createdBy }: KeptVersion) {
  return { id, validFrom, source, body, createdAt: createdAt.toISOString(), createdBy }
}
