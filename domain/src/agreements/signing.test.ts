import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import type { PackageVersion } from '../packages/package.ts'
import { defaultCapPolicy } from '../teams/capacity.ts'
import { defaultAgreementPolicy } from './agreement-policy.ts'
import { possibleSignatories, whyMayNotSign } from './signatory.ts'
import {
  type MemberToSign,
  type SigningFacts,
  type SigningRequest,
  type SigningTeam,
  signingKindOf,
  signingRefusals,
  whyCannotSign,
} from './signing.ts'

const day = localDate
const today = day('2026-11-21')

const general: PackageVersion = {
  id: 'general-1',
  code: 'general',
  name: '基础服务包',
  group: 'general',
  tier: 'basic',
  validFrom: day('2026-01-01'),
  validUntil: null,
  items: [],
  yearlyPriceFen: 0,
  shares: [],
  needsAnyPopulation: [],
  needsAnyPackage: [],
  excludes: [],
  maxPersons: null,
}

const person = (residentId: string, changes: Partial<MemberToSign> = {}): MemberToSign => ({
  residentId,
  birthDate: day('1980-01-01'),
  diedOn: null,
  movedOutOn: null,
  householdId: 'h1',
  isHouseholdHead: false,
  villageCode: 320399101201,
  populations: new Set(),
  taken: [],
  onPanel: false,
  packageIds: ['general-1'],
  ...changes,
})
const father = person('father', { isHouseholdHead: true })
const mother = person('mother')
const grandmother = person('grandmother', { birthDate: day('1950-05-05') })
const child = person('child', { birthDate: day('2018-11-22') })

const team: SigningTeam = {
  teamId: 't1',
  closed: false,
  villages: [320399101201],
  ineligibility: null,
  gaps: [],
  load: { persons: 10, keyPersons: 4, households: 3, villages: 1 },
  caps: { persons: 2000, households: 200, villages: null },
}

const request: SigningRequest = {
  unit: 'household',
  householdId: 'h1',
  startsOn: today,
  termMonths: 12,
  overCapReason: null,
}

const facts = (changes: Partial<SigningFacts> = {}): SigningFacts => ({
  request,
  members: [father, mother, grandmother, child],
  signatory: father,
  team,
  offered: [general],
  packagesTaken: new Map(),
  policy: defaultAgreementPolicy,
  capPolicy: defaultCapPolicy,
  keyPopulations: ['elderly', 'child'],
  today,
  ...changes,
})
const codeOf = (changes: Partial<SigningFacts>) => whyCannotSign(facts(changes))?.code ?? null
const asking = (changes: Partial<SigningRequest>) => codeOf({ request: { ...request, ...changes } })
const withMember = (changes: Partial<MemberToSign>) =>
  codeOf({ members: [father, { ...mother, ...changes }] })

