import { InfoCircleOutlined } from '@ant-design/icons'
import { nextTargetPercent } from '@qianyue/domain/indicators/rate.ts'
import { countWords } from '@qianyue/ui/words/figures.ts'
import { Button, Popover, theme } from 'antd'
import type { CSSProperties, ReactNode } from 'react'
import { type Figure, type Part, sizeOfPart, standingWords, toneOf } from './figure.ts'
import './figures.css'

/** The colours of figures, from the theme: green reached, orange short of the target, grey without one. */
export function useFigureColours(): CSSProperties {
  const { token } = theme.useToken()
  return {
    '--figure-link': token.colorLink,
    '--figure-track': token.colorFillSecondary,
    '--figure-none': token.colorTextQuaternary,
    '--figure-reached': token.colorSuccess,
    '--figure-short': token.colorWarning,
    '--figure-target': token.colorText,
    '--figure-quiet': token.colorTextSecondary,
    '--figure-line': token.colorBorderSecondary,
    '--figure-heading': token.colorFillQuaternary,
    '--figure-chosen': token.controlItemBgActive,
  } as CSSProperties
}

/** A number that opens the names it counts. */
export function NumberLink({
  count,
  label,
  onOpen,
}: {
  count: number
  /** What it counts, for who cannot see the column: 东岭村 签约率 未签约. */
  label: string
  onOpen?: (() => void) | undefined
}) {
  if (!onOpen || count === 0) return <span>{countWords(count)}</span>
  return (
    <button
      type="button"
      className="number-link"
      aria-label={`${label} ${countWords(count)}，查看名单`}
      onClick={onOpen}
    >
      {countWords(count)}
    </button>
  )
}

/** 分子/分母, each a link. */
export function Fraction({ figure, onOpen }: { figure: Figure; onOpen: ((part: Part) => void) | null }) {
  const link = (part: Part, words: string) => (
    <NumberLink
      count={sizeOfPart(figure, part)}
      label={`${figure.placeName} ${figure.name} ${words}`}
      onOpen={onOpen ? () => onOpen(part) : undefined}
    />
  )
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      {link('numerator', figure.counted)} / {link('denominator', '全部')}
    </span>
  )
}

/** 达标, or how many are missing: a link to those who are not counted yet. */
export function StandingToTarget({
  figure,
  onOpen,
}: {
  figure: Figure
  onOpen: ((part: Part) => void) | null
}) {
  const words = standingWords(figure)
  const short = figure.meetsTarget === false
  return (
    <span className="figure-standing" data-tone={toneOf(figure)}>
      {short && onOpen ? (
        <button
          type="button"
          className="number-link"
          style={{ color: 'inherit' }}
          aria-label={`${figure.placeName} ${figure.name} ${words}，查看${figure.missing}名单`}
          onClick={() => onOpen('gap')}
        >
          {words}
        </button>
      ) : (
        words
      )}
    </span>
  )
}

/** A bar with its target as a line across it. */
export function FigureBar({ figure }: { figure: Figure }) {
  const { value, target } = figure
  return (
    <div className="figure-bar" data-tone={toneOf(figure)} aria-hidden="true">
      {value !== null && <i style={{ width: `${Math.min(100, value)}%` }} />}
      {target !== null && <b style={{ left: `${Math.min(100, target)}%` }} />}
    </div>
  )
}

/** Coverage that P2022 wants to grow by 1 to 3 percentage points a year. Source: contract-policy.md §1. */
const growsByPoints: readonly string[] = ['coverage', 'key-coverage']

/** (i): how the figure is defined, whom it counts and on which day. */
export function Definition({ figure }: { figure: Figure }): ReactNode {
  return (
    <Popover
      trigger={['click', 'hover']}
      title={figure.name}
      content={
        <div style={{ maxWidth: 360 }}>
          <p style={{ marginTop: 0 }}>{figure.definition}</p>
          <div>统计日：{figure.populationOn}</div>
          <div>
            目标：{figure.target === null ? '未设' : `${figure.target}%`}
            {figure.targetSource ? `（${figure.targetSource}）` : ''}
          </div>
          {growsByPoints.includes(figure.code) && figure.value !== null && (
            <div>
              明年目标参考：提高1～3个百分点，即 {nextTargetPercent(figure.value, 1, null)}%～
              {nextTargetPercent(figure.value, 3, null)}%
            </div>
          )}
        </div>
      }
    >
      <Button type="text" size="small" icon={<InfoCircleOutlined />} aria-label={`${figure.name}的定义`} />
    </Popover>
  )
}
