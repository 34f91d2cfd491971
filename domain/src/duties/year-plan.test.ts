import { expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import type { FilledTable } from '../documents/filled-document.ts'
import type { DutyState } from './duty.ts'
import { yearPlan } from './year-plan.ts'
import { yearPlanPaper } from './year-plan-paper.ts'

const duty = (
  state: DutyState,
  dueBy: string,
  doneOn: string | null = null,
  plannedOn: string | null = null,
) => ({
  service: 'hypertension-follow-up',
  state,
  dueBy: localDate(dueBy),
  doneOn: doneOn === null ? null : localDate(doneOn),
  plannedOn: plannedOn === null ? null : localDate(plannedOn),
})

test.each([
  ['done in the month it was done', duty('done', '2026-03-31', '2026-02-10'), 2],
  ['done early, in December: January', duty('done', '2026-03-31', '2025-12-20'), 1],
  ['open in the month it is due', duty('due', '2026-03-31'), 3],
  ['agreed in the month agreed', duty('due', '2026-03-31', null, '2026-01-31'), 1],
  ['due after the year: December', duty('upcoming', '2027-01-15'), 12],
])('%s', (_name, one, month) => {
  const [row] = yearPlan(2026, [one])
  expect(row!.months.flatMap((duties, index) => (duties.length > 0 ? [index + 1] : []))).toEqual([month])
})

test('what is no longer owed is shown and not counted', () => {
  const [row] = yearPlan(2026, [
    duty('done', '2026-03-31', '2026-03-01'),
    duty('missed', '2026-06-30'),
    duty('cancelled', '2026-09-30'),
  ])
  expect(row).toMatchObject({ done: 1, owed: 2 })
  expect(row!.months.flat()).toHaveLength(3)
})

test('on paper each duty has its day under the mark, and a day of another year says so', () => {
  const blocks = yearPlanPaper(
    [duty('done', '2026-03-31', '2026-02-10'), duty('overdue', '2026-06-30'), duty('due', '2027-03-30')],
    { name: '王国强', year: 2026, today: localDate('2026-11-21'), nameOf: () => '高血压患者随访' },
  )
  const table = blocks.find(({ type }) => type === 'table') as FilledTable
  expect(table.header).toHaveLength(table.columns.length)
  const cells = table.rows[0]!.cells.map(({ text }) => text)
  expect([cells[0], cells[2], cells[6], cells[12], cells[13]]).toEqual([
    '高血压患者随访',
    '✓ 02-10',
    '逾期 06-30',
    '应做 2027-03-30',
    '1/3',
  ])
})
