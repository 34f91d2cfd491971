import type { RequestOf } from '@qianyue/api/endpoint.ts'
import { policyBodies, type savePolicy } from '@qianyue/api/policy.ts'
import { addDays } from '@qianyue/domain/days/local-date.ts'
import type { PolicyKind } from '@qianyue/domain/policy/policy.ts'
import type { Context } from '../http/context.ts'
import { Invalid, Refused } from '../http/errors.ts'
import { askForJob } from '../jobs/job-requests.queries.ts'
import { insertVersion, versionById } from './policy.queries.ts'

/** Kinds on which what is kept of everybody depends: a new version computes it anew. */
export const REBUILDS: readonly PolicyKind[] = [
  'duties',
  'ages',
  'figures',
  'local-forms',
  'own-services',
  'own-indicators',
  'health-records',
  'vaccination',
]

/** How far back a version may begin: a notice that arrives late, not the rewriting of years that were settled. */
export const BACKDATED_AT_MOST_DAYS = 366

/** 新增政策版本. Sending the same id again answers as before. */
export async function savePolicyVersion(context: Context, request: RequestOf<typeof savePolicy>) {
  const { db, today, viewer, note } = context
  const { kind, id, validFrom, source } = request
  const rebuilds = REBUILDS.includes(kind) && validFrom <= today
  note({ subject: `policy ${kind} ${validFrom}`, reason: source })

  const before = await versionById(db, id)
  if (before)
    return { id, kind: before.kind as PolicyKind, validFrom: before.validFrom, recomputes: rebuilds }

  if (validFrom < addDays(today, -BACKDATED_AT_MOST_DAYS)) {
    throw new Refused('policy-too-far-back', '执行日期最多可追溯一年，更早的数据已结算。')
  }
  const body = policyBodies[kind].safeParse(request.body)
  if (!body.success) {
    const fields: Record<string, string> = {}
    for (const issue of body.error.issues) fields[issue.path.join('.')] ??= issue.message
    throw new Invalid(fields)
  }
  await insertVersion(db, { id, kind, validFrom, source, body: body.data, createdBy: viewer.accountId })
  if (rebuilds) await askForJob(db, 'rebuild-duties', { countyCode: viewer.countyCode })
  return { id, kind, validFrom, recomputes: rebuilds }
}
