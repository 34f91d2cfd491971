import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type {
  discardPolicyProfile,
  draftPolicyProfile,
  savePolicyProfile,
} from '@qianyue/api/policy-profiles.ts'
import type { RoughContent } from '@qianyue/api/profile-faults.ts'
import { yearOf } from '@qianyue/domain/days/local-date.ts'
import { momentInShanghai } from '@qianyue/domain/days/local-moment.ts'
import { isPolicyKind } from '@qianyue/domain/policy/policy.ts'
import { sameValue } from '@qianyue/domain/policy/same-value.ts'
import { contentIn, shippedProfiles } from '@qianyue/domain/policy-profiles/shipped-profiles.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { contentNow, describeProfile, foundProfile } from './describe-profile.ts'
import {
  deleteDraft,
  insertProfile,
  lockProfile,
  type ProfileRow,
  profileRows,
  writeDraft,
} from './policy-profiles.queries.ts'

/** 新建草稿. Sent twice it is made once. */
export async function draftProfile(context: Context, request: RequestOf<typeof draftPolicyProfile>) {
  const { db, viewer, note } = context
  const { id, name, source, from } = request
  const { origin, draft } = await beginning(context, from)
  await insertProfile(db, { id, name, source, origin, draft, createdBy: viewer.accountId })
  note({ subject: `policy profile ${id}`, reason: source })
  return await describeProfile(context, id)
}

async function beginning(
  context: Context,
  from: RequestOf<typeof draftPolicyProfile>['from'],
): Promise<{ origin: string | null; draft: RoughContent }> {
  switch (from.kind) {
    case 'in-force':
      return { origin: null, draft: { policies: {}, packages: null } }
    case 'shipped': {
      const shipped = shippedProfiles.find(({ code }) => code === from.code)
      if (!shipped) throw new NotFound('shipped profile')
      const { targets } = await policyAt(context.db, context.today)
      return { origin: shipped.code, draft: contentIn(shipped, yearOf(context.today), targets) }
    }
    case 'profile': {
      const row = await foundProfile(context, from.id)
      return { origin: row.origin, draft: await contentNow(context, row) }
    }
    case 'file':
      return { origin: null, draft: known(from.content) }
  }
}

/**
 * 保存草稿, also one that is only half right: what is wrong with it is told by its faults. Sent twice it is saved once.
 * @throws Refused when somebody saved it since the revision that the edit was made from.
 */
export async function saveProfile(context: Context, request: RequestOf<typeof savePolicyProfile>) {
  const { db, viewer, now, note } = context
  const { id, revision, name, source, content } = request
  const row = await lockedDraft(context, id)
  const draft = known(content)
  if (sameValue({ name, source, draft }, { name: row.name, source: row.source, draft: row.draft })) {
    return await describeProfile(context, id)
  }
  refuseOldRevision(row, revision)
  await writeDraft(db, { id, name, source, draft, changedBy: viewer.accountId, at: now })
  note({ subject: `policy profile ${id}`, reason: source })
  return await describeProfile(context, id)
}

/** 删除草稿. What is not there any more is deleted already. */
export async function discardProfile(context: Context, { id }: RequestOf<typeof discardPolicyProfile>) {
  const { db, note } = context
  if ((await profileRows(db, id)).length > 0) {
    await lockedDraft(context, id)
    await deleteDraft(db, id)
  }
  note({ subject: `policy profile ${id}` })
  return { id }
}

/** @throws Refused once it is published. */
async function lockedDraft(context: Context, id: string): Promise<ProfileRow> {
  await lockProfile(context.db, id)
  const row = await foundProfile(context, id)
  if (row.draft === null) {
    throw new Refused('profile-published', '方案已发布，不能再改。请以它为基础新建一个方案。')
  }
  return row
}

/** Whoever looked at an older revision has not seen what another saved since. @throws Refused */
export function refuseOldRevision({ revision, changedBy, changedAt }: ProfileRow, seen: number): void {
  if (seen === revision) return
  throw new Refused(
    'draft-changed',
    `${changedBy ?? '另一位同事'}在 ${momentInShanghai(changedAt)} 保存过这个草稿，请先看过再保存或发布。`,
    { revision },
  )
}

/** Kinds that this program knows; a file of a later one may have more. */
function known({ policies, packages }: RoughContent): RoughContent {
  return {
    policies: Object.fromEntries(Object.entries(policies).filter(([kind]) => isPolicyKind(kind))),
    packages,
  }
}
