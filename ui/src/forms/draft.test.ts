import { localDate } from '@qianyue/domain/days/local-date.ts'
import { expect, test } from 'vitest'
import { type Draft, dropDraft, keepDraft, readDraft } from './draft.ts'

const draft: Draft = {
  id: '0198-a',
  performedOn: localDate('2026-11-21'),
  mode: 'clinic',
  values: { systolicMmHg: 168 },
  copied: [],
}
const of = { accountId: 'a', residentId: 'r', form: 'hypertension-follow-up' }
const now = new Date('2026-11-21T04:00:00Z')

function storage(): Storage {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
    key: () => null,
    length: 0,
  }
}

test('a draft comes back to who wrote it, for that person and form', () => {
  const kept = storage()
  keepDraft(kept, of, draft, now)
  expect(readDraft(kept, of, now)).toEqual(draft)
  expect(readDraft(kept, { ...of, accountId: 'b' }, now)).toBeNull()
  expect(readDraft(kept, { ...of, residentId: 's' }, now)).toBeNull()
})

test.each([
  ['2026-11-28T04:00:00Z', true],
  ['2026-11-28T04:00:01Z', false],
])('at %s it is still there: %s', (later, isThere) => {
  const kept = storage()
  keepDraft(kept, of, draft, now)
  expect(readDraft(kept, of, new Date(later)) !== null).toBe(isThere)
})

test('it is gone once the record is saved, and what cannot be read is none', () => {
  const kept = storage()
  keepDraft(kept, of, draft, now)
  dropDraft(kept, of)
  expect(readDraft(kept, of, now)).toBeNull()
  kept.setItem('qianyue-draft:a:r:hypertension-follow-up', '{')
  expect(readDraft(kept, of, now)).toBeNull()
})

test('a browser that keeps nothing does not stop the form', () => {
  const forbidden = {
    ...storage(),
    setItem: () => {
      throw new Error('forbidden')
    },
  }
  expect(() => keepDraft(forbidden, of, draft, now)).not.toThrow()
})

test('a merged visit comes back as it was, beside the draft of a single sheet', () => {
  const kept = storage()
  const visit = { performedOn: draft.performedOn, values: { 'copd-follow-up': { mmrc: 1 } }, left: null }
  const ofVisit = { ...of, form: 'household-visit' }
  keepDraft(kept, of, draft, now)
  keepDraft(kept, ofVisit, visit, now)
  expect(readDraft<typeof visit>(kept, ofVisit, now)).toEqual(visit)
  expect(readDraft(kept, of, now)).toEqual(draft)
})
