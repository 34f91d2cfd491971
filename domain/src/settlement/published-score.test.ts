import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  meanScore,
  type PublishedScore,
  qualityFactorOf,
  scoresOfPerson,
  scoresOfPlace,
} from './published-score.ts'

const score = (changes: Partial<PublishedScore>): PublishedScore => ({
  teamId: null,
  unitCode: 1,
  villageCodes: [],
  name: '东岭村卫生室',
  hundredths: 9000,
  ...changes,
})

test('four quarters count as their mean, half up', () => {
  const quarters = [9000, 9101, 8800, 9201].map((hundredths) => score({ hundredths }))
  expect(meanScore(quarters)).toBe(9026)
  expect(meanScore([])).toBeNull()
})

test('the order of the quarters changes nothing, and the mean lies between the least and the most', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(12_000), { minLength: 1, maxLength: 12 }), (all) => {
      const mean = meanScore(all.map((hundredths) => score({ hundredths })))!
      expect(meanScore(all.toReversed().map((hundredths) => score({ hundredths })))).toBe(mean)
      expect(mean).toBeGreaterThanOrEqual(Math.min(...all))
      expect(mean).toBeLessThanOrEqual(Math.max(...all))
    }),
  )
})

test('a person counts by the team, else by the clinic', () => {
  const team = score({ teamId: 'a', unitCode: 100, villageCodes: [1, 2] })
  const clinic = score({ unitCode: 1 })
  expect(scoresOfPerson([team, clinic], { unitCode: 1, teamIds: ['a'] })).toEqual([team])
  expect(scoresOfPerson([team, clinic], { unitCode: 1, teamIds: [] })).toEqual([clinic])
  expect(scoresOfPerson([team, clinic], { unitCode: 2, teamIds: [] })).toEqual([])
})

test('a village counts by itself, else by the team that serves it', () => {
  const team = score({ teamId: 'a', unitCode: 100, villageCodes: [1, 2] })
  expect(scoresOfPlace([team, score({})], 1)).toEqual([score({})])
  expect(scoresOfPlace([team, score({})], 2)).toEqual([team])
})

test.each([
  [9150, 9150],
  [10_300, 10_300],
  [25_000, 20_000],
])('%i hundredths are a factor of %i', (hundredths, factor) => {
  expect(qualityFactorOf(hundredths)).toBe(factor)
})
