import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { parseIdNumber } from './id-number.ts'
import { birthDateProblem, type Identity, identityWarnings, likenessOf, whyCannotMerge } from './identity.ts'

const today = localDate('2026-11-21')

const readingOf = (number: string) => {
  const parsed = parseIdNumber(number, today)
  if (!parsed.ok) throw new Error(parsed.problem.code)
  return parsed.reading
}

/** The standard's own sample: a woman of 1949-12-31. */
const woman = readingOf('11010519491231002X')

test.each([
  ['2026-11-22', 'in-future'],
  ['2026-11-21', null],
  ['1896-11-21', null],
  ['1895-11-21', 'long-ago'],
])('somebody born on %s: %s', (birthDate, problem) => {
  expect(birthDateProblem(localDate(birthDate), today)).toBe(problem)
})

describe('what contradicts an identity number is said', () => {
  test.each([
    ['everything agrees', { birthDate: '1949-12-31', sex: 'female' }, []],
    ['the birth date', { birthDate: '1949-12-30', sex: 'female' }, ['birth-contradicts-id']],
    ['the sex', { birthDate: '1949-12-31', sex: 'male' }, ['sex-contradicts-id']],
    ['a sex that nobody stated', { birthDate: '1949-12-31', sex: 'unknown' }, []],
    ['both', { birthDate: '1950-01-01', sex: 'male' }, ['birth-contradicts-id', 'sex-contradicts-id']],
    [
      'an age a year off, as at the turn of the year',
      { birthDate: '1949-12-31', sex: 'female', ageYears: 77 },
      [],
    ],
    [
      'an age two years off',
      { birthDate: '1949-12-31', sex: 'female', ageYears: 78 },
      ['age-contradicts-birth'],
    ],
  ] as const)('%s', (_, { birthDate, ...stated }, codes) => {
    const warnings = identityWarnings({ birthDate: localDate(birthDate), ...stated }, woman, today)
    expect(warnings.map(({ code }) => code)).toEqual(codes)
  })

  test.each([
    ['2025-11-21', ['id-number-missing'], 'one year old today'],
    ['2025-11-22', [], 'one year old tomorrow'],
  ])('no number for who is born on %s: %s', (birth, codes) => {
    const warnings = identityWarnings({ birthDate: localDate(birth), sex: 'male' }, null, today)
    expect(warnings.map(({ code }) => code)).toEqual(codes)
  })
})

const li: Identity = {
  name: '李秀英',
  birthDate: localDate('1950-03-02'),
  sex: 'female',
  idNumberHash: null,
  phoneHash: 'p1',
  householdId: 'h1',
}

describe('two records', () => {
  test.each<[string, Partial<Identity>, Partial<Identity>, string | null]>([
    ['with one number', { idNumberHash: 'n1' }, { idNumberHash: 'n1', name: '李秀莹' }, 'certain'],
    ['with two numbers', { idNumberHash: 'n1' }, { idNumberHash: 'n2' }, null],
    ['of one name and birth date', { idNumberHash: 'n1' }, { phoneHash: null, householdId: null }, 'likely'],
    ['of one name and birth date but two sexes', {}, { sex: 'male' }, null],
    ['of one name and birth date, one sex unknown', {}, { sex: 'unknown' }, 'likely'],
    [
      'of one name and telephone, born in one year',
      {},
      { birthDate: localDate('1950-08-02'), householdId: null },
      'possible',
    ],
    [
      'of one name and household, born on one day of two years',
      {},
      { birthDate: localDate('1960-03-02'), phoneHash: null },
      'possible',
    ],
    ['of one name and telephone, born otherwise', {}, { birthDate: localDate('1975-08-09') }, null],
    [
      'of one name only',
      {},
      { birthDate: localDate('1950-08-02'), phoneHash: null, householdId: null },
      null,
    ],
    ['of two names', {}, { name: '李秀莹' }, null],
  ])('%s are one person: %s', (_, a, b, degree) => {
    expect(likenessOf({ ...li, ...a }, { ...li, ...b })?.degree ?? null).toBe(degree)
  })

  const kept = { ...li, residentId: 'r1', isMerged: false, isSigned: false }
  test.each([
    ['are merged', {}, null],
    ['of which one has a number are merged', { idNumberHash: 'n1' }, null],
    ['that are one are not', { residentId: 'r1' }, 'merge-with-itself'],
    ['of which one is merged already are not', { isMerged: true }, 'already-merged'],
  ])('%s', (_, other, code) => {
    expect(whyCannotMerge(kept, { ...kept, residentId: 'r2', ...other })?.code ?? null).toBe(code)
  })

  test('with two numbers, or signed both, are not merged', () => {
    const dropped = { ...kept, residentId: 'r2' }
    expect(whyCannotMerge({ ...kept, idNumberHash: 'a' }, { ...dropped, idNumberHash: 'b' })?.code).toBe(
      'merge-different-id-numbers',
    )
    expect(whyCannotMerge({ ...kept, isSigned: true }, { ...dropped, isSigned: true })?.code).toBe(
      'merge-both-signed',
    )
  })
})
