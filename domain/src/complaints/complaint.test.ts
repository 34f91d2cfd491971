import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import {
  type ComplaintStep,
  complaintDeadlines,
  complaintOverdue,
  complaintStateOf,
  nextComplaintSteps,
  repliedInTime,
} from './complaint.ts'

const days = complaintDeadlines(localDate('2026-11-01'), { acceptWithinDays: 2, replyWithinDays: 15 })
const step = (kind: ComplaintStep['kind'], on: string, satisfied: boolean | null = null): ComplaintStep => ({
  kind,
  on: localDate(on),
  satisfied,
})
const accepted = step('accepted', '2026-11-02')
const replied = step('replied', '2026-11-16')

describe('投诉与建议', () => {
  test('deadlines count calendar days from the day it came', () => {
    expect(days).toEqual({ acceptBy: '2026-11-03', replyBy: '2026-11-16' })
  })

  test.each<[ComplaintStep[], string, string[]]>([
    [[], 'received', ['accepted']],
    [[accepted], 'accepted', ['handled', 'replied']],
    [[accepted, step('handled', '2026-11-04')], 'accepted', ['handled', 'replied']],
    [[accepted, replied], 'replied', ['visited']],
    [[accepted, replied, step('visited', '2026-11-20', true)], 'closed', []],
    [[accepted, replied, step('visited', '2026-11-20', false)], 'accepted', ['handled', 'replied']],
  ])('after %j it is %s and may be %j', (steps, state, next) => {
    expect(complaintStateOf(steps)).toBe(state)
    expect(nextComplaintSteps(steps)).toEqual(next)
  })

  test.each<[string, ComplaintStep[], string | null]>([
    ['2026-11-03', [], null],
    ['2026-11-04', [], 'accept'],
    ['2026-11-16', [accepted], null],
    ['2026-11-17', [accepted], 'reply'],
    ['2026-11-17', [accepted, replied], null],
  ])('on %s after %j overdue: %s', (day, steps, overdue) => {
    expect(complaintOverdue(localDate(day), days, steps)).toBe(overdue)
  })

  test('answered on the last day is in time; the first answer counts; before the day nothing is said', () => {
    const today = localDate('2026-11-20')
    expect(repliedInTime(today, days.replyBy, [accepted, replied])).toBe(true)
    expect(repliedInTime(today, days.replyBy, [accepted, step('replied', '2026-11-17'), replied])).toBe(false)
    expect(repliedInTime(localDate('2026-11-16'), days.replyBy, [accepted])).toBe(null)
    expect(repliedInTime(localDate('2026-11-17'), days.replyBy, [accepted])).toBe(false)
  })
})
