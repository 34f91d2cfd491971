import { type AuthenticityPolicy, type CheckCode, checks } from './authenticity-policy.ts'
import { quarterWithCheat, untidyQuarter } from './planted-cheats.fixture.ts'
import { questionsOf } from './questions-of.ts'

/** What a check finds and whom it troubles in vain. */
type DetectionRate = {
  check: CheckCode
  /** Quarters with a cheat in them, and those in which the check asked about an invented service. */
  cheated: number
  found: number
  /** Honest services, and those that the check asked about. */
  honest: number
  troubled: number
}

/** Measures every check on so many quarters with a cheat, and on as many honest ones; the same numbers for the same seed. */
export function detectionRates(policy: AuthenticityPolicy, quarters: number, seed = 1): DetectionRate[] {
  const troubled = new Map<CheckCode, number>()
  let honest = 0
  for (let quarter = 0; quarter < quarters; quarter++) {
    const { services, residents } = untidyQuarter(seed * 100_003 + quarter)
    honest += services.length
    for (const [check, records] of askedOf(questionsOf(services, residents, policy)))
      troubled.set(check, (troubled.get(check) ?? 0) + records.size)
  }
  return (Object.keys(checks) as CheckCode[]).map((check) => {
    let found = 0
    for (let quarter = 0; quarter < quarters; quarter++) {
      const { services, residents, planted } = quarterWithCheat(check, seed * 100_003 + quarter)
      const asked = askedOf(questionsOf(services, residents, policy)).get(check)
      if (planted.get(check)!.some((recordId) => asked?.has(recordId))) found++
    }
    return { check, cheated: quarters, found, honest, troubled: troubled.get(check) ?? 0 }
  })
}

function askedOf(questions: ReturnType<typeof questionsOf>): Map<CheckCode, Set<string>> {
  const asked = new Map<CheckCode, Set<string>>()
  for (const { check, recordIds } of questions) {
    const records = asked.get(check) ?? new Set()
    for (const recordId of recordIds) records.add(recordId)
    asked.set(check, records)
  }
  return asked
}
