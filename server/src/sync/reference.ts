import { createHash } from 'node:crypto'
import type { PolicyVersion } from '@qianyue/domain/policy/policy.ts'
import type { Context } from '../http/context.ts'
import { versionsOn } from '../packages/packages.queries.ts'
import { policyAt, policyVersions } from '../policy/policy.queries.ts'
import { describeTeam } from '../teams/describe-team.ts'
import { teamsWithinReach } from '../teams/teams.queries.ts'
import { villagesNamed } from './sync.queries.ts'

/** What holds for every door, with a hash that changes when any of it does. */
export async function referenceFor(context: Context) {
  const { db, today, viewer } = context
  const policies: PolicyVersion[] = await policyVersions(db)
  const packages = await versionsOn(db, today)
  const policy = await policyAt(db, today)
  const rows = await teamsWithinReach(context, policy.caps, {})
  const teams = rows.map((row) => describeTeam(row, policy, viewer, today))
  const villages = await villagesNamed(context)
  const content = { policies, packages, teams, villages }
  // How full a team is changes with every signing: it is brought along, but nothing is fetched because of it.
  const steady = {
    ...content,
    teams: teams.map(({ load: _, capState: __, keyCapState: ___, ...team }) => team),
  }
  const hash = createHash('sha256').update(JSON.stringify(steady)).digest('base64url')
  return { hash, ...content }
}
