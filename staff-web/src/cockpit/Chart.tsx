import { theme } from 'antd'
import { useEffect, useRef } from 'react'
import type { ChartColours } from './cockpit-charts.ts'

/**
 * A chart that is drawn when its code has been fetched: charts are not part of the first screen.
 * @param draw kept the same while what it draws is the same
 */
export function Chart({
  label,
  height,
  draw,
}: {
  /** What it shows, for who cannot see it. */
  label: string
  height: number | string
  draw: (
    place: HTMLElement,
    charts: typeof import('./cockpit-charts.ts'),
    colours: ChartColours,
  ) => () => void
}) {
  const place = useRef<HTMLDivElement>(null)
  const { token } = theme.useToken()
  const { colorPrimary, colorText, colorTextSecondary, colorBorderSecondary, colorWarning, colorInfo } = token
  const { colorBgContainer } = token
  useEffect(() => {
    let gone = false
    let end = () => {}
    void import('./cockpit-charts.ts').then((charts) => {
      if (gone || !place.current) return
      end = draw(place.current, charts, {
        lines: [colorPrimary, colorInfo, colorWarning, colorTextSecondary],
        words: colorTextSecondary,
        strong: colorText,
        grid: colorBorderSecondary,
        ground: colorBgContainer,
      })
    })
    return () => {
      gone = true
      end()
    }
  }, [
    draw,
    colorPrimary,
    colorText,
    colorTextSecondary,
    colorBorderSecondary,
    colorWarning,
    colorInfo,
    colorBgContainer,
  ])
  return <div ref={place} role="img" aria-label={label} style={{ width: '100%', height }} />
}
