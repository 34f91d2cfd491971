import { type CapPolicy, type CapRefusal, type Caps, type Load, whyOverCap } from './capacity.ts'
import type { Ineligibility, TeamGap } from './team.ts'

/** 整体移交: every agreement in force of one team goes to another from a day on. */
type PanelHandOver = {
  fromTeamId: string
  toTeamId: string
  reason: string
  /** What moves: agreements in force and those that start later. */
  moving: Load
}

export type HandOverRefusal =
  | { code: 'same-team' }
  | { code: 'hand-over-needs-reason' }
  | { code: 'nothing-to-hand-over' }
  | { code: 'team-closed' }
  | { code: 'team-not-eligible'; ineligibility: Ineligibility }
  | { code: 'team-incomplete'; gaps: readonly TeamGap[] }
  | ({ code: 'team-full' } & CapRefusal)

/** What must be known of the team that takes over. */
type ReceivingTeam = {
  closed: boolean
  ineligibility: Ineligibility | null
  gaps: readonly TeamGap[]
  load: Load
  caps: Caps
}

/** Why a panel cannot go to another team; null when it can. */
export function whyCannotHandOver(
  handOver: PanelHandOver,
  receiving: ReceivingTeam,
  capPolicy: CapPolicy,
): HandOverRefusal | null {
  if (handOver.fromTeamId === handOver.toTeamId) return { code: 'same-team' }
  if (handOver.reason.trim() === '') return { code: 'hand-over-needs-reason' }
  if (handOver.moving.persons === 0) return { code: 'nothing-to-hand-over' }
  if (receiving.closed) return { code: 'team-closed' }
  if (receiving.ineligibility) {
    return { code: 'team-not-eligible', ineligibility: receiving.ineligibility }
  }
  if (receiving.gaps.length > 0) return { code: 'team-incomplete', gaps: receiving.gaps }
  const over = whyOverCap(receiving.load, handOver.moving, receiving.caps, capPolicy, handOver.reason)
  return over === null ? null : { code: 'team-full', ...over }
}
