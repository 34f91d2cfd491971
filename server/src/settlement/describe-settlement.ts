import type { Context } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'
import { describeClawBacks } from './claw-backs.ts'
import { partOf, paymentName } from './names.ts'
import {
  type AppealRow,
  appealsOf,
  type NamedShare,
  type SettlementRow,
  type ShareRow,
  settlementById,
  sharesOf,
} from './settlement.queries.ts'
import type { StaffRow } from './work.queries.ts'

/** A settlement as the calls show it. @throws NotFound when it is out of reach. */
export async function describeSettlement(context: Context, id: string) {
  const { db } = context
  const row = await settlementById(db, id)
  if (row === null) throw new NotFound('settlement')
  const { fund, totals, pools, clawBacks = [] } = row.computed
  const [shares, appeals] = await Promise.all([sharesOf(db, id), appealsOf(db, [id])])
  const takenBy = new Map(clawBacks.map(({ staffId, takenFen }) => [staffId, takenFen]))
  const staffNames = new Map(shares.map(({ staffId, staffName }) => [staffId, staffName]))
  return {
    ...describeLine(row),
    computedAt: row.computedAt.toISOString(),
    fund: {
      kind: fund.kind,
      amountBy: fund.amountBy,
      place: fund.place,
      share: fund.share,
      source: fund.source,
      afterAssessment: partOf(fund, row.part)?.paid === 'after-assessment',
    },
    note: row.note,
    submittedBy: row.submittedByName,
    frozenBy: row.frozenByName,
    frozenAt: row.frozenAt?.toISOString() ?? null,
    paidOn: row.paidOn,
    totals,
    pools,
    shares: shares.map((share) => ({ ...share, clawedBackFen: takenBy.get(share.staffId) ?? 0 })),
    clawBacks: await describeClawBacks(context, clawBacks, staffNames),
    appeals: appeals.map(describeAppeal),
  }
}

export function describeLine(row: SettlementRow) {
  const { id, unitCode, unitName, fundCode, year, part, number, fromDay, toDay, state, computed } = row
  return {
    id,
    unitCode,
    unitName,
    fundCode,
    fundName: computed.fund.name,
    year,
    part,
    partName: paymentName(computed.fund, part, number),
    number,
    fromDay,
    toDay,
    state,
    paidFen: computed.totals.paidFen,
    openAppeals: row.openAppeals,
  }
}

export function describeAppeal({
  id,
  staffId,
  staffName,
  words,
  madeAt,
  answer,
  upheld,
  answeredBy,
}: AppealRow) {
  return { id, staffId, staffName, words, madeAt: madeAt.toISOString(), answer, upheld, answeredBy }
}

/** Shares of a try-out, with the names that a kept settlement reads from its tables. */
export function namedShares(
  shares: readonly ShareRow[],
  staff: readonly StaffRow[],
): (NamedShare & { clawedBackFen: number })[] {
  const byId = new Map(staff.map((person) => [person.staffId, person]))
  return shares.map((share) => {
    const { staffName, unitName } = byId.get(share.staffId)!
    return { ...share, staffName, unitName, reason: '', clawedBackFen: 0 }
  })
}
