import { falseReasons } from '@qianyue/domain/settlement/claw-back.ts'
import { fundAmounts, fundKinds, poolPlaces, shareRules } from '@qianyue/domain/settlement/fund.ts'
import { pointsReasons } from '@qianyue/domain/settlement/points.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { fundList } from './settlement-policy.ts'
import { codesOf, cursor, day, fen, limit, unitCode } from './shared.ts'

export const settlementStates = {
  draft: '草稿',
  submitted: '待审批',
  frozen: '已冻结',
  paid: '已发放',
} as const
const state = z.enum(codesOf(settlementStates))
const year = z.coerce.number().int().min(2016).max(2100)
const factor = z.int().min(0, '不小于 0')
const reason = z.string().trim().min(2, '请写明原因').max(300)

const totals = z.object({
  instalmentFen: fen,
  withheldFen: fen,
  sharedFen: fen,
  deductedFen: fen,
  paidFen: fen,
  leftFen: fen,
})

const poolShown = z.object({
  unitCode: z.int(),
  unitName: z.string(),
  residents: z.int(),
  /** People who count in the fund's figure. */
  indicatorPeople: z.int().optional(),
  signed: z.int(),
  feesFen: fen,
  enteredFen: fen,
  /** 年度考核得分, hundredths of a point; null while the year has not been assessed. */
  scoreHundredths: z.int().nullable(),
  fundFen: fen,
  instalmentFen: fen,
  withheldFen: fen,
  payableFen: fen,
  leftFen: fen,
})

const shareShown = z.object({
  staffId: z.uuid(),
  staffName: z.string(),
  poolUnit: z.int(),
  staffUnit: z.int(),
  unitName: z.string(),
  services: z.int(),
  refused: z.int(),
  /** Hundredths of a point, before the factors. */
  points: z.int(),
  /** 质量系数、满意度、核实比例, basis points. */
  quality: z.int(),
  satisfaction: z.int(),
  verified: z.int(),
  signed: z.int(),
  /** 岗位系数, hundredths. */
  roleFactor: z.int(),
  shareFen: fen,
  /** 1 where a fen came by the largest remainder. */
  remainderFen: z.int(),
  capped: z.boolean(),
  deductedFen: fen,
  /** Of what is deducted: taken back for services of earlier settlements. */
  clawedBackFen: fen,
  paidFen: fen,
  /** Why factors or deductions were entered; empty where nothing was. */
  reason: z.string(),
})

const result = z.object({ totals, pools: z.array(poolShown), shares: z.array(shareShown) })

/** 收回建议: what a person had earned in frozen settlements by services that proved false since. */
const clawBack = z.object({
  staffId: z.uuid(),
  staffName: z.string(),
  services: z.array(
    z.object({
      recordId: z.uuid(),
      name: z.string(),
      performedOn: day,
      residentName: z.string(),
      /** Which settlement paid it. */
      settlement: z.string(),
      points: z.int(),
      fen,
      because: z.enum(codesOf(falseReasons)),
    }),
  ),
  /** Owed since a settlement whose share was too small. */
  carriedFen: fen,
  proposedFen: fen,
  /** Null until it is decided; nothing is taken before. */
  decision: z.object({ fen, reason: z.string() }).nullable(),
  takenFen: fen,
})

const appeal = z.object({
  id: z.uuid(),
  staffId: z.uuid(),
  staffName: z.string(),
  words: z.string(),
  madeAt: z.string(),
  answer: z.string().nullable(),
  upheld: z.boolean().nullable(),
  answeredBy: z.string().nullable(),
})

const settlementLine = z.object({
  id: z.uuid(),
  unitCode: z.int(),
  unitName: z.string(),
  fundCode: z.string(),
  fundName: z.string(),
  year: z.int(),
  part: z.string(),
  partName: z.string(),
  number: z.int(),
  fromDay: day,
  toDay: day,
  state,
  paidFen: fen.nullable(),
  openAppeals: z.int(),
})

