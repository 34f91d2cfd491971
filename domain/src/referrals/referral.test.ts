import { array, assert, constantFrom, integer, property, record as shape } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type LocalDate } from '../days/local-date.ts'
import { findForm } from '../forms/forms.ts'
import { type ReferralEvent, type ReferralStep, referralSteps, referralsOf, stepProblem } from './referral.ts'

const WITHIN = { askWithinDays: 14 }
const day = (text: string) => text as LocalDate
let made = 0
const at = <Kind extends ReferralEvent['kind']>(kind: Kind, on: string) => ({
  id: `${++made}`,
  kind,
  on: day(on),
})
const followUp = (on: string, referred: boolean, form = 'hypertension-follow-up'): ReferralEvent => ({
  ...at('record', on),
  form,
  referred,
})
const slip = (on: string): ReferralEvent => at('slip', on)
const step = (kind: Exclude<ReferralStep, 'booked'>, on: string): ReferralEvent => at(kind, on)
const booked = (on: string, bookedFor: string | null): ReferralEvent => ({
  ...at('booked', on),
  bookedFor: bookedFor === null ? null : day(bookedFor),
})
const stand = (...events: ReferralEvent[]) =>
  referralsOf(events, WITHIN).map(({ since, state, outcome, dueBy }) => ({ since, state, outcome, dueBy }))

describe('a referral', () => {
  test('begins with the visit that advises it and is asked after within two weeks', () => {
    expect(stand(followUp('2026-03-01', false), followUp('2026-03-15', true))).toEqual([
      { since: '2026-03-15', state: 'advised', outcome: null, dueBy: '2026-03-29' },
    ])
  })

  test('has one slip, on the same day or later, and asks after it from then on', () => {
    expect(stand(slip('2026-03-15'), followUp('2026-03-15', true))).toEqual([
      { since: '2026-03-15', state: 'sent', outcome: null, dueBy: '2026-03-29' },
    ])
    expect(stand(followUp('2026-03-15', true), slip('2026-03-20'))).toMatchObject([
      { since: '2026-03-15', state: 'sent', dueBy: '2026-04-03' },
    ])
  })

  test('begins with a slip alone', () => {
    expect(stand(slip('2026-03-15'))).toMatchObject([{ state: 'sent', dueBy: '2026-03-29' }])
  })

  test('goes on when the next visit on the sheet sends the patient again', () => {
    expect(stand(followUp('2026-03-15', true), followUp('2026-03-28', true))).toEqual([
      { since: '2026-03-15', state: 'advised', outcome: null, dueBy: '2026-04-11' },
    ])
  })

  test('ends by the visit that asks after it, not by another sheet and not by one of the same day', () => {
    const advised = followUp('2026-03-15', true)
    expect(stand(advised, followUp('2026-03-27', false))).toMatchObject([
      { state: 'ended', outcome: 'followed', dueBy: null },
    ])
    expect(stand(advised, followUp('2026-03-27', false, 'type2-diabetes-follow-up'))).toMatchObject([
      { state: 'advised' },
    ])
    expect(stand(advised, followUp('2026-03-15', false))).toMatchObject([{ state: 'advised' }])
  })

  test.each([
    ['first-antenatal-check', 'antenatal-follow-up'],
    ['first-antenatal-check', 'pregnancy-outcome'],
    ['newborn-home-visit', 'child-check-1-8-months'],
    ['child-check-1-8-months', 'child-check-12-30-months'],
    ['tuberculosis-first-visit', 'tuberculosis-follow-up'],
    ['tuberculosis-follow-up', 'tuberculosis-closing'],
  ])('on %s does not stay open where the service goes on on %s', (referredOn, form) => {
    expect(findForm(form), form).toBeDefined()
    const advised = followUp('2026-03-15', true, referredOn)
    expect(stand(advised, followUp('2026-03-27', false, form))).toMatchObject([
      { state: 'ended', outcome: 'followed' },
    ])
  })

  test('of an examination ends without another one: by the follow-up that looks at what it found', () => {
    const advised = followUp('2026-03-15', true, 'health-assessment')
    expect(stand(advised, followUp('2026-03-27', false))).toMatchObject([
      { state: 'ended', outcome: 'followed' },
    ])
    expect(stand(advised, followUp('2026-03-27', false, 'copd-follow-up'))).toMatchObject([
      { state: 'advised' },
    ])
  })

  test('ends by the slip that the hospital sends back; advised anew it is another one', () => {
    expect(
      stand(
        followUp('2026-03-15', true),
        slip('2026-03-15'),
        at('back', '2026-03-22'),
        followUp('2026-06-20', true),
      ),
    ).toMatchObject([
      { since: '2026-03-15', state: 'ended', outcome: 'back' },
      { since: '2026-06-20', state: 'advised' },
    ])
    expect(stand(at('back', '2026-03-22'))).toEqual([])
  })

  test('waits for the day of an appointment that is later than two weeks', () => {
    expect(stand(slip('2026-03-15'), booked('2026-03-16', '2026-04-10'))).toMatchObject([
      { state: 'booked', dueBy: '2026-04-10' },
    ])
    expect(stand(slip('2026-03-15'), booked('2026-03-16', null))).toMatchObject([{ dueBy: '2026-03-30' }])
  })

  test('of somebody in hospital is not asked after; two days after the return the contact card is in', () => {
    const admitted = [slip('2026-03-15'), step('admitted', '2026-03-16')]
    expect(stand(...admitted)).toMatchObject([{ state: 'admitted', dueBy: null }])
    expect(stand(...admitted, step('home', '2026-03-30'))).toMatchObject([
      { state: 'home', dueBy: '2026-04-01' },
    ])
    expect(stand(...admitted, slip('2026-03-31'))).toMatchObject([{ state: 'admitted', dueBy: null }])
    expect(stand(...admitted, step('home', '2026-03-30'), step('card', '2026-03-31'))).toMatchObject([
      { state: 'ended', outcome: 'card', dueBy: null },
    ])
  })

  test('that ended is open again for who was seen and is admitted later', () => {
    expect(stand(slip('2026-03-15'), step('seen', '2026-03-17'))).toMatchObject([{ outcome: 'seen' }])
    expect(
      stand(slip('2026-03-15'), step('seen', '2026-03-17'), step('admitted', '2026-03-20')),
    ).toMatchObject([{ state: 'admitted', outcome: null }])
  })

  test('of who died or moved away is over', () => {
    expect(stand(slip('2026-03-15'), at('gone', '2026-03-20'))).toMatchObject([
      { state: 'ended', outcome: 'gone', dueBy: null },
    ])
  })
})

