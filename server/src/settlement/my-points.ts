import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type {
  appealSettlement as appealCall,
  listCreditedServices as creditedCall,
  listMyCreditedServices as mineCall,
  getMyPoints as myPointsCall,
} from '@qianyue/api/settlement.ts'
import { levelOf } from '@qianyue/domain/access/org-unit.ts'
import { nameWithoutGiven } from '@qianyue/domain/residents/name-without-given.ts'
import { defaultEvidencePolicy } from '@qianyue/domain/service-records/evidence-policy.ts'
import { creditedBy } from '@qianyue/domain/services/own-service.ts'
import { type Fund, partsOf } from '@qianyue/domain/settlement/fund.ts'
import {
  type CreditedService,
  type PointsPolicy,
  type PointsReason,
  pointsOfService,
} from '@qianyue/domain/settlement/points.ts'
import { mayDo } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { computeSettlement, periodOf } from './compute-settlement.ts'
import { describeAppeal } from './describe-settlement.ts'
import { creditedName, paymentName, reasonOf } from './names.ts'
import {
  appealsOf,
  insertAppeal,
  settlementById,
  settlementsOfStaff,
  sharesOf,
} from './settlement.queries.ts'
import { keptServicesOf, type Period, type ServiceLine, servicesOf, workOf } from './work.queries.ts'

/** 我的积分与收入. Empty for somebody who is no member of the staff. */
export async function myPoints(context: Context, { fromDay, toDay }: RequestOf<typeof myPointsCall>) {
  const { db, viewer, reach } = context
  if (toDay < fromDay) throw new Invalid({ toDay: '截止日期不能早于起始日期' })
  const policy = await policyAt(db, toDay)
  const { funds } = policy
  const { points, evidence } = creditedBy(policy)
  const { staffId } = viewer
  if (staffId === null || reach.range === null) {
    return { services: 0, refused: 0, points: 0, lines: [], expected: [], settlements: [] }
  }
  const period = periodOf({ unitCode: viewer.unitCode, fromDay, toDay, points, evidence })
  const groups = await workOf(db, period, staffId)
  const lines = new Map<
    string,
    { form: string; name: string; because: PointsReason; services: number; points: number }
  >()
  for (const { services, ...kind } of groups) {
    const { hundredths, because } = pointsOfService(points, kind as CreditedService)
    const key = `${kind.form} ${kind.service} ${because}`
    const line = lines.get(key) ?? {
      form: kind.form,
      name: creditedName(kind),
      because,
      services: 0,
      points: 0,
    }
    line.services += services
    line.points += hundredths * services
    lines.set(key, line)
  }
  const all = [...lines.values()].sort((a, b) => b.points - a.points || b.services - a.services)
  return {
    services: all.reduce((sum, { services }) => sum + services, 0),
    refused: all
      .filter(({ because }) => because === 'refused')
      .reduce((sum, { services }) => sum + services, 0),
    points: all.reduce((sum, line) => sum + line.points, 0),
    lines: all,
    expected: await expectedOf(context, staffId, funds, { fromDay, toDay }),
    settlements: await ownSettlements(context, staffId),
  }
}

/**
 * What one's points would earn if the first payment of each fund were settled today. Only of pools that lie within one's
 * own clinic or hospital: of a wider pool the others' work is not one's own to see.
 */
async function expectedOf(
  { db, viewer }: Context,
  staffId: string,
  funds: readonly Fund[],
  days: Pick<Period, 'fromDay' | 'toDay'>,
) {
  const policy = await policyAt(db, days.toDay)
  const { points, evidence } = creditedBy(policy)
  const expected: { fundName: string; partName: string; fen: number }[] = []
  for (const fund of funds) {
    const [first] = partsOf(fund)
    if (fund.amountBy === 'entry' || fund.place !== levelOf(viewer.unitCode) || first?.paid !== 'in-advance')
      continue
    const { shares } = await computeSettlement(db, {
      ...days,
      unitCode: viewer.unitCode,
      fund,
      points,
      evidence,
      payment: { part: first.code, number: 1 },
      classes: policy['village-classes'],
      entered: () => ({ enteredFen: 0, scoreHundredths: null }),
      entries: [],
    })
    const own = shares.find((share) => share.staffId === staffId)
    if (own)
      expected.push({ fundName: fund.name, partName: paymentName(fund, first.code, 1), fen: own.paidFen })
  }
  return expected
}

