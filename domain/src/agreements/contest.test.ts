import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, fromDayNumber, localDate } from '../days/local-date.ts'
import {
  type Claim,
  type ContestOrder,
  type ContestReason,
  contestOrders,
  decideContest,
  defaultDoorSigningPolicy,
  whyCannotArrive,
} from './contest.ts'
import { overlap, termFrom } from './term.ts'

const day = localDate

function claim(
  agreementId: string,
  signedOn: string | null,
  teamOfVillage = false,
  startsOn?: string,
): Claim {
  const term = termFrom(day(startsOn ?? signedOn ?? '2026-11-20'), 12, 'whole-years')
  return { agreementId, signedOn: signedOn === null ? null : day(signedOn), teamOfVillage, ...term }
}

describe('重复签约的认定', () => {
  test.each([
    ['2026-11-19', false, '2026-11-20', true, 'signing-day-first', 'a', 'signed-first', 'a day earlier'],
    ['2026-11-20', false, '2026-11-20', true, 'signing-day-first', 'b', 'village-team', 'the same day'],
    [
      '2026-11-20',
      true,
      '2026-11-20',
      true,
      'signing-day-first',
      'a',
      'made-first',
      'both serve the village',
    ],
    ['2026-11-20', false, '2026-11-20', false, 'signing-day-first', 'a', 'made-first', 'neither does'],
    [
      '2026-11-19',
      false,
      '2026-11-20',
      true,
      'village-first',
      'b',
      'village-team',
      'where the village decides',
    ],
    ['2026-11-21', true, '2026-11-20', true, 'village-first', 'b', 'signed-first', 'both serve it: the day'],
    [null, true, '2026-11-20', false, 'signing-day-first', 'b', 'signed-first', 'nobody signed the draft'],
  ] as [string | null, boolean, string, boolean, ContestOrder, string, ContestReason, string][])(
    'a on %s (of the village: %s), b on %s (%s), %s: %s stands, %s, %s',
    (aOn, aVillage, bOn, bVillage, order, stands, because) => {
      const verdicts = decideContest([claim('a', aOn, aVillage), claim('b', bOn, bVillage)], order)
      const loses = stands === 'a' ? 'b' : 'a'
      expect(verdicts.get(stands)).toEqual({ stands: true })
      expect(verdicts.get(loses)).toEqual({ stands: false, to: stands, because })
    },
  )

  test('terms that share no day do not contend', () => {
    const verdicts = decideContest([claim('a', '2025-11-20'), claim('b', '2026-11-20')], 'signing-day-first')
    expect([...verdicts.values()]).toEqual([{ stands: true }, { stands: true }])
  })

  test('what lost to a better one keeps nobody else out', () => {
    const verdicts = decideContest(
      [
        claim('first', '2026-01-01', false, '2026-01-01'),
        claim('middle', '2026-02-01', false, '2026-12-31'),
        claim('last', '2026-03-01', false, '2027-06-01'),
      ],
      'signing-day-first',
    )
    expect(verdicts.get('middle')).toMatchObject({ stands: false, to: 'first' })
    expect(verdicts.get('last')).toEqual({ stands: true })
  })

  const claims = fc.uniqueArray(
    fc
      .record({
        agreementId: fc.uuid({ version: 7 }),
        signed: fc.option(fc.nat(6)),
        start: fc.nat(40),
        length: fc.integer({ min: 1, max: 30 }),
        teamOfVillage: fc.boolean(),
      })
      .map(({ agreementId, signed, start, length, teamOfVillage }): Claim => {
        const startsOn = fromDayNumber(20_000 + start)
        const signedOn = signed === null ? null : fromDayNumber(20_000 + signed)
        return { agreementId, signedOn, teamOfVillage, startsOn, endsOn: addDays(startsOn, length) }
      }),
    { maxLength: 8, selector: ({ agreementId }) => agreementId },
  )
  const order = fc.constantFrom(...(Object.keys(contestOrders) as (keyof typeof contestOrders)[]))

  test('in which order they arrive does not change the outcome', () => {
    const arrivals = claims.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    )
    fc.assert(
      fc.property(arrivals, order, ([one, other], by) => {
        const outcome = (list: readonly Claim[]) => [...decideContest(list, by)].sort()
        expect(outcome(other)).toEqual(outcome(one))
      }),
    )
  })

  test('nobody is signed twice, and nobody loses but to one that stands', () => {
    fc.assert(
      fc.property(claims, order, (list, by) => {
        const verdicts = decideContest(list, by)
        const of = (id: string) => list.find(({ agreementId }) => agreementId === id)!
        const standing = list.filter(({ agreementId }) => verdicts.get(agreementId)!.stands)
        for (const [index, a] of standing.entries())
          for (const b of standing.slice(index + 1)) expect(overlap(a, b)).toBe(false)
        for (const [id, verdict] of verdicts)
          if (!verdict.stands) {
            expect(verdicts.get(verdict.to)).toEqual({ stands: true })
            expect(overlap(of(id), of(verdict.to))).toBe(true)
          }
      }),
    )
  })
})

describe('无网络时签的协议送达', () => {
  test.each([
    ['2026-11-22', 'signed-in-future', 'the day after'],
    ['2026-11-21', null, 'today'],
    ['2026-10-22', null, '30 days ago'],
    ['2026-10-21', 'arrived-too-late', '31 days ago'],
  ] as [string, string | null, string][])('signed on %s: %s, %s', (signedOn, code) => {
    const refusal = whyCannotArrive(day(signedOn), defaultDoorSigningPolicy, day('2026-11-21'))
    expect(refusal?.code ?? null).toBe(code)
  })
})
