import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { dissolveTeam as dissolveTeamCall, saveTeam as saveTeamCall } from '@qianyue/api/teams.ts'
import { levelOf } from '@qianyue/domain/access/org-unit.ts'
import { reachesUnit } from '../access/viewer.ts'
import type { Services } from '../http/answer.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { mustBeTrained } from '../training/run-training.ts'
import { describeTeam } from './describe-team.ts'
import {
  knownOf,
  markDissolved,
  teamsWithinReach,
  writeMembers,
  writeTeam,
  writeVillages,
} from './teams.queries.ts'

/** One team within reach, as the calls show it. */
export async function teamById(context: Context, teamId: string) {
  const policy = await policyAt(context.db, context.today)
  const [row] = await teamsWithinReach(context, policy.caps, { teamId, dissolved: true })
  if (!row) throw new NotFound('team')
  return describeTeam(row, policy, context.viewer, context.today)
}

/**
 * 新建或修改团队. Members and villages hold from today; what was before stays known. A team's members reach the villages that it
 * covers, so that nobody gives a team a village that they do not reach themselves.
 */
export async function saveTeam(
  context: Context,
  request: RequestOf<typeof saveTeamCall>,
  { services }: { services: Services },
) {
  const { db, reach } = context
  const { teamId, name, unitCode, phone, ownCaps, members, villageCodes } = request
  const within = (code: number) => reachesUnit(reach, code)
  if (!within(unitCode)) throw new NotFound('unit')
  if (levelOf(unitCode) === 'county')
    throw new Invalid({ unitCode: '团队应属于乡镇卫生院或社区卫生服务中心' })
  const { caps: policy } = await policyAt(db, context.today)
  const [before] = await teamsWithinReach(context, policy, { teamId, dissolved: true })
  if (before && before.unitCode !== unitCode)
    throw new Invalid({ unitCode: '团队不能换到另一家机构，请新建团队' })

  const staffIds = members.map(({ staffId }) => staffId)
  const known = await knownOf(db, staffIds, [...villageCodes, unitCode])
  const fields: Record<string, string> = {}
  if (!known.units.has(unitCode)) fields.unitCode = '没有这家机构'
  if (staffIds.some((id) => !known.staff.has(id))) fields.members = '有成员不在人员名册中'
  if (new Set(staffIds).size < staffIds.length) fields.members = '同一人只能列一次'
  if (members.filter(({ leads }) => leads).length > 1) fields.members = '团队长只能有一位'
  const isVillage = (code: number) => known.units.has(code) && levelOf(code) === 'village'
  if (!villageCodes.every(isVillage)) fields.villageCodes = '有村不在机构列表中'
  const covered = new Set(before?.villages.map(({ code }) => code))
  if (villageCodes.some((code) => isVillage(code) && !covered.has(code) && !within(code)))
    fields.villageCodes = '只能选择本机构辖区内的村；跨乡镇的，请由县卫健局设置'
  if (Object.keys(fields).length > 0) throw new Invalid(fields)

  const maxVillages = ownCaps.villages ?? policy.caps.villages
  if (maxVillages !== null && villageCodes.length > maxVillages) {
    throw new Refused(
      'team-villages-over-cap',
      `一个团队最多覆盖 ${maxVillages} 个村，本次选了 ${villageCodes.length} 个。`,
      {
        limit: maxVillages,
      },
    )
  }
  const present = new Set(before?.members.map(({ staffId }) => staffId))
  await mustBeTrained(
    context,
    staffIds.filter((id) => !present.has(id)),
  )
  const isWritten = await writeTeam(db, {
    id: teamId,
    name,
    unitCode,
    phone,
    maxPersons: ownCaps.persons,
    maxHouseholds: ownCaps.households,
    maxVillages: ownCaps.villages,
  })
  if (!isWritten) throw new NotFound('team')
  await writeMembers(context, teamId, members)
  await writeVillages(context, teamId, [...new Set(villageCodes)])
  services.viewers.forget()
  context.note({ subject: `team ${teamId}` })
  return await teamById(context, teamId)
}

/** 撤销团队: only when nobody is signed with it; a panel is handed over first. */
export async function dissolveTeam(
  context: Context,
  { teamId }: RequestOf<typeof dissolveTeamCall>,
  { services }: { services: Services },
) {
  const team = await teamById(context, teamId)
  if (!reachesUnit(context.reach, team.unitCode)) throw new NotFound('team')
  if (team.dissolvedOn !== null) return team
  if (team.load.persons > 0) {
    throw new Refused('team-has-panel', `团队还有 ${team.load.persons} 位在约居民，请先整体移交或解约。`, {
      persons: team.load.persons,
    })
  }
  await writeMembers(context, teamId, [])
  await writeVillages(context, teamId, [])
  await markDissolved(context.db, teamId, context.today)
  services.viewers.forget()
  context.note({ subject: `team ${teamId}` })
  return await teamById(context, teamId)
}
