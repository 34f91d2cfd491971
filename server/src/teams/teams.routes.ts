import {
  dissolveTeam as dissolveTeamCall,
  getTeam,
  handOverPanel as handOverCall,
  listStaffForTeams,
  listTeams,
  previewHandOver as previewHandOverCall,
  saveTeam as saveTeamCall,
} from '@qianyue/api/teams.ts'
import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { reachesWhole } from '../access/viewer.ts'
import { answer } from '../http/answer.ts'
import { NotFound } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { describeTeam, ineligibleInWords } from './describe-team.ts'
import { handOverPanel, previewHandOver } from './hand-over-panel.ts'
import { dissolveTeam, saveTeam, teamById } from './save-team.ts'
import { staffOfUnits, teamsWithinReach } from './teams.queries.ts'

export const teamRoutes = [
  answer(listTeams, async (context, { orgId, dissolved }) => {
    const policy = await policyAt(context.db, context.today)
    const rows = await teamsWithinReach(context, policy.caps, {
      unitRange: orgId === undefined ? null : rangeOf(orgId),
      dissolved: dissolved === 'true',
    })
    return rows.map((row) => describeTeam(row, policy, context.viewer, context.today))
  }),
  answer(getTeam, (context, { teamId }) => teamById(context, teamId)),
  answer(saveTeamCall, saveTeam),
  answer(dissolveTeamCall, dissolveTeam),
  answer(listStaffForTeams, async (context, { orgId }) => {
    if (!reachesWhole(context.reach, orgId)) throw new NotFound('unit')
    const staff = await staffOfUnits(context, rangeOf(orgId))
    return staff.map(({ staffId, name, unitName, qualification, ...standing }) => ({
      staffId,
      name,
      unitName,
      qualification,
      ineligible: ineligibleInWords({ staffId, ...standing }, context.today),
    }))
  }),
  answer(previewHandOverCall, previewHandOver),
  answer(handOverCall, handOverPanel),
]
