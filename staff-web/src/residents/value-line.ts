import { LineChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([LineChart, GridComponent, TooltipComponent, SVGRenderer])

/** A small line of a value's last measurements. @returns what takes it away again. */
export function drawValueLine(
  place: HTMLElement,
  points: readonly { on: string; value: number }[],
  color: string,
  unit: string,
): () => void {
  const chart = init(place, undefined, { renderer: 'svg' })
  chart.setOption({
    animation: false,
    grid: { left: 4, right: 8, top: 8, bottom: 4 },
    xAxis: { type: 'time', show: false },
    yAxis: { type: 'value', show: false, scale: true },
    tooltip: {
      trigger: 'axis',
      confine: true,
      formatter: (found: { value: [string, number] }[]) =>
        `${found[0]?.value[0]}<br/>${found[0]?.value[1]} ${unit}`,
    },
    series: [
      {
        type: 'line',
        data: points.map(({ on, value }) => [on, value]),
        symbolSize: 5,
        lineStyle: { color, width: 1.5 },
        itemStyle: { color },
      },
    ],
  })
  const watch = new ResizeObserver(() => chart.resize())
  watch.observe(place)
  return () => {
    watch.disconnect()
    chart.dispose()
  }
}
