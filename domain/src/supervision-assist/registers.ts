import type { LocalDate } from '../days/local-date.ts'
import { momentInShanghai } from '../days/local-moment.ts'
import type { FilledBlock } from '../documents/filled-document.ts'
import { type SupervisionArea, supervisionAreas } from './supervision-assist-policy.ts'

/** The two registers that an institution keeps. Source: N3-13 附件; public-health-spec.md §15. */
export const supervisionRegisters = {
  patrols: '卫生监督协管巡查登记表',
  information: '卫生监督协管信息报告登记表',
} as const
export type SupervisionRegister = keyof typeof supervisionRegisters

type PatrolLine = {
  readonly area: SupervisionArea
  readonly place: string
  readonly patrolledOn: LocalDate
  readonly findings: string
  readonly handling: string
  readonly patrolledBy: string
  readonly remark: string
}

type InformationLine = {
  readonly area: SupervisionArea
  readonly foundAt: Date
  readonly content: string
  readonly reportedAt: Date | null
  readonly reporter: string
}

type Column<Line> = readonly [header: string, share: number, cell: (line: Line) => string]

/** The columns of the official sheet, also those of the workbook. */
export const patrolColumns: readonly Column<PatrolLine>[] = [
  ['巡查内容', 3, ({ area }) => supervisionAreas[area]],
  ['巡查地点', 4, ({ place }) => place],
  ['发现的主要问题', 5, ({ findings }) => findings || '未发现问题'],
  ['处置方式及结果', 4, ({ handling }) => handling],
  ['巡查日期', 3, ({ patrolledOn }) => patrolledOn],
  ['巡查人', 2, ({ patrolledBy }) => patrolledBy],
  ['备注', 2, ({ remark }) => remark],
]

export const informationColumns: readonly Column<InformationLine>[] = [
  ['发现时间', 3, ({ foundAt }) => momentInShanghai(foundAt)],
  ['信息类别', 3, ({ area }) => supervisionAreas[area]],
  ['信息内容', 8, ({ content }) => content],
  ['报告时间', 3, ({ reportedAt }) => (reportedAt === null ? '' : momentInShanghai(reportedAt))],
  ['报告人', 2, ({ reporter }) => reporter],
]

/** A register of one institution and year, as it lies in the folder. */
export function registerPaper<Line>(
  register: SupervisionRegister,
  { unitName, year }: { unitName: string; year: number },
  columns: readonly Column<Line>[],
  lines: readonly Line[],
): FilledBlock[] {
  return [
    { type: 'title', runs: [{ text: supervisionRegisters[register], bold: true }] },
    {
      type: 'paragraph',
      placed: 'flush',
      runs: [{ text: `机构名称：${unitName}　年度：${year}年　共 ${lines.length} 条`, bold: false }],
    },
    {
      type: 'table',
      columns: [{ share: 1, align: 'centre' }, ...columns.map(([, share]) => ({ share }))],
      header: ['序号', ...columns.map(([header]) => header)],
      rows: lines.map((line, index) => ({
        minHeightMm: 8,
        cells: [{ text: String(index + 1) }, ...columns.map(([, , cell]) => ({ text: cell(line) }))],
      })),
    },
  ]
}
