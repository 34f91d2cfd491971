import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import {
  membersOn,
  nationalTeamMinimum,
  type StaffStanding,
  type TeamMember,
  teamGapsOn,
  whyNotEligible,
} from './team.ts'

const sound: StaffStanding = {
  staffId: 'li',
  licenceExpiresOn: null,
  suspendedSince: null,
  leftOn: null,
}
const day = localDate

describe('签约医生资格', () => {
  test.each([
    ['2026-06-30', null, 'the last day of the licence'],
    ['2026-07-01', 'licence-expired', 'the day after'],
  ] as [string, string | null, string][])('on %s a licence to 2026-06-30 gives %s: %s', (on, reason) => {
    const found = whyNotEligible(day(on), { ...sound, licenceExpiresOn: day('2026-06-30') })
    expect(found?.reason ?? null).toBe(reason)
  })

  test('a suspended doctor signs until the day before, and no more until it is lifted', () => {
    const standing = { ...sound, suspendedSince: day('2026-03-01') }
    expect(whyNotEligible(day('2026-02-28'), standing)).toBeNull()
    expect(whyNotEligible(day('2026-03-01'), standing)?.reason).toBe('suspended')
    expect(whyNotEligible(day('2031-01-01'), standing)?.reason).toBe('suspended')
  })

  test('who has left signs no more, from the day of leaving', () => {
    const standing = { ...sound, leftOn: day('2026-03-01') }
    expect(whyNotEligible(day('2026-02-28'), standing)).toBeNull()
    expect(whyNotEligible(day('2026-03-01'), standing)?.reason).toBe('left')
  })

  test('a licence without an expiry in the register does not stop anybody', () => {
    expect(whyNotEligible(day('2026-03-01'), sound)).toBeNull()
  })
})

describe('团队组成', () => {
  const member = (staffId: string, role: TeamMember['role'], leads = false): TeamMember => ({
    staffId,
    role,
    leads,
    since: day('2026-01-01'),
    until: null,
  })
  const gaps = (...members: TeamMember[]) =>
    teamGapsOn(day('2026-06-01'), members, nationalTeamMinimum).map(({ gap }) => gap)

  test('a doctor who leads and a nurse are enough', () => {
    expect(gaps(member('li', 'family-doctor', true), member('wang', 'nurse'))).toEqual([])
  })

  test('a doctor alone lacks a nurse', () => {
    expect(gaps(member('li', 'family-doctor', true))).toEqual(['post-empty'])
  })

  test('one person does not fill two posts', () => {
    const minimum = {
      posts: [{ anyOf: ['nurse'] }, { anyOf: ['nurse'] }] as const,
      leaderRoles: ['nurse'] as const,
    }
    const found = teamGapsOn(day('2026-06-01'), [member('wang', 'nurse', true)], minimum)
    expect(found).toEqual([{ gap: 'post-empty', anyOf: ['nurse'] }])
  })

  test('without a leader nobody signs for the team', () => {
    expect(gaps(member('li', 'family-doctor'), member('wang', 'nurse'))).toEqual(['no-leader'])
  })

  test('a nurse does not lead', () => {
    expect(gaps(member('li', 'family-doctor'), member('wang', 'nurse', true))).toEqual([
      'leader-not-a-doctor',
    ])
  })

  test('a member counts from the first to the last day', () => {
    const one = { since: day('2026-03-01'), until: day('2026-03-31') }
    const present = (on: string) => membersOn(day(on), [one]).length
    expect(['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map(present)).toEqual([0, 1, 1, 0])
  })

  test('a nurse who left leaves the post empty', () => {
    const left = { ...member('wang', 'nurse'), until: day('2026-05-31') }
    expect(gaps(member('li', 'family-doctor', true), left)).toEqual(['post-empty'])
  })
})
