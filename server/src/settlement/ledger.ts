import type { RequestOf } from '@qianyue/api/endpoint.ts'
import { type enterIntoLedger as enterCall, type ledgerKinds, ledgerSigns } from '@qianyue/api/settlement.ts'
import { reachWhole } from '../access/reach-whole.ts'
import type { Context } from '../http/context.ts'
import { Invalid } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { insertIntoLedger, ledgerOf } from './settlement.queries.ts'

/** 资金专账 of a year, fund by fund, with the balance of its entries. */
export async function ledger({ db, today }: Context, year: number) {
  const { funds } = await policyAt(db, today)
  const rows = await ledgerOf(db, year)
  const codes = [...new Set([...funds.map(({ code }) => code), ...rows.map(({ fundCode }) => fundCode)])]
  return codes.map((fundCode) => {
    const entries = rows
      .filter((row) => row.fundCode === fundCode)
      .map(({ fundCode: _, ...entry }) => ({ ...entry, kind: entry.kind as keyof typeof ledgerKinds }))
    return {
      fundCode,
      fundName: funds.find(({ code }) => code === fundCode)?.name ?? fundCode,
      balanceFen: entries.reduce((sum, { kind, fen }) => sum + ledgerSigns[kind] * fen, 0),
      entries,
    }
  })
}

/** 登记到账或退回. */
export async function enterIntoLedger(context: Context, request: RequestOf<typeof enterCall>) {
  const { db, viewer, today, note } = context
  await reachWhole(context, request.unitCode)
  if (request.happenedOn > today) throw new Invalid({ happenedOn: '日期不能晚于今天' })
  await insertIntoLedger(db, { ...request, settlementId: null, enteredBy: viewer.accountId })
  note({ subject: `fund ledger ${request.id}` })
  return { id: request.id }
}
