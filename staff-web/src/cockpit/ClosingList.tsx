import { countWords } from '@qianyue/ui/words/figures.ts'
import { Card, Empty } from 'antd'
import type { Figure, Part } from '../indicators/figure.ts'
import type { Cockpit } from './cockpit-words.ts'

/** So many places are named for each figure; the rest are added up. */
const PLACES_NAMED = 6

/** 补差清单: for each figure short of its target, in which places the missing people are; each opens to names. */
export function ClosingList({
  closing,
  figureOf,
  onOpen,
}: {
  closing: Cockpit['closing']
  figureOf: (place: Cockpit['closing'][number]['places'][number], code: string) => Figure | undefined
  onOpen: ((figure: Figure, part: Part) => void) | null
}) {
  return (
    <Card size="small" title="补差清单：补上这些人就能达标">
      {closing.length === 0 && <Empty description="各项指标都已达标，或没有设目标" />}
      <dl className="cockpit-closing">
        {closing.map(({ code, name, shortfall, places }) => {
          const rest = places.slice(PLACES_NAMED)
          return (
            <div key={code}>
              <dt>
                {name}，差 {countWords(shortfall)} 人
              </dt>
              <dd>
                {places.slice(0, PLACES_NAMED).map((place) => {
                  const figure = figureOf(place, code)
                  const words = `${place.placeName} ${countWords(place.people)}`
                  return figure && onOpen ? (
                    <button
                      key={`${place.orgId}/${place.doctorId}`}
                      type="button"
                      className="number-link"
                      aria-label={`${name} ${words}人，查看名单`}
                      onClick={() => onOpen(figure, 'gap')}
                    >
                      {words}
                    </button>
                  ) : (
                    <span key={`${place.orgId}/${place.doctorId}`}>{words}</span>
                  )
                })}
                {rest.length > 0 && (
                  <span>
                    其余 {rest.length} 处 {countWords(rest.reduce((sum, { people }) => sum + people, 0))}
                  </span>
                )}
              </dd>
            </div>
          )
        })}
      </dl>
    </Card>
  )
}
