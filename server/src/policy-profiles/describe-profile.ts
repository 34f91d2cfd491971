import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type {
  checkPolicyProfile,
  comparePolicyProfile,
  getPolicyProfile,
  listPolicyProfiles,
} from '@qianyue/api/policy-profiles.ts'
import { faultsOf, parsedContent, type RoughContent, sectionNames } from '@qianyue/api/profile-faults.ts'
import { addDays, type LocalDate, later, yearOf } from '@qianyue/domain/days/local-date.ts'
import { type InForce, type ProfileContent, underProfile } from '@qianyue/domain/policy-profiles/profile.ts'
import { profileDifferences } from '@qianyue/domain/policy-profiles/profile-words.ts'
import { contentIn, shippedProfiles } from '@qianyue/domain/policy-profiles/shipped-profiles.ts'
import { ZodError } from 'zod'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { BACKDATED_AT_MOST_DAYS } from '../policy/save-policy.ts'
import {
  bundleOf,
  inForceOn,
  lastClosedDay,
  type ProfileRow,
  profileRows,
} from './policy-profiles.queries.ts'

/** 政策方案 of the county, and those that come with the program. */
export async function listProfiles({ db }: Context): Promise<ReplyInput<typeof listPolicyProfiles>> {
  return {
    profiles: (await profileRows(db)).map(lineOf),
    shipped: shippedProfiles.map(({ code, name, source }) => ({ code, name, source })),
  }
}

export async function describeProfile(
  context: Context,
  id: string,
): Promise<ReplyInput<typeof getPolicyProfile>> {
  const row = await foundProfile(context, id)
  const [content, inForce] = [await contentNow(context, row), await heldBefore(context, row)]
  return {
    ...lineOf(row),
    revision: row.revision,
    content: { policies: content.policies, packages: content.packages && [...content.packages] },
    inForce: { policies: inForce.policies, packages: [...inForce.packages] },
    earliestFrom: await earliestFrom(context),
    clauses:
      shippedProfiles.find(({ code }) => code === row.origin)?.clauses.map((one) => ({ ...one })) ?? [],
  }
}

/** 检查: what keeps it from being published, with its place. */
export async function faultsOfProfile(
  context: Context,
  { id }: RequestOf<typeof checkPolicyProfile>,
): Promise<ReplyInput<typeof checkPolicyProfile>> {
  const row = await foundProfile(context, id)
  if (row.draft === null) return []
  const faults = faultsOf(row.draft, await inForceOn(context.db, context.today))
  return faults.map(({ section, place, message }) => ({ section: sectionNames[section], place, message }))
}

/** 比较: with what is in force (of a published one: with what it took the place of), another profile or a shipped one. */
export async function compareProfile(
  context: Context,
  { id, against }: RequestOf<typeof comparePolicyProfile>,
): Promise<ReplyInput<typeof comparePolicyProfile>> {
  const row = await foundProfile(context, id)
  const before = await heldBefore(context, row)
  return profileDifferences(
    against === undefined ? before : await otherBundle(context, against),
    underProfile(before, checked(await contentNow(context, row))),
  )
}

async function otherBundle(context: Context, against: string): Promise<InForce> {
  const shipped = shippedProfiles.find(({ code }) => code === against)
  if (shipped) {
    const inForce = await inForceOn(context.db, context.today)
    return underProfile(inForce, contentIn(shipped, yearOf(context.today), inForce.policies.targets))
  }
  const row = await foundProfile(context, against)
  return underProfile(await heldBefore(context, row), checked(await contentNow(context, row)))
}

/** @throws Refused while something in the draft cannot be. */
export function checked(content: RoughContent): ProfileContent {
  try {
    return parsedContent(content) as ProfileContent
  } catch (error) {
    if (!(error instanceof ZodError)) throw error
    throw new Refused('profile-has-faults', '方案还有填写不正确的地方，请先按“检查”的提示修改。')
  }
}

/** @throws NotFound */
export async function foundProfile({ db }: Context, id: string): Promise<ProfileRow> {
  const [row] = await profileRows(db, id)
  if (!row) throw new NotFound('policy profile')
  return row
}

/** What a profile says: the draft, or the versions that it wrote. */
export async function contentNow({ db }: Context, row: ProfileRow): Promise<RoughContent> {
  if (row.draft !== null) return row.draft
  const { policies, packages } = await bundleOf(db, publishedOf(row), false)
  return { policies, packages }
}

/** What held before: today for a draft, on its first day for one that is published. */
export async function heldBefore({ db, today }: Context, row: ProfileRow): Promise<InForce> {
  return row.draft !== null ? await inForceOn(db, today) : await bundleOf(db, publishedOf(row), true)
}

function publishedOf({ id, validFrom, edition }: ProfileRow) {
  return { id, validFrom: validFrom!, edition: edition! }
}

/** The first day on which a profile may begin: what is settled or published does not move, nor does what is a year old. */
export async function earliestFrom({ db, today }: Context): Promise<LocalDate> {
  const closed = await lastClosedDay(db)
  const back = addDays(today, -BACKDATED_AT_MOST_DAYS)
  return closed === null ? back : later(back, addDays(closed, 1))
}

function lineOf({ id, name, source, draft, validFrom, changedAt, changedBy }: ProfileRow) {
  return {
    id,
    name,
    source,
    state: draft === null ? ('published' as const) : ('draft' as const),
    validFrom,
    changedAt: changedAt.toISOString(),
    changedBy,
  }
}