describe('签约', () => {
  test('a household of four signs with one signature', () => {
    expect(signingRefusals(facts())).toEqual([])
  })

  test('the whole list of what is wrong is given, not only the first', () => {
    const dead = { ...grandmother, diedOn: day('2026-10-01') }
    const codes = signingRefusals(facts({ members: [father, dead], request: { ...request, termMonths: 6 } }))
    expect(codes.map(({ code }) => code)).toEqual(['term-not-allowed', 'member-dead'])
  })

  test.each([
    [11, 'term-not-allowed'],
    [12, null],
    [18, 'term-not-allowed'],
    [36, null],
    [48, 'term-not-allowed'],
  ])('a term of %i months: %s', (termMonths, code) => {
    expect(asking({ termMonths })).toBe(code)
  })

  test.each([
    ['2025-11-19', 'starts-too-early', '367 days ago'],
    ['2025-11-20', null, '366 days ago'],
    ['2027-02-19', null, 'in 90 days'],
    ['2027-02-20', 'starts-too-late', 'in 91 days'],
  ] as [string, string | null, string][])('a start on %s: %s, %s', (startsOn, code) => {
    expect(asking({ startsOn: day(startsOn) })).toBe(code)
  })

  test('a county that signs households only refuses a person', () => {
    const policy = { ...defaultAgreementPolicy, units: ['household' as const] }
    expect(codeOf({ policy, request: { ...request, unit: 'person' }, members: [father] })).toBe(
      'unit-not-allowed',
    )
  })

  test('a person’s agreement has one member', () => {
    expect(codeOf({ request: { ...request, unit: 'person' }, members: [father, child] })).toBe(
      'one-person-only',
    )
  })

  test('nobody is signed twice in one agreement, and somebody is', () => {
    expect(codeOf({ members: [father, father] })).toBe('member-twice')
    expect(codeOf({ members: [] })).toBe('no-members')
  })

  test.each([
    ['the dead', { diedOn: day('2026-11-01') }, 'member-dead'],
    ['who moved out before the start', { movedOutOn: today }, 'member-moved-out'],
    ['who moves out the day after the start', { movedOutOn: day('2026-11-22') }, null],
    ['who lives in another household', { householdId: 'h2' }, 'member-not-in-household'],
  ] as [string, Partial<MemberToSign>, string | null][])('%s: %s', (_, changes, code) => {
    expect(withMember(changes)).toBe(code)
  })

  test.each([
    ['2025-11-21', '2026-11-20', null, 'an agreement that ended yesterday'],
    ['2025-11-22', '2026-11-21', 'already-signed', 'one that ends today'],
    ['2027-11-20', '2028-11-19', 'already-signed', 'one that starts on the last day asked for'],
    ['2027-11-21', '2028-11-20', null, 'one that starts the day after'],
  ] as [string, string, string | null, string][])('beside %s to %s: %s, %s', (startsOn, endsOn, code) => {
    const taken = [{ agreementId: 'a0', startsOn: day(startsOn), endsOn: day(endsOn) }]
    expect(withMember({ taken })).toBe(code)
  })

  test('one at a time is told with whom and until when', () => {
    const taken = [{ agreementId: 'a0', startsOn: day('2026-01-01'), endsOn: day('2026-12-31') }]
    expect(whyCannotSign(facts({ members: [{ ...father, taken }] }))).toEqual({
      code: 'already-signed',
      residentId: 'father',
      agreementId: 'a0',
      until: '2026-12-31',
    })
  })

  test('a village that the team does not cover matters only where the county says so', () => {
    const refused = { ...defaultAgreementPolicy, outsideVillages: 'refused' as const }
    expect(withMember({ villageCode: 320399101209 })).toBeNull()
    expect(codeOf({ policy: refused, members: [father, { ...mother, villageCode: 320399101209 }] })).toBe(
      'village-not-covered',
    )
  })

  test.each([
    ['closed', { closed: true }, 'team-closed'],
    [
      'led by somebody suspended',
      { ineligibility: { reason: 'suspended' as const, staffId: 'li', since: localDate('2026-03-01') } },
      'team-not-eligible',
    ],
    ['full', { load: { persons: 1997, keyPersons: 0, households: 3, villages: 1 } }, 'team-full'],
    [
      'with room for exactly these four',
      { load: { persons: 1996, keyPersons: 0, households: 3, villages: 1 } },
      null,
    ],
  ] as [string, Partial<SigningTeam>, string | null][])('a team %s: %s', (_, changes, code) => {
    expect(codeOf({ team: { ...team, ...changes } })).toBe(code)
  })

  test('who is on the panel of a full team already takes up no further place', () => {
    const full = { ...team, load: { persons: 2000, keyPersons: 0, households: 200, villages: 1 } }
    const onPanel = [father, mother].map((one) => ({ ...one, onPanel: true }))
    expect(codeOf({ team: full, members: onPanel })).toBeNull()
    expect(codeOf({ team: full, members: [...onPanel, child] })).toBe('team-full')
  })

  test('a team without a nurse signs only where the county lets it', () => {
    const short = { ...team, gaps: [{ gap: 'no-leader' as const }] }
    expect(codeOf({ team: short })).toBeNull()
    expect(codeOf({ team: short, policy: { ...defaultAgreementPolicy, incompleteTeam: 'refused' } })).toBe(
      'team-incomplete',
    )
  })

  test('a full team signs with a reason where the county allows it', () => {
    const full = { ...team, load: { persons: 2000, keyPersons: 0, households: 3, villages: 1 } }
    const withReason = { ...request, overCapReason: '邻村医生病休' }
    const capPolicy = { ...defaultCapPolicy, overCapWithReason: true }
    expect(codeOf({ team: full, request: withReason })).toBe('team-full')
    expect(codeOf({ team: full, request: withReason, capPolicy })).toBeNull()
  })

  test('the last place of a package goes to the first of two members who ask for it', () => {
    const rare = { ...general, id: 'rare-1', code: 'rare', maxPersons: 1 }
    const asks = (one: MemberToSign) => ({ ...one, packageIds: ['rare-1'] })
    expect(signingRefusals(facts({ members: [asks(father), asks(mother)], offered: [rare] }))).toEqual([
      { code: 'package-full', package: '基础服务包', maxPersons: 1, residentId: 'mother' },
    ])
  })
})

