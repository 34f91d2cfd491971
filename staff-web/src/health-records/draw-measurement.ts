import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import type { getHealthRecord } from '@qianyue/api/health-records.ts'
import { LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([LineChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, SVGRenderer])

type Measurement = ReplyOf<typeof getHealthRecord>['measurements'][number]

/** A measurement over time with its targets. @returns what takes it away again. */
export function drawMeasurement(
  place: HTMLElement,
  { series, unit }: Measurement,
  colours: { lines: readonly string[]; target: string; text: string },
): () => void {
  // The axis reaches a little beyond values and targets.
  const targets = series.flatMap(({ below }) => (below === null ? [] : [below]))
  const chart = init(place, undefined, { renderer: 'svg' })
  chart.setOption({
    animation: false,
    color: [...colours.lines],
    grid: { left: 40, right: 12, top: series.length > 1 ? 28 : 10, bottom: 22 },
    legend: { show: series.length > 1, top: 0, textStyle: { color: colours.text }, itemHeight: 8 },
    xAxis: {
      type: 'time',
      axisLabel: { color: colours.text, hideOverlap: true, formatter: '{yy}-{MM}' },
      splitNumber: 4,
    },
    yAxis: {
      type: 'value',
      scale: true,
      splitNumber: 3,
      axisLabel: { color: colours.text },
      max: ({ max }: { max: number }) => Math.ceil(Math.max(max, ...targets) * 1.03),
      min: ({ min }: { min: number }) => Math.floor(Math.min(min, ...targets) * 0.97),
    },
    tooltip: { trigger: 'axis', confine: true, valueFormatter: (value: unknown) => `${value} ${unit}` },
    series: series.map(({ name, below, points }) => ({
      name,
      type: 'line',
      data: points.map(({ on, value }) => [on, value]),
      symbolSize: 6,
      ...(below === null
        ? {}
        : {
            markLine: {
              silent: true,
              symbol: 'none',
              label: { formatter: String(below), position: 'insideEndTop', color: colours.target },
              lineStyle: { color: colours.target, type: 'dashed' },
              data: [{ yAxis: below }],
            },
          }),
    })),
  })
  const watch = new ResizeObserver(() => chart.resize())
  watch.observe(place)
  return () => {
    watch.disconnect()
    chart.dispose()
  }
}
