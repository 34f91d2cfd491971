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