const settlement = settlementLine.extend({
  computedAt: z.string(),
  fund: z.object({
    kind: z.enum(codesOf(fundKinds)),
    amountBy: z.enum(codesOf(fundAmounts)),
    place: z.enum(codesOf(poolPlaces)),
    share: z.enum(codesOf(shareRules)),
    source: z.string(),
    afterAssessment: z.boolean(),
  }),
  note: z.string().nullable(),
  submittedBy: z.string().nullable(),
  frozenBy: z.string().nullable(),
  frozenAt: z.string().nullable(),
  paidOn: day.nullable(),
  ...result.shape,
  clawBacks: z.array(clawBack),
  appeals: z.array(appeal),
})

const one = z.object({ id: z.uuid() })

export const listSettlements = endpoint({
  call: 'GET /settlements',
  summary: '结算单列表',
  action: 'settlements.read',
  request: z.object({ year: year.optional() }),
  reply: z.object({
    settlements: z.array(settlementLine),
    /** 可结算的资金 and their payments, by the policy of today. */
    funds: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        payments: z.array(
          z.object({ part: z.string(), name: z.string(), number: z.int(), afterAssessment: z.boolean() }),
        ),
      }),
    ),
  }),
})

export const prepareSettlement = endpoint({
  call: 'POST /settlements',
  summary: '新建结算单：按期间内的服务、积分标准和资金办法计算',
  action: 'settlements.prepare',
  request: z.object({
    id: z.uuid(),
    unitCode,
    fundCode: z.string().min(1).max(60),
    year,
    part: z.string().min(1).max(60),
    number: z.int().min(1).max(12),
    fromDay: day,
    toDay: day,
  }),
  reply: settlement,
})

export const getSettlement = endpoint({
  call: 'GET /settlements/{id}',
  summary: '结算单：资金池、每人分配、申诉',
  action: 'settlements.read',
  request: one,
  reply: settlement,
})

export const enterIntoSettlement = endpoint({
  call: 'PUT /settlements/{id}/entries',
  summary: '填写到账金额、考核得分、系数与扣回，并重新计算',
  action: 'settlements.prepare',
  request: one.extend({
    pools: z
      .array(
        z.object({
          unitCode,
          enteredFen: fen.min(0, '不能为负').max(100_000_000_000),
          scoreHundredths: z.int().min(0).max(12_000).nullable(),
        }),
      )
      .max(2000),
    staff: z
      .array(
        z.object({
          staffId: z.uuid(),
          quality: factor.max(20_000, '质量系数不超过 2'),
          satisfaction: factor.max(10_000, '满意度不超过 100%'),
          deductionFen: fen.min(0, '不能为负'),
          reason,
        }),
      )
      .max(5000),
    /** 处理收回建议; a person who is not named keeps what was decided. */
    clawBacks: z
      .array(
        z.object({
          staffId: z.uuid(),
          fen: fen.min(0, '不能为负'),
          /** Needed for another amount than was proposed. */
          reason: z.string().trim().max(300),
        }),
      )
      .max(5000)
      .optional(),
  }),
  reply: settlement,
})

export const moveSettlement = endpoint({
  call: 'POST /settlements/{id}/steps',
  summary: '提交、退回、审批冻结、登记发放',
  action: 'settlements.read',
  request: one.extend({
    step: z.enum(['submit', 'return', 'freeze', 'pay']),
    /** Needed to return it. */
    reason: reason.optional(),
    /** Needed to pay it. */
    paidOn: day.optional(),
  }),
  reply: settlement,
})

const creditedLine = z.object({
  recordId: z.uuid(),
  form: z.string(),
  name: z.string(),
  performedOn: day,
  residentName: z.string(),
  /** Hundredths. */
  points: z.int(),
  because: z.enum(codesOf(pointsReasons)),
})

export const listCreditedServices = endpoint({
  call: 'GET /settlements/{id}/staff/{staffId}/services',
  summary: '一个人的积分由哪些服务组成',
  action: 'settlements.read',
  request: one.extend({ staffId: z.uuid(), cursor, limit }),
  reply: z.object({ services: z.array(creditedLine), nextCursor: z.string().nullable() }),
})

export const tryFund = endpoint({
  call: 'POST /settlements/what-if',
  summary: '试算：同一期间换一种资金办法，不保存',
  action: 'settlements.prepare',
  request: z.object({
    unitCode,
    fund: fundList.element,
    part: z.string(),
    number: z.int().min(1).max(12),
    fromDay: day,
    toDay: day,
    /** For a fund whose amount is entered. */
    enteredFen: fen.min(0).default(0),
    /** The same score for every pool, hundredths. */
    scoreHundredths: z.int().min(0).max(12_000).default(10_000),
  }),
  reply: result,
})

