import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Condition, fieldsOf } from '../forms/form.ts'
import { healthAssessment } from '../forms/health-record/health-assessment.ts'
import { assignSlots, slotWords } from './slots.ts'
import { joinedParts, stationCodes, stationForm, stations, stationsAhead } from './stations.ts'

test('every section of the form stands at exactly one station', () => {
  const placed = stationCodes.flatMap((station) => stations[station].sections as readonly string[])
  expect([...placed].sort()).toEqual(healthAssessment.sections.map(({ code }) => code as string).sort())
})

test('no box of a station waits for the answer of another', () => {
  const read = (condition: Condition | undefined): string[] => {
    if (condition === undefined) return []
    if ('all' in condition) return condition.all.flatMap(read)
    if ('any' in condition) return condition.any.flatMap(read)
    if ('not' in condition) return read(condition.not)
    return 'field' in condition ? [condition.field] : []
  }
  for (const station of stationCodes) {
    const form = stationForm(station)
    const own = fieldsOf(form).map(({ code }) => code)
    const asked = fieldsOf(form).flatMap(({ showWhen }) => read(showWhen))
    expect(asked.filter((code) => !own.includes(code))).toEqual([])
  }
})

test('the parts are one sheet; a station cannot write what another asks', () => {
  expect(
    joinedParts({
      measuring: { leftSystolicMmHg: 138, leftDiastolicMmHg: 84 },
      conclusion: { healthEvaluation: 1, leftSystolicMmHg: 90 },
    }),
  ).toEqual({ leftSystolicMmHg: 138, leftDiastolicMmHg: 84, healthEvaluation: 1 })
})

test('what is ahead is in the order of the stations', () => {
  expect(stationsAhead(['measuring', 'reception'])).toEqual(['physical', 'laboratory', 'conclusion'])
  expect(stationsAhead([...stationCodes])).toEqual([])
})

const plan = { firstMinute: 450, slotMinutes: 30, slotCapacity: 3, slots: 2 }

test.each([
  [0, '07:30—08:00'],
  [1, '08:00—08:30'],
])('slot %i is %s', (slot, words) => expect(slotWords(plan, slot)).toBe(words))

test('a household comes together, one too many is left out', () => {
  const people = ['a1', 'a2', 'b1', 'b2', 'c1', 'd1', 'e1'].map((residentId) => ({
    residentId,
    householdId: residentId[0]!,
  }))
  const given = assignSlots(plan, [], people)
  expect(Object.fromEntries(given)).toEqual({ a1: 0, a2: 0, b1: 1, b2: 1, c1: 0, d1: 1 })
  expect(given.has('e1')).toBe(false)
})

test('no slot is ever overfull, and nobody is left out while there is room', () => {
  const arbitrary = fc.record({
    taken: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 2 }),
    households: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 6 }),
  })
  fc.assert(
    fc.property(arbitrary, ({ taken, households }) => {
      const people = households.flatMap((size, index) =>
        Array.from({ length: size }, (_, at) => ({ residentId: `${index}/${at}`, householdId: `h${index}` })),
      )
      const given = assignSlots(plan, taken, people)
      const full = [0, 1].map(
        (slot) => (taken[slot] ?? 0) + [...given.values()].filter((one) => one === slot).length,
      )
      expect(Math.max(...full)).toBeLessThanOrEqual(3)
      const free = 6 - (taken[0] ?? 0) - (taken[1] ?? 0)
      expect(given.size).toBe(Math.min(people.length, free))
    }),
  )
})
