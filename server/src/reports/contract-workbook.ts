import { levelOf } from '@qianyue/domain/access/org-unit.ts'
import {
  columnGroups,
  contractColumns,
  contractRates,
  rateIn,
} from '@qianyue/domain/reports/contract-table.ts'
import { cadences } from '@qianyue/domain/reports/report-period.ts'
import type { CellStyle, CellValue, MergeRange, WriteSheet } from 'hucre'
import { COLUMNS_A_PAGE, rateCell } from '../http/workbook.ts'
import type { ContractTable } from './contract-table.ts'

const levels = { county: '县合计', township: '乡镇合计', village: '村' } as const

const edge = { style: 'thin', color: { rgb: 'FF000000' } } as const
const border = { top: edge, bottom: edge, left: edge, right: edge }
const centred = { horizontal: 'center', vertical: 'center', wrapText: true } as const
const styles = {
  title: { font: { bold: true, size: 16 }, alignment: { horizontal: 'center' } },
  heading: { font: { bold: true }, border, alignment: centred },
  cell: { border },
  count: { border, numFmt: '#,##0' },
  money: { border, numFmt: '#,##0.00' },
  share: { border, numFmt: '0.00%' },
} as const satisfies Record<string, CellStyle>
type StyleName = keyof typeof styles

/** A table of the workbook: its heading in one or two lines, and its rows. */
type Table = {
  name: string
  title: string
  subtitle: string
  /** Cells of the upper line of the heading, each over so many columns. */
  groups: { header: string; columns: number }[]
  headers: string[]
  formats: StyleName[]
  rows: CellValue[][]
  notes: string[]
}

/** 签约情况报表 as Excel in the official layout: title, heading of two lines, who filled it in; further tables on sheets of their own. */
export async function contractWorkbook(table: ContractTable): Promise<{ fileName: string; content: Buffer }> {
  const title = `签约${cadences[table.cadence].name}`
  const { placeName, periodName, countedOn, isOver, problems, sections } = table
  const about = `单位：${placeName}　报告期：${periodName}　统计日：${countedOn}${isOver ? '' : '（本期未结束）'}`
  const sheets = [
    sheetOf({
      ...contractPart(table),
      name: title,
      title: `家庭医生${title}表`,
      subtitle: about,
      notes: ['月末数按当日政策和名册存下，不再变动；率按人数重新计算，保留两位小数。'],
    }),
    ...sections.map(({ title: name, note, rowHeader, columns, rows }) =>
      sheetOf({
        name: name.replace(/[（(].*/, '').slice(0, 31),
        title: name,
        subtitle: about,
        groups: [],
        headers: [rowHeader, ...columns.map(({ header }) => header)],
        formats: ['cell', ...columns.map(() => 'count' as const)],
        rows: rows.map(({ label, counts }) => [label, ...columns.map(({ code }) => counts[code] ?? null)]),
        notes: [note],
      }),
    ),
    sheetOf({
      name: '逻辑校验',
      title: '逻辑校验',
      subtitle: about,
      groups: [],
      headers: ['单位', '不符之处'],
      formats: ['cell', 'cell'],
      rows:
        problems.length === 0
          ? [['全部', '全部通过']]
          : problems.map(({ placeName: at, words }) => [at, words]),
      notes: [],
    }),
  ]
  const { writeXlsx } = await import('hucre/xlsx')
  return {
    fileName: `${title} ${placeName} ${periodName}`,
    content: Buffer.from(await writeXlsx({ sheets })),
  }
}

function contractPart({ rows, knowsPeriodBefore }: ContractTable) {
  const groups = Object.entries(columnGroups).map(([group, header]) => ({
    header,
    columns: contractColumns.filter((column) => column.group === group).length,
  }))
  return {
    groups: [
      { header: '镇、村', columns: 1 },
      { header: '行', columns: 1 },
      ...groups,
      { header: '率', columns: contractRates.length },
    ],
    headers: ['镇、村', '行', ...[...contractColumns, ...contractRates].map(({ header }) => header)],
    formats: [
      'cell',
      'cell',
      ...contractColumns.map(({ unit }): StyleName => (unit === 'fen' ? 'money' : 'count')),
      ...contractRates.map((): StyleName => 'share'),
    ] as StyleName[],
    rows: rows.map(({ orgId, placeName, counts }): CellValue[] => [
      placeName,
      levels[levelOf(orgId)],
      ...contractColumns.map(({ code, unit }) => {
        if (code === 'signed-before' && !knowsPeriodBefore) return null
        return unit === 'fen' ? counts[code]! / 100 : counts[code]!
      }),
      ...contractRates.map((rate) => rateCell(rateIn(counts, rate))),
    ]),
  }
}

const TITLE_ROWS = 2
function sheetOf({ name, title, subtitle, groups, headers, formats, rows, notes }: Table): WriteSheet {
  const width = headers.length
  const headingRows = groups.length === 0 ? 1 : 2
  const upper = groups.flatMap(({ header, columns }) => [header, ...Array<null>(columns - 1).fill(null)])
  const firstRow = TITLE_ROWS + headingRows
  const signature = firstRow + rows.length
  const written: CellValue[][] = [
    [title],
    [subtitle],
    ...(headingRows === 2 ? [upper] : []),
    headers,
    ...rows,
    ['填报人：　　　　　　审核人：　　　　　　单位负责人：　　　　　　填报日期：'],
    ...notes.map((note) => [note]),
  ]
  const cells = new Map<string, { style: CellStyle }>([['0,0', { style: styles.title }]])
  for (let row = TITLE_ROWS; row < firstRow; row++) {
    for (let column = 0; column < width; column++) cells.set(`${row},${column}`, { style: styles.heading })
  }
  for (const [index] of rows.entries()) {
    for (const [column, format] of formats.entries()) {
      cells.set(`${firstRow + index},${column}`, { style: styles[format] })
    }
  }
  const across = [0, 1, signature, ...notes.map((_, index) => signature + 1 + index)]
  return {
    name,
    rows: written,
    cells,
    columns: headers.map((header, column) => ({ width: column === 0 ? 16 : Math.max(9, header.length * 2) })),
    merges: [
      ...(width === 1
        ? []
        : across.map((row) => ({ startRow: row, startCol: 0, endRow: row, endCol: width - 1 }))),
      ...(headingRows === 2 ? headingMerges(groups) : []),
    ],
    freezePane: { rows: firstRow, columns: 1 },
    pageSetup: {
      orientation: 'landscape',
      paperSize: 'a4',
      fitToPage: true,
      fitToWidth: Math.ceil(width / COLUMNS_A_PAGE),
      fitToHeight: 0,
      printTitlesColumn: '$A:$A',
      printTitlesRow: `$1:$${firstRow}`,
    },
  }
}

/** Groups stand over their columns; what has no group of its own stands over both lines. */
function headingMerges(groups: readonly { columns: number }[]): MergeRange[] {
  let column = 0
  return groups.flatMap(({ columns }) => {
    const startCol = column
    column += columns
    if (columns > 1) {
      return [{ startRow: TITLE_ROWS, startCol, endRow: TITLE_ROWS, endCol: startCol + columns - 1 }]
    }
    return startCol < 2 ? [{ startRow: TITLE_ROWS, startCol, endRow: TITLE_ROWS + 1, endCol: startCol }] : []
  })
}
