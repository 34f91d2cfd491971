import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import {
  meanScore,
  qualityFactorOf,
  scoresOfPerson,
  scoresOfPlace,
} from '@qianyue/domain/settlement/published-score.ts'
import type { Database } from '../database/database.ts'
import { publishedScores, teamsOfStaff } from './published-scores.queries.ts'
import type { Entered, StaffEntry } from './settlement.queries.ts'
import { unitsOfRange } from './work.queries.ts'

type Period = { unitCode: number; fromDay: LocalDate; toDay: LocalDate }

/**
 * What a new settlement begins with: the published scores of its period as quality factor of everybody who was assessed
 * and as score of every place. Who prepares it may write anything else.
 */
export async function enteredFromScores(
  db: Database,
  period: Period,
): Promise<{ entered: Entered; entries: StaffEntry[] }> {
  const range = rangeOf(period.unitCode)
  const scores = await publishedScores(db, range, period)
  if (scores.length === 0) return { entered: {}, entries: [] }
  const [staff, units] = await Promise.all([teamsOfStaff(db, range, period.toDay), unitsOfRange(db, range)])
  const entries = staff.flatMap((person): StaffEntry[] => {
    const own = scoresOfPerson(scores, person)
    const mean = meanScore(own)
    if (mean === null) return []
    const names = [...new Set(own.map(({ name }) => name))].join('、')
    return [
      {
        staffId: person.staffId,
        quality: qualityFactorOf(mean),
        satisfaction: 10_000,
        deductionFen: 0,
        reason: `按已公布的考核得分 ${(mean / 100).toFixed(2)}（${names}）`.slice(0, 300),
      },
    ]
  })
  const entered: Entered = {}
  for (const { code } of units) {
    const mean = meanScore(scoresOfPlace(scores, code))
    if (mean !== null) entered[code] = { enteredFen: 0, scoreHundredths: Math.min(12_000, mean) }
  }
  return { entered, entries }
}
