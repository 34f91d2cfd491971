import { localDate } from '@qianyue/domain/days/local-date.ts'
import type { LatestRecord } from '@qianyue/domain/doors/door.ts'
import { expect, test } from 'vitest'
import { beginPerson, lastOf, sheetsAndGroups, withAnswer, withoutSheet } from './person-draft.ts'

const today = localDate('2026-11-21')
const begin = (...sheets: string[]) =>
  beginPerson('wang', sheets, { performedOn: today, startedAt: '2026-11-21T02:00:00Z', mode: 'home' })
const systolicOf = (...sheets: string[]) =>
  sheetsAndGroups(sheets)
    .groups.flatMap(({ questions }) => questions)
    .find(({ field }) => field.measures === 'systolicMmHg')!

test('every sheet has an id from its first moment, so that saving twice records once', () => {
  const draft = begin('hypertension-follow-up', 'type2-diabetes-follow-up')
  expect(new Set(Object.values(draft.ids)).size).toBe(2)
})

test('a sheet that is left out goes with its answers; what it shared with another stays there', () => {
  const sheets = ['hypertension-follow-up', 'type2-diabetes-follow-up']
  const filled = withAnswer(begin(...sheets), systolicOf(...sheets), 168)
  const left = withoutSheet(filled, 'hypertension-follow-up')
  expect(Object.keys(left.ids)).toEqual(['type2-diabetes-follow-up'])
  expect(left.ids['type2-diabetes-follow-up']).toBe(filled.ids['type2-diabetes-follow-up'])
  expect(left.values).toEqual({ 'type2-diabetes-follow-up': { systolicMmHg: 168 } })
})

test('an answer that was taken over and then changed is no longer marked so', () => {
  const question = systolicOf('hypertension-follow-up')
  const copied = { ...begin('hypertension-follow-up'), copied: [question.key] }
  expect(withAnswer(copied, question, 140).copied).toEqual([])
})

test('a draft of a form that a newer app no longer has opens without it', () => {
  expect(sheetsAndGroups(['no-longer-known', 'hypertension-follow-up']).sheets.map(({ key }) => key)).toEqual(
    ['hypertension-follow-up'],
  )
})

test('the record before is that of the same form, of the day or earlier', () => {
  const record = (form: string, performedOn: string) =>
    ({ form, performedOn: localDate(performedOn) }) as LatestRecord
  const latest = [
    record('hypertension-follow-up', '2026-11-22'),
    record('hypertension-follow-up', '2026-08-20'),
  ]
  expect(lastOf(latest, 'hypertension-follow-up', today)?.performedOn).toBe('2026-08-20')
  expect(lastOf(latest, 'type2-diabetes-follow-up', today)).toBeNull()
})
