import { LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { SVGRenderer } from 'echarts/renderers'

use([
  LineChart,
  ScatterChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  LabelLayout,
  SVGRenderer,
])

export type ChartColours = {
  lines: readonly string[]
  words: string
  strong: string
  grid: string
  /** On which it is drawn. */
  ground: string
}

type Extent = { min: number; max: number }

/** One figure over the months; percent, null where it does not apply. */
export type Line = { name: string; values: readonly (number | null)[] }

/** A place by two figures, percent. */
type Dot = { name: string; x: number; y: number; people: number }

/** Several figures at the same month ends. @returns what takes the chart away again. */
export function drawLines(
  place: HTMLElement,
  months: readonly string[],
  lines: readonly Line[],
  colours: ChartColours,
  fontSize = 12,
): () => void {
  const shown = lines.flatMap(({ values }) => values).filter((value) => value !== null)
  return draw(place, {
    animation: false,
    color: [...colours.lines],
    legend: { type: 'scroll', top: 0, textStyle: { color: colours.words, fontSize } },
    grid: { left: fontSize * 4, right: fontSize * 2, top: fontSize * 3, bottom: fontSize * 2.5 },
    tooltip: {
      trigger: 'axis',
      confine: true,
      valueFormatter: (value: unknown) => (typeof value === 'number' ? `${value.toFixed(2)}%` : '不适用'),
    },
    xAxis: {
      type: 'category',
      data: [...months],
      axisLabel: { color: colours.words, hideOverlap: true, fontSize },
      axisLine: { lineStyle: { color: colours.grid } },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      min: Math.max(0, Math.floor((Math.min(...shown, 100) - 5) / 10) * 10),
      max: 100,
      axisLabel: { color: colours.words, formatter: '{value}%', fontSize },
      splitLine: { lineStyle: { color: colours.grid } },
      splitNumber: 4,
    },
    series: lines.map(({ name, values }) => ({
      name,
      type: 'line',
      data: [...values],
      symbolSize: 5,
      lineStyle: { width: fontSize > 16 ? 4 : 2 },
    })),
  })
}

/** Places by two figures: signed but not served is at the lower right. A press on one opens it. */
export function drawPlaces(
  place: HTMLElement,
  dots: readonly Dot[],
  names: { x: string; y: string },
  targets: { x: number | null; y: number | null },
  colours: ChartColours,
  onOpen: (index: number) => void,
): () => void {
  const most = Math.max(1, ...dots.map(({ people }) => people))
  const axis = (name: string, target: number | null) => ({
    type: 'value',
    name,
    nameLocation: 'middle',
    nameGap: 28,
    nameTextStyle: { color: colours.words },
    min: ({ min }: Extent) => Math.max(0, Math.floor((Math.min(min, target ?? min) - 5) / 10) * 10),
    max: ({ max }: Extent) => Math.min(100, Math.ceil((Math.max(max, target ?? max) + 5) / 10) * 10),
    axisLabel: { color: colours.words, formatter: '{value}%' },
    splitLine: { lineStyle: { color: colours.grid } },
  })
  const marks = [
    ...(targets.x === null ? [] : [{ xAxis: targets.x, label: { position: 'insideStartTop' } }]),
    ...(targets.y === null ? [] : [{ yAxis: targets.y }]),
  ]
  return draw(
    place,
    {
      animation: false,
      grid: { left: 56, right: 88, top: 40, bottom: 44 },
      tooltip: {
        confine: true,
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const { name, x, y, people } = dots[dataIndex]!
          return `${name}（常住 ${people}）<br>${names.x} ${x.toFixed(2)}%<br>${names.y} ${y.toFixed(2)}%`
        },
      },
      xAxis: axis(names.x, targets.x),
      yAxis: { ...axis(names.y, targets.y), nameGap: 40 },
      series: [
        {
          type: 'scatter',
          cursor: 'pointer',
          data: dots.map(({ x, y, people }) => ({
            value: [x, y],
            symbolSize: 10 + 18 * Math.sqrt(people / most),
          })),
          itemStyle: { color: colours.lines[0], opacity: 0.75 },
          label: {
            show: dots.length <= 24,
            position: 'right',
            color: colours.strong,
            textBorderColor: colours.ground,
            textBorderWidth: 3,
            formatter: ({ dataIndex }: { dataIndex: number }) => dots[dataIndex]!.name,
          },
          labelLayout: apart(),
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: colours.strong, type: 'dashed' },
            label: { formatter: '目标', color: colours.words, position: 'end', rotate: 0, distance: 4 },
            data: marks,
          },
        },
      ],
    },
    onOpen,
  )
}

type Rect = { x: number; y: number; width: number; height: number }

/** Moves a name down until it stands on none of those before it: places lie close together when all do well. */
function apart() {
  let placed: Rect[] = []
  return ({ dataIndex, labelRect }: { dataIndex?: number; labelRect: Rect }) => {
    if (dataIndex === 0) placed = []
    const rect = { ...labelRect }
    const isOn = (other: Rect) =>
      rect.x < other.x + other.width &&
      other.x < rect.x + rect.width &&
      rect.y < other.y + other.height &&
      other.y < rect.y + rect.height
    for (let tries = 0; tries < placed.length; tries++) {
      const other = placed.find(isOn)
      if (!other) break
      rect.y = other.y + other.height
    }
    placed.push(rect)
    return { y: rect.y + rect.height / 2, verticalAlign: 'middle' as const }
  }
}

function draw(place: HTMLElement, option: EChartsCoreOption, onOpen?: (index: number) => void): () => void {
  const chart = init(place, null, { renderer: 'svg' })
  chart.setOption(option)
  if (onOpen) chart.on('click', ({ dataIndex }) => onOpen(dataIndex as number))
  const watcher = new ResizeObserver(() => chart.resize())
  watcher.observe(place)
  return () => {
    watcher.disconnect()
    chart.dispose()
  }
}
