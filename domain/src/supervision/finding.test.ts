import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { deadlineOf, type FindingStep, findingStateOn, whyNotStep } from './finding.ts'

const due = localDate('2026-11-20')
const later = localDate('2026-12-01')
const rectified: FindingStep = { kind: 'rectified', on: localDate('2026-11-18') }
const failed: FindingStep = { kind: 'rechecked', on: localDate('2026-11-19'), passed: false, dueOn: later }
const passed: FindingStep = { kind: 'rechecked', on: localDate('2026-11-19'), passed: true, dueOn: null }

describe('督导问题', () => {
  test.each<[string, FindingStep[], string]>([
    ['2026-11-20', [], 'open'],
    ['2026-11-21', [], 'overdue'],
    ['2026-11-30', [rectified], 'rectified'],
    ['2026-12-31', [rectified, passed], 'closed'],
    ['2026-12-01', [rectified, failed], 'open'],
    ['2026-12-02', [rectified, failed], 'overdue'],
    ['2026-12-02', [rectified, failed, rectified], 'rectified'],
  ])('on %s after %j it is %s', (day, steps, state) => {
    expect(findingStateOn(localDate(day), due, steps)).toBe(state)
  })

  test('a failed re-check sets the deadline anew, a passed one does not', () => {
    expect(deadlineOf(due, [rectified, failed])).toBe(later)
    expect(deadlineOf(due, [rectified, passed])).toBe(due)
  })

  const by = (who: string, ...steps: FindingStep[]) => steps.map((step) => ({ ...step, by: who }))
  test.each([
    ['rectified', [], null],
    ['rectified', by('a', rectified), 'already-rectified'],
    ['rectified', by('a', rectified, passed), 'already-rectified'],
    ['rectified', by('a', rectified, failed), null],
    ['rechecked', [], 'not-rectified'],
    ['rechecked', by('a', rectified), null],
    ['rechecked', by('b', rectified), 'own-work'],
    ['rechecked', by('a', rectified, passed), 'not-rectified'],
  ] as const)('%s after %j by b: %s', (kind, steps, refusal) => {
    expect(whyNotStep(kind, steps, 'b')).toBe(refusal)
  })
})
