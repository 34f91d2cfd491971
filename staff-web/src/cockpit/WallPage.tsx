import { getCockpit } from '@qianyue/api/cockpit.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { countWords } from '@qianyue/ui/words/figures.ts'
import { momentWords } from '@qianyue/ui/words/moments.ts'
import { useCallback, useEffect, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { valueWords } from '../indicators/figure.ts'
import { Chart } from './Chart.tsx'
import { type Cockpit, changeWords, checkedWords } from './cockpit-words.ts'
import { useTrends } from './use-trends.ts'
import './wall.css'

/** A view stays so long. */
const VIEW_MS = 15_000
/** The figures are asked for anew so often. */
const REFRESH_MS = 60_000
/** Lines that can be read from the other end of a room. */
const LINES_SHOWN = 10

/** 大屏: counts of places in large type, one view after the other. Nobody is named, doctors neither. */
export function WallPage() {
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const org = params.get('org')
  const { data, error } = useReply(getCockpit, org ? { orgId: Number(org) } : {}, {
    keepPrevious: true,
    everyMs: REFRESH_MS,
  })
  const [paused, setPaused] = useState(false)
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    if (paused) return
    const timer = setInterval(() => setTurn((before) => before + 1), VIEW_MS)
    return () => clearInterval(timer)
  }, [paused])
  const leave = useCallback(() => navigate(org ? `/cockpit?org=${org}` : '/cockpit'), [navigate, org])
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') leave()
      if (key === 'ArrowRight') setTurn((before) => before + 1)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [leave])

  const views = data ? viewsOf(data) : []
  const view = views[turn % Math.max(1, views.length)]
  return (
    <div className="wall">
      <header>
        <h1>{data ? `${data.own.placeName} · 家庭医生签约服务` : '家庭医生签约服务'}</h1>
        {data && (
          <span>
            统计日 {data.populationOn}　更新于 {momentWords(data.computedAt)}
          </span>
        )}
      </header>
      <main aria-live="off">
        {error && <p>{error.message}</p>}
        {view?.show()}
      </main>
      <footer>
        {views.map(({ title }, index) => (
          <button
            key={title}
            type="button"
            aria-current={view?.title === title}
            onClick={() => setTurn(index)}
          >
            {title}
          </button>
        ))}
        <span className="wall-space" />
        <button type="button" onClick={() => setPaused(!paused)}>
          {paused ? '继续轮播' : '暂停轮播'}
        </button>
        <button type="button" onClick={leave}>
          退出大屏
        </button>
      </footer>
    </div>
  )
}

function viewsOf(cockpit: Cockpit): { title: string; show: () => React.ReactNode }[] {
  const hasPlaces = cockpit.below.some(({ level }) => level !== 'doctor')
  return [
    { title: '总览', show: () => <Overview cockpit={cockpit} /> },
    ...(hasPlaces ? [{ title: '各单位', show: () => <Ranking cockpit={cockpit} /> }] : []),
    { title: '走势', show: () => <Course orgId={cockpit.own.orgId} /> },
    ...(hasPlaces && cockpit.closing.length > 0
      ? [{ title: '补差', show: () => <Closing cockpit={cockpit} /> }]
      : []),
  ]
}

const chief = ['coverage', 'fulfilment', 'hypertension-controlled'] as const

function Overview({ cockpit }: { cockpit: Cockpit }) {
  const { own } = cockpit
  return (
    <div className="wall-overview">
      {chief.map((code) => {
        const figure = own.figures.find((each) => each.code === code)!
        return (
          <section key={code} data-reached={figure.meetsTarget}>
            <h2>{figure.name}</h2>
            <strong>{valueWords(figure)}</strong>
            <p>
              {countWords(figure.numerator)} / {countWords(figure.denominator)} 人
            </p>
            <p>
              {figure.target === null ? '未设目标' : `目标 ${figure.target}%`}　{changeWords(figure, cockpit)}
            </p>
          </section>
        )
      })}
      <section>
        <h2>本年核实率</h2>
        <strong>{valueWords(own.checked)}</strong>
        <p>{checkedWords(own.checked)}</p>
        <p>待认定疑点 {own.checked.openQuestions}</p>
      </section>
    </div>
  )
}

function Ranking({ cockpit }: { cockpit: Cockpit }) {
  const figure = (place: Cockpit['own'], code: string) => place.figures.find((each) => each.code === code)!
  const places = [...cockpit.below]
    .sort((a, b) => (figure(b, 'coverage').value ?? -1) - (figure(a, 'coverage').value ?? -1))
    .slice(0, LINES_SHOWN)
  return (
    <table className="wall-table">
      <thead>
        <tr>
          <th scope="col">单位</th>
          <th scope="col">签约率</th>
          <th scope="col">履约率</th>
          <th scope="col">高血压控制率</th>
          <th scope="col">核实率</th>
        </tr>
      </thead>
      <tbody>
        {places.map((place) => (
          <tr key={place.orgId}>
            <th scope="row">{place.placeName}</th>
            {chief.map((code) => {
              const { value, meetsTarget } = figure(place, code)
              return (
                <td key={code} data-reached={meetsTarget}>
                  <i style={{ width: `${value ?? 0}%` }} />
                  <span>{valueWords({ value })}</span>
                </td>
              )
            })}
            <td>
              <span>{valueWords(place.checked)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Course({ orgId }: { orgId: number | null }) {
  const trends = useTrends(orgId)
  const draw = useCallback<Parameters<typeof Chart>[0]['draw']>(
    (place, charts) =>
      trends ? charts.drawLines(place, trends.months, trends.lines, wallColours, 22) : () => {},
    [trends],
  )
  return <Chart label="逐月走势" height="100%" draw={draw} />
}

const wallColours = {
  lines: ['#5fc9b3', '#69b1ff', '#ffc069', '#d3adf7'],
  words: '#c9d6d3',
  strong: '#ffffff',
  grid: '#2c4540',
  ground: '#15302b',
}

function Closing({ cockpit }: { cockpit: Cockpit }) {
  return (
    <dl className="wall-closing">
      {cockpit.closing.slice(0, LINES_SHOWN / 2).map(({ code, name, shortfall, places }) => (
        <div key={code}>
          <dt>
            {name} 还差 {countWords(shortfall)} 人
          </dt>
          <dd>
            {places.slice(0, 4).map(({ orgId, placeName, people }) => (
              <span key={orgId}>
                {placeName} {countWords(people)}
              </span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
