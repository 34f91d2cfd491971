import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { earlier, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { ReportPeriod } from '@qianyue/domain/reports/report-period.ts'
import {
  effectSection,
  glucoseBand,
  glucoseBands,
  pressureBand,
  pressureBands,
  type ReportSection,
  workloadSection,
} from '@qianyue/domain/reports/sections.ts'
import type { Database } from '../database/database.ts'
import { glucosesOver, pressuresOver, workIn } from './sections.queries.ts'

/** The further tables of a period: 慢病服务工作量 from a quarter on, 年度管理效果 of a year. */
export async function sectionsOf(
  db: Database,
  unitCode: number,
  places: readonly { orgId: number; level: string; placeName: string }[],
  { cadence, from, to }: ReportPeriod,
  countedOn: LocalDate,
): Promise<ReportSection[]> {
  if (cadence === 'month') return []
  const range = rangeOf(unitCode)
  const days = { from, to: earlier(to, countedOn) }
  const workload = workloadSection(
    places
      .filter(({ level }) => cadence !== 'year' || level !== 'village')
      .map(({ orgId, placeName }) => ({ key: String(orgId), label: placeName, ...rangeOf(orgId) })),
    await workIn(db, range, days),
  )
  if (cadence !== 'year') return [workload]
  return [
    workload,
    effectSection(
      {
        code: 'hypertension-effect',
        title: '高血压患者年度管理效果',
        bands: pressureBands,
        bandOf: ([systolic, diastolic]: [number, number]) => pressureBand(systolic, diastolic),
      },
      await pressuresOver(db, range, days),
    ),
    effectSection(
      {
        code: 'diabetes-effect',
        title: '2型糖尿病患者年度管理效果（空腹血糖 mmol/L）',
        bands: glucoseBands,
        bandOf: ([fasting]: [number]) => glucoseBand(fasting),
      },
      await glucosesOver(db, range, days),
    ),
  ]
}
