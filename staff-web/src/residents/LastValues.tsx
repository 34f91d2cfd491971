import { Card, theme } from 'antd'
import { useEffect, useRef } from 'react'
import type { Resident } from './ResidentPage.tsx'

type Trend = Resident['lastValues'][number]

/** 最近指标: the last value with its day, what came before as a line. */
export function LastValues({ values }: { values: readonly Trend[] }) {
  return (
    <Card size="small" title="最近指标">
      <div className="values-grid">
        {values.map((value) => (
          <OneValue key={value.code} value={value} />
        ))}
      </div>
    </Card>
  )
}

function OneValue({ value }: { value: Trend }) {
  const last = value.points.at(-1)!
  const before = value.points.at(-2)
  return (
    <div>
      <div className="quiet">{value.name}</div>
      <div>
        <span className="value-now">{last.value}</span> <span className="quiet">{value.unit}</span>
        {before && <span className="quiet"> {changeWords(last.value - before.value)}</span>}
      </div>
      <div className="quiet">{last.on}</div>
      {value.points.length > 1 && <Line value={value} />}
    </div>
  )
}

function changeWords(change: number): string {
  const by = Math.round(Math.abs(change) * 10) / 10
  if (by === 0) return '与上次相同'
  return change > 0 ? `较上次 ↑${by}` : `较上次 ↓${by}`
}

/** Drawn when it is on screen at all: the chart library is fetched then. */
function Line({ value }: { value: Trend }) {
  const place = useRef<HTMLDivElement>(null)
  const { token } = theme.useToken()
  const { colorPrimary } = token
  useEffect(() => {
    let gone = false
    let end = () => {}
    void import('./value-line.ts').then(({ drawValueLine }) => {
      if (!gone && place.current) end = drawValueLine(place.current, value.points, colorPrimary, value.unit)
    })
    return () => {
      gone = true
      end()
    }
  }, [value, colorPrimary])
  const { points } = value
  return (
    <div
      ref={place}
      className="value-line"
      role="img"
      aria-label={`${value.name}：${points.map(({ on, value: measured }) => `${on} ${measured}`).join('，')}`}
    />
  )
}
