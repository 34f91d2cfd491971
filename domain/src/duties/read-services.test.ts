import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, localDate } from '../days/local-date.ts'
import type { ServiceDetails, ServiceFacts } from '../residents/resident-facts.ts'
import { firstSince, servicesThatTell } from './read-services.ts'

const anyDay = fc.integer({ min: 0, max: 60 }).map((days) => addDays(localDate('2025-12-01'), days))
const anyDetails = fc.constantFrom<ServiceDetails | null | undefined>(undefined, null, { systolicMmHg: 150 })

const anyServices = fc
  .array(fc.record({ performedOn: anyDay, details: anyDetails }), { maxLength: 30 })
  .map((list) => list.sort((a, b) => (a.performedOn < b.performedOn ? -1 : 1)) as ServiceFacts[])

test('the first service since a day is the one that looking at all of them finds', () => {
  fc.assert(
    fc.property(anyServices, anyDay, (services, day) => {
      const plain = services.findIndex(({ performedOn }) => performedOn >= day)
      expect(firstSince(services, day)).toBe(plain === -1 ? services.length : plain)
    }),
  )
})

test('the services that tell something are all that hold details, in their order', () => {
  fc.assert(
    fc.property(anyServices, (services) => {
      expect(servicesThatTell(services)).toEqual(services.filter(({ details }) => details))
    }),
  )
})