export const downloadPaymentFile = endpoint({
  call: 'GET /settlements/{id}/payment-file',
  summary: '发放表（Excel）：每人实发金额，交银行',
  action: 'settlements.read',
  request: one,
  reply: z.unknown(),
  produces: 'file',
})

export const printSlips = endpoint({
  call: 'GET /settlements/{id}/slips',
  summary: '发放通知单（PDF）：每人半张，或指定的一人',
  action: 'settlements.read',
  request: one.extend({ staffId: z.uuid().optional() }),
  reply: z.unknown(),
  produces: 'file',
})

export const answerAppeal = endpoint({
  call: 'POST /settlements/{id}/appeals/{appealId}/answer',
  summary: '答复申诉：采纳或维持',
  action: 'settlements.prepare',
  request: one.extend({ appealId: z.uuid(), answer: reason, upheld: z.boolean() }),
  reply: settlement,
})

export const getMyPoints = endpoint({
  call: 'GET /points',
  summary: '我的积分与收入：期间内的服务、积分，历次结算',
  action: 'points.read',
  request: z.object({ fromDay: day, toDay: day }),
  reply: z.object({
    services: z.int(),
    refused: z.int(),
    points: z.int(),
    lines: z.array(
      z.object({
        form: z.string(),
        name: z.string(),
        because: z.enum(codesOf(pointsReasons)),
        services: z.int(),
        points: z.int(),
      }),
    ),
    /** 预计: what these points would earn of each fund that is shared by points, if it were settled today. */
    expected: z.array(z.object({ fundName: z.string(), partName: z.string(), fen })),
    settlements: z.array(
      z.object({
        id: z.uuid(),
        fundName: z.string(),
        partName: z.string(),
        year: z.int(),
        number: z.int(),
        state,
        points: z.int(),
        shareFen: fen,
        deductedFen: fen,
        paidFen: fen,
        reason: z.string(),
        appeal: appeal.nullable(),
      }),
    ),
  }),
})

export const listMyCreditedServices = endpoint({
  call: 'GET /points/services',
  summary: '我的积分明细：每次服务的积分和原因',
  action: 'points.read',
  request: z.object({ fromDay: day, toDay: day, cursor, limit }),
  reply: z.object({ services: z.array(creditedLine), nextCursor: z.string().nullable() }),
})

export const appealSettlement = endpoint({
  call: 'POST /settlements/{id}/appeals',
  summary: '对自己的分配提出申诉（冻结前）',
  action: 'points.read',
  request: one.extend({ appealId: z.uuid(), words: reason }),
  reply: appeal,
})

export const ledgerKinds = {
  received: '到账',
  paid: '发放',
  withheld: '考核扣减',
  'clawed-back': '扣回',
  returned: '退回上级',
} as const

/** What an entry does to the account's balance; 考核扣减 and 扣回 stay in it and are written for the record only. */
export const ledgerSigns: Record<keyof typeof ledgerKinds, -1 | 0 | 1> = {
  received: 1,
  paid: -1,
  returned: -1,
  withheld: 0,
  'clawed-back': 0,
}

export const readLedger = endpoint({
  call: 'GET /fund-ledger',
  summary: '资金专账：到账、发放、结余',
  action: 'settlements.read',
  request: z.object({ year }),
  reply: z.array(
    z.object({
      fundCode: z.string(),
      fundName: z.string(),
      balanceFen: fen,
      entries: z.array(
        z.object({
          id: z.uuid(),
          happenedOn: day,
          kind: z.enum(codesOf(ledgerKinds)),
          fen,
          words: z.string(),
          unitName: z.string(),
        }),
      ),
    }),
  ),
})

export const enterIntoLedger = endpoint({
  call: 'POST /fund-ledger',
  summary: '登记到账或退回',
  action: 'settlements.prepare',
  request: z.object({
    id: z.uuid(),
    unitCode,
    fundCode: z.string().min(1).max(60),
    happenedOn: day,
    kind: z.enum(['received', 'returned']),
    fen: fen.min(1, '金额应大于 0').max(100_000_000_000),
    words: reason,
  }),
  reply: z.object({ id: z.uuid() }),
})
