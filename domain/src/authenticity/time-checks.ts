import {
  addDays,
  daysBetween,
  endOfMonth,
  type LocalDate,
  monthOf,
  quarterOf,
  yearOf,
} from '../days/local-date.ts'
import { isFaceToFace } from '../service-records/service-mode.ts'
import type { AuthenticityPolicy } from './authenticity-policy.ts'
import { clockText, groupsBy, monthAndDay, type Question, type ServiceSeen } from './question.ts'

/** 非服务时段: a face-to-face service that began at night. */
export function outsideHours(services: readonly ServiceSeen[], { hours }: AuthenticityPolicy): Question[] {
  return services.flatMap((service) => {
    const { startedAtMinute: minute, performedOn } = service
    if (minute === null || !isFaceToFace(service.mode)) return []
    if (minute >= hours.from * 60 && minute < hours.to * 60) return []
    return one('hours', service, [
      `${monthAndDay(performedOn)}的服务开始于${clockText(minute)}，不在${hours.from}:00—${hours.to}:00之间，`,
      '请说明当时的情况。',
    ])
  })
}

/** 上门间隔过短: the next household's visit began minutes after the one before. */
export function intervals(services: readonly ServiceSeen[], { interval }: AuthenticityPolicy): Question[] {
  const visits = services.filter(({ mode, startedAtMinute }) => mode === 'home' && startedAtMinute !== null)
  return groupsBy(visits, ({ staffId, performedOn }) => `${staffId} ${performedOn}`).flatMap((day) => {
    const inTurn = [...day].sort((a, b) => a.startedAtMinute! - b.startedAtMinute!)
    return inTurn.flatMap((visit, index) => {
      const before = inTurn[index - 1]
      if (!before || before.householdId === visit.householdId) return []
      const minutes = visit.startedAtMinute! - before.startedAtMinute!
      if (minutes >= interval.minutes) return []
      return pair('interval', before, visit, [
        `${monthAndDay(visit.performedOn)}${clockText(before.startedAtMinute!)}和${clockText(visit.startedAtMinute!)}`,
        `您在两户人家各开始一次上门服务，只隔${minutes}分钟，请说明。`,
      ])
    })
  })
}

/** 季末集中录入: most of the quarter's services of a doctor fall into its last days. */
export function burst(services: readonly ServiceSeen[], { burst: limit }: AuthenticityPolicy): Question[] {
  const quarter = ({ performedOn: day }: ServiceSeen) => `${yearOf(day)}Q${quarterOf(day)}`
  return groupsBy(services, (service) => `${service.staffId} ${quarter(service)}`).flatMap((ofQuarter) => {
    if (ofQuarter.length < limit.services) return []
    const lastDay = endOfQuarter(ofQuarter[0]!.performedOn)
    const late = ofQuarter.filter(({ performedOn }) => performedOn > addDays(lastDay, -limit.lastDays))
    if (late.length * 100 < ofQuarter.length * limit.percent) return []
    return [
      {
        check: 'burst' as const,
        staffId: late[0]!.staffId,
        recordIds: late.map(({ recordId }) => recordId),
        sentence: `这个季度您的${ofQuarter.length}次服务中有${late.length}次集中在最后${limit.lastDays}天，请说明是怎样安排的。`,
      },
    ]
  })
}

/** 手机时间被调整: the phone's clock was far from the server's when the record was sent. */
export function clockMoved(services: readonly ServiceSeen[], { clock }: AuthenticityPolicy): Question[] {
  return services.flatMap((service) => {
    const { clockAheadMinutes: ahead } = service
    if (ahead === null || Math.abs(ahead) <= clock.minutes) return []
    return one('clock', service, [
      `${monthAndDay(service.performedOn)}的服务发送时，手机时间比服务器${ahead > 0 ? '快' : '慢'}${Math.abs(ahead)}分钟，`,
      '请说明服务的实际时间，并把手机设为自动校时。',
    ])
  })
}

/**
 * 延迟补录: recorded long after it was done. What one person has recorded late on one day for one month, as from a file or a
 * paper log, is one question.
 */
export function lateEntries(services: readonly ServiceSeen[], { lateEntry }: AuthenticityPolicy): Question[] {
  const delay = ({ performedOn, recordedOn }: ServiceSeen) => daysBetween(performedOn, recordedOn)
  const late = services.filter((service) => delay(service) >= lateEntry.days)
  const sitting = ({ staffId, recordedOn, performedOn }: ServiceSeen) =>
    `${staffId} ${recordedOn} ${performedOn.slice(0, 7)}`
  return groupsBy(late, sitting).map((together) => {
    const [first] = together as [ServiceSeen, ...ServiceSeen[]]
    const longest = Math.max(...together.map(delay))
    return {
      check: 'late-entry',
      staffId: first.staffId,
      recordIds: together.map(({ recordId }) => recordId),
      about: `${first.recordedOn} ${first.performedOn.slice(0, 7)}`,
      sentence:
        together.length === 1
          ? `${monthAndDay(first.performedOn)}的服务在${longest}天后才录入，请说明原因，并注明依据的纸质记录。`
          : `${monthAndDay(first.recordedOn)}一次补录了${Number(first.performedOn.slice(5, 7))}月的${together.length}次服务，最迟的在${longest}天后，请说明原因，并注明依据的纸质记录。`,
    }
  })
}

function endOfQuarter(day: LocalDate): LocalDate {
  let last = endOfMonth(day)
  while (monthOf(last) % 3 !== 0) last = endOfMonth(addDays(last, 1))
  return last
}

export function one(check: Question['check'], service: ServiceSeen, sentence: readonly string[]): Question[] {
  return [{ check, staffId: service.staffId, recordIds: [service.recordId], sentence: sentence.join('') }]
}

export function pair(
  check: Question['check'],
  before: ServiceSeen,
  after: ServiceSeen,
  sentence: readonly string[],
): Question[] {
  return [
    {
      check,
      staffId: after.staffId,
      recordIds: [before.recordId, after.recordId],
      sentence: sentence.join(''),
    },
  ]
}
