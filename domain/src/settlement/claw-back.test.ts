import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import {
  type ClawBack,
  clawBackWords,
  decisionFault,
  type FalseService,
  keepDecisions,
  type PaidShare,
  proposeClawBacks,
  takenOf,
} from './claw-back.ts'

const share = (change: Partial<PaidShare> = {}): PaidShare => ({
  settlementId: 's1',
  staffId: 'a',
  points: 300,
  shareFen: 7501,
  paidFen: 7501,
  alreadyFen: 0,
  ...change,
})
const wrong = (recordId: string, change: Partial<FalseService> = {}): FalseService => ({
  settlementId: 's1',
  recordId,
  staffId: 'a',
  form: 'hypertension-follow-up',
  service: null,
  performedOn: localDate('2026-08-03'),
  points: 100,
  because: 'refused',
  ...change,
})
const nobody = new Map<string, number>()
const proposal: ClawBack = { staffId: 'a', services: [], carriedFen: 500, proposedFen: 500 }

describe('收回建议', () => {
  test('one of three services had earned a third of the share, rounded down', () => {
    const [one] = proposeClawBacks([share()], [wrong('r1')], nobody)
    expect(one).toMatchObject({ staffId: 'a', carriedFen: 0, proposedFen: 2500 })
    expect(one!.services).toMatchObject([{ recordId: 'r1', fen: 2500, because: 'refused' }])
  })

  test('all services together had earned the share to the fen', () => {
    const [one] = proposeClawBacks(
      [share()],
      ['r1', 'r2', 'r3'].map((id) => wrong(id)),
      nobody,
    )
    expect(one!.proposedFen).toBe(7501)
    expect(one!.services.map(({ fen }) => fen)).toEqual([2501, 2500, 2500])
  })

  test('what was deducted at the time was not paid and is not asked back', () => {
    const [one] = proposeClawBacks([share({ paidFen: 2000 })], [wrong('r1')], nobody)
    expect(one!.proposedFen).toBe(2000)
    expect(proposeClawBacks([share({ paidFen: 0 })], [wrong('r1')], nobody)).toEqual([])
  })

  test('what an earlier settlement could not take is asked again, also without a new service', () => {
    expect(proposeClawBacks([], [], new Map([['a', 500]]))).toEqual([proposal])
  })

  const many = fc
    .record({
      shareFen: fc.integer({ min: 0, max: 1_000_000 }),
      deducted: fc.integer({ min: 0, max: 1000 }),
      points: fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 12 }),
      falsely: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
    })
    .map(({ shareFen, deducted, points, falsely }) => ({
      share: share({
        points: points.reduce((sum, one) => sum + one, 0),
        shareFen,
        paidFen: Math.max(0, shareFen - deducted),
      }),
      services: points.map((one, at) => wrong(`r${at}`, { points: one })),
      falsely,
    }))

  test('never more than was paid, whether the services are found at once or one after the other', () => {
    fc.assert(
      fc.property(many, ({ share: paid, services, falsely }) => {
        const sum = (list: ClawBack[]) => list.reduce((total, { proposedFen }) => total + proposedFen, 0)
        const first = services.filter((_, index) => falsely[index])
        const rest = services.filter((_, index) => !falsely[index])
        const before = sum(proposeClawBacks([paid], first, nobody))
        const after = sum(proposeClawBacks([{ ...paid, alreadyFen: before }], rest, nobody))
        const atOnce = sum(proposeClawBacks([paid], services, nobody))
        expect(before + after).toBeLessThanOrEqual(paid.paidFen)
        expect(before + after).toBeLessThanOrEqual(atOnce)
        if (paid.points > 0) expect(atOnce).toBe(paid.paidFen)
      }),
    )
  })

  test('the services of a line make its amount, and their order changes nothing', () => {
    fc.assert(
      fc.property(many, fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), (one, keys) => {
        const shares = [one.share, share({ staffId: 'b' })]
        const services = [...one.services, wrong('r90', { staffId: 'b' })]
        const shuffled = [...services].sort(
          (a, b) => keys[services.indexOf(a) % 12]! - keys[services.indexOf(b) % 12]!,
        )
        const lines = proposeClawBacks(shares, services, new Map([['b', 7]]))
        expect(proposeClawBacks(shares.toReversed(), shuffled, new Map([['b', 7]]))).toEqual(lines)
        for (const { services: own, carriedFen, proposedFen } of lines)
          expect(own.reduce((sum, { fen }) => sum + fen, carriedFen)).toBe(proposedFen)
      }),
    )
  })
})

describe('处理收回建议', () => {
  test.each([
    ['accepted as proposed', { fen: 500, reason: '' }, null],
    ['changed with a reason', { fen: 499, reason: '已退 0.01 元' }, null],
    ['changed without one', { fen: 499, reason: ' ' }, 'no-reason'],
    ['dropped with a reason', { fen: 0, reason: '已由本人退回' }, null],
    ['dropped without one', { fen: 0, reason: '' }, 'no-reason'],
    ['more than was paid', { fen: 501, reason: '加倍' }, 'more-than-proposed'],
  ])('%s', (_name, decision, fault) => {
    expect(decisionFault(proposal, decision)).toBe(fault)
  })

  test('a decision holds until the amount is another one', () => {
    const before = [{ ...proposal, decision: { fen: 0, reason: '已退回' } }]
    expect(keepDecisions([proposal], before)[0]!.decision).toEqual({ fen: 0, reason: '已退回' })
    expect(keepDecisions([{ ...proposal, proposedFen: 501 }], before)[0]!.decision).toBeNull()
  })

  test('other deductions come first; the slip says what was taken and why', () => {
    const decided = { ...proposal, decision: { fen: 500, reason: '' } }
    expect(takenOf(decided, { deductedFen: 700, otherFen: 300 })).toMatchObject({ takenFen: 400 })
    const short = takenOf(decided, { deductedFen: 200, otherFen: 300 })
    expect(short.takenFen).toBe(0)
    expect(clawBackWords(short)).toBe('')
    expect(clawBackWords(takenOf(decided, { deductedFen: 500, otherFen: 0 }))).toBe(
      '上期未扣足 5.00 元，收回 5.00 元',
    )
  })
})
