import { type AuthenticityPolicy, type CheckCode, checks } from './authenticity-policy.ts'
import { farFromHome, travel } from './place-checks.ts'
import type { Question, ResidentSeen, ServiceSeen } from './question.ts'
import { afterDeath, duplicates, inHospital, whileAway } from './resident-checks.ts'
import { burst, clockMoved, intervals, lateEntries, outsideHours } from './time-checks.ts'
import { copiedValues, digitPreference, sameValues } from './value-checks.ts'

type Check = (
  services: readonly ServiceSeen[],
  residents: ReadonlyMap<string, ResidentSeen>,
  policy: AuthenticityPolicy,
) => Question[]

const run: Record<CheckCode, Check> = {
  'same-values': (services, _residents, policy) => sameValues(services, policy),
  'copied-values': copiedValues,
  'digit-preference': (services, _residents, policy) => digitPreference(services, policy),
  travel: (services, _residents, policy) => travel(services, policy),
  interval: (services, _residents, policy) => intervals(services, policy),
  hours: (services, _residents, policy) => outsideHours(services, policy),
  burst: (services, _residents, policy) => burst(services, policy),
  'after-death': afterDeath,
  'in-hospital': inHospital,
  away: whileAway,
  'far-from-home': farFromHome,
  clock: (services, _residents, policy) => clockMoved(services, policy),
  'late-entry': (services, _residents, policy) => lateEntries(services, policy),
  duplicate: duplicates,
}

/**
 * Everything that is asked about the services of a period (疑点清单). The order of the services changes nothing: the same
 * services and policy give the same questions. For values copied from last time the services of the period before
 * are given along.
 */
export function questionsOf(
  services: readonly ServiceSeen[],
  residents: ReadonlyMap<string, ResidentSeen>,
  policy: AuthenticityPolicy,
): Question[] {
  const inOrder = [...services].sort(
    (a, b) => compare(a.performedOn, b.performedOn) || compare(a.recordId, b.recordId),
  )
  return (Object.keys(checks) as CheckCode[])
    .filter((check) => policy.checks.includes(check))
    .flatMap((check) => run[check](inOrder, residents, policy))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
