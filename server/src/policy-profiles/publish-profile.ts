import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { publishPolicyProfile } from '@qianyue/api/policy-profiles.ts'
import { faultsOf, parsedContent } from '@qianyue/api/profile-faults.ts'
import { addDays, type LocalDate, later } from '@qianyue/domain/days/local-date.ts'
import { packagesOn } from '@qianyue/domain/packages/package.ts'
import {
  changedKinds,
  contentOf,
  type ProfileContent,
  packageChanges,
} from '@qianyue/domain/policy-profiles/profile.ts'
import { v7 as newId } from 'uuid'
import type { Context } from '../http/context.ts'
import { Refused } from '../http/errors.ts'
import { askForJob } from '../jobs/job-requests.queries.ts'
import { allVersions, endVersion, insertVersions } from '../packages/packages.queries.ts'
import { insertVersion } from '../policy/policy.queries.ts'
import { REBUILDS } from '../policy/save-policy.ts'
import { describeProfile, earliestFrom, foundProfile } from './describe-profile.ts'
import { refuseOldRevision } from './edit-profile.ts'
import { inForceOn, lockProfile, markPublished, type ProfileRow } from './policy-profiles.queries.ts'

/**
 * 发布: writes a version of every kind that says something else, and of every package, from one day on. What is settled,
 * published or agreed keeps what it was made with. Published again it stays as it was.
 * @throws Refused when somebody saved the draft since the revision that was looked at.
 */
export async function publishProfile(context: Context, request: RequestOf<typeof publishPolicyProfile>) {
  const { db, viewer, now, today, note } = context
  const { id, validFrom, revision } = request
  await lockProfile(db, id)
  const row = await foundProfile(context, id)
  if (row.draft === null) return await describeProfile(context, id)
  if (revision !== undefined) refuseOldRevision(row, revision)
  const earliest = await earliestFrom(context)
  if (validFrom < earliest) {
    throw new Refused(
      'period-closed',
      `${addDays(earliest, -1)} 及以前已结算、公布或超过一年，方案最早从 ${earliest} 起执行。`,
      { earliest },
    )
  }
  const inForce = await inForceOn(db, validFrom)
  const faults = faultsOf(row.draft, inForce)
  if (faults.length > 0) {
    throw new Refused('profile-has-faults', `方案有 ${faults.length} 处需要修改，请先按“检查”的提示修改。`, {
      faults: faults.length,
    })
  }
  const content = parsedContent(row.draft) as ProfileContent
  const kinds = changedKinds(inForce, content)
  for (const kind of kinds) {
    const body = content.policies[kind]
    const version = { id: newId(), kind, validFrom, source: row.source, body }
    await insertVersion(db, { ...version, createdBy: viewer.accountId, profileId: id })
  }
  await changePackages(context, row, content, later(validFrom, today))
  await markPublished(db, { id, validFrom, publishedBy: viewer.accountId, at: now })
  if (validFrom <= today && kinds.some((kind) => REBUILDS.includes(kind))) {
    await askForJob(db, 'rebuild-duties', { countyCode: viewer.countyCode })
  }
  note({ subject: `policy profile ${id} ${validFrom}`, reason: row.source })
  return await describeProfile(context, id)
}

/** New versions take the place of those in force; agreements keep theirs. @param begins today at the earliest. */
async function changePackages(
  { db, viewer }: Context,
  { id }: ProfileRow,
  content: ProfileContent,
  begins: LocalDate,
): Promise<void> {
  const all = await allVersions(db)
  const offered = packagesOn(begins, all)
  const { begin, end } = packageChanges(offered.map(contentOf), content)
  const changed = new Set([...begin.map(({ code }) => code), ...end])
  const next = all.find(({ code, validFrom }) => changed.has(code) && validFrom >= begins)
  if (next) {
    throw new Refused(
      'package-version-not-last',
      `服务包“${next.name}”已有 ${next.validFrom} 起生效的版本，方案须晚于这一天执行。`,
      { validFrom: next.validFrom },
    )
  }
  for (const version of offered.filter(({ code }) => changed.has(code))) {
    await endVersion(db, version.id, addDays(begins, -1))
  }
  const versions = begin.map((one) => ({ ...one, id: newId(), validFrom: begins, validUntil: null }))
  await insertVersions(db, versions, viewer.accountId, id)
}
