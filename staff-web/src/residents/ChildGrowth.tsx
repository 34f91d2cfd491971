import { ageYearsOn, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { Card } from 'antd'
import { lazy, Suspense } from 'react'
import type { Resident } from './ResidentPage.tsx'

const GrowthChart = lazy(async () => ({
  default: (await import('@qianyue/ui/children/GrowthChart.tsx')).GrowthChart,
}))

/** 生长曲线 of a child below seven; nothing for others. */
export function ChildGrowth({ resident, today }: { resident: Resident; today: LocalDate }) {
  if (ageYearsOn(today, resident.birthDate) >= 7) return null
  const pointsOf = (code: string) => resident.lastValues.find((value) => value.code === code)?.points ?? []
  const points = { weight: pointsOf('weightKg'), height: pointsOf('heightCm'), head: pointsOf('headCm') }
  if (Object.values(points).every(({ length }) => length === 0)) return null
  return (
    <Card size="small" title="生长曲线">
      <Suspense fallback={null}>
        <GrowthChart child={resident} points={points} />
      </Suspense>
    </Card>
  )
}
