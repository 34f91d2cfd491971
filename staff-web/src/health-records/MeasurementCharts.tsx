import { Card, theme } from 'antd'
import { useEffect, useRef } from 'react'
import type { HealthRecordReply } from './HealthRecordPage.tsx'

type Measurement = HealthRecordReply['measurements'][number]

/** 指标趋势: a chart each, with the target of today's policy as a line. */
export function MeasurementCharts({ measurements }: { measurements: readonly Measurement[] }) {
  if (measurements.length === 0) return null
  return (
    <Card size="small" title="指标趋势">
      <div className="measurement-grid">
        {measurements.map((one) => (
          <OneMeasurement key={one.code} measurement={one} />
        ))}
      </div>
    </Card>
  )
}

function OneMeasurement({ measurement }: { measurement: Measurement }) {
  const { name, unit, target, series } = measurement
  return (
    <figure className="measurement">
      <figcaption>
        <strong>{name}</strong> <span className="quiet">{unit}</span>
        <div className="measurement-now">
          {series.map(({ code, name: what, below, points }) => {
            const last = points.at(-1)!
            const isOff = below !== null && last.value >= below
            return (
              <span key={code}>
                {series.length > 1 && <span className="quiet">{what} </span>}
                <span className={isOff ? 'value-off' : undefined}>{last.value}</span>
                {isOff && <span className="value-off"> 超标</span>} <span className="quiet">{last.on}</span>
              </span>
            )
          })}
        </div>
        {target && <div className="quiet">{target}</div>}
      </figcaption>
      {series.some(({ points }) => points.length > 1) && <Chart measurement={measurement} />}
    </figure>
  )
}

/** Drawn when it is on screen at all: the chart library is fetched then. */
function Chart({ measurement }: { measurement: Measurement }) {
  const place = useRef<HTMLDivElement>(null)
  const { token } = theme.useToken()
  const { colorPrimary, colorSuccess, colorWarning, colorTextSecondary, colorError, colorText } = token
  useEffect(() => {
    let gone = false
    let end = () => {}
    void import('./draw-measurement.ts').then(({ drawMeasurement }) => {
      if (gone || !place.current) return
      end = drawMeasurement(place.current, measurement, {
        lines: [colorPrimary, colorSuccess, colorWarning, colorTextSecondary],
        target: colorError,
        text: colorText,
      })
    })
    return () => {
      gone = true
      end()
    }
  }, [measurement, colorPrimary, colorSuccess, colorWarning, colorTextSecondary, colorError, colorText])
  const words = measurement.series
    .map(({ name, points }) => `${name}：${points.map(({ on, value }) => `${on} ${value}`).join('，')}`)
    .join('；')
  return <div ref={place} className="measurement-chart" role="img" aria-label={words} />
}
