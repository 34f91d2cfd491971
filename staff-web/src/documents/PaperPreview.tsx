import { type DocumentKind, paperLayouts } from '@qianyue/domain/documents/document-kind.ts'
import type { FilledBlock, FilledRun, FilledTable } from '@qianyue/domain/documents/filled-document.ts'
import type { CSSProperties } from 'react'
import './documents.css'

/** A page does not fit beside its text; a card does. */
const WHOLE_SIZE_TO_MM = 120
const PAGE_ZOOM = 0.7

/** A paper as it will be printed, near enough to write by: the PDF decides lines and pages. */
export function PaperPreview({ kind, blocks }: { kind: DocumentKind; blocks: readonly FilledBlock[] }) {
  const { widthMm, marginMm, bodyPt } = paperLayouts[kind]
  const style = {
    width: `${widthMm}mm`,
    padding: `${marginMm}mm`,
    fontSize: `${bodyPt}pt`,
    zoom: widthMm > WHOLE_SIZE_TO_MM ? PAGE_ZOOM : 1,
  } satisfies CSSProperties
  return (
    <article className="paper" style={style} aria-label="预览">
      <Blocks blocks={blocks} />
    </article>
  )
}

function Blocks({ blocks }: { blocks: readonly FilledBlock[] }) {
  return blocks.map((block, index) => {
    return <Block key={index} block={block} />
  })
}

function Block({ block }: { block: FilledBlock }) {
  switch (block.type) {
    case 'title':
      return (
        <h2 className="paper-title">
          <Runs runs={block.runs} />
        </h2>
      )
    case 'heading':
      return (
        <h3 className="paper-heading">
          <Runs runs={block.runs} />
        </h3>
      )
    case 'notice':
      return (
        <p className="paper-notice">
          <Runs runs={block.runs} />
        </p>
      )
    case 'paragraph':
      return (
        <p className={`paper-${block.placed}`}>
          <Runs runs={block.runs} />
        </p>
      )
    case 'table':
      return <PaperTable table={block} />
    case 'beside':
      return (
        <div className="paper-beside">
          <div>
            <Blocks blocks={block.left} />
          </div>
          <div style={{ width: `${block.rightMm}mm` }}>
            <Blocks blocks={block.right} />
          </div>
        </div>
      )
    case 'qr':
      return (
        <figure className="paper-qr" style={{ width: `${block.sizeMm}mm` }}>
          <div>二维码</div>
          <figcaption>{block.caption}</figcaption>
        </figure>
      )
    case 'page-break':
      return <hr className="paper-break" />
  }
}

function Runs({ runs }: { runs: readonly FilledRun[] }) {
  return runs.map(({ text, bold }, index) =>
    bold ? <strong key={index}>{text}</strong> : <span key={index}>{text}</span>,
  )
}

function PaperTable({ table: { columns, header, rows } }: { table: FilledTable }) {
  const shares = columns.reduce((sum, { share }) => sum + share, 0)
  const alignOf = (column: number) =>
    columns[column]?.align === 'centre' ? 'center' : columns[column]?.align
  return (
    <table className="paper-table">
      <colgroup>
        {columns.map(({ share }, index) => (
          <col key={index} style={{ width: `${(share / shares) * 100}%` }} />
        ))}
      </colgroup>
      {header && (
        <thead>
          <tr>
            {header.map((title) => (
              <th key={title}>{title}</th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map(({ cells, minHeightMm }, row) => (
          <tr key={row} style={minHeightMm === undefined ? {} : { height: `${minHeightMm}mm` }}>
            {cells.map(({ text, bold, span, align }, column) => (
              <td
                key={column}
                colSpan={span ?? 1}
                style={{
                  textAlign: align === 'centre' ? 'center' : (align ?? (span ? 'left' : alignOf(column))),
                  fontWeight: bold ? 600 : 400,
                }}
              >
                {text}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
