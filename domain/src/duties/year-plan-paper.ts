import { type LocalDate, yearOf } from '../days/local-date.ts'
import type { FilledBlock } from '../documents/filled-document.ts'
import { dayOnPaper } from '../documents/on-paper-words.ts'
import type { DutyState } from './duty.ts'
import { type PlacedDuty, yearPlan } from './year-plan.ts'

/** As the sheet marks a duty in its month; colours are lost on paper. */
const marks: Record<DutyState, string> = {
  done: '✓',
  due: '应做',
  overdue: '逾期',
  missed: '未做',
  upcoming: '待做',
  cancelled: '取消',
}

/** 全年服务计划 on a sheet across: a line a service, a column a month, the days under their marks. */
export function yearPlanPaper(
  duties: readonly PlacedDuty[],
  about: { name: string; year: number; today: LocalDate; nameOf: (service: string) => string },
): FilledBlock[] {
  const rows = yearPlan(about.year, duties)
  const owed = rows.reduce((sum, row) => sum + row.owed, 0)
  const done = rows.reduce((sum, row) => sum + row.done, 0)
  return [
    { type: 'title', runs: [{ text: `${about.name} ${about.year}年服务计划`, bold: true }] },
    {
      type: 'paragraph',
      placed: 'flush',
      runs: [{ text: `全年 ${owed} 次，已做 ${done} 次。打印日期 ${dayOnPaper(about.today)}`, bold: false }],
    },
    {
      type: 'table',
      columns: [
        { share: 4 },
        ...Array.from({ length: 12 }, () => ({ share: 1.5, align: 'centre' as const })),
        { share: 1.5, align: 'right' },
      ],
      header: ['服务', ...Array.from({ length: 12 }, (_, index) => `${index + 1}月`), '完成'],
      rows: rows.map((row) => ({
        minHeightMm: 8,
        cells: [
          { text: about.nameOf(row.service) },
          ...row.months.map((inMonth) => ({
            text: inMonth.map((duty) => words(duty, about.year)).join('\n'),
          })),
          { text: `${row.done}/${row.owed}` },
        ],
      })),
    },
  ]
}

/** `✓ 03-10`: the day it was done, else the last day in time; of another year with its year. */
function words({ state, doneOn, dueBy }: PlacedDuty, year: number): string {
  const day = doneOn ?? dueBy
  return `${marks[state]} ${yearOf(day) === year ? day.slice(5) : day}`
}
