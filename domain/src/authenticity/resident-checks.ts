import { isFaceToFace } from '../service-records/service-mode.ts'
import {
  covers,
  groupsBy,
  monthAndDay,
  type Question,
  type ResidentSeen,
  type ServiceSeen,
} from './question.ts'
import { one } from './time-checks.ts'

type Residents = ReadonlyMap<string, ResidentSeen>

/** 死亡后服务. On the day of death itself a service can have been given. */
export function afterDeath(services: readonly ServiceSeen[], residents: Residents): Question[] {
  return services.flatMap((service) => {
    const diedOn = residents.get(service.residentId)?.diedOn
    if (!diedOn || service.performedOn <= diedOn) return []
    return one('after-death', service, [
      `居民登记于${monthAndDay(diedOn)}死亡，${monthAndDay(service.performedOn)}还有服务记录，请核对是记录有误还是死亡日期有误。`,
    ])
  })
}

/** 住院期间上门: the days of admission and discharge do not count, the resident was at home on them too. */
export function inHospital(services: readonly ServiceSeen[], residents: Residents): Question[] {
  return services.flatMap((service) => {
    if (service.mode !== 'home') return []
    const stay = residents
      .get(service.residentId)
      ?.hospitalStays.find(
        (span) =>
          covers(span, service.performedOn) &&
          span.from !== service.performedOn &&
          span.to !== service.performedOn,
      )
    if (!stay) return []
    return one('in-hospital', service, [
      `居民从${monthAndDay(stay.from)}起住院，${monthAndDay(service.performedOn)}记录为上门服务，请说明。`,
    ])
  })
}

/** 外出期间面对面服务: one question for what one person recorded in one absence, which often is a return that nobody noted. */
export function whileAway(services: readonly ServiceSeen[], residents: Residents): Question[] {
  const seen = services.flatMap((service) => {
    if (!isFaceToFace(service.mode)) return []
    const absence = residents
      .get(service.residentId)
      ?.absences.find((span) => covers(span, service.performedOn) && span.from !== service.performedOn)
    return absence ? [{ service, since: absence.from }] : []
  })
  const key = ({ service, since }: (typeof seen)[number]) =>
    `${service.staffId} ${service.residentId} ${since}`
  return groupsBy(seen, key).map((together) => {
    const [{ service, since }] = together as [(typeof seen)[number]]
    const days = [...new Set(together.map((each) => monthAndDay(each.service.performedOn)))]
    return {
      check: 'away',
      staffId: service.staffId,
      recordIds: together.map((each) => each.service.recordId),
      about: `${service.residentId} ${since}`,
      sentence: `居民登记从${monthAndDay(since)}起外出，${days.join('、')}记录为面对面服务，请说明居民是否已经回来。`,
    }
  })
}

/** 重复服务: the same sheet, or the same service of the catalogue, for the same person twice on one day. */
export function duplicates(services: readonly ServiceSeen[]): Question[] {
  const key = ({ residentId, form, service, performedOn }: ServiceSeen) =>
    `${residentId} ${form} ${service} ${performedOn}`
  return groupsBy(services, key)
    .filter((same) => same.length > 1)
    .map((same) => ({
      check: 'duplicate',
      staffId: same.at(-1)!.staffId,
      recordIds: same.map(({ recordId }) => recordId),
      sentence: `同一位居民在${monthAndDay(same[0]!.performedOn)}有${same.length}份相同的服务记录，请说明哪一份有效。`,
    }))
}
