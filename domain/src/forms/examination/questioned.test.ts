import { expect, test } from 'vitest'
import { localDate } from '../../days/local-date.ts'
import { fieldsOf, type Subject } from '../form.ts'
import { healthAssessment } from '../health-record/health-assessment.ts'
import { problemsOf } from '../problems.ts'

const about: Subject = {
  ageYears: 70,
  sex: 'male',
  birthDate: localDate('1956-01-01'),
  performedOn: localDate('2026-11-21'),
  last: {
    performedOn: localDate('2026-05-01'),
    values: { leftSystolicMmHg: 130, leftDiastolicMmHg: 80, waistCm: 85, weightKg: 60 },
  },
}
const questions = (values: object) =>
  problemsOf(healthAssessment, values as never, about)
    .filter(({ code }) => code === 'unusual' || code === 'changed-much')
    .map(({ field, code }) => `${field} ${code}`)

/** Numbers that are told and not measured: years, ages, scores. */
const told = /Years$|Score$|PerTime$|PerDay$|ision|^target/

test('every value that is measured at an examination is questioned where it is out of the ordinary', () => {
  const silent = fieldsOf(healthAssessment).flatMap((field) =>
    (field.kind === 'number' || field.kind === 'integer') &&
    !told.test(field.code) &&
    field.warn === undefined &&
    field.steadyWithin === undefined
      ? [field.code]
      : [],
  )
  expect(silent).toEqual([])
})

test.each([
  [{ haemoglobinGL: 60 }, []],
  [{ haemoglobinGL: 59.9 }, ['haemoglobinGL unusual']],
  [{ haemoglobinGL: 180 }, []],
  [{ haemoglobinGL: 180.1 }, ['haemoglobinGL unusual']],
  [{ creatinineUmolL: 0.8 * 88.4 }, []],
  [{ creatinineUmolL: 720 }, ['creatinineUmolL unusual']],
  [{ altUL: 200 }, []],
  [{ altUL: 201 }, ['altUL unusual']],
])('%j: %j', (values, said) => expect(questions(values)).toEqual(said))

test.each([
  [{ leftSystolicMmHg: 170 }, []],
  [{ leftSystolicMmHg: 171 }, ['leftSystolicMmHg changed-much']],
  [{ leftSystolicMmHg: 90 }, []],
  [{ leftSystolicMmHg: 89 }, ['leftSystolicMmHg changed-much']],
  [{ leftDiastolicMmHg: 50 }, []],
  [{ leftDiastolicMmHg: 49 }, ['leftDiastolicMmHg changed-much']],
  [{ waistCm: 97 }, []],
  [{ waistCm: 97.1 }, ['waistCm changed-much']],
])('after 130/80 and 85 cm: %j: %j', (values, said) => expect(questions(values)).toEqual(said))
