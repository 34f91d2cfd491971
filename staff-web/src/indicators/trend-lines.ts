import { LineChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([LineChart, GridComponent, TooltipComponent, SVGRenderer])

type Point = {
  on: string
  value: number | null
  target: number | null
  numerator: number
  denominator: number
}
type Colours = { line: string; target: string; words: string; grid: string }

/** Draws the figure as a line and its target as a dashed one. @returns what takes it away again. */
export function drawTrend(
  place: HTMLElement,
  points: readonly Point[],
  name: string,
  colours: Colours,
): () => void {
  const chart = init(place, null, { renderer: 'svg' })
  const shown = points.flatMap(({ value, target }) => [value, target]).filter((value) => value !== null)
  const lowest = Math.max(0, Math.floor((Math.min(...shown) - 5) / 10) * 10)
  chart.setOption({
    animation: false,
    grid: { left: 44, right: 16, top: 12, bottom: 24 },
    tooltip: {
      trigger: 'axis',
      confine: true,
      formatter: (items: { dataIndex: number }[]) => tipOf(points[items[0]!.dataIndex]!, name),
    },
    xAxis: {
      type: 'category',
      data: points.map(({ on }, index) => (index === points.length - 1 ? '今天' : on.slice(0, 7))),
      axisLabel: { color: colours.words, hideOverlap: true },
      axisLine: { lineStyle: { color: colours.grid } },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      min: lowest,
      max: (extent: { max: number }) => Math.min(100, Math.ceil((extent.max + 1) / 10) * 10),
      axisLabel: { color: colours.words, formatter: '{value}%' },
      splitLine: { lineStyle: { color: colours.grid } },
      splitNumber: 3,
    },
    series: [
      {
        name,
        type: 'line',
        data: points.map(({ value }) => value),
        symbolSize: 6,
        lineStyle: { color: colours.line, width: 2 },
        itemStyle: { color: colours.line },
      },
      {
        name: '目标',
        type: 'line',
        step: 'middle',
        data: points.map(({ target }) => target),
        symbol: 'none',
        lineStyle: { color: colours.target, width: 1, type: 'dashed' },
      },
    ],
  })
  const watcher = new ResizeObserver(() => chart.resize())
  watcher.observe(place)
  return () => {
    watcher.disconnect()
    chart.dispose()
  }
}

function tipOf({ on, value, target, numerator, denominator }: Point, name: string): string {
  const percent = value === null ? '不适用' : `${value.toFixed(2)}%`
  return [
    on,
    `${name} ${percent}（${numerator}/${denominator}）`,
    ...(target === null ? [] : [`目标 ${target}%`]),
  ].join('<br>')
}
