import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, localDate } from '../days/local-date.ts'
import {
  checkCharacter,
  fitsMask,
  type IdNumberProblem,
  maskIdNumber,
  parseIdNumber,
  tidyIdNumber,
  upgradeIdNumber,
} from './id-number.ts'

const today = localDate('2026-11-21')

/** Region 320399 is not assigned: no living person has such a number. */
const anyNumber = fc
  .tuple(
    fc.constantFrom('320399', '110105', '440524', '810000', '820000', '830000'),
    fc.integer({ min: 0, max: 40_000 }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([region, daysAgo, sequence]) => {
    const birth = addDays(today, -daysAgo)
    const digits = `${region}${birth.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
    return { number: digits + checkCharacter(digits), birth, isMale: sequence % 2 === 1, region }
  })

const problemOf = (text: string): IdNumberProblem | null => {
  const parsed = parseIdNumber(text, today)
  return parsed.ok ? null : parsed.problem
}

describe('an identity number', () => {
  test.each([
    ['11010519491231002X', '110105', '1949-12-31', 'female'],
    ['440524188001010014', '440524', '1880-01-01', 'male'],
  ])('%s, a sample of GB 11643, is read', (number, regionCode, birthDate, sex) => {
    expect(parseIdNumber(number, today)).toEqual({
      ok: true,
      reading: { idNumber: number, kind: 'citizen', regionCode, birthDate, sex, regionIsKnown: true },
    })
  })

  test('a lower-case x is X', () => {
    const parsed = parseIdNumber('11010519491231002x', today)
    expect(parsed.ok && parsed.reading.idNumber).toBe('11010519491231002X')
  })

  test.each<[string, string, IdNumberProblem]>([
    ['', 'nothing', { code: 'id-number-missing' }],
    ['3.20399E+17', 'kept as a quantity', { code: 'id-number-lost-digits' }],
    ['3.20399195003022E+17', 'kept as a quantity, all 15 digits', { code: 'id-number-lost-digits' }],
    ['320399195003022000', 'written out from a quantity', { code: 'id-number-lost-digits' }],
    ['32039920241016384', '17 digits', { code: 'id-number-wrong-length', length: 17 }],
    ['3203992024101638411', '19 digits', { code: 'id-number-wrong-length', length: 19 }],
    ['1101051949123100２X', 'a full-width digit', { code: 'id-number-not-digits' }],
    ['11010519491231 02X', 'a space', { code: 'id-number-not-digits' }],
    ['1101051949123X0021', 'X in the middle', { code: 'id-number-not-digits' }],
    ['无', 'a word', { code: 'id-number-not-digits' }],
    ['320399196921059186', 'a 21st month', { code: 'id-number-no-such-day', digits: '19692105' }],
    ['320399193913108193', 'a 13th month', { code: 'id-number-no-such-day', digits: '19391310' }],
    [
      '320399202502290010',
      '29 February of a common year',
      { code: 'id-number-no-such-day', digits: '20250229' },
    ],
    ['110105194912310021', 'the wrong check digit', { code: 'id-number-check-digit' }],
    ['110105194912310121', 'two digits changed places', { code: 'id-number-check-digit' }],
  ])('%s is none: %s', (text, _, problem) => {
    expect(problemOf(text)).toEqual(problem)
  })

  test.each([
    ['2026-11-21', null],
    ['2026-11-22', 'id-number-born-in-future'],
  ])('who is born on %s, read on 2026-11-21', (birth, code) => {
    const digits = `320399${birth.replaceAll('-', '')}001`
    expect(problemOf(digits + checkCharacter(digits))?.code ?? null).toBe(code)
  })

  test('a number that truly ends in 000 is read', () => {
    const digits = Array.from(
      { length: 28 },
      (_, day) => `320399195003${String(day + 1).padStart(2, '0')}100`,
    ).find((candidate) => checkCharacter(candidate) === '0')
    expect(digits).toBeDefined()
    expect(problemOf(`${digits}0`)).toBeNull()
  })

  test('an old number of 15 digits is not mended but says what it became', () => {
    expect(problemOf('110105491231002')).toEqual({
      code: 'id-number-fifteen-digits',
      upgraded: '11010519491231002X',
    })
  })

  test('15 digits without a day have become nothing', () => {
    expect(upgradeIdNumber('110105491331002')).toBeNull()
    expect(problemOf('110105491331002')).toEqual({ code: 'id-number-no-such-day', digits: '491331' })
  })

  test.each([
    ['810000199408230021', 'hong-kong-resident', true],
    ['830000199201300022', 'taiwan-resident', true],
    ['932682198501010017', 'foreign-permanent-resident', true],
    ['990101198501010013', 'foreign-permanent-resident', false],
    ['660101198501010015', 'citizen', false],
  ])('%s belongs to a %s', (stem, kind, regionIsKnown) => {
    const number = stem.slice(0, 17) + checkCharacter(stem.slice(0, 17))
    const parsed = parseIdNumber(number, today)
    expect(parsed.ok && { kind: parsed.reading.kind, regionIsKnown: parsed.reading.regionIsKnown }).toEqual({
      kind,
      regionIsKnown,
    })
  })

  test('what it was made of is read back', () => {
    fc.assert(
      fc.property(anyNumber, ({ number, birth, isMale, region }) => {
        const parsed = parseIdNumber(number, today)
        if (!parsed.ok) return false
        const { reading } = parsed
        return (
          reading.birthDate === birth &&
          reading.sex === (isMale ? 'male' : 'female') &&
          reading.regionCode === region &&
          reading.regionIsKnown
        )
      }),
    )
  })

  test('one digit changed is always found', () => {
    fc.assert(
      fc.property(anyNumber, fc.nat(16), fc.integer({ min: 1, max: 9 }), ({ number }, at, by) => {
        const changed = String((Number(number[at]) + by) % 10)
        return problemOf(number.slice(0, at) + changed + number.slice(at + 1)) !== null
      }),
    )
  })

  test('two neighbours that changed places are always found', () => {
    fc.assert(
      fc.property(anyNumber, fc.nat(15), ({ number }, at) => {
        if (number[at] === number[at + 1]) return true
        const swapped = number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2)
        return problemOf(swapped) !== null
      }),
    )
  })
})

describe('the dress of a spreadsheet', () => {
  test.each([
    ['１１０１０５１９４９１２３１００２Ｘ', ['full-width']],
    [' 110105 19491231 002X　', ['spaces']],
    ["'11010519491231002X", ['apostrophe']],
    ['11010519491231002x', ['lower-case-x']],
    ['＇１１０１０５ １９４９１２３１ ００２ｘ', ['full-width', 'apostrophe', 'spaces', 'lower-case-x']],
    ['11010519491231002X', []],
  ])('of %s is taken off and told', (text, tidied) => {
    expect(tidyIdNumber(text)).toEqual({ text: '11010519491231002X', tidied })
  })
})

describe('a masked number', () => {
  test('shows the region and the last two characters', () => {
    expect(maskIdNumber('11010519491231002X')).toBe('110105**********2X')
  })

  test('cannot be completed with the birth date and sex beside it', () => {
    fc.assert(
      fc.property(anyNumber, ({ number, birth }) => {
        const masked = maskIdNumber(number)
        const stem = masked.slice(0, 6) + birth.replaceAll('-', '')
        const possible = Array.from({ length: 100 }, (_, i) => String(i).padStart(2, '0'))
          .map((sequence) => stem + sequence + masked.slice(-2))
          .filter((candidate) => parseIdNumber(candidate, today).ok)
        return possible.includes(number) && possible.length >= 8
      }),
    )
  })
})

test.each([
  ['320398**********8X', '32039819640408008X', true, 'as the system masks'],
  ['320398XXXXXXXXXX8X', '32039819640408008X', true, 'masked with crosses'],
  ['320398**********81', '32039819640408008X', false, 'another end'],
  ['320397**********8X', '32039819640408008X', false, 'another beginning'],
  ['32039819640408008X', '32039819640408008X', false, 'a whole number is no mask'],
  ['**********', '32039819640408008X', false, 'nothing but stars says nothing'],
])('%s may be %s: %s (%s)', (masked, idNumber, fits) => {
  expect(fitsMask(masked, idNumber)).toBe(fits)
})
