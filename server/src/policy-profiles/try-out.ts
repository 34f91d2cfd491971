import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { tryPolicyProfile } from '@qianyue/api/policy-profiles.ts'
import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { yearOf } from '@qianyue/domain/days/local-date.ts'
import { indicators } from '@qianyue/domain/indicators/indicator.ts'
import { indicatorsIn, namedIndicator } from '@qianyue/domain/indicators/own-indicator.ts'
import { meetsTarget, sumOf } from '@qianyue/domain/indicators/rate.ts'
import { percentAsked, stepFrom, targetFor } from '@qianyue/domain/indicators/target.ts'
import type { Policy } from '@qianyue/domain/policy/policy.ts'
import { type ProfileContent, underProfile } from '@qianyue/domain/policy-profiles/profile.ts'
import { capStateOf, capsKeyPersons } from '@qianyue/domain/teams/capacity.ts'
import { reachWhole } from '../access/reach-whole.ts'
import type { Context } from '../http/context.ts'
import { snapshotCounts, type UnitCount, villagesOf } from '../indicators/counts.queries.ts'
import { targetPlaces } from '../indicators/place.ts'
import { worstCapState } from '../teams/describe-team.ts'
import { capsOf, type TeamRow, teamsWithinReach } from '../teams/teams.queries.ts'
import { checked, contentNow, foundProfile, heldBefore } from './describe-profile.ts'
import { type FiguresTried, figuresTried, rateIn } from './tried-figures.ts'
import { moneyTried } from './tried-money.ts'
import { scoresTried } from './tried-scores.ts'
import { unitName, withoutWriting } from './try-out.queries.ts'

/**
 * 试算: what the profile would have meant, over the figures of today and the work of a period that is over, beside what
 * holds. Everything is read in a part of the transaction that cannot write, and undone after it.
 */
export async function tryProfile(
  context: Context,
  request: RequestOf<typeof tryPolicyProfile>,
): Promise<ReplyInput<typeof tryPolicyProfile>> {
  const { db } = context
  await reachWhole(context, request.unitCode)
  context.note({ subject: `policy profile ${request.id} tried` })
  const row = await foundProfile(context, request.id)
  const held = await heldBefore(context, row)
  const content = row.draft === null ? await contentNow(context, row) : checked(row.draft)
  const before = held.policies
  const after = underProfile(held, content as ProfileContent).policies
  return await withoutWriting(db, () => compared(context, request, before, after))
}

async function compared(
  context: Context,
  request: RequestOf<typeof tryPolicyProfile>,
  before: Policy,
  after: Policy,
): Promise<ReplyInput<typeof tryPolicyProfile>> {
  const { db, today } = context
  const figures = await figuresTried(context, request.unitCode, before, after)
  const counted = capsKeyPersons(after.caps) ? after.caps : before.caps
  const teams = await teamsWithinReach(context, counted, { unitRange: rangeOf(request.unitCode) })
  return {
    unitName: await unitName(db, request.unitCode),
    figuresOn: today,
    recomputed: figures.recomputed,
    figures: figureLines(context, request.unitCode, figures, {
      lastYear: await yearBefore(context, request.unitCode),
      before,
      after,
    }),
    teams: teams.map((team) => ({
      teamId: team.id,
      name: team.name,
      unitName: team.unitName,
      persons: team.persons,
      keyPersons: team.keyPersons,
      households: team.households,
      before: capsUnder(team, before),
      after: capsUnder(team, after),
    })),
    scores: await scoresTried(context, request, figures, before, after),
    ...(await moneyTried(db, request, before, after)),
  }
}

/** Figures that have a target before or after, and those that the profile counts otherwise. */
function figureLines(
  { today }: Context,
  unitCode: number,
  figures: FiguresTried,
  { lastYear, before, after }: { lastYear: readonly UnitCount[]; before: Policy; after: Policy },
) {
  return indicators.flatMap((indicator) => {
    const { code } = indicator
    // As the profile calls it; what it takes out of use, as it was called before.
    const { name } = indicatorsIn(after, [indicator])[0] ?? namedIndicator(indicator, before)
    const line = (policy: Policy, side: 'before' | 'after') => {
      const rate = rateIn(figures[side], code)
      const said = targetFor(policy.targets, code, yearOf(today), targetPlaces(unitCode, policy))
      const target = said && percentAsked(said, sumOf(lastYear.filter(({ indicator }) => indicator === code)))
      return { ...rate, target, meets: target === null ? null : meetsTarget(rate, target) }
    }
    const [was, is] = [line(before, 'before'), line(after, 'after')]
    const moved = was.numerator !== is.numerator || was.denominator !== is.denominator
    return was.target === null && is.target === null && !moved ? [] : [{ code, name, before: was, after: is }]
  })
}

/** The counts of the end of the year before, from which targets may go a step on. */
async function yearBefore(context: Context, unitCode: number): Promise<UnitCount[]> {
  const villages = villagesOf({ orgId: unitCode, villages: [] })
  return await snapshotCounts(context, stepFrom(yearOf(context.today)), villages, 'township', null)
}

function capsUnder(team: TeamRow, { caps: policy }: Policy) {
  const { persons, keyPersons = null, households } = capsOf(team, policy)
  const caps = { persons, keyPersons, households }
  const kinds = ['persons', 'keyPersons', 'households'] as const
  return { ...caps, state: worstCapState(kinds.map((kind) => capStateOf(team[kind], caps[kind], policy))) }
}
