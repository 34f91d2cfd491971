import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Field, type FormValue, type FormValues, fieldsOf } from '../forms/form.ts'
import { findForm, forms } from '../forms/forms.ts'
import { recordColumns } from '../forms/value-text.ts'
import { readRecordRow, titleOf, titlesOfRecords } from './records-workbook.ts'

const hypertension = findForm('hypertension-follow-up')!
const titles = (...more: string[]) =>
  titlesOfRecords(hypertension, ['身份证号', '服务日期', '方式', ...more])!
const read = (more: string[], cells: (string | number | null)[]) =>
  readRecordRow(hypertension, titles(...more), ['320399195003020021', '2026-11-20', '家庭', ...cells])

test('a row of titles needs a day and whose it is', () => {
  expect(titlesOfRecords(hypertension, ['高血压随访登记'])).toBeNull()
  expect(titlesOfRecords(hypertension, ['姓名', '服务日期'])).toBeNull()
  expect(titlesOfRecords(hypertension, ['档案编号', '随访日期', '无此列'])).toHaveLength(2)
})

test('codes, names, lists and numbers are read as the form holds them', () => {
  const row = read(
    ['收缩压（mmHg）', '舒张压', '症状', '服药依从性'],
    [138, '86', '2 头痛头晕、眼花耳鸣', '规律'],
  )
  expect(row).toMatchObject({
    performedOn: '2026-11-20',
    mode: 'home',
    problems: [],
    values: { systolicMmHg: 138, diastolicMmHg: 86, symptoms: [2, 4], medicationAdherence: 1 },
  })
})

test.each([
  ['2026/3/5', '2026-03-05'],
  ['20260305', '2026-03-05'],
  ['2026年3月5日', '2026-03-05'],
  ['2026-02-30', null],
  ['昨天', null],
])('the day %s is %s', (text, day) => {
  const row = readRecordRow(hypertension, titles(), ['1', text, '门诊'])
  expect(row.performedOn).toBe(day)
  expect(row.problems).toHaveLength(day === null ? 1 : 0)
})

test('an unknown way of service is told at its column; a problem is told by the title of the file', () => {
  expect(readRecordRow(hypertension, titles(), ['1', '2026-11-20', '飞鸽']).problems).toMatchObject([
    { column: '方式' },
  ])
  expect(titleOf(titles('收缩压（mmHg）'), 'systolicMmHg')).toBe('收缩压（mmHg）')
})

test.each([
  ['9:05', 545, 0],
  ['09：05:30', 545, 0],
  [0.5, 720, 0],
  ['', null, 0],
  ['24:00', null, 1],
  ['上午', null, 1],
])('the time %s is minute %s of the day', (cell, minute, problems) => {
  const row = read(['开始时间', '服务人员', '机构'], [cell, '李医生', '河湾村卫生室'])
  expect(row).toMatchObject({
    startedAtMinute: minute,
    endedAtMinute: null,
    performer: '李医生',
    unit: '河湾村卫生室',
  })
  expect(row.problems).toHaveLength(problems)
})

test('a service does not end before it began', () => {
  expect(read(['开始时间', '结束时间'], ['9:05', '9:05']).problems).toEqual([])
  expect(read(['开始时间', '结束时间'], ['9:05', '9:04']).problems).toMatchObject([{ column: '结束时间' }])
})

/** Some value that a box would take and a cell can hold. */
function valueFor(field: Field, seed: number): FormValue {
  switch (field.kind) {
    case 'integer':
    case 'number':
      return Math.min(field.reject.max, Math.ceil(field.reject.min) + (seed % 20))
    case 'choice':
      return field.options[seed % field.options.length]!.code
    case 'choices':
      return [field.options[seed % field.options.length]!.code]
    case 'date':
      return '2026-11-20'
    case 'moment':
      return '2026-11-20T08:30'
    case 'rows':
      return [
        Object.fromEntries(field.columns.map((column) => [column.code, valueFor(column, seed) as string])),
      ]
    default:
      return `字${seed}`
  }
}

test.each(forms.map((form) => [form.name, form] as const))(
  '%s: what goes out comes in again',
  (_name, form) => {
    const fields = fieldsOf(form).filter(({ kind }) => kind !== 'computed')
    const columns = recordColumns(form)
    const titled = titlesOfRecords(form, ['档案编号', '服务日期', ...columns.map(({ title }) => title)])!
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), (seed) => {
        const values: FormValues = Object.fromEntries(
          fields.map((field, index) => [field.code, valueFor(field, seed + index)]),
        )
        const cells = columns.map(({ cell }) => cell(values))
        expect(readRecordRow(form, titled, ['1', '2026-11-20', ...cells]).values).toEqual(values)
      }),
      { numRuns: 10 },
    )
  },
)
