import { defaultFunds } from '@qianyue/domain/settlement/fund.ts'
import { v7 as newId } from 'uuid'
import { expect } from 'vitest'
import type { Caller } from '../testing/county.ts'

/** Writes a notice through the calls that the screen uses and puts it in force from a day on. */
export async function published(officer: Caller, validFrom: string, content: Record<string, unknown>) {
  const id = newId()
  const named = { name: '没有见过的方案', source: '县卫健〔2026〕77号' }
  const from = { kind: 'file', content: { policies: {}, packages: null, ...content } }
  const drafted = await officer.post('/policy-profiles', { id, ...named, from })
  expect(drafted.status, JSON.stringify(drafted.body)).toBe(200)
  expect((await officer.get(`/policy-profiles/${id}/faults`)).body).toEqual([])
  const done = await officer.post(`/policy-profiles/${id}/publication`, { validFrom })
  expect(done.status, JSON.stringify(done.body)).toBe(200)
}

/** A fund to be changed into that of a notice. */
export const grant = { ...defaultFunds.at(-1)!, source: '本方案' }

export const feesOf = (feeSplit: { payer: string; fen: number }[]) =>
  Object.fromEntries(feeSplit.map(({ payer, fen }) => [payer, fen]))

/** Prepares the settlement of a fund for a unit's work of 2026 until a day, with what is entered for its pool. */
export async function settled(
  finance: Caller,
  fundCode: string,
  unitCode: number,
  entered: { enteredFen: number; scoreHundredths: number | null },
  part = 'advance',
  days = { fromDay: '2026-01-01', toDay: '2026-11-21' },
) {
  const id = newId()
  const asked = { id, unitCode, fundCode, year: 2026, part, number: 1, ...days }
  const prepared = await finance.post('/settlements', asked)
  expect(prepared.status, JSON.stringify(prepared.body)).toBe(200)
  const done = await finance.put(`/settlements/${id}/entries`, {
    pools: [{ unitCode, ...entered }],
    staff: [],
  })
  expect(done.status, JSON.stringify(done.body)).toBe(200)
  return done.body
}
