import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { type CountyCaps, capStateOf, capsOfTeam, defaultCapPolicy, whyOverCap } from './capacity.ts'
import { whyCannotHandOver } from './hand-over.ts'
import type { TeamRole } from './team.ts'

const village = (doctors: number) => Array<TeamRole>(doctors).fill('village-doctor')

describe('签约上限', () => {
  test.each([
    [1799, 2000, 'free', 'one below 90 %'],
    [1800, 2000, 'near', '90 % exactly'],
    [1999, 2000, 'near', 'one below the cap'],
    [2000, 2000, 'full', 'at the cap'],
    [2001, 2000, 'over', 'a cap that was lowered'],
    [179, 200, 'free', 'a village doctor’s 179 households'],
    [180, 200, 'near', 'a village doctor’s 180 households'],
    [0, 0, 'full', 'a cap of nobody'],
    [50_000, null, 'free', 'no cap'],
  ] as [number, number | null, string, string][])('%i of %s is %s: %s', (count, cap, state) => {
    expect(capStateOf(count, cap, defaultCapPolicy)).toBe(state)
  })

  const caps = { persons: 2000, households: 200, villages: null }
  const load = { persons: 1996, keyPersons: 0, households: 100, villages: 1 }
  const household = (persons: number) => ({ persons, keyPersons: 0, households: 1, villages: 0 })

  test('a household of four fills the last four places', () => {
    expect(whyOverCap(load, household(4), caps, defaultCapPolicy, null)).toBeNull()
  })

  test('a household of five does not go in, and is told which cap', () => {
    expect(whyOverCap(load, household(5), caps, defaultCapPolicy, null)).toEqual({
      cap: 'persons',
      limit: 2000,
      count: 1996,
      asked: 5,
    })
  })

  test('the 201st household is refused though there is room for persons', () => {
    const full = { persons: 600, keyPersons: 0, households: 200, villages: 1 }
    expect(whyOverCap(full, household(1), caps, defaultCapPolicy, null)?.cap).toBe('households')
  })

  test('one more person of a household that is already counted asks for no household', () => {
    const full = { persons: 600, keyPersons: 0, households: 200, villages: 1 }
    expect(
      whyOverCap(
        full,
        { persons: 1, keyPersons: 0, households: 0, villages: 0 },
        caps,
        defaultCapPolicy,
        null,
      ),
    ).toBeNull()
  })

  test('a reason counts only where the county allows it, and only when it says something', () => {
    const allowed = { ...defaultCapPolicy, overCapWithReason: true }
    expect(whyOverCap(load, household(5), caps, defaultCapPolicy, '邻村医生病休')).not.toBeNull()
    expect(whyOverCap(load, household(5), caps, allowed, '  ')).not.toBeNull()
    expect(whyOverCap(load, household(5), caps, allowed, '邻村医生病休')).toBeNull()
  })

  test('what is let in never goes over the cap', () => {
    fc.assert(
      fc.property(fc.nat(3000), fc.integer({ min: 1, max: 12 }), fc.nat(3000), (count, asked, cap) => {
        const refused = whyOverCap(
          { persons: count, keyPersons: 0, households: 0, villages: 0 },
          { persons: asked, keyPersons: 0, households: 1, villages: 0 },
          { persons: cap, households: null, villages: null },
          defaultCapPolicy,
          null,
        )
        return (refused === null) === count + asked <= cap
      }),
    )
  })
})

describe('整体移交', () => {
  const receiving = {
    closed: false,
    ineligibility: null,
    gaps: [],
    load: { persons: 500, keyPersons: 0, households: 100, villages: 1 },
    caps: { persons: 2000, households: null, villages: null },
  }
  const handOver = {
    fromTeamId: 'a',
    toTeamId: 'b',
    reason: '原团队长退休',
    moving: { persons: 1500, keyPersons: 0, households: 400, villages: 1 },
  }

  test('a panel that fits goes over', () => {
    expect(whyCannotHandOver(handOver, receiving, defaultCapPolicy)).toBeNull()
  })

  test.each([
    ['same-team', { ...handOver, toTeamId: 'a' }, receiving],
    ['hand-over-needs-reason', { ...handOver, reason: ' ' }, receiving],
    [
      'nothing-to-hand-over',
      { ...handOver, moving: { persons: 0, keyPersons: 0, households: 0, villages: 0 } },
      receiving,
    ],
    ['team-closed', handOver, { ...receiving, closed: true }],
    [
      'team-not-eligible',
      handOver,
      {
        ...receiving,
        ineligibility: { reason: 'suspended' as const, staffId: 'li', since: localDate('2026-03-01') },
      },
    ],
    ['team-incomplete', handOver, { ...receiving, gaps: [{ gap: 'no-leader' as const }] }],
    [
      'team-full',
      { ...handOver, moving: { persons: 1501, keyPersons: 0, households: 400, villages: 1 } },
      receiving,
    ],
  ])('refused as %s', (code, asked, team) => {
    expect(whyCannotHandOver(asked, team, defaultCapPolicy)?.code).toBe(code)
  })
})

