import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { nationalDefault2022, type PolicyVersion, policyKinds, policyOn } from './policy.ts'

const ages = (validFrom: string, elderlyFromYears: number): PolicyVersion => ({
  kind: 'ages',
  validFrom: localDate(validFrom),
  body: { elderlyFromYears, childUntilYears: 7 },
})
const elderlyOn = (day: string, ...versions: PolicyVersion[]) =>
  policyOn(versions, localDate(day)).ages.elderlyFromYears

describe('the policy of a day', () => {
  test('without any version is the national default', () => {
    expect(policyOn([], localDate('2026-11-21'))).toEqual(nationalDefault2022)
  })

  test.each([
    ['2025-12-31', 65, 'the day before'],
    ['2026-01-01', 60, 'its first day'],
    ['2026-06-30', 60, 'its last day'],
    ['2026-07-01', 62, 'the first day of the next'],
  ])('on %s counts elderly from %i: %s', (day, years) => {
    const versions = [ages('2026-01-01', 60), ages('2026-07-01', 62)]
    expect(elderlyOn(day, ...versions)).toBe(years)
    expect(elderlyOn(day, ...versions.reverse())).toBe(years)
  })

  test('of two versions of one day the one written later stands', () => {
    expect(elderlyOn('2026-02-01', ages('2026-01-01', 60), ages('2026-01-01', 63))).toBe(63)
  })

  test('a version of one kind leaves the others as they are', () => {
    const { ages: _, ...others } = policyOn([ages('2026-01-01', 60)], localDate('2026-02-01'))
    const { ages: __, ...national } = nationalDefault2022
    expect(others).toEqual(national)
  })

  test('every kind has a name', () => {
    expect(Object.keys(policyKinds).sort()).toEqual(Object.keys(nationalDefault2022).sort())
  })

  test('the national default: 65, 150/90 from 65, else 140/90, below 7.0, back within two weeks', () => {
    expect(nationalDefault2022.ages.elderlyFromYears).toBe(65)
    expect(nationalDefault2022['follow-ups']).toMatchObject({
      bloodPressureTargets: [
        { fromAgeYears: 0, systolicMmHg: 140, diastolicMmHg: 90 },
        { fromAgeYears: 65, systolicMmHg: 150, diastolicMmHg: 90 },
      ],
      fastingGlucoseBelowMmolL: 7,
      returnWithinDays: 14,
    })
  })
})
