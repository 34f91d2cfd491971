import {
  addDays,
  addMonths,
  dayOf,
  type LocalDate,
  quarterOf,
  yearOf,
} from '@qianyue/domain/days/local-date.ts'
import type { Context } from '../http/context.ts'
import { moveSettlement } from '../settlement/move-settlement.ts'
import { prepareSettlement } from '../settlement/prepare-settlement.ts'
import { demoId } from './dice.ts'

type Officer = Pick<Context['viewer'], 'accountId' | 'roles'>

/**
 * 村级公卫劳务经费 of the two quarters that are over: the earlier one paid, the last one waiting for approval, so that a
 * doctor finds both in the points page.
 */
export async function settleDemoQuarters(
  context: Context,
  { finance, bureau }: { finance: Officer; bureau: Officer },
): Promise<void> {
  const by = (officer: Officer): Context => ({ ...context, viewer: { ...context.viewer, ...officer } })
  for (const [back, steps] of [
    [2, ['submit', 'freeze', 'pay']],
    [1, ['submit']],
  ] as const) {
    const { year, quarter, fromDay, toDay } = quarterBefore(context.today, back)
    const id = demoId('settlement', back)
    await prepareSettlement(by(finance), {
      id,
      unitCode: context.viewer.unitCode,
      fundCode: 'public-health-labour',
      year,
      part: 'advance',
      number: quarter,
      fromDay,
      toDay,
    })
    for (const step of steps) {
      const paidOn = addDays(toDay, 20)
      await moveSettlement(by(step === 'freeze' ? bureau : finance), { id, step, paidOn })
    }
  }
}

function quarterBefore(today: LocalDate, back: number) {
  const first = addMonths(dayOf(yearOf(today), quarterOf(today) * 3 - 2, 1)!, -3 * back)
  return {
    year: yearOf(first),
    quarter: quarterOf(first),
    fromDay: first,
    toDay: addDays(addMonths(first, 3), -1),
  }
}
