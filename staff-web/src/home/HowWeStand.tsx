import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import type { getHome } from '@qianyue/api/home.ts'
import { Card, Table } from 'antd'
import { Link } from 'react-router'
import { Definition, FigureBar, Fraction, StandingToTarget } from '../indicators/FigureParts.tsx'
import { byGapToTarget, type Figure, type Part, valueWords } from '../indicators/figure.ts'

type Home = ReplyOf<typeof getHome>
type Open = ((figure: Figure, part: Part) => void) | null

/** 进展如何: the chief figures against their targets, and signed and served together for each place below. */
export function HowWeStand({ home, onOpen }: { home: Home; onOpen: Open }) {
  const { orgId, figures, below, placeName, populationOn, level } = home
  const org = orgId === null ? '' : `org=${orgId}&`
  const partsOf = (figure: Figure) => onOpen && ((part: Part) => onOpen(figure, part))
  const places = [...Map.groupBy(below, (figure) => `${figure.orgId}/${figure.doctorId ?? ''}`)].map(
    ([key, both]) => ({
      key,
      signed: both.find(({ code }) => code === 'coverage')!,
      served: both.find(({ code }) => code === 'served')!,
    }),
  )
  return (
    <Card
      size="small"
      className="home-standing"
      title={`进展如何 · ${placeName}`}
      extra={<span style={{ color: 'var(--figure-quiet)' }}>统计日 {populationOn}</span>}
    >
      <div className="home-standing-columns">
        <Table<Figure>
          size="small"
          rowKey="code"
          dataSource={figures}
          pagination={false}
          scroll={{ x: 440 }}
          columns={[
            {
              title: '指标',
              key: 'name',
              render: (_, figure) => (
                <span style={{ display: 'flex', alignItems: 'center', whiteSpace: 'nowrap' }}>
                  <Link to={`/figures?${org}code=${figure.code}`}>{figure.name}</Link>
                  <Definition figure={figure} />
                </span>
              ),
            },
            { title: '指标值', key: 'value', align: 'right', render: (_, figure) => valueWords(figure) },
            {
              title: '分子/分母',
              key: 'fraction',
              align: 'right',
              render: (_, figure) => <Fraction figure={figure} onOpen={partsOf(figure)} />,
            },
            {
              title: '目标',
              key: 'target',
              align: 'right',
              render: (_, { target }) => (target === null ? '—' : `${target}%`),
            },
            {
              title: '离目标',
              key: 'standing',
              render: (_, figure) => <StandingToTarget figure={figure} onOpen={partsOf(figure)} />,
            },
          ]}
        />
        {places.length > 0 && (
          <Table
            size="small"
            rowKey="key"
            dataSource={places.toSorted((a, b) => byGapToTarget(a.signed, b.signed))}
            pagination={false}
            scroll={{ y: 400, x: 440 }}
            columns={[
              {
                title: level === 'county' ? '乡镇' : level === 'village' ? '包户医生' : '村',
                key: 'place',
                width: 120,
                ellipsis: true,
                render: (_, { signed }) =>
                  signed.level === 'doctor' ? (
                    signed.placeName
                  ) : (
                    <Link to={`/figures?org=${signed.orgId}&code=coverage`}>{signed.placeName}</Link>
                  ),
              },
              ...(['signed', 'served'] as const).flatMap((which) => [
                {
                  title: which === 'signed' ? '签约率' : '签约服务率',
                  key: `${which}-bar`,
                  render: (_: unknown, place: (typeof places)[number]) => <FigureBar figure={place[which]} />,
                },
                {
                  title: '',
                  key: which,
                  width: 78,
                  align: 'right' as const,
                  render: (_: unknown, place: (typeof places)[number]) => valueWords(place[which]),
                },
              ]),
              {
                title: '离签约目标',
                key: 'standing',
                width: 88,
                render: (_, { signed }) => <StandingToTarget figure={signed} onOpen={partsOf(signed)} />,
              },
            ]}
          />
        )}
      </div>
    </Card>
  )
}
