import { levelOf } from '@qianyue/domain/access/org-unit.ts'
import { percentText } from '@qianyue/domain/indicators/rate.ts'
import {
  type ContractColumn,
  columnGroups,
  contractColumns,
  contractRates,
  rateIn,
} from '@qianyue/domain/reports/contract-table.ts'
import { cadences } from '@qianyue/domain/reports/report-period.ts'
import type { Cell, Sheet } from '../indicators/workbook.ts'
import type { ContractTable } from './contract-table.ts'

const levels = { county: '县合计', township: '乡镇合计', village: '村' } as const

/** 签约情况报表 as Excel, in the order of the official columns; what does not hold is said above it. */
export function contractSheet(table: ContractTable): Sheet {
  const title = cadences[table.cadence].name
  const { placeName, periodName, countedOn, isOver, rows, problems, knowsPeriodBefore } = table
  return {
    fileName: `签约${title} ${placeName} ${periodName}`,
    about: [
      [`签约${title}`, `${placeName}　${periodName}`],
      ['统计日', isOver ? countedOn : `${countedOn}（本期未结束）`],
      ['口径', '月末数按当日政策和名册存下，不再变动；率按人数重新计算，保留两位小数。'],
      ['逻辑校验', problems.length === 0 ? '全部通过' : `${problems.length} 处不符，见下`],
      ...problems.map((problem) => [problem.placeName, problem.words] as const),
    ],
    columns: [
      { header: '镇、村', width: 18 },
      { header: '行', width: 10 },
      ...contractColumns.map((column) => ({ header: headerOf(column), width: 14 })),
      ...contractRates.map(({ header }) => ({ header, width: 14 })),
    ],
    rows: rows.map(({ orgId, placeName: name, counts }): Cell[] => [
      name,
      levels[levelOf(orgId)],
      ...contractColumns.map(({ code, unit }) => {
        if (code === 'signed-before' && !knowsPeriodBefore) return null
        return unit === 'fen' ? counts[code]! / 100 : counts[code]!
      }),
      ...contractRates.map((rate) => percentText(rateIn(counts, rate))),
    ]),
  }
}

function headerOf({ header, group }: ContractColumn): string {
  return group === 'fees' ? `${columnGroups.fees.replace('（元）', '')}：${header}(元)` : header
}
