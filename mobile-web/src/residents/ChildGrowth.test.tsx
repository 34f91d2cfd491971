import { localDate } from '@qianyue/domain/days/local-date.ts'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ChildGrowth } from './ChildGrowth.tsx'

const today = localDate('2026-11-21')
const trends = [
  {
    code: 'weightKg',
    name: '体重',
    unit: 'kg',
    points: [
      { on: localDate('2026-05-20'), value: 3.4, recordId: 'a' },
      { on: localDate('2026-11-20'), value: 8.1, recordId: 'b' },
    ],
  },
]
const drawn = (birthDate: string, sex: 'male' | 'unknown' = 'male', of = trends) =>
  renderToStaticMarkup(
    <ChildGrowth child={{ birthDate: localDate(birthDate), sex }} trends={of} today={today} />,
  )

test('a child below seven has the curve with every measured value and the grade of the last', () => {
  const html = drawn('2026-05-20')
  expect(html).toContain('体重（kg），2026-05-20 3.4，2026-11-20 8.1')
  expect(html).toContain('最近 2026-11-20：8.1 kg')
})

test('nobody of seven and nobody who was never measured has an empty one', () => {
  expect(drawn('2019-11-22')).not.toBe('')
  expect(drawn('2019-11-21')).toBe('')
  expect(drawn('2026-05-20', 'male', [])).toBe('')
  expect(drawn('2026-05-20', 'unknown')).toBe('')
})