describe('谁可以签字', () => {
  const policy = defaultAgreementPolicy
  const household = [father, mother, grandmother, child]
  const refused = (unit: 'household' | 'person', signatory: MemberToSign | null, members: MemberToSign[]) =>
    whyMayNotSign(unit, signatory, members, policy, today)?.code ?? null

  test('any adult of the household signs for all of it', () => {
    for (const adult of [father, mother, grandmother])
      expect(refused('household', adult, household)).toBeNull()
  })

  test('where only the head signs, another adult does not', () => {
    const headOnly = { ...policy, householdSignatory: 'head' as const }
    expect(whyMayNotSign('household', mother, household, headOnly, today)?.code).toBe('signatory-not-head')
    expect(whyMayNotSign('household', father, household, headOnly, today)).toBeNull()
  })

  test.each([
    ['2008-11-21', null, 'the 18th birthday'],
    ['2008-11-22', 'signatory-not-adult', 'the day before'],
  ] as [string, string | null, string][])('born on %s: %s, %s', (birthDate, code) => {
    expect(refused('household', { ...mother, birthDate: day(birthDate) }, household)).toBe(code)
  })

  test('somebody of another household does not sign for this one', () => {
    expect(refused('household', person('uncle', { householdId: 'h2' }), household)).toBe(
      'signatory-not-of-household',
    )
  })

  test('the dead and the unknown do not sign', () => {
    expect(refused('household', { ...mother, diedOn: today }, household)).toBe('signatory-not-alive')
    expect(refused('household', null, household)).toBe('signatory-unknown')
  })

  test('an adult signs alone for oneself; nobody else does', () => {
    expect(refused('person', grandmother, [grandmother])).toBeNull()
    expect(refused('person', father, [grandmother])).toBe('adult-signs-alone')
  })

  test('a child is signed for by an adult of its household, not by itself', () => {
    expect(refused('person', grandmother, [child])).toBeNull()
    expect(refused('person', child, [child])).toBe('signatory-not-adult')
    expect(refused('person', person('uncle', { householdId: 'h2' }), [child])).toBe(
      'signatory-not-of-household',
    )
  })

  test('an adult with a severe mental disorder could not be signed for by the guardian', () => {
    const ill = { ...mother, populations: new Set(['severe-mental-disorder' as const]) }
    expect(refused('person', grandmother, [ill])).toBeNull()
    expect(refused('person', ill, [ill])).toBeNull()
    expect(refused('person', child, [ill])).toBe('signatory-not-adult')
    expect(refused('person', person('uncle', { householdId: 'h2' }), [ill])).toBe(
      'signatory-not-of-household',
    )
  })

  test('a child of 14 signs where the county puts the limit at 14', () => {
    const fourteen = { ...child, birthDate: day('2012-11-21') }
    const limit = { ...policy, guardianBelowYears: 14 }
    expect(whyMayNotSign('person', fourteen, [fourteen], limit, today)).toBeNull()
  })

  test('those who may sign are offered with the head first, then the eldest', () => {
    expect(possibleSignatories(household, policy, today).map(({ residentId }) => residentId)).toEqual([
      'father',
      'grandmother',
      'mother',
    ])
  })
})

describe('签约类型', () => {
  test.each([
    ['2026-11-21', 'nothing', 'first'],
    ['2026-11-20', 'nothing', 'late-signing'],
    ['2026-12-01', 'nothing', 'first'],
    ['2026-11-20', 'renewal', 'renewal'],
    ['2026-11-21', 'transfer', 'transfer'],
  ] as const)('from %s after %s: %s', (startsOn, follows, kind) => {
    expect(signingKindOf(day(startsOn), today, follows)).toBe(kind)
  })
})