describe('caps for each doctor', () => {
  const none = { persons: null, households: null, villages: null }
  const county = {
    caps: { persons: 2000, households: null, villages: 3 },
    perDoctor: { persons: 900, households: 200 },
  }
  test.each([
    ['one doctor', 1, { persons: 900, households: 200, villages: 3 }],
    ['two doctors', 2, { persons: 1800, households: 400, villages: 3 }],
    ['three: the cap of a team is less', 3, { persons: 2000, households: 600, villages: 3 }],
    ['nobody who signs', 0, { persons: 0, households: 0, villages: 3 }],
  ])('%s', (_, doctors, caps) => {
    expect(capsOfTeam(none, county, village(doctors))).toEqual({ ...caps, keyPersons: null })
  })
  test('what a team has of its own stands', () => {
    expect(capsOfTeam({ ...none, persons: 2500 }, county, village(1)).persons).toBe(2500)
  })
  test('a version from before they existed has none', () => {
    expect(capsOfTeam(none, { caps: county.caps }, village(1))).toEqual({ ...county.caps, keyPersons: null })
  })
  test('doctors and assistants may answer for different numbers; who is not named counts for nothing', () => {
    const perRole = [
      { role: 'assistant' as const, persons: 300, households: null },
      { role: 'family-doctor' as const, persons: 1200, households: 300 },
    ]
    const of = (...roles: TeamRole[]) => capsOfTeam(none, { caps: none, perRole }, roles)
    expect(of('family-doctor', 'assistant', 'nurse')).toMatchObject({ persons: 1500 })
    expect(of('family-doctor', 'assistant').households).toBeNull()
    expect(of('family-doctor').households).toBe(300)
    // A doctor of a kind that is not named has the cap of any doctor, here none.
    expect(of('family-doctor', 'village-doctor').persons).toBeNull()
    expect(capsOfTeam(none, { ...county, perRole }, ['village-doctor', 'assistant']).persons).toBe(1200)
  })
})

describe('a cap on key people alone', () => {
  const none = { persons: null, households: null, villages: null }
  const perDoctor = { persons: null, households: null, keyPersons: 200 }
  const of = (county: CountyCaps, ...roles: TeamRole[]) => capsOfTeam(none, county, roles).keyPersons

  test('is a doctor’s: a nurse and an assistant with a cap of their own add none', () => {
    const perRole = [{ role: 'assistant' as const, persons: 300, households: null }]
    const county = { caps: none, perDoctor, perRole }
    expect(of(county, 'family-doctor', 'village-doctor', 'nurse', 'assistant')).toBe(400)
    expect(of(county, 'nurse')).toBe(0)
    expect(of({ caps: { ...none, keyPersons: 300 }, perDoctor }, 'family-doctor', 'village-doctor')).toBe(300)
    expect(of({ caps: none }, 'family-doctor')).toBeNull()
  })

  const full = { persons: 500, keyPersons: 199, households: 90, villages: 1 }
  const asked = (persons: number, keyPersons: number) => ({ persons, keyPersons, households: 1, villages: 0 })
  const caps = { ...none, keyPersons: 200 }

  test('lets everybody else in when it is full', () => {
    expect(whyOverCap(full, asked(4, 1), caps, defaultCapPolicy, null)).toBeNull()
    expect(whyOverCap(full, asked(4, 2), caps, defaultCapPolicy, null)).toEqual({
      cap: 'keyPersons',
      limit: 200,
      count: 199,
      asked: 2,
    })
    expect(whyOverCap({ ...full, keyPersons: 230 }, asked(4, 0), caps, defaultCapPolicy, null)).toBeNull()
  })
})
