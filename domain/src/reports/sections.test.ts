import { describe, expect, test } from 'vitest'
import {
  effectOf,
  effectSection,
  glucoseBand,
  glucoseBands,
  pressureBand,
  pressureBands,
  workloadSection,
} from './sections.ts'

describe('年度管理效果', () => {
  test.each([
    [139, 89, 'normal'],
    [140, 80, 'grade-1'],
    [120, 90, 'grade-1'],
    [159, 99, 'grade-1'],
    [160, 80, 'grade-2'],
    [150, 100, 'grade-2'],
    [179, 109, 'grade-2'],
    [180, 90, 'grade-3'],
    [150, 110, 'grade-3'],
  ])('%i/%i mmHg is %s', (systolic, diastolic, band) => {
    expect(pressureBand(systolic, diastolic)).toBe(band)
  })

  test.each([
    [4.3, 'low'],
    [4.4, 'good'],
    [6.1, 'good'],
    [6.2, 'fair'],
    [7, 'fair'],
    [7.1, 'poor'],
  ])('%f mmol/L is %s', (glucose, band) => {
    expect(glucoseBand(glucose)).toBe(band)
    expect(glucoseBands).toHaveProperty(band)
  })

  test.each([
    [0, 'none'],
    [1, 'none'],
    [2, 'some'],
    [3, 'marked'],
    [4, 'marked'],
  ])('%i follow-ups at target are %s', (times, effect) => expect(effectOf(times)).toBe(effect))

  test('everybody stands once at the beginning, once at the end and once in the effect', () => {
    const section = effectSection(
      {
        code: 'hypertension-effect',
        title: '高血压',
        bands: pressureBands,
        bandOf: ([high, low]: [number, number]) => pressureBand(high, low),
      },
      [
        { first: [165, 95], last: [135, 85], atTarget: 3, people: 7 },
        { first: [150, 95], last: [150, 85], atTarget: 0, people: 2 },
      ],
    )
    const sum = (column: string) =>
      section.rows.reduce((total, { counts }) => total + (counts[column] ?? 0), 0)
    expect([sum('first'), sum('last'), sum('people')]).toEqual([9, 9, 9])
    expect(section.rows.find(({ key }) => key === 'normal')?.counts).toEqual({ first: 0, last: 7 })
    expect(section.rows.find(({ key }) => key === 'marked')?.counts).toEqual({ people: 7 })
  })
})

test('work is added up for the county and each place, by how it was done', () => {
  const { rows } = workloadSection(
    [
      { key: 'county', label: '县', from: 100, to: 199 },
      { key: 'a', label: '东岭镇', from: 110, to: 119 },
    ],
    [
      { unitCode: 111, form: 'hypertension-follow-up', mode: 'home', services: 4 },
      { unitCode: 112, form: 'hypertension-follow-up', mode: 'phone', services: 2 },
      { unitCode: 120, form: 'hypertension-follow-up', mode: 'clinic', services: 1 },
    ],
  )
  expect(rows.map(({ counts }) => counts['hypertension-follow-up'])).toEqual([7, 6])
  expect(rows[1]!.counts).toMatchObject({
    'hypertension-follow-up.home': 4,
    'hypertension-follow-up.other': 2,
    'hypertension-follow-up.clinic': 0,
    'health-assessment': 0,
  })
})
