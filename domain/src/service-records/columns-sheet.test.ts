import { expect, test } from 'vitest'
import { type LocalDate, localDate } from '../days/local-date.ts'
import type { FilledTable } from '../documents/filled-document.ts'
import { antenatalFollowUp } from '../forms/maternal/antenatal-follow-up.ts'
import { columnsSheet } from './columns-sheet.ts'

test.each([
  ['a woman of 28 has no 月龄', '1998-05-01', ['年龄', '28岁']],
  ['a child of eight months has one', '2026-03-01', ['月龄', '8月龄']],
])('the sheet with a column a visit: %s', (_, birthDate, firstLine) => {
  const performedOn = localDate('2026-11-12')
  const born: LocalDate = localDate(birthDate)
  const about = { ageYears: 28, sex: 'female' as const, birthDate: born, performedOn }
  const blocks = columnsSheet(
    antenatalFollowUp,
    {
      resident: { name: '何静怡', healthRecordNumber: '32039910110100012', villageName: '东岭村' },
      about,
      mode: 'clinic',
      unitName: '东岭村卫生室',
    },
    [{ about, values: {}, nextDueOn: null, performedByName: '唐文静' }],
  )
  const table = blocks.at(-1) as FilledTable
  expect(table.rows[0]!.cells.map(({ text }) => text)).toEqual(firstLine)
})
