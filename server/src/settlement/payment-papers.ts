import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import type { FilledBlock, FilledDocument } from '@qianyue/domain/documents/filled-document.ts'
import { dayOnPaper } from '@qianyue/domain/documents/on-paper-words.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { type Cell, MONEY, PERCENT, type Sheet } from '../http/workbook.ts'
import { paymentName, reasonOf } from './names.ts'
import { type NamedShare, type SettlementRow, settlementById, sharesOf } from './settlement.queries.ts'

const yuan = (fen: number) => (fen / 100).toFixed(2)
const percent = (basisPoints: number) => `${(basisPoints / 100).toFixed(2)}%`

/** 发放表: one row a person, with the sum at its foot. Only of a settlement that is frozen. */
export async function paymentSheet({ db, note }: Context, id: string): Promise<Sheet> {
  const settlement = await frozen(db, id)
  const shares = await sharesOf(db, id)
  const { totals, fund } = settlement.computed
  note({ subject: `settlement ${id} payment file` })
  const title = titleOf(settlement)
  return {
    fileName: `发放表 ${title}`,
    name: '发放表',
    about: [
      [
        '资金',
        `${fund.name}　${paymentName(fund, settlement.part, settlement.number)}　${settlement.year}年`,
      ],
      ['单位', settlement.unitName],
      ['服务期间', `${settlement.fromDay} 至 ${settlement.toDay}`],
      ['冻结日期', settlement.frozenAt ? dayInShanghai(settlement.frozenAt) : ''],
      [
        '合计',
        `应拨 ${yuan(totals.instalmentFen)} 元 = 发放 ${yuan(totals.paidFen)} + 考核扣减 ${yuan(totals.withheldFen)} + 扣回 ${yuan(totals.deductedFen)} + 未分配 ${yuan(totals.leftFen)}`,
      ],
    ],
    columns: [
      { header: '单位', width: 22 },
      { header: '姓名', width: 12 },
      { header: '服务次数', width: 10 },
      { header: '积分', width: 12, numFmt: MONEY },
      { header: '质量系数', width: 10, numFmt: PERCENT },
      { header: '满意度', width: 10, numFmt: PERCENT },
      { header: '核实比例', width: 10, numFmt: PERCENT },
      { header: '岗位系数', width: 10, numFmt: MONEY },
      { header: '分配金额(元)', width: 14, numFmt: MONEY },
      { header: '扣回(元)', width: 12, numFmt: MONEY },
      { header: '实发金额(元)', width: 14, numFmt: MONEY },
      { header: '说明', width: 30 },
    ],
    rows: shares.map((share) => paymentRow(share, settlement)),
    total: [
      '合计',
      ...Array<null>(7).fill(null),
      totals.sharedFen / 100,
      totals.deductedFen / 100,
      totals.paidFen / 100,
    ],
  }
}

function paymentRow(share: NamedShare, { computed }: SettlementRow): Cell[] {
  return [
    share.unitName,
    share.staffName,
    share.services,
    share.points / 100,
    share.quality / 10_000,
    share.satisfaction / 10_000,
    share.verified / 10_000,
    share.roleFactor / 100,
    share.shareFen / 100,
    share.deductedFen / 100,
    share.paidFen / 100,
    reasonOf(share, computed),
  ]
}

/** 发放通知单: half a sheet a person, from the points to the money. */
export async function slips({ db, note }: Context, id: string, staffId?: string): Promise<FilledDocument[]> {
  const settlement = await frozen(db, id)
  const shares = await sharesOf(db, id, staffId)
  if (shares.length === 0) throw new NotFound('share')
  note({ subject: `settlement ${id} slips` })
  const all = staffId === undefined ? shares : await sharesOf(db, id)
  return shares.map((share, index) => ({
    kind: 'payment-slip',
    number: String(index + 1),
    blocks: slipBlocks(settlement, share, all),
  }))
}

function slipBlocks(settlement: SettlementRow, share: NamedShare, all: readonly NamedShare[]): FilledBlock[] {
  const { fund, pools } = settlement.computed
  const pool = pools.find(({ unitCode }) => unitCode === share.poolUnit)!
  const { from, to } = rangeOf(pool.unitCode)
  const colleagues = all.filter(({ staffUnit }) => from <= staffUnit && staffUnit <= to).length
  const rows: [string, string][] = [
    ['资金', `${fund.name}　${paymentName(fund, settlement.part, settlement.number)}`],
    ['服务期间', `${dayOnPaper(settlement.fromDay)}至${dayOnPaper(settlement.toDay)}`],
    ['服务次数', `${share.services} 次${share.refused > 0 ? `，其中 ${share.refused} 次核查认定不实` : ''}`],
    ['积分', (share.points / 100).toFixed(2)],
    [
      '系数',
      `质量 ${percent(share.quality)} × 满意度 ${percent(share.satisfaction)} × 核实 ${percent(share.verified)}${share.roleFactor === 100 ? '' : `；岗位 ${(share.roleFactor / 100).toFixed(2)}`}`,
    ],
    ['资金池', `${pool.unitName}　${yuan(pool.payableFen)} 元，${colleagues} 人分配`],
    [
      '分配金额',
      `${yuan(share.shareFen)} 元${share.remainderFen > 0 ? '（含最大余数 0.01 元）' : ''}${share.capped ? '（已封顶）' : ''}`,
    ],
    [
      '扣回',
      share.deductedFen > 0 ? `${yuan(share.deductedFen)} 元　${reasonOf(share, settlement.computed)}` : '无',
    ],
    ['实发金额', `${yuan(share.paidFen)} 元`],
  ]
  return [
    { type: 'title', runs: [{ text: '绩效发放通知单', bold: true }] },
    {
      type: 'paragraph',
      placed: 'flush',
      runs: [{ text: `${share.unitName}　${share.staffName}`, bold: true }],
    },
    {
      type: 'table',
      columns: [{ share: 1 }, { share: 3 }],
      header: null,
      rows: rows.map(([label, text]) => ({ cells: [{ text: label, bold: true }, { text }] })),
    },
    {
      type: 'paragraph',
      placed: 'flush',
      runs: [
        {
          text: `审批：${settlement.frozenByName ?? ''}　冻结日期：${settlement.frozenAt ? dayOnPaper(dayInShanghai(settlement.frozenAt)) : ''}。积分由哪些服务组成，可在“我的积分”中逐条查看。`,
          bold: false,
        },
      ],
    },
  ]
}

async function frozen(db: Context['db'], id: string): Promise<SettlementRow> {
  const settlement = await settlementById(db, id)
  if (settlement === null) throw new NotFound('settlement')
  if (settlement.state === 'draft' || settlement.state === 'submitted') {
    throw new Refused('settlement-not-frozen', '审批冻结后才能打印通知单和导出发放表。')
  }
  return settlement
}

function titleOf({ computed, year, part, number, unitName }: SettlementRow): string {
  return `${unitName} ${computed.fund.name} ${year} ${paymentName(computed.fund, part, number)}`
}
