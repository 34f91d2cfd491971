import { ageMonthsOn, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import {
  type GrowthMeasure,
  growthGrades,
  growthMeasures,
  growthOf,
  growthStandard,
} from '@qianyue/domain/forms/children/growth.ts'
import type { Sex } from '@qianyue/domain/residents/resident-facts.ts'
import { useState } from 'react'
import './growth-chart.css'

type GrowthPoint = { readonly on: LocalDate; readonly value: number }
type Child = { readonly birthDate: LocalDate; readonly sex: Sex }
type Props = {
  child: Child
  /** Measured values, oldest first. */
  points: Partial<Record<GrowthMeasure, readonly GrowthPoint[]>>
}

const WIDTH = 560
const HEIGHT = 300
const MARGIN = { left: 34, right: 60, top: 10, bottom: 24 }
const SD_NAMES = ['-3', '-2', '-1', '0', '+1', '+2', '+3']
/** Those that are named: side by side the others would not be read. */
const NAMED_SDS = ['-3', '0', '+3']

/** 生长曲线: the child's values over the SD lines of WS/T 423—2022. Drawn as SVG, for the workstation and the phone alike. */
export function GrowthChart({ child, points }: Props) {
  const shown = (Object.keys(growthMeasures) as GrowthMeasure[]).filter((measure) => points[measure]?.length)
  const [chosen, setChosen] = useState<GrowthMeasure | null>(null)
  const measure = chosen ?? shown[0]
  if (measure === undefined || child.sex === 'unknown') return null
  const values = points[measure] ?? []
  const last = values.at(-1)
  const result = last && growthOf(measure, last.value, { ...child, performedOn: last.on })
  const grade = growthGrades.find(({ code }) => code === result?.grade)?.name
  return (
    <div>
      <div className="growth-measures" role="tablist" aria-label="生长指标">
        {shown.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            aria-selected={one === measure}
            onClick={() => setChosen(one)}
          >
            {growthMeasures[one].name}
          </button>
        ))}
      </div>
      <Lines child={child} measure={measure} values={values} />
      {last && result && (
        <p className="growth-words">
          最近 {last.on}：{last.value} {growthMeasures[measure].unit}，评价 {grade}（{result.z > 0 ? '+' : ''}
          {result.z} SD）
        </p>
      )}
      <p className="growth-source">标准：WS/T 423—2022《7岁以下儿童生长标准》</p>
    </div>
  )
}

function Lines({
  child,
  measure,
  values,
}: {
  child: Child
  measure: GrowthMeasure
  values: readonly GrowthPoint[]
}) {
  const ages = values.map(({ on }) => ageMonthsOn(on, child.birthDate))
  const until = Math.min(measure === 'head' ? 36 : 81, Math.max(12, (ages.at(-1) ?? 0) + 6))
  const rows = growthStandard(measure, child.sex).filter(({ months }) => months <= until)
  const low = Math.min(...rows.map(({ sd }) => sd[0]), ...values.map(({ value }) => value))
  const high = Math.max(...rows.map(({ sd }) => sd[6]), ...values.map(({ value }) => value))
  const x = (months: number) => MARGIN.left + (months / until) * (WIDTH - MARGIN.left - MARGIN.right)
  const y = (value: number) =>
    MARGIN.top + ((high - value) / (high - low)) * (HEIGHT - MARGIN.top - MARGIN.bottom)
  const path = (pairs: readonly (readonly [number, number])[]) =>
    pairs.map(([months, value], at) => `${at === 0 ? 'M' : 'L'}${x(months)} ${y(value)}`).join('')
  const monthTicks = Array.from({ length: 7 }, (_, at) => Math.round((until * at) / 6))
  const valueTicks = Array.from({ length: 5 }, (_, at) => low + ((high - low) * at) / 4)
  const { name, unit } = growthMeasures[measure]
  const told = values.map(({ on, value }) => `${on} ${value}`).join('，')
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`${name}（${unit}），${told}`}
      className="growth-lines"
    >
      {valueTicks.map((value) => (
        <g key={value}>
          <line
            className="growth-grid"
            x1={MARGIN.left}
            x2={WIDTH - MARGIN.right}
            y1={y(value)}
            y2={y(value)}
          />
          <text x={MARGIN.left - 4} y={y(value) + 4} textAnchor="end">
            {value.toFixed(0)}
          </text>
        </g>
      ))}
      {monthTicks.map((months, at) => (
        <text key={months} x={x(months)} y={HEIGHT - 6} textAnchor="middle">
          {at === monthTicks.length - 1 ? `${months} 月龄` : months}
        </text>
      ))}
      {SD_NAMES.map((sdName, at) => (
        <g key={sdName} className={at === 3 ? 'growth-median' : 'growth-sd'}>
          <path d={path(rows.map(({ months, sd }) => [months, sd[at]!]))} />
          {NAMED_SDS.includes(sdName) && (
            <text x={x(until) + 4} y={y(rows.at(-1)!.sd[at]!) + 4}>
              {sdName}SD
            </text>
          )}
        </g>
      ))}
      <path className="growth-child" d={path(values.map(({ value }, at) => [ages[at]!, value]))} />
      {values.map(({ on, value }, at) => (
        <circle key={on} className="growth-point" cx={x(ages[at]!)} cy={y(value)} r={4}>
          <title>{`${on}：${value} ${unit}`}</title>
        </circle>
      ))}
    </svg>
  )
}
