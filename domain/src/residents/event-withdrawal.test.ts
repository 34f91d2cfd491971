import { describe, expect, test } from 'vitest'
import { changedSince, changesBetween, type KeptRow } from './event-withdrawal.ts'

const li = (values: Record<string, unknown>): KeptRow => ({ table: 'residents', key: { id: 'li' }, values })
const here = li({ died_on: null, away_since: null, away_until: null, relation: '20' })
const away = li({ died_on: null, away_since: '2026-11-01', away_until: null, relation: '20' })
const home = li({ died_on: null, away_since: '2026-11-01', away_until: '2026-11-09', relation: '20' })
const place: KeptRow = {
  table: 'household_memberships',
  key: { household_id: 'h', resident_id: 'li' },
  values: { until: null },
}

describe('what an event changed', () => {
  test('only the rows and columns that are not as before', () => {
    expect(changesBetween([here, place], [away, place])).toEqual([
      {
        table: 'residents',
        key: { id: 'li' },
        was: { away_since: null, away_until: null },
        became: { away_since: '2026-11-01', away_until: null },
      },
    ])
  })

  test('a row that was not there before is one that the event made', () => {
    expect(changesBetween([here], [here, place])).toEqual([
      { table: place.table, key: place.key, was: null, became: place.values },
    ])
  })
})

test.each([
  ['nothing else happened', [away, place], []],
  ['something else of the same row changed', [li({ ...away.values, relation: '02' }), place], []],
  ['the absence was ended since', [home, place], ['residents']],
  ['the row is gone', [place], ['residents']],
])('undone when %s', (_, now, tables) => {
  expect(changedSince(changesBetween([here, place], [away, place]), now)).toEqual(tables)
})
