import { sameValue } from '../policy/same-value.ts'

/** A draft as it is edited: each kind of policy that it speaks of, and the packages as a whole. */
type Draft = {
  policies: Readonly<Record<string, unknown>>
  packages: readonly Record<string, unknown>[] | null
}

/** What two officers made of one draft at the same time. */
type MergedDraft = {
  /** Mine on top of theirs: what I did not touch is as they left it. */
  content: { policies: Record<string, unknown>; packages: Draft['packages'] }
  /** Kinds of policy, or `packages`, that both changed, to different ends: mine is in the content. */
  bothChanged: string[]
}

/** @param base what both began from. */
export function mineOnTheirs(base: Draft, mine: Draft, theirs: Draft): MergedDraft {
  const bothChanged: string[] = []
  const choose = (section: string, was: unknown, own: unknown, other: unknown) => {
    if (sameValue(own, was)) return other
    if (!sameValue(other, was) && !sameValue(own, other)) bothChanged.push(section)
    return own
  }
  const policies: Record<string, unknown> = {}
  for (const kind of new Set([...Object.keys(theirs.policies), ...Object.keys(mine.policies)])) {
    const body = choose(kind, base.policies[kind], mine.policies[kind], theirs.policies[kind])
    if (body !== undefined) policies[kind] = body
  }
  const packages = choose('packages', base.packages, mine.packages, theirs.packages) as Draft['packages']
  return { content: { policies, packages }, bothChanged }
}
