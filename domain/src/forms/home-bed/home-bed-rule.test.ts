import { expect, test } from 'vitest'
import { answer } from '../../specification/cases.fixture.ts'
import type { FormValues } from '../form.ts'

test.each<[string, FormValues, string, string[]]>([
  ['better, 179/109', { course: 1, systolicMmHg: 179, diastolicMmHg: 109 }, 'routine', []],
  [
    '180/100 at a bed at home was routine',
    { course: 1, systolicMmHg: 180, diastolicMmHg: 100 },
    'refer-urgently',
    ['systolic-emergency'],
  ],
  ['worse', { course: 3 }, 'refer', []],
  [
    'critical, with 120/110',
    { course: 4, systolicMmHg: 120, diastolicMmHg: 110 },
    'refer-urgently',
    ['critical', 'diastolic-emergency'],
  ],
])('%s', (_what, values, nextStep, dangers) => {
  const found = answer('home-bed-round', values)
  expect(found).toMatchObject({ nextStep, referred: nextStep !== 'routine', nextDueOn: '2026-03-08' })
  expect(found.dangers.map(({ code }) => code)).toEqual(dangers)
})