test('whatever the order in which they are told, every event is in one referral at most, and an open one is the last', () => {
  const events = array(
    shape({
      kind: constantFrom('advice', 'visit', 'slip', 'back', 'booked', ...Object.keys(referralSteps)),
      after: integer({ min: 0, max: 60 }),
    }),
    { maxLength: 12 },
  )
  assert(
    property(events, integer(), (drawn, seed) => {
      const told = drawn.map(({ kind, after }): ReferralEvent => {
        const on = addDays(day('2026-03-01'), after)
        if (kind === 'advice' || kind === 'visit') return followUp(on, kind === 'advice')
        if (kind === 'booked') return booked(on, null)
        return at(kind as 'slip', on)
      })
      const referrals = referralsOf(told, WITHIN)
      const ids = referrals.flatMap(({ events: own }) => own.map(({ id }) => id))
      expect(new Set(ids).size).toBe(ids.length)
      expect(referrals.slice(0, -1).every(({ state }) => state === 'ended')).toBe(true)
      for (const { state, outcome, dueBy } of referrals) {
        expect(outcome === null).toBe(state !== 'ended')
        expect(dueBy === null).toBe(state === 'ended' || state === 'admitted')
      }
      const days = new Set(told.map(({ on }) => on))
      if (days.size < told.length) return
      const turned = told.toSorted((a, b) => Number(a.id) * seed - Number(b.id) * seed)
      expect(referralsOf(turned, WITHIN)).toEqual(referrals)
    }),
  )
})

describe('a step', () => {
  const [sent] = referralsOf([slip('2026-03-15')], WITHIN)
  const [home] = referralsOf([slip('2026-03-15'), step('home', '2026-03-20')], WITHIN)
  const today = day('2026-03-25')
  test.each([
    ['seen', '2026-03-16', sent, null],
    ['seen', '2026-03-15', sent, null],
    ['seen', '2026-03-14', sent, '日期不能早于转诊之日 2026-03-15。'],
    ['seen', '2026-03-26', sent, '日期不能晚于今天。'],
    ['seen', '2026-03-16', undefined, '这位居民近期没有转诊，请先开转诊单。'],
    ['card', '2026-03-21', sent, '请先登记出院回家的日期，再登记健康联系卡。'],
    ['card', '2026-03-19', home, '请先登记出院回家的日期，再登记健康联系卡。'],
    ['card', '2026-03-20', home, null],
  ] as const)('%s on %s', (kind, on, last, problem) => {
    expect(stepProblem(kind, day(on), last, today)).toBe(problem)
  })
})
