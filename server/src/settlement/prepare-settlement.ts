import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type {
  enterIntoSettlement as enterCall,
  prepareSettlement as prepareCall,
  tryFund as tryCall,
} from '@qianyue/api/settlement.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { creditedBy } from '@qianyue/domain/services/own-service.ts'
import { type Fund, partsOf } from '@qianyue/domain/settlement/fund.ts'
import { reachWhole } from '../access/reach-whole.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { clawBacksOf, type Decisions } from './claw-backs.ts'
import { computeSettlement } from './compute-settlement.ts'
import { describeSettlement, namedShares } from './describe-settlement.ts'
import { enteredFromScores } from './published-scores.ts'
import {
  type Entered,
  insertSettlement,
  lockSettlement,
  replaceEntries,
  replaceShares,
  type SettlementRow,
  type StaffEntry,
  sameSettlement,
  settlementById,
  writeComputed,
} from './settlement.queries.ts'

/** 新建结算单. Sent twice it is made once; a second settlement of the same payment is refused. */
export async function prepareSettlement(context: Context, request: RequestOf<typeof prepareCall>) {
  const { db, viewer, note } = context
  await reachWhole(context, request.unitCode)
  checkDays(context, request)
  const { funds } = await policyAt(db, request.toDay)
  checkPayment(fundCalled(funds, request.fundCode), request)
  const same = await sameSettlement(db, request)
  if (same !== null && same !== request.id) {
    throw new Refused('already-settled', '这笔款已有结算单，请在列表中打开它。', { settlementId: same })
  }
  if (await insertSettlement(db, { ...request, createdBy: viewer.accountId })) {
    note({ subject: `settlement ${request.id}` })
    const { entered, entries } = await enteredFromScores(db, request)
    await replaceEntries(db, request.id, entries)
    await recompute(context, request.id, entered, entries)
  }
  return await describeSettlement(context, request.id)
}

/** 填写: what reached the account, scores, factors and deductions; computed anew. Only while it is a draft. */
export async function enterIntoSettlement(context: Context, request: RequestOf<typeof enterCall>) {
  const { db, note } = context
  const settlement = await lockedDraft(context, request.id)
  await reachWhole(context, settlement.unitCode)
  const entered: Entered = Object.fromEntries(
    request.pools.map(({ unitCode, enteredFen, scoreHundredths }) => [
      unitCode,
      { enteredFen, scoreHundredths },
    ]),
  )
  const distinct = new Set(request.staff.map(({ staffId }) => staffId))
  if (distinct.size < request.staff.length) throw new Invalid({ staff: '同一个人只能填一行' })
  await replaceEntries(db, request.id, request.staff)
  note({ subject: `settlement ${request.id}` })
  await recompute(context, request.id, entered, request.staff, request.clawBacks)
  return await describeSettlement(context, request.id)
}

/** 试算: another fund over the same days, without writing anything. */
export async function tryFund(context: Context, request: RequestOf<typeof tryCall>) {
  const { db } = context
  await reachWhole(context, request.unitCode)
  checkDays(context, request)
  checkPayment(request.fund, request)
  const policy = await policyAt(db, request.toDay)
  const { points, evidence } = creditedBy(policy)
  const { computed, shares, staff } = await computeSettlement(db, {
    ...request,
    points,
    evidence,
    payment: request,
    classes: policy['village-classes'],
    entered: () => request,
    entries: [],
  })
  return { totals: computed.totals, pools: computed.pools, shares: namedShares(shares, staff) }
}

/** Computes a draft anew from the services as they are now and keeps the result. */
export async function recompute(
  context: Context,
  id: string,
  entered: Entered,
  entries: readonly StaffEntry[],
  decisions: Decisions = [],
): Promise<void> {
  const { db, now } = context
  const settlement = (await settlementById(db, id))!
  const policy = await policyAt(db, settlement.toDay)
  const { funds } = policy
  const { points, evidence } = creditedBy(policy)
  const { computed, shares } = await computeSettlement(db, {
    ...settlement,
    points,
    evidence,
    fund: fundCalled(funds, settlement.fundCode),
    payment: settlement,
    classes: policy['village-classes'],
    entered: (unitCode) => entered[unitCode] ?? { enteredFen: 0, scoreHundredths: null },
    entries,
    clawBacks: await clawBacksOf(context, settlement, decisions),
  })
  await writeComputed(db, id, computed, entered, now)
  await replaceShares(db, id, shares)
}

/** The draft, locked until the transaction ends. @throws Refused when it was submitted or frozen. */
async function lockedDraft({ db }: Context, id: string): Promise<SettlementRow> {
  if (!(await lockSettlement(db, id))) throw new NotFound('settlement')
  const settlement = (await settlementById(db, id))!
  if (settlement.state !== 'draft') {
    throw new Refused('settlement-not-draft', '结算单已提交或冻结，不能再改；如需修改，请审批人退回。')
  }
  return settlement
}

function checkDays({ today }: Context, { fromDay, toDay }: { fromDay: LocalDate; toDay: LocalDate }): void {
  if (toDay < fromDay) throw new Invalid({ toDay: '截止日期不能早于起始日期' })
  if (fromDay > today) throw new Invalid({ fromDay: '期间还没有开始' })
}

function fundCalled(funds: readonly Fund[], code: string): Fund {
  const fund = funds.find((one) => one.code === code)
  if (!fund) throw new Refused('no-such-fund', '期末的资金办法里没有这项资金，请先在“政策”中添加。')
  return fund
}

function checkPayment(fund: Fund, { part, number }: { part: string; number: number }): void {
  const found = partsOf(fund).find(({ code }) => code === part)
  if (!found || number > found.payments) throw new Invalid({ part: '这项资金没有这一笔拨付' })
}
