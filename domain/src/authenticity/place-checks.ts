import type { AuthenticityPolicy } from './authenticity-policy.ts'
import {
  clockText,
  groupsBy,
  monthAndDay,
  type Place,
  type Question,
  type ResidentSeen,
  type ServiceSeen,
} from './question.ts'
import { one, pair } from './time-checks.ts'

/** 行程过快: two places of one day too far apart for the time between them. */
export function travel(services: readonly ServiceSeen[], { travel: limit }: AuthenticityPolicy): Question[] {
  const placed = services.filter(({ place, startedAtMinute }) => place !== null && startedAtMinute !== null)
  return groupsBy(placed, ({ staffId, performedOn }) => `${staffId} ${performedOn}`).flatMap((day) => {
    const inTurn = [...day].sort((a, b) => a.startedAtMinute! - b.startedAtMinute!)
    return inTurn.flatMap((visit, index) => {
      const before = inTurn[index - 1]
      if (!before) return []
      const metres = metresApart(before.place!, visit.place!)
      const minutes = visit.startedAtMinute! - before.startedAtMinute!
      if (metres <= limit.graceMetres + (limit.metresPerHour * minutes) / 60) return []
      return pair('travel', before, visit, [
        `${monthAndDay(visit.performedOn)}${clockText(before.startedAtMinute!)}和${clockText(visit.startedAtMinute!)}的两次服务`,
        `相距${kilometres(metres)}公里，只隔${minutes}分钟，请说明是怎样到的。`,
      ])
    })
  })
}

/** 上门地点偏离: a home visit recorded far from where the household lives. */
export function farFromHome(
  services: readonly ServiceSeen[],
  residents: ReadonlyMap<string, ResidentSeen>,
  { farFromHome: limit }: AuthenticityPolicy,
): Question[] {
  return services.flatMap((service) => {
    const home = residents.get(service.residentId)?.home
    if (service.mode !== 'home' || !service.place || !home) return []
    const metres = metresApart(home, service.place)
    if (metres <= limit.metres) return []
    return one('far-from-home', service, [
      `${monthAndDay(service.performedOn)}的上门服务记录在离这户人家${kilometres(metres)}公里的地方，请说明在哪里服务的。`,
    ])
  })
}

const EARTH_RADIUS_METRES = 6_371_000

/** The least distance in metres between two places over the ground, each anywhere within its accuracy. */
export function metresApart(a: Place, b: Place): number {
  const latitude = radians(b.latitude - a.latitude)
  const longitude = radians(b.longitude - a.longitude)
  const chord =
    Math.sin(latitude / 2) ** 2 +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(longitude / 2) ** 2
  const metres = 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(chord)))
  return Math.max(0, metres - a.accuracyMetres - b.accuracyMetres)
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}

function kilometres(metres: number): string {
  return (metres / 1000).toFixed(1)
}
