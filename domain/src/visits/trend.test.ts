import { expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { trendOf } from './trend.ts'
import { type Question, questionsOf, sheetsFor } from './visit.ts'

const asked = (code: string): Question =>
  questionsOf(sheetsFor(['hypertension-follow-up', 'type2-diabetes-follow-up']))
    .flatMap(({ questions }) => questions)
    .find(({ field }) => field.code === code)!

test('pressure of follow-ups and of examinations is one line, oldest first', () => {
  const records = [
    { form: 'hypertension-follow-up', performedOn: localDate('2026-08-20'), values: { systolicMmHg: 142 } },
    { form: 'health-assessment', performedOn: localDate('2026-03-10'), values: { leftSystolicMmHg: 150 } },
    { form: 'hypertension-follow-up', performedOn: localDate('2026-05-20'), values: { diastolicMmHg: 80 } },
    { form: 'no-longer-known', performedOn: localDate('2026-05-20'), values: { systolicMmHg: 99 } },
  ]
  expect(trendOf(asked('systolicMmHg'), records)).toEqual([
    { on: '2026-03-10', value: 150 },
    { on: '2026-08-20', value: 142 },
  ])
})

test('it ends with the last eight', () => {
  const records = Array.from({ length: 12 }, (_, index) => ({
    form: 'hypertension-follow-up',
    performedOn: localDate(`2026-01-${10 + index}`),
    values: { systolicMmHg: 130 + index },
  }))
  expect(trendOf(asked('systolicMmHg'), records).map(({ value }) => value)).toEqual([
    134, 135, 136, 137, 138, 139, 140, 141,
  ])
})

test('what is chosen from a list has none', () => {
  expect(
    trendOf(asked('symptoms'), [
      { form: 'hypertension-follow-up', performedOn: localDate('2026-01-10'), values: { symptoms: [1] } },
    ]),
  ).toEqual([])
})
