import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMonths, localDate } from '../../days/local-date.ts'
import {
  type GrowthMeasure,
  gradeOf,
  growthGrades,
  growthOf,
  growthStandard,
  nutritionOf,
  sdLineAt,
  zScore,
} from './growth.ts'

const sexes = ['male', 'female'] as const
const measures: GrowthMeasure[] = ['weight', 'height', 'bmi', 'head']
const birthDate = localDate('2024-03-15')
const about = (months: number, sex: 'male' | 'female' = 'male') => ({
  birthDate,
  performedOn: addMonths(birthDate, months),
  sex,
})

describe('WS/T 423—2022', () => {
  test.each(sexes.flatMap((sex) => measures.map((measure) => [sex, measure] as const)))(
    'of %s %s: complete, and every line rises from −3 to +3 SD',
    (sex, measure) => {
      const rows = growthStandard(measure, sex)
      expect(rows.map(({ months }) => months).at(-1)).toBe(measure === 'head' ? 36 : 81)
      expect(rows).toHaveLength(measure === 'head' ? 29 : 44)
      for (const { sd } of rows) {
        expect(sd).toHaveLength(7)
        for (let at = 1; at < 7; at++) expect(sd[at]!).toBeGreaterThan(sd[at - 1]!)
      }
    },
  )

  test.each([
    ['weight', 'male', 24, 12.6],
    ['weight', 'female', 12, 9.4],
    ['height', 'male', 12, 76.7],
    ['height', 'female', 36, 96.2],
    ['bmi', 'male', 48, 15.3],
    ['head', 'female', 6, 42.2],
  ] as const)('the median of %s of a %s of %i months is %d', (measure, sex, months, median) => {
    expect(sdLineAt(measure, sex, months)?.[3]).toBe(median)
  })

  test('between two printed ages in proportion: a boy of 25 months is 89.07 cm at the median', () => {
    expect(sdLineAt('height', 'male', 25)?.[3]).toBeCloseTo(89.0667, 3)
  })

  test('ends on the day before the seventh birthday, for the head after 36 months', () => {
    expect(sdLineAt('weight', 'male', 83)).not.toBeNull()
    expect(sdLineAt('weight', 'male', 84)).toBeNull()
    expect(sdLineAt('head', 'male', 36)).not.toBeNull()
    expect(sdLineAt('head', 'male', 37)).toBeNull()
  })
})

describe('the grade 评价', () => {
  // A boy of 12 months: −2 SD 8.2, −1 SD 9.1, +1 SD 11.2, +2 SD 12.4 kg.
  test.each([
    [8.1, '下'],
    [8.2, '中下'],
    [9.0, '中下'],
    [9.1, '中'],
    [11.1, '中'],
    [11.2, '中上'],
    [12.3, '中上'],
    [12.4, '上'],
  ])('%d kg at 12 months is %s', (kg, name) => {
    const found = growthOf('weight', kg, about(12))
    expect(growthGrades.find(({ code }) => code === found?.grade)?.name).toBe(name)
  })

  test.each([
    [10.1, 0],
    [11.2, 1],
    [12.4, 2],
    [7.4, -3],
    [10.65, 0.5],
    [6.6, -4],
  ])('%d kg at 12 months is %d SD', (kg, z) => {
    expect(growthOf('weight', kg, about(12))?.z).toBe(z)
  })

  test('the z score rises with the value, and agrees with the grade', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sexes),
        fc.constantFrom(...measures),
        fc.integer({ min: 0, max: 36 }),
        fc.double({ min: 0.5, max: 130, noNaN: true }),
        fc.double({ min: 0.01, max: 5, noNaN: true }),
        (sex, measure, months, value, more) => {
          const line = sdLineAt(measure, sex, months)!
          expect(zScore(line, value + more)).toBeGreaterThan(zScore(line, value))
          const z = zScore(line, value)
          const grade = z >= 2 ? 1 : z >= 1 ? 2 : z >= -1 ? 3 : z >= -2 ? 4 : 5
          if (Math.abs(z - Math.round(z)) > 1e-9) expect(gradeOf(line, value)).toBe(grade)
        },
      ),
    )
  })

  test('a child whose sex is not stated is not graded', () => {
    expect(growthOf('weight', 10, { ...about(12), sex: 'unknown' })).toBeNull()
  })
})

describe('nutrition 营养状况', () => {
  // A girl of 24 months: weight −2 SD 9.7, −3 SD 8.8; height −2 SD 80.8, −3 SD 77.8; BMI −2 13.7, +1 17.0, +2 18.6, +3 20.4.
  test.each([
    [11.9, 87.0, []],
    [9.7, 84.0, []],
    [9.6, 83.5, ['underweight']],
    [8.7, 80.8, ['severely-underweight', 'wasted']],
    [10.5, 80.8, []],
    [10.5, 80.7, ['stunted']],
    [10.5, 77.7, ['severely-stunted', 'overweight']],
    [12.86, 87.0, []],
    [12.87, 87.0, ['overweight']],
    [14.08, 87.0, ['obese']],
    [15.45, 87.0, ['severely-obese']],
  ])('a girl of 24 months with %d kg and %d cm: %j', (weightKg, heightCm, findings) => {
    expect(nutritionOf({ weightKg, heightCm }, about(24, 'female'))).toEqual(findings)
  })

  test('what was not measured is not judged', () => {
    expect(nutritionOf({ weightKg: null, heightCm: null }, about(24))).toEqual([])
    expect(nutritionOf({ weightKg: 5, heightCm: null }, about(24))).toEqual(['severely-underweight'])
  })
})
