import type { FilledBlock } from '../documents/filled-document.ts'

type CodeSheet = {
  residentName: string
  villageName: string
  countyName: string
  complaintPhone: string | null
  /** By their number on the sheet; used ones are left out. */
  codes: readonly { position: number; code: string }[]
}

const COLUMNS = 3

/** 服务确认码单: what the resident keeps, with what it is for in words for somebody who has never had one. */
export function codeSheetBlocks(sheet: CodeSheet): FilledBlock[] {
  const rows = Array.from({ length: Math.ceil(sheet.codes.length / COLUMNS) }, (_, row) =>
    sheet.codes.slice(row * COLUMNS, (row + 1) * COLUMNS),
  )
  return [
    { type: 'title', runs: [{ text: '服务确认码单', bold: true }] },
    paragraph(`${sheet.villageName}　${sheet.residentName}`, true),
    paragraph('医生为您做完服务后，请从上到下告诉医生一个确认码，再把它划掉。一次服务用一个。'),
    paragraph('没有做服务，请不要告诉任何人。医生不应保管这张单子；遗失请到卫生院换一张，旧的随即作废。'),
    {
      type: 'table',
      columns: Array.from({ length: COLUMNS }, () => ({ share: 1, align: 'centre' as const })),
      header: null,
      rows: rows.map((row) => ({
        cells: Array.from({ length: COLUMNS }, (_, column) => {
          const one = row[column]
          return { text: one ? `${one.position}.　${one.code.slice(0, 3)} ${one.code.slice(3)}` : '' }
        }),
        minHeightMm: 13,
      })),
    },
    paragraph(
      `有人没有服务却向您要确认码，请告诉${sheet.countyName}卫生健康局${sheet.complaintPhone ? `，电话 ${sheet.complaintPhone}` : ''}。`,
    ),
  ]
}

function paragraph(text: string, bold = false): FilledBlock {
  return { type: 'paragraph', placed: 'flush', runs: [{ text, bold }] }
}
