import type { TrendPoint } from '@qianyue/domain/visits/trend.ts'

const WIDTH = 72
const HEIGHT = 24

/** The last value with its day, and a small line of what came before. */
export function Trend({ points }: { points: readonly TrendPoint[] }) {
  const last = points.at(-1)
  if (!last) return null
  const values = points.map(({ value }) => value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const x = (index: number) => 2 + (index * (WIDTH - 4)) / Math.max(1, points.length - 1)
  const y = (value: number) => HEIGHT - 3 - ((value - low) * (HEIGHT - 6)) / Math.max(high - low, 1e-9)
  return (
    <span className="trend">
      上次 {last.value}（{Number(last.on.slice(5, 7))}月{Number(last.on.slice(8))}日）
      {points.length > 1 && (
        <svg width={WIDTH} height={HEIGHT} aria-hidden="true">
          <polyline
            points={points.map(({ value }, index) => `${x(index)},${y(value)}`).join(' ')}
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
          />
          <circle cx={x(points.length - 1)} cy={y(last.value)} r="3" fill="currentColor" />
        </svg>
      )}
    </span>
  )
}
