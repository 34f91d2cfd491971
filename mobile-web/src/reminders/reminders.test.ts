import { localDate } from '@qianyue/domain/days/local-date.ts'
import { nationalDefault2022 } from '@qianyue/domain/policy/policy.ts'
import { expect, test } from 'vitest'
import type { Entry } from '../offline/outbox.ts'
import { remindersFor } from './reminders.ts'

const entry = (state: Entry['state'], writtenAt: string) =>
  ({ state, writtenAt, label: '签约 · 王秀英' }) as Entry
const now = new Date('2026-11-21T02:00:00Z')

test.each([
  [[], []],
  [[entry('waiting', '2026-11-20T02:00:00Z')], []],
  [[entry('waiting', '2026-11-20T01:59:59Z')], ['stuck-2026-11-21']],
  [[entry('accepted', '2026-11-01T00:00:00Z')], []],
  [[entry('refused', '2026-11-21T01:00:00Z')], ['refused-2026-11-21']],
] as [Entry[], string[]][])('%# what waits too long or was refused is said once a day', (outbox, tags) => {
  const said = remindersFor([], outbox, nationalDefault2022, localDate('2026-11-21'), now)
  expect(said.map(({ tag }) => tag)).toEqual(tags)
  for (const { title, body } of said) expect(`${title}${body}`).not.toContain('王秀英')
})
