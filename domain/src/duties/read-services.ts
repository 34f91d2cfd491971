import type { LocalDate } from '../days/local-date.ts'
import type { ServiceFacts } from '../residents/resident-facts.ts'

type Services = readonly ServiceFacts[]

/** Of services in the order of their days the index of the first on the day or after it; their number when there is none. */
export function firstSince(services: Services, day: LocalDate): number {
  let low = 0
  let high = services.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (services[middle]!.performedOn < day) low = middle + 1
    else high = middle
  }
  return low
}

const none: Services = []

/** The services that tell more than that they were delivered: of most residents few or none. */
export function servicesThatTell(services: Services): Services {
  for (let index = 0; index < services.length; index++) {
    if (services[index]!.details) return services.slice(index).filter(({ details }) => details)
  }
  return none
}