async function ownSettlements({ db }: Context, staffId: string) {
  const shares = await settlementsOfStaff(db, staffId)
  const appeals = await appealsOf(
    db,
    shares.map(({ settlementId }) => settlementId),
    staffId,
  )
  return await Promise.all(
    shares.map(async ({ settlementId, points, shareFen, deductedFen, paidFen, reason }) => {
      const { computed, part, number, year, state } = (await settlementById(db, settlementId))!
      const appeal = appeals.filter((one) => one.settlementId === settlementId).at(-1)
      return {
        id: settlementId,
        fundName: computed.fund.name,
        partName: paymentName(computed.fund, part, number),
        year,
        number,
        state,
        points,
        shareFen,
        deductedFen,
        paidFen,
        reason: reasonOf({ staffId, reason }, computed),
        appeal: appeal ? describeAppeal(appeal) : null,
      }
    }),
  )
}

/** The services behind one's own points. */
export async function myServices(
  { db, viewer }: Context,
  { fromDay, toDay, cursor, limit }: RequestOf<typeof mineCall>,
) {
  const { points, evidence } = creditedBy(await policyAt(db, toDay))
  if (viewer.staffId === null) return { services: [], nextCursor: null }
  const period = periodOf({ unitCode: viewer.unitCode, fromDay, toDay, points, evidence })
  const rows = await servicesOf(db, period, viewer.staffId, afterOf(cursor), limit)
  return pageOf(
    rows.map((row) => creditedLine(points, row, row.residentName)),
    limit,
  )
}

/**
 * The services behind a person's points in a settlement: as they were frozen, or as they are while it is a draft. Who
 * answers for money only sees the residents' family names.
 */
export async function creditedServices(
  { db, viewer, note }: Context,
  { id, staffId, cursor, limit }: RequestOf<typeof creditedCall>,
) {
  const settlement = await settlementById(db, id)
  if (settlement === null || (await sharesOf(db, id, staffId)).length === 0) throw new NotFound('share')
  note({ subject: `settlement ${id} staff ${staffId}` })
  const shown = (name: string) => (mayDo(viewer, 'residents.read') ? name : nameWithoutGiven(name))
  if (settlement.state === 'frozen' || settlement.state === 'paid') {
    const kept = await keptServicesOf(db, id, staffId, afterOf(cursor), limit)
    return pageOf(
      kept.map((line) => ({
        ...line,
        residentName: shown(line.residentName),
        name: creditedName(line),
        because: line.because as PointsReason,
      })),
      limit,
    )
  }
  const { points, evidence = defaultEvidencePolicy } = settlement.computed
  const rows = await servicesOf(
    db,
    periodOf({ ...settlement, points, evidence }),
    staffId,
    afterOf(cursor),
    limit,
  )
  return pageOf(
    rows.map((row) => creditedLine(points, row, shown(row.residentName))),
    limit,
  )
}

/** A service with its points and why. @param residentName as much of it as the viewer may see */
function creditedLine(
  points: PointsPolicy,
  { recordId, performedOn, residentName: _, ...kind }: ServiceLine,
  residentName: string,
) {
  const { hundredths, because } = pointsOfService(points, kind)
  return {
    recordId,
    form: kind.form,
    name: creditedName(kind),
    performedOn,
    residentName,
    points: hundredths,
    because,
  }
}

function afterOf(cursor: string | undefined): { performedOn: string; recordId: string } | null {
  const [performedOn, recordId] = cursor?.split('/') ?? []
  return performedOn && recordId ? { performedOn, recordId } : null
}

function pageOf<Line extends { performedOn: string; recordId: string }>(services: Line[], limit: number) {
  const last = services.at(-1)
  return {
    services,
    nextCursor: last && services.length === limit ? `${last.performedOn}/${last.recordId}` : null,
  }
}

/** 申诉: about one's own share, while the settlement is not frozen. */
export async function appealSettlement(
  context: Context,
  { id, appealId, words }: RequestOf<typeof appealCall>,
) {
  const { db, viewer, note } = context
  const { staffId } = viewer
  if (staffId === null || (await sharesOf(db, id, staffId)).length === 0) throw new NotFound('settlement')
  const settlement = (await settlementById(db, id))!
  if (settlement.state === 'frozen' || settlement.state === 'paid') {
    throw new Refused('settlement-frozen', '结算单已冻结，请向结算单位提出，留待下一期处理。')
  }
  await insertAppeal(db, { id: appealId, settlementId: id, staffId, words })
  note({ subject: `settlement ${id} appeal ${appealId}` })
  const appeal = (await appealsOf(db, [id], staffId)).find((one) => one.id === appealId)
  if (!appeal) throw new NotFound('appeal')
  return describeAppeal(appeal)
}
