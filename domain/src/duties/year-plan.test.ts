import { expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import type { DutyState } from './duty.ts'
import { yearPlan } from './year-plan.ts'

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
