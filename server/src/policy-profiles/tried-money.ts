import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { monthOf, quarterOf } from '@qianyue/domain/days/local-date.ts'
import type { Policy } from '@qianyue/domain/policy/policy.ts'
import { creditedBy } from '@qianyue/domain/services/own-service.ts'
import { type Fund, partsOf } from '@qianyue/domain/settlement/fund.ts'
import type { FundPart } from '@qianyue/domain/settlement/instalments.ts'
import type { Database } from '../database/database.ts'
import { computeSettlement } from '../settlement/compute-settlement.ts'

type Asked = { unitCode: number; fromDay: LocalDate; toDay: LocalDate; enteredFen: number }

/** A part that is paid after the assessment is tried with full marks: what is withheld shows in the scores. */
const FULL_MARKS = 10_000

/** 分配: one payment of every fund of either policy, by what everybody did in the period; sums hold to the fen. */
export async function moneyTried(db: Database, asked: Asked, before: Policy, after: Policy) {
  const codes = new Set([...before.funds, ...after.funds].map(({ code }) => code))
  const people = new Map<string, { name: string; unitName: string; beforeFen: number; afterFen: number }>()
  const funds = []
  for (const code of codes) {
    const sides = { before: fundOf(before, code), after: fundOf(after, code) }
    const totals = { before: null as Totals | null, after: null as Totals | null }
    for (const side of ['before', 'after'] as const) {
      const fund = sides[side]
      if (!fund) continue
      const policy = side === 'before' ? before : after
      const { computed, shares, staff } = await computeSettlement(db, {
        ...asked,
        fund,
        ...creditedBy(policy),
        classes: policy['village-classes'],
        payment: paymentFor(fund, asked),
        entered: () => ({ enteredFen: asked.enteredFen, scoreHundredths: FULL_MARKS }),
        entries: [],
      })
      const { instalmentFen, withheldFen, sharedFen, leftFen } = computed.totals
      totals[side] = { instalmentFen, withheldFen, sharedFen, leftFen }
      const named = new Map(staff.map((one) => [one.staffId, one]))
      for (const { staffId, shareFen } of shares) {
        const { staffName, unitName } = named.get(staffId)!
        const sum = people.get(staffId) ?? { name: staffName, unitName, beforeFen: 0, afterFen: 0 }
        sum[side === 'before' ? 'beforeFen' : 'afterFen'] += shareFen
        people.set(staffId, sum)
      }
    }
    const newest = sides.after ?? sides.before!
    funds.push({ code, name: newest.name, partName: partFor(newest).name, ...totals })
  }
  return { funds, people: [...people].map(([staffId, sum]) => ({ staffId, ...sum })) }
}

type Totals = { instalmentFen: number; withheldFen: number; sharedFen: number; leftFen: number }

function fundOf({ funds }: Policy, code: string): Fund | undefined {
  return funds.find((one) => one.code === code)
}

/** The payment that pays for the period: its month, quarter or half; else the first that there is. */
function paymentFor(fund: Fund, asked: Asked): { part: string; number: number } {
  const part = partFor(fund)
  const month = monthOf(asked.toDay)
  const number = { 12: month, 4: quarterOf(asked.toDay), 2: month > 6 ? 2 : 1 }[part.payments as 12 | 4 | 2]
  return { part: part.code, number: number ?? 1 }
}

function partFor(fund: Fund): FundPart {
  const parts = partsOf(fund)
  return parts.find(({ paid }) => paid === 'in-advance') ?? parts[0]!
}
