import type { IndicatorCode } from '@qianyue/domain/indicators/indicator.ts'
import { Grid } from 'antd'
import { FigureBar, NumberLink } from '../indicators/FigureParts.tsx'
import { byGapToTarget, type Figure, type Part, valueWords, withDefinitions } from '../indicators/figure.ts'
import { DataTable } from '../shell/DataTable.tsx'
import type { CockpitPlace } from './cockpit-words.ts'

/** What is compared of places, a figure of each dimension. */
const compared: readonly IndicatorCode[] = [
  'coverage',
  'key-coverage',
  'fulfilment',
  'hypertension-standardised',
  'hypertension-controlled',
]

const belowWords = { county: '乡镇', township: '村', village: '包户医生', doctor: '', team: '村' } as const

type Row = { place: CockpitPlace; figures: Map<string, Figure>; chief: Figure }

/** The places below side by side, the farthest from the signing target first; each number opens who is missing. */
export function CockpitPlaces({
  level,
  below,
  onDrill,
  onOpen,
}: {
  level: CockpitPlace['level']
  below: readonly CockpitPlace[]
  onDrill: (orgId: number) => void
  onOpen: ((figure: Figure, part: Part) => void) | null
}) {
  const { md } = Grid.useBreakpoint()
  const rows = below
    .map((place): Row => {
      const figures = new Map(withDefinitions(place.figures).map((figure) => [figure.code, figure]))
      return { place, figures, chief: figures.get('coverage')! }
    })
    .sort((a, b) => byGapToTarget(a.chief, b.chief))
  return (
    <DataTable<Row>
      rowKey={({ place }) => `${place.orgId}/${place.doctorId}`}
      dataSource={rows}
      empty="没有下级单位的数据"
      columns={[
        {
          title: belowWords[level],
          key: 'place',
          fixed: md ? 'left' : false,
          render: (_, { place }) =>
            place.level === 'doctor' ? (
              place.placeName
            ) : (
              <button type="button" className="number-link" onClick={() => onDrill(place.orgId!)}>
                {place.placeName}
              </button>
            ),
        },
        ...compared.map((code) => ({
          title: rows[0]?.figures.get(code)?.name ?? code,
          key: code,
          width: 160,
          sorter: (a: Row, b: Row) => (a.figures.get(code)!.value ?? -1) - (b.figures.get(code)!.value ?? -1),
          render: (_: unknown, { figures }: Row) => {
            const figure = figures.get(code)!
            return (
              <div className="cockpit-cell">
                <FigureBar figure={figure} />
                <span className="cockpit-percent">{valueWords(figure)}</span>
                <small>
                  {figure.missing}{' '}
                  <NumberLink
                    count={figure.denominator - figure.numerator}
                    label={`${figure.placeName} ${figure.name} ${figure.missing}`}
                    onOpen={onOpen ? () => onOpen(figure, 'gap') : undefined}
                  />
                </small>
              </div>
            )
          },
        })),
        {
          title: '核实率',
          key: 'checked',
          align: 'right',
          render: (_, { place }) => valueWords(place.checked),
        },
        {
          title: '待认定疑点',
          key: 'questions',
          align: 'right',
          render: (_, { place }) => place.checked.openQuestions,
        },
        ...(level === 'village'
          ? []
          : [
              {
                title: '最近服务日',
                key: 'last',
                render: (_: unknown, { place }: Row) => place.lastServiceOn ?? '—',
              },
            ]),
      ]}
    />
  )
}
