import { Grid, Table } from 'antd'
import type { MouseEvent } from 'react'
import { Definition, Fraction, StandingToTarget } from './FigureParts.tsx'
import { type Figure, groupNames, type Part, valueWords } from './figure.ts'

type Row = { key: string; group: Figure['group']; figures?: never } | (Figure & { key: string })

const shownGroups: Figure['group'][] = ['signing', 'fulfilment', 'management', 'populations', 'own']

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
      : [{ key: `group-${group}`, group }, ...inGroup.map((figure) => ({ ...figure, key: figure.code }))]
  })
  const { md } = Grid.useBreakpoint()
  const isFigure = (row: Row): row is Figure & { key: string } => 'code' in row
  const heading = (row: Row) => ({ colSpan: isFigure(row) ? 1 : md ? 5 : 3 })
  // A number opens its names; the rest of the row chooses the figure.
  const ofNumbers = (row: Row) => ({
    colSpan: isFigure(row) ? 1 : 0,
    onClick: (event: MouseEvent) => event.stopPropagation(),
  })
  const fraction = (row: Figure) => <Fraction figure={row} onOpen={onOpen && ((part) => onOpen(row, part))} />
  const standing = (row: Figure) => (
    <StandingToTarget figure={row} onOpen={onOpen && ((part) => onOpen(row, part))} />
  )

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
          onCell: heading,
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
        ...(md
          ? [
              {
                title: '指标值',
                key: 'value',
                align: 'right' as const,
                width: 84,
                onCell: (row: Row) => ({ colSpan: isFigure(row) ? 1 : 0 }),
                render: (_: unknown, row: Row) => isFigure(row) && valueWords(row),
              },
              {
                title: '分子/分母',
                key: 'fraction',
                align: 'right' as const,
                width: 130,
                onCell: ofNumbers,
                render: (_: unknown, row: Row) => isFigure(row) && fraction(row),
              },
              {
                title: '目标',
                key: 'target',
                align: 'right' as const,
                width: 68,
                onCell: (row: Row) => ({ colSpan: isFigure(row) ? 1 : 0 }),
                render: (_: unknown, row: Row) =>
                  isFigure(row) && (row.target === null ? '—' : `${row.target}%`),
              },
            ]
          : [
              {
                title: '指标值',
                key: 'value',
                align: 'right' as const,
                width: 116,
                onCell: ofNumbers,
                render: (_: unknown, row: Row) =>
                  isFigure(row) && (
                    <>
                      {valueWords(row)}
                      <br />
                      {fraction(row)}
                    </>
                  ),
              },
            ]),
        {
          title: '离目标',
          key: 'standing',
          width: md ? 96 : 80,
          onCell: ofNumbers,
          render: (_, row) => isFigure(row) && standing(row),
        },
      ]}
    />
  )
}
