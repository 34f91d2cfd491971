import { expect, test } from 'vitest'
import { formForDuty } from '../services/proven.ts'
import { groupOfDuty, recheckBegunFor } from './recheck-duty.ts'

test.each([
  ['result-recheck:X2026-03-10-lipids', 'lipids', 'result-recheck'],
  ['result-recheck:X2026-03-10-chest-film', 'chest-film', 'result-recheck'],
  ['result-recheck:X2026-03-10-pressure', 'pressure', 'hypertension-follow-up'],
  ['result-recheck:X2026-03-10-glucose', 'glucose', 'type2-diabetes-follow-up'],
  ['result-recheck:R018f', null, 'result-recheck'],
  ['fasting-glucose:C2026-03-10', 'glucose', 'result-recheck'],
  ['fasting-glucose:S2026-03-10', 'glucose', 'result-recheck'],
  ['fasting-glucose:2026Q1', null, 'fasting-glucose-check'],
])('%s is about %s and recorded on %s', (key, group, form) => {
  expect(groupOfDuty(key)).toBe(group)
  expect(formForDuty(key)).toBe(form)
})

test('the sheet begins with what is owed', () => {
  expect(
    recheckBegunFor([
      'result-recheck:X2026-03-10-lipids',
      'result-recheck:X2026-02-01-blood',
      'vaccination:V3',
    ]),
  ).toEqual({
    rechecked: [1, 5],
  })
  expect(recheckBegunFor(['vaccination:V3'])).toEqual({})
})
