import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { assignGridDuty as assignCall, listGridDuty as listCall } from '@qianyue/api/households.ts'
import { levelOf, parentOf, rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { reachesUnit, reachesWhole } from '../access/viewer.ts'
import { refreshResidents } from '../duties/refresh-residents.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound } from '../http/errors.ts'
import { staffOfUnits } from '../teams/teams.queries.ts'
import * as queries from './grid-duty.queries.ts'
import { unitOfStaff } from './households.queries.ts'

/** Residents whose figures are moved in one statement. */
const TOGETHER = 500

/** 包户责任 of a village. */
export async function listGridDuty(
  context: Context,
  { villageCode }: RequestOf<typeof listCall>,
): Promise<ReplyInput<typeof listCall>> {
  refuseBeyondReach(context, villageCode)
  const township = villageCode - (villageCode % 1000)
  const staff = await staffOfUnits(context, rangeOf(township))
  return {
    groups: await queries.groupsOfVillage(context, villageCode),
    doctors: staff.map(({ staffId, name, unitName }) => ({ staffId, name, unitName })),
  }
}

/** 批量指定包户医生. Figures by doctor move at once; sent twice it changes nothing more. */
export async function assignGridDuty(
  context: Context,
  { villageCode, groupNumbers, staffId, onlyUnassigned }: RequestOf<typeof assignCall>,
): Promise<ReplyInput<typeof assignCall>> {
  refuseBeyondReach(context, villageCode)
  if (staffId !== null && !(await mayAnswerForDoors(context, staffId))) {
    throw new Invalid({ staffId: '请选择您管辖范围内在岗的医生' })
  }
  const households = await queries.giveHouseholds(context, {
    villageCode,
    groupNumbers,
    staffId,
    onlyUnassigned,
  })
  const people = await queries.peopleOf(context, households)
  for (let from = 0; from < people.length; from += TOGETHER) {
    await refreshResidents(context, people.slice(from, from + TOGETHER))
  }
  context.note({ subject: `grid-duty ${villageCode} ${households.length}` })
  return { households: households.length, persons: people.length }
}

function refuseBeyondReach({ reach }: Context, villageCode: number): void {
  if (levelOf(villageCode) !== 'village' || !reachesWhole(reach, villageCode)) throw new NotFound('unit')
}

/** Whether a doctor works in a unit within reach, or in the township above a village of one's own teams. */
export async function mayAnswerForDoors(context: Context, staffId: string): Promise<boolean> {
  const { reach } = context
  const unitCode = await unitOfStaff(context, staffId)
  return (
    unitCode !== null &&
    (reachesUnit(reach, unitCode) || reach.units.some((unit) => parentOf(unit) === unitCode))
  )
}
