import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countStandings } from '../indicators/count.ts'
import { bitsOfPopulations, bitsOfTraits, noStanding, type Standing } from '../indicators/flags.ts'
import { indicators } from '../indicators/indicator.ts'
import { bitsAsked, rateWithin } from './pivot.ts'

const standing = (signed: boolean, populations: Parameters<typeof bitsOfPopulations>[0]) => ({
  ...noStanding,
  traitBits: bitsOfTraits(signed ? ['resident', 'signed'] : ['resident']),
  populationBits: bitsOfPopulations(populations),
})

test('a figure among the people of one population counts only them', () => {
  const people = [
    { ...standing(true, ['elderly', 'hypertension']), residents: 3 },
    { ...standing(false, ['elderly']), residents: 2 },
    { ...standing(true, []), residents: 10 },
  ]
  expect(rateWithin(people, 'coverage', null)).toEqual({ numerator: 13, denominator: 15 })
  expect(rateWithin(people, 'coverage', 'elderly')).toEqual({ numerator: 3, denominator: 5 })
  expect(rateWithin(people, 'coverage', 'tuberculosis')).toEqual({ numerator: 0, denominator: 0 })
})

const anyStanding = fc
  .record({ populationBits: fc.nat(2 ** 20), traitBits: fc.nat(2 ** 25) })
  .map((bits) => ({ ...noStanding, ...bits }))

test('people who are alike in the bits that are asked for are counted alike', () => {
  const asked = bitsAsked(['coverage', 'key-fulfilment'], ['elderly', 'hypertension'])
  const only = (one: Standing): Standing => ({
    ...noStanding,
    populationBits: one.populationBits & asked.populationBits,
    traitBits: one.traitBits & asked.traitBits,
  })
  fc.assert(
    fc.property(fc.array(anyStanding, { maxLength: 20 }), (people) => {
      for (const code of ['coverage', 'key-fulfilment'] as const) {
        for (const population of [null, 'elderly', 'hypertension'] as const) {
          const whole = rateWithin(
            people.map((one) => ({ ...one, residents: 1 })),
            code,
            population,
          )
          expect(
            rateWithin(
              people.map((one) => ({ ...only(one), residents: 1 })),
              code,
              population,
            ),
          ).toEqual(whole)
        }
      }
    }),
  )
})

test('without a population it is the figure itself', () => {
  fc.assert(
    fc.property(fc.array(anyStanding, { maxLength: 10 }), (people) => {
      const counted = people.map((one) => ({ ...one, residents: 2 }))
      const { denominators, numerators } = countStandings(counted)
      const at = indicators.findIndex(({ code }) => code === 'special-coverage')
      expect(rateWithin(counted, 'special-coverage', null)).toEqual({
        numerator: numerators[at],
        denominator: denominators[at],
      })
    }),
  )
})
