import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { handOverPanel as handOverCall, previewHandOver as previewCall } from '@qianyue/api/teams.ts'
import { refusalWords } from '@qianyue/domain/agreements/refusal-words.ts'
import { type HandOverRefusal, whyCannotHandOver } from '@qianyue/domain/teams/hand-over.ts'
import { whyNotEligible } from '@qianyue/domain/teams/team.ts'
import { reachesUnit } from '../access/viewer.ts'
import { refreshResidents } from '../duties/refresh-residents.ts'
import type { Services } from '../http/answer.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { gapsOf } from './describe-team.ts'
import {
  capsOf,
  handedOverToday,
  loadOf,
  lockTeams,
  movePanel,
  panelOf,
  teamsWithinReach,
  writeVillages,
} from './teams.queries.ts'

/** What would move and why it cannot; the reason is asked for only when it is done. */
export async function previewHandOver(context: Context, request: RequestOf<typeof previewCall>) {
  const { from, panel, refusal } = await gather(context, { ...request, reason: request.reason || '—' })
  return { ...panel, villages: from.villages, refusal: refusal ? refusalWords(refusal) : null }
}

/**
 * 整体移交: agreements in force and to come go to the other team today, with a reason that stays with each of them. Sent
 * again it answers what went then, and the villages that the other team has now.
 */
export async function handOverPanel(
  context: Context,
  request: RequestOf<typeof handOverCall>,
  { services }: { services: Services },
) {
  const { db, today } = context
  const { teamId, toTeamId, reason, withVillages } = request
  await lockTeams(db, [toTeamId])
  const { from, to, panel, refusal } = await gather(context, request)
  const move = { from: teamId, to: toTeamId, reason }
  const moved = refusal?.code === 'nothing-to-hand-over' ? await handedOverToday(context, move) : null
  if (moved) return { ...moved, villages: withVillages ? to.villages : from.villages, refusal: null }
  if (refusal) throw new Refused(refusal.code, refusalWords(refusal))
  const residentIds = await movePanel(context, move)
  if (withVillages) {
    const codes = [...from.villages, ...to.villages].map(({ code }) => code)
    await writeVillages(context, toTeamId, [...new Set(codes)])
    await writeVillages(context, teamId, [])
  }
  await refreshResidents({ db, today }, residentIds)
  services.viewers.forget()
  context.note({ subject: `team ${teamId} to ${toTeamId}`, reason })
  return { ...panel, villages: from.villages, refusal: null }
}

async function gather(context: Context, asked: { teamId: string; toTeamId: string; reason: string }) {
  const { db, today } = context
  const { caps: capsPolicy, agreements: policy, 'team-minimum': minimum } = await policyAt(db, today)
  const [from] = await teamsWithinReach(context, capsPolicy, { teamId: asked.teamId, dissolved: true })
  const [to] = await teamsWithinReach(context, capsPolicy, { teamId: asked.toTeamId, dissolved: true })
  if (!from || !to || !reachesUnit(context.reach, from.unitCode)) throw new NotFound('team')
  const panel = await panelOf(db, from.id, today)
  const leader = to.members.find(({ leads }) => leads)
  const gaps = policy.incompleteTeam === 'refused' ? gapsOf(to.members, minimum, today) : []
  const refusal: HandOverRefusal | null = whyCannotHandOver(
    {
      fromTeamId: from.id,
      toTeamId: to.id,
      reason: asked.reason,
      moving: { ...loadOf(from), persons: panel.persons, households: panel.households, villages: 0 },
    },
    {
      closed: to.dissolvedOn !== null && to.dissolvedOn <= today,
      ineligibility: leader ? whyNotEligible(today, leader) : null,
      gaps,
      load: loadOf(to),
      caps: capsOf(to, capsPolicy),
    },
    capsPolicy,
  )
  return { from, to, panel, refusal }
}
