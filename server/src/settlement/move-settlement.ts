import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { answerAppeal as answerCall, moveSettlement as moveCall } from '@qianyue/api/settlement.ts'
import type { Action } from '@qianyue/domain/access/grants.ts'
import { defaultEvidencePolicy } from '@qianyue/domain/service-records/evidence-policy.ts'
import { type CreditedService, pointsOfService } from '@qianyue/domain/settlement/points.ts'
import { v5 as nameBasedId } from 'uuid'
import { mayDo } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotAllowed, NotFound, Refused } from '../http/errors.ts'
import { periodOf } from './compute-settlement.ts'
import { describeSettlement } from './describe-settlement.ts'
import { recompute } from './prepare-settlement.ts'
import {
  appealsOf,
  entriesOf,
  insertIntoLedger,
  lockSettlement,
  type SettlementRow,
  setState,
  settlementById,
  writeAnswer,
} from './settlement.queries.ts'
import { keepServices, workOf } from './work.queries.ts'

type Step = RequestOf<typeof moveCall>['step']

const steps: Record<Step, { from: SettlementRow['state']; by: Action; words: string }> = {
  submit: { from: 'draft', by: 'settlements.prepare', words: '只有草稿可以提交。' },
  return: { from: 'submitted', by: 'settlements.approve', words: '只有待审批的结算单可以退回。' },
  freeze: { from: 'submitted', by: 'settlements.approve', words: '只有待审批的结算单可以审批冻结。' },
  pay: { from: 'frozen', by: 'settlements.prepare', words: '冻结后才能登记发放。' },
}

const reached: Record<Step, SettlementRow['state']> = {
  submit: 'submitted',
  return: 'draft',
  freeze: 'frozen',
  pay: 'paid',
}

/** One step of the approval chain (审批). A step that was taken already, sent again, changes nothing. */
export async function moveSettlement(context: Context, request: RequestOf<typeof moveCall>) {
  const { db, viewer, note } = context
  const { id, step } = request
  const { from, by, words } = steps[step]
  if (!(await lockSettlement(db, id))) throw new NotFound('settlement')
  if (!mayDo(viewer, by)) throw new NotAllowed(by)
  const settlement = (await settlementById(db, id))!
  // A draft that was returned bears the reason until it is submitted anew; one that was not bears none.
  const isTaken = step !== 'return' || (request.reason !== undefined && settlement.note === request.reason)
  if (settlement.state === reached[step] && isTaken) return await describeSettlement(context, id)
  if (settlement.state !== from) throw new Refused('not-this-step', words)
  note({ subject: `settlement ${id} ${step}`, ...(request.reason ? { reason: request.reason } : {}) })
  await take[step](context, settlement, request)
  return await describeSettlement(context, id)
}

const take: Record<
  Step,
  (context: Context, settlement: SettlementRow, request: RequestOf<typeof moveCall>) => Promise<void>
> = {
  async submit({ db, viewer }, { id, computed }) {
    if (computed.totals.instalmentFen === 0) {
      throw new Refused('nothing-to-settle', '结算金额为 0，请先填写到账金额，或核对人数和签约费。')
    }
    const undecided = computed.clawBacks?.filter(({ decision }) => decision === null).length ?? 0
    if (undecided > 0) {
      throw new Refused(
        'open-claw-backs',
        `还有 ${undecided} 人的收回建议没有处理，请逐人采纳、调整或写明不收回的原因。`,
      )
    }
    await setState(db, id, { state: 'submitted', submittedBy: viewer.accountId, note: null })
  },

  async return({ db }, { id }, { reason }) {
    if (reason === undefined) throw new Invalid({ reason: '请写明退回原因' })
    await setState(db, id, { state: 'draft', note: reason, submittedBy: null })
  },

  async freeze(context, settlement) {
    const { db, viewer, now } = context
    const { id, openAppeals, submittedBy } = settlement
    if (submittedBy === viewer.accountId) {
      throw new Refused('own-submission', '提交人不能审批自己提交的结算单，请由另一位有审批权限的人办理。')
    }
    if (openAppeals > 0)
      throw new Refused('open-appeals', `还有 ${openAppeals} 条申诉没有答复，答复后再冻结。`)
    const { points, evidence = defaultEvidencePolicy } = settlement.computed
    const period = periodOf({ ...settlement, points, evidence })
    const kinds = new Map<string, CreditedService>()
    for (const { staffId: _, services: _services, ...kind } of await workOf(db, period)) {
      kinds.set(JSON.stringify(kind), kind)
    }
    await keepServices(
      db,
      id,
      period,
      [...kinds.values()].map((kind) => {
        const { hundredths, because } = pointsOfService(points, kind)
        return { ...kind, points: hundredths, because }
      }),
    )
    await setState(db, id, { state: 'frozen', frozenBy: viewer.accountId, frozenAt: now })
  },

  async pay({ db, viewer, today }, { id, fundCode, unitCode, computed }, { paidOn }) {
    if (paidOn === undefined) throw new Invalid({ paidOn: '请填写发放日期' })
    if (paidOn > today) throw new Invalid({ paidOn: '发放日期不能晚于今天' })
    const { paidFen, withheldFen, deductedFen } = computed.totals
    const entries = { paid: paidFen, withheld: withheldFen, 'clawed-back': deductedFen }
    const words = { paid: '结算发放', withheld: '考核扣减留存', 'clawed-back': '扣回留存' }
    for (const [kind, fen] of Object.entries(entries) as [keyof typeof entries, number][]) {
      if (fen === 0) continue
      await insertIntoLedger(db, {
        id: nameBasedId(`${id}/${kind}`, nameBasedId.URL),
        fundCode,
        unitCode,
        happenedOn: paidOn,
        kind,
        fen,
        settlementId: id,
        words: words[kind],
        enteredBy: viewer.accountId,
      })
    }
    await setState(db, id, { state: 'paid', paidOn })
  },
}

/** 答复申诉. What an appeal that is upheld changes is entered in the draft; the settlement is computed anew from its services. */
export async function answerAppeal(context: Context, request: RequestOf<typeof answerCall>) {
  const { db, viewer, now, note } = context
  const { id, appealId, answer, upheld } = request
  if (!(await lockSettlement(db, id))) throw new NotFound('settlement')
  const settlement = (await settlementById(db, id))!
  if (settlement.state === 'frozen' || settlement.state === 'paid') {
    throw new Refused('settlement-frozen', '结算单已冻结，申诉留待下一期处理。')
  }
  const appeal = (await appealsOf(db, [id])).find((one) => one.id === appealId)
  if (!appeal) throw new NotFound('appeal')
  if (appeal.answer === null) {
    await writeAnswer(db, appealId, { answer, upheld, answeredBy: viewer.accountId, answeredAt: now })
    note({ subject: `settlement ${id} appeal ${appealId}` })
    await recompute(context, id, settlement.entered, await entriesOf(db, id))
  }
  return await describeSettlement(context, id)
}
