import { getIndicatorTrend } from '@qianyue/api/indicators.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Empty, Spin, theme } from 'antd'
import { useEffect, useRef } from 'react'
import type { Figure } from './figure.ts'

/** 逐月走势: the figure at each month end and today, with its target. */
export function TrendChart({ figure }: { figure: Figure }) {
  const trend = useReply(getIndicatorTrend, {
    code: figure.code,
    months: 12,
    ...(figure.orgId === null ? {} : { orgId: figure.orgId }),
  })
  if (trend.error) return <Empty description={trend.error.message} />
  if (!trend.data) return <Spin style={{ display: 'block', margin: '60px auto' }} />
  if (trend.data.length < 2) return <Empty description="走势从第一个月末起显示" style={{ padding: 24 }} />
  return <Lines points={trend.data} name={figure.name} />
}

type Point = {
  on: string
  value: number | null
  target: number | null
  numerator: number
  denominator: number
}

function Lines({ points, name }: { points: readonly Point[]; name: string }) {
  const place = useRef<HTMLDivElement>(null)
  const { token } = theme.useToken()
  const { colorPrimary, colorText, colorTextSecondary, colorBorderSecondary } = token
  useEffect(() => {
    let gone = false
    let end = () => {}
    void import('./trend-lines.ts').then(({ drawTrend }) => {
      if (gone || !place.current) return
      end = drawTrend(place.current, points, name, {
        line: colorPrimary,
        target: colorText,
        words: colorTextSecondary,
        grid: colorBorderSecondary,
      })
    })
    return () => {
      gone = true
      end()
    }
  }, [points, name, colorPrimary, colorText, colorTextSecondary, colorBorderSecondary])
  const last = points.at(-1)!
  return (
    <div
      ref={place}
      className="figure-chart"
      role="img"
      aria-label={`${name}逐月走势，${points[0]!.on} 至 ${last.on}，最近 ${last.value ?? '不适用'}%`}
    />
  )
}
