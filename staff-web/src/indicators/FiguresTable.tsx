import { Table } from 'antd'
import { Definition, Fraction, StandingToTarget } from './FigureParts.tsx'
import { type Figure, groupNames, type Part, valueWords } from './figure.ts'

type Row = { key: string; group: Figure['group']; figures?: never } | (Figure & { key: string })

const shownGroups: Figure['group'][] = ['signing', 'fulfilment', 'management', 'populations']

/** Every figure of one place, by group; choosing one shows the places below it. */
export function FiguresTable({
  figures,
  chosen,
  onChoose,
  onOpen,
}: {
  figures: readonly Figure[]
  chosen: string | null
  onChoose: (code: string) => void
  onOpen: ((figure: Figure, part: Part) => void) | null
}) {
  const rows: Row[] = shownGroups.flatMap((group) => {
    const inGroup = figures.filter(
      (figure) => figure.group === group && (group !== 'populations' || figure.denominator > 0),
    )
    return inGroup.length === 0
      ? []
      : [{ key: group, group }, ...inGroup.map((figure) => ({ ...figure, key: figure.code }))]
  })
  const isFigure = (row: Row): row is Figure & { key: string } => 'code' in row
  const spans = (row: Row, columns: number) => ({ colSpan: isFigure(row) ? 1 : columns })

  return (
    <Table<Row>
      size="small"
      dataSource={rows}
      pagination={false}
      sticky={{ offsetHeader: 48 }}
      rowClassName={(row) => (row.key === chosen ? 'figure-row-chosen' : '')}
      onRow={(row) =>
        isFigure(row) ? { onClick: () => onChoose(row.code), style: { cursor: 'pointer' } } : {}
      }
      columns={[
        {
          title: '指标',
          key: 'name',
          onCell: (row) => spans(row, 5),
          render: (_, row) =>
            isFigure(row) ? (
              <span style={{ display: 'flex', alignItems: 'center' }}>
                <button
                  type="button"
                  className="number-link"
                  aria-current={row.code === chosen ? 'true' : undefined}
                  style={{ textAlign: 'left', fontWeight: row.code === chosen ? 600 : 400 }}
                  onClick={() => onChoose(row.code)}
                >
                  {row.name}
                </button>
                <Definition figure={row} />
              </span>
            ) : (
              <b>{groupNames[row.group]}</b>
            ),
        },
        {
          title: '指标值',
          key: 'value',
          align: 'right',
          width: 84,
          onCell: (row) => spans(row, 0),
          render: (_, row) => isFigure(row) && valueWords(row),
        },
        {
          title: '分子/分母',
          key: 'fraction',
          align: 'right',
          width: 130,
          onCell: (row) => spans(row, 0),
          render: (_, row) =>
            isFigure(row) && <Fraction figure={row} onOpen={onOpen && ((part) => onOpen(row, part))} />,
        },
        {
          title: '目标',
          key: 'target',
          align: 'right',
          width: 68,
          onCell: (row) => spans(row, 0),
          render: (_, row) => isFigure(row) && (row.target === null ? '—' : `${row.target}%`),
        },
        {
          title: '离目标',
          key: 'standing',
          width: 96,
          onCell: (row) => spans(row, 0),
          render: (_, row) =>
            isFigure(row) && (
              <StandingToTarget figure={row} onOpen={onOpen && ((part) => onOpen(row, part))} />
            ),
        },
      ]}
    />
  )
}
