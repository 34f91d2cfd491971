import { expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { confirmationState, lastDayOf } from './confirmation.ts'

const asked = { askedOn: localDate('2026-10-22'), wasGiven: null, withdrawn: false }

test.each([
  ['2026-11-21', asked, 'open'],
  ['2026-11-22', asked, 'over'],
  ['2026-11-21', { ...asked, withdrawn: true }, 'over'],
  ['2026-12-31', { ...asked, wasGiven: true }, 'confirmed'],
  ['2026-11-21', { ...asked, wasGiven: false, withdrawn: true }, 'denied'],
])('on %s a confirmation of %j is %s', (today, confirmation, state) => {
  expect(confirmationState(confirmation, localDate(today))).toBe(state)
})

test('a link may be answered for thirty days', () => {
  expect(lastDayOf(localDate('2026-10-22'))).toBe('2026-11-21')
})
