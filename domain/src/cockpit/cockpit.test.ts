import fc from 'fast-check'
import { expect, test } from 'vitest'
import { percentText } from '../indicators/rate.ts'
import { closingPlan } from './closing-plan.ts'
import { nothingChecked, sumChecked, verifiedRate } from './verified.ts'

test('the verified share is of what was checked: 46 of 47, and nothing without a check', () => {
  const checked = { genuine: 46, doubtful: 0, fake: 1, openQuestions: 2 }
  expect(percentText(verifiedRate(checked))).toBe('97.87%')
  expect(percentText(verifiedRate(nothingChecked))).toBe('不适用')
  expect(sumChecked([checked, checked])).toEqual({ genuine: 92, doubtful: 0, fake: 2, openQuestions: 4 })
})

test('the farthest place is asked first, and no place for more than it is short of while others are short too', () => {
  const [east, west, north] = [
    { name: '东岭镇', shortfall: 30, gap: 80 },
    { name: '西河镇', shortfall: 50, gap: 60 },
    { name: '北山镇', shortfall: 0, gap: 10 },
  ]
  expect(closingPlan(60, [east!, west!, north!])).toEqual([
    { place: west, people: 50 },
    { place: east, people: 10 },
  ])
  // More than all are short of themselves: who has most people left gives the rest.
  expect(closingPlan(100, [east!, west!, north!])).toEqual([
    { place: west, people: 50 },
    { place: east, people: 50 },
  ])
  expect(closingPlan(0, [east!, west!])).toEqual([])
})

const place = fc
  .tuple(fc.nat(500), fc.nat(500))
  .map(([gap, short]) => ({ gap, shortfall: Math.min(gap, short) }))

test('a plan adds up to what is short, never asks a place for people it does not have', () => {
  fc.assert(
    fc.property(fc.array(place, { maxLength: 12 }), fc.nat(3000), (places, short) => {
      const plan = closingPlan(short, places)
      const left = places.reduce((sum, { gap }) => sum + gap, 0)
      expect(plan.reduce((sum, { people }) => sum + people, 0)).toBe(Math.min(short, left))
      for (const { place: each, people } of plan) expect(people).toBeLessThanOrEqual(each.gap)
    }),
  )
})
