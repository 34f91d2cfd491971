import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import type { getHome } from '@qianyue/api/home.ts'
import { groupedBy } from '@qianyue/domain/grouped-by.ts'
import { Card } from 'antd'
import { Link } from 'react-router'
import { Definition, FigureBar, Fraction, StandingToTarget } from '../indicators/FigureParts.tsx'
import { byGapToTarget, type Figure, type Part, valueWords, withDefinitions } from '../indicators/figure.ts'

type Home = ReplyOf<typeof getHome>
type Open = ((figure: Figure, part: Part) => void) | null

/** So many places are compared here; all of them are in the figures. */
const PLACES_SHOWN = 12

/** 进展如何: the chief figures against their targets, and signed and served together for each place below. */
export function HowWeStand({ home, onOpen }: { home: Home; onOpen: Open }) {
  const { orgId, placeName, populationOn } = home
  const figures = withDefinitions(home.figures)
  const below = withDefinitions(home.below)
  const opensOf = (figure: Figure) => onOpen && ((part: Part) => onOpen(figure, part))
  const org = orgId === null ? '' : `org=${orgId}&`
  return (
    <Card
      size="small"
      className="home-standing"
      title={`进展如何 · ${placeName}`}
      extra={<span style={{ color: 'var(--figure-quiet)' }}>统计日 {populationOn}</span>}
    >
      <div className="home-standing-columns">
        <div className="figure-scroll">
          <table className="figure-table">
            <thead>
              <tr>
                <th scope="col">指标</th>
                <th scope="col" className="number">
                  指标值
                </th>
                <th scope="col" className="number">
                  分子/分母
                </th>
                <th scope="col" className="number figure-wide">
                  目标
                </th>
                <th scope="col">离目标</th>
              </tr>
            </thead>
            <tbody>
              {figures.map((figure) => (
                <tr key={figure.code}>
                  <td>
                    <Link to={`/figures?${org}code=${figure.code}`}>{figure.name}</Link>
                    <Definition figure={figure} />
                  </td>
                  <td className="number">{valueWords(figure)}</td>
                  <td className="number">
                    <Fraction figure={figure} onOpen={opensOf(figure)} />
                  </td>
                  <td className="number figure-wide">{figure.target === null ? '—' : `${figure.target}%`}</td>
                  <td>
                    <StandingToTarget figure={figure} onOpen={opensOf(figure)} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {below.length > 0 && <Places home={home} below={below} opensOf={opensOf} />}
      </div>
    </Card>
  )
}

/** Signed and served of each place below, the farthest from its signing target first. */
function Places({
  home: { orgId, level },
  below,
  opensOf,
}: {
  home: Home
  below: readonly Figure[]
  opensOf: (figure: Figure) => ((part: Part) => void) | null
}) {
  const places = [...groupedBy(below, (figure) => `${figure.orgId}/${figure.doctorId ?? ''}`)]
    .map(([key, both]) => ({
      key,
      signed: both.find(({ code }) => code === 'coverage')!,
      served: both.find(({ code }) => code === 'served')!,
    }))
    .sort((a, b) => byGapToTarget(a.signed, b.signed))
  const heading = level === 'county' ? '乡镇' : level === 'village' ? '包户医生' : '村'
  return (
    <div className="figure-scroll">
      <table className="figure-table">
        <thead>
          <tr>
            <th scope="col">{heading}</th>
            <th scope="col" colSpan={2}>
              签约率
            </th>
            <th scope="col" colSpan={2}>
              签约服务率
            </th>
            <th scope="col">离签约目标</th>
          </tr>
        </thead>
        <tbody>
          {places.slice(0, PLACES_SHOWN).map(({ key, signed, served }) => (
            <tr key={key}>
              <td>
                {signed.level === 'doctor' ? (
                  signed.placeName
                ) : (
                  <Link to={`/figures?org=${signed.orgId}&code=coverage`}>{signed.placeName}</Link>
                )}
              </td>
              <td className="figure-table-bar">
                <FigureBar figure={signed} />
              </td>
              <td className="number">{valueWords(signed)}</td>
              <td className="figure-table-bar">
                <FigureBar figure={served} />
              </td>
              <td className="number">{valueWords(served)}</td>
              <td>
                <StandingToTarget figure={signed} onOpen={opensOf(signed)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {places.length > PLACES_SHOWN && (
        <p style={{ margin: '8px 8px 0' }}>
          <Link to={`/figures?${orgId === null ? '' : `org=${orgId}&`}code=coverage`}>
            全部 {places.length} 个{heading}
          </Link>
        </p>
      )}
    </div>
  )
}
