import { ageYearsOn, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { ValueTrend } from '@qianyue/domain/residents/last-values.ts'
import type { ResidentFacts } from '@qianyue/domain/residents/resident-facts.ts'
import { GrowthChart } from '@qianyue/ui/children/GrowthChart.tsx'

/** 生长曲线 of a child below seven, from what is on the phone; nothing for others. */
export function ChildGrowth({
  child,
  trends,
  today,
}: {
  child: Pick<ResidentFacts, 'birthDate' | 'sex'>
  trends: readonly ValueTrend[]
  today: LocalDate
}) {
  if (child.sex === 'unknown' || ageYearsOn(today, child.birthDate) >= 7) return null
  const pointsOf = (code: string) => trends.find((trend) => trend.code === code)?.points ?? []
  const points = { weight: pointsOf('weightKg'), height: pointsOf('heightCm'), head: pointsOf('headCm') }
  if (Object.values(points).every(({ length }) => length === 0)) return null
  return (
    <section aria-label="生长曲线">
      <h2>生长曲线</h2>
      <GrowthChart child={child} points={points} />
    </section>
  )
}
