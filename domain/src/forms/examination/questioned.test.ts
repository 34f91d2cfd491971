import { describe, expect, test } from 'vitest'
import { localDate } from '../../days/local-date.ts'
import { infantCheck } from '../children/infant-check.ts'
import { type Field, type Form, fieldsOf, type RowColumn, type Subject } from '../form.ts'
import { forms } from '../forms.ts'
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

/** Every number of a sheet with those in its small tables. */
const numbersOf = (form: Form) =>
  fieldsOf(form)
    .flatMap((field): readonly (Field | RowColumn)[] => (field.kind === 'rows' ? field.columns : [field]))
    .filter((field) => field.kind === 'number' || field.kind === 'integer')

/** Points of a scale: none of them is out of the ordinary. */
const isScore = ({ unit }: { unit: string }) => unit === '分' || unit === '件'

test.each(forms.map((form) => [form.name, form] as const))(
  '%s questions every number that is out of the ordinary',
  (_, form) => {
    const checked = new Set(
      (form.checks ?? []).flatMap(({ code, fields }) => (code.endsWith('far-from-standard') ? fields : [])),
    )
    const silent = numbersOf(form).filter(
      (field) =>
        !isScore(field) &&
        !checked.has(field.code) &&
        !field.warn?.length &&
        field.steadyWithin === undefined,
    )
    expect(silent.map(({ code }) => code)).toEqual([])
  },
)

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

describe('儿童体格测量', () => {
  const child: Subject = {
    ageYears: 0,
    sex: 'male',
    birthDate: localDate('2026-03-21'),
    performedOn: localDate('2026-11-21'),
    last: { performedOn: localDate('2026-09-21'), values: { heightCm: 68, headCm: 43.5, weightKg: 8 } },
  }
  const said = (values: object) =>
    problemsOf(infantCheck, values as never, child)
      .filter(({ code }) => code === 'contradiction')
      .map(({ field, message }) => `${field} ${message.slice(0, message.indexOf('，'))}`)

  test.each([
    [{ weightKg: 9 }, []],
    [{ weightKg: 90 / 2 }, ['weightKg 体重与同月龄儿童相差超过 4 个标准差']],
    [{ weightKg: 3.3 }, ['weightKg 体重与同月龄儿童相差超过 4 个标准差']],
    [{ heightCm: 72 }, []],
    [{ heightCm: 67 }, []],
    [{ heightCm: 66.9 }, ['heightCm 身长（身高）比上次检查小了 1 厘米以上']],
    [{ headCm: 42.4 }, ['headCm 头围比上次检查小了 1 厘米以上']],
  ])('%j at eight months: %j', (values, expected) => expect(said(values)).toEqual(expected))
})
