import { type LocalDate, startOfYear, yearOf } from '@qianyue/domain/days/local-date.ts'
import type { IndicatorCode } from '@qianyue/domain/indicators/indicator.ts'
import type { IndicatorTarget } from '@qianyue/domain/indicators/target.ts'
import { v7 as newId } from 'uuid'
import type { Database } from '../database/database.ts'
import { insertVersion } from '../policy/policy.queries.ts'

/**
 * What the demo county asks of itself, in percent. Coverage as the counties of the source documents did (R072–R077),
 * management as performance-and-funds.md §3.1 does.
 */
const percents: Partial<Record<IndicatorCode, number>> = {
  coverage: 75,
  'household-coverage': 85,
  'key-coverage': 80,
  'special-coverage': 100,
  personalised: 10,
  fulfilment: 95,
  'key-fulfilment': 95,
  'full-fulfilment': 80,
  served: 98,
  renewal: 90,
  'first-assessment': 80,
  'elderly-managed': 70,
  'hypertension-standardised': 64,
  'hypertension-controlled': 60,
  'diabetes-standardised': 64,
  'diabetes-controlled': 60,
}

/** 目标值 of this year and the last, as a notice of the bureau. */
export async function insertDemoTargets(db: Database, today: LocalDate): Promise<void> {
  const source = `示范县卫健〔${yearOf(today)}〕3号`
  const body: IndicatorTarget[] = [yearOf(today) - 1, yearOf(today)].flatMap((year) =>
    Object.entries(percents).map(([indicator, percent]) => ({
      indicator: indicator as IndicatorCode,
      year,
      orgId: null,
      percent,
      source,
    })),
  )
  const validFrom = startOfYear(today)
  await insertVersion(db, { id: newId(), kind: 'targets', validFrom, source, body, createdBy: null })
}
