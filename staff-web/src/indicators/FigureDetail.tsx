import { Card, Empty, Grid, Table } from 'antd'
import { Definition, FigureBar, Fraction, StandingToTarget } from './FigureParts.tsx'
import { byGapToTarget, type Figure, type Part, valueWords } from './figure.ts'
import { TrendChart } from './TrendChart.tsx'

const belowWords: Record<Figure['level'], string> = {
  county: '各乡镇',
  township: '各村',
  village: '各包户医生',
  doctor: '',
  team: '各村',
}

/** One figure of a place: its value, its course over the months, and the places below it by their gap to the target. */
export function FigureDetail({
  figure,
  below,
  onDrill,
  onOpen,
}: {
  figure: Figure
  below: readonly Figure[]
  onDrill: (orgId: number) => void
  onOpen: ((figure: Figure, part: Part) => void) | null
}) {
  const { md } = Grid.useBreakpoint()
  const open = (row: Figure) => onOpen && ((part: Part) => onOpen(row, part))
  return (
    <Card
      size="small"
      title={
        <span style={{ display: 'flex', alignItems: 'center' }}>
          {figure.placeName} · {figure.name}
          <Definition figure={figure} />
        </span>
      }
      extra={md && <span style={{ color: 'var(--figure-quiet)' }}>统计日 {figure.populationOn}</span>}
    >
      <div className="figure-head">
        <strong>{valueWords(figure)}</strong>
        <Fraction figure={figure} onOpen={open(figure)} />
        <span>目标 {figure.target === null ? '未设' : `${figure.target}%`}</span>
        <StandingToTarget figure={figure} onOpen={open(figure)} />
      </div>
      <TrendChart figure={figure} />
      <Table<Figure>
        size="small"
        rowKey={(row) => `${row.orgId}/${row.doctorId}`}
        dataSource={[...below].sort(byGapToTarget)}
        pagination={false}
        {...(md ? { scroll: { y: 420 } } : {})}
        locale={{ emptyText: <Empty description={`没有${belowWords[figure.level] || '下级'}的数据`} /> }}
        columns={[
          {
            title: belowWords[figure.level],
            key: 'place',
            ellipsis: true,
            render: (_, row) => (
              <>
                {row.level === 'doctor' ? (
                  row.placeName
                ) : (
                  <button type="button" className="number-link" onClick={() => onDrill(row.orgId!)}>
                    {row.placeName}
                  </button>
                )}
                {!md && <FigureBar figure={row} />}
              </>
            ),
          },
          ...(md
            ? [
                {
                  title: '',
                  key: 'bar',
                  width: '24%',
                  render: (_: unknown, row: Figure) => <FigureBar figure={row} />,
                },
              ]
            : []),
          { title: '指标值', key: 'value', align: 'right', width: 76, render: (_, row) => valueWords(row) },
          {
            title: '分子/分母',
            key: 'fraction',
            align: 'right',
            width: md ? 116 : 96,
            render: (_, row) => <Fraction figure={row} onOpen={open(row)} />,
          },
          {
            title: '离目标',
            key: 'standing',
            width: md ? 84 : 72,
            render: (_, row) => <StandingToTarget figure={row} onOpen={open(row)} />,
          },
        ]}
      />
    </Card>
  )
}
