import { localDate } from '@qianyue/domain/days/local-date.ts'
import type { Door, DoorHistory, HistoryRecord } from '@qianyue/domain/doors/door.ts'
import { expect, test } from 'vitest'
import { doneThisMonth } from './month.ts'

const record = (id: string, performedOn: string, changes: Partial<HistoryRecord> = {}) =>
  ({
    id,
    residentId: 'wang',
    form: 'hypertension-follow-up',
    service: null,
    performedOn: localDate(performedOn),
    performedByName: '唐文静',
    ...changes,
  }) as HistoryRecord

test('my month counts from its first day what I did, and opens to names', () => {
  const door = { id: 'door', members: [{ id: 'wang', name: '王秀英' }] } as unknown as Door
  const history: DoorHistory = {
    id: 'door',
    records: [
      record('a', '2026-11-20'),
      record('b', '2026-11-01'),
      record('before', '2026-10-31'),
      record('other', '2026-11-02', { performedByName: '石大勇' }),
      record('c', '2026-11-03', { form: 'type2-diabetes-follow-up' }),
    ],
  }
  const kinds = doneThisMonth([door], new Map([['door', history]]), '唐文静', localDate('2026-11-21'))
  expect(kinds.map(({ form, done }) => [form, done.map(({ recordId }) => recordId)])).toEqual([
    ['hypertension-follow-up', ['a', 'b']],
    ['type2-diabetes-follow-up', ['c']],
  ])
  expect(kinds[0]!.done[0]).toMatchObject({ name: '王秀英', residentId: 'wang' })
})
