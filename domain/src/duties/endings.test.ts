import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { agreement, hypertensive, owed, person, standing, theDuty, visit } from './duty-facts.fixture.ts'

const followUps = 'hypertension-follow-up'
const quarterly = [{ service: 'medication-guidance', times: 1, every: 'quarter' as const }]

describe('death', () => {
  const died = (day: string, services: ReturnType<typeof visit>[] = []) =>
    hypertensive(services, { diedOn: localDate(day) })

  test('cancels the rest from that day; what was done stays done, what was missed stays missed', () => {
    expect(standing(died('2026-08-10', [visit('2026-05-01')]), '2026-08-10', followUps)).toEqual([
      '2026Q1 missed',
      '2026Q2 done',
      '2026Q3 cancelled',
      '2026Q4 cancelled',
    ])
  })

  test.each([
    ['2026-08-09', 'due'],
    ['2026-08-10', 'cancelled'],
  ])('a quarter is on %s %s', (today, state) => {
    const duty = theDuty(died('2026-08-10'), today, 'hypertension-follow-up:2026Q3')
    expect(duty.state).toBe(state)
    expect(duty.cancelledBecause).toBe('died')
  })

  test.each([
    ['2026-04-15', 'cancelled', 'the last day on which it could be made up for'],
    ['2026-04-16', 'missed', 'the day after'],
  ])('on %s leaves the first quarter %s: %s', (day, state) => {
    expect(theDuty(died(day), '2026-12-31', 'hypertension-follow-up:2026Q1').state).toBe(state)
  })

  test('of last year owes nothing this year, of New Year nothing of the new year', () => {
    expect(owed(died('2025-12-31'), '2026-05-01')).toEqual([])
    expect(owed(died('2026-01-01'), '2026-05-01')).toEqual([])
  })

  test('cancels a return visit', () => {
    const record = visit('2026-08-01', { controlled: false, nextDueOn: localDate('2026-08-15') })
    const key = `hypertension-follow-up:R${record.recordId}`
    expect(theDuty(died('2026-08-10', [record]), '2026-08-11', key).state).toBe('cancelled')
  })
})

describe('moving out', () => {
  const moved = hypertensive([], { movedOutOn: localDate('2026-08-10') })

  test('cancels what is left, specification and all', () => {
    expect(standing(moved, '2026-08-10', followUps)).toEqual([
      '2026Q1 missed',
      '2026Q2 missed',
      '2026Q3 cancelled',
      '2026Q4 cancelled',
    ])
    expect(theDuty(moved, '2026-08-10', 'chronic-examination:2026').cancelledBecause).toBe('moved-out')
  })

  test('and dying later elsewhere changes nothing', () => {
    const both = { ...moved, diedOn: localDate('2026-09-01') }
    expect(owed(both, '2026-12-31')).toEqual(owed(moved, '2026-12-31'))
  })
})

describe('an agreement that ends', () => {
  const ended = (terminatedOn: string) =>
    hypertensive([], {
      agreements: [
        agreement(
          '2026-01-01',
          '2026-12-31',
          [...quarterly, { service: followUps, times: 1, every: 'quarter' }],
          {
            terminatedOn: localDate(terminatedOn),
          },
        ),
      ],
    })

  test('by termination (解约): its own duties are cancelled, those of the specification stay', () => {
    const facts = ended('2026-08-10')
    expect(standing(facts, '2026-08-10', 'medication-guidance')).toEqual([
      '2026Q1 missed',
      '2026Q2 missed',
      '2026Q3 cancelled',
      '2026Q4 cancelled',
    ])
    expect(standing(facts, '2026-08-10', followUps)).toEqual([
      '2026Q1 missed',
      '2026Q2 missed',
      '2026Q3 due',
      '2026Q4 upcoming',
    ])
    expect(theDuty(facts, '2026-08-10', 'medication-guidance:2026Q3').cancelledBecause).toBe(
      'agreement-ended',
    )
  })

  test('what goes on is owed for the reason that goes on', () => {
    const facts = ended('2026-08-10')
    expect(theDuty(facts, '2026-08-10', `${followUps}:2026Q4`).because.map(({ kind }) => kind)).toEqual([
      'specification',
    ])
  })

  test('the day before, nothing is cancelled', () => {
    expect(standing(ended('2026-08-10'), '2026-08-09', 'medication-guidance')).toContain('2026Q3 due')
  })

  test('on its first day was none', () => {
    expect(standing(ended('2026-01-01'), '2026-08-09', 'medication-guidance')).toEqual([])
  })

  test('a service after the end proves nothing', () => {
    const facts = person({
      agreements: [
        agreement('2026-01-01', '2026-12-31', quarterly, { terminatedOn: localDate('2026-08-10') }),
      ],
      services: [{ ...visit('2026-08-10'), form: 'general-service', service: 'medication-guidance' }],
    })
    expect(standing(facts, '2026-08-11', 'medication-guidance')).toContain('2026Q3 cancelled')
  })

  test('by running out: the last quarter ends with it, if fifteen days of it are covered', () => {
    const until = (day: string) =>
      owed(person({ agreements: [agreement('2025-10-20', day, quarterly)] }), '2026-06-01')
        .filter(({ service }) => service === 'medication-guidance')
        .map(({ key, dueBy }) => `${key.slice(-2)} ${dueBy}`)
    expect(until('2026-04-14')).toEqual(['Q1 2026-03-31'])
    expect(until('2026-04-15')).toEqual(['Q1 2026-03-31', 'Q2 2026-04-15'])
  })

  test('by a transfer the same day (改签): the new agreement owes the quarter, and nothing is cancelled', () => {
    const facts = person({
      agreements: [
        agreement('2026-01-01', '2026-12-31', quarterly, { terminatedOn: localDate('2026-08-10') }),
        agreement('2026-08-10', '2027-08-09', quarterly),
      ],
    })
    expect(standing(facts, '2026-08-10', 'medication-guidance')).toEqual([
      '2026Q1 missed',
      '2026Q2 missed',
      '2026Q3 due',
      '2026Q4 upcoming',
    ])
  })

  test('a yearly item of the old agreement is not owed beside that of the new one', () => {
    const yearly = [{ service: 'electrocardiogram', times: 1, every: 'year' as const }]
    const facts = person({
      agreements: [
        agreement('2026-01-01', '2026-12-31', yearly, { terminatedOn: localDate('2026-08-10') }),
        agreement('2026-08-10', '2027-08-09', yearly),
      ],
    })
    expect(standing(facts, '2026-08-10', 'electrocardiogram')).toEqual(['A2026-08-10 due'])
  })

  test('renewed without a gap, the quarter is one', () => {
    const facts = person({
      agreements: [
        agreement('2025-11-21', '2026-11-20', quarterly),
        agreement('2026-11-21', '2027-11-20', quarterly),
      ],
    })
    const last = theDuty(facts, '2026-11-21', 'medication-guidance:2026Q4')
    expect(last).toMatchObject({ dueFrom: '2026-10-01', dueBy: '2026-12-31', state: 'due' })
    expect(last.because).toHaveLength(2)
  })
})

describe('away for work', () => {
  const away = (awaySince: string, awayUntil: string | null) =>
    hypertensive([], {
      awaySince: localDate(awaySince),
      awayUntil: awayUntil === null ? null : localDate(awayUntil),
    })
  const Q2 = 'hypertension-follow-up:2026Q2'

  test.each([
    ['2026-04-30', 'due', 'the day before'],
    ['2026-05-01', 'upcoming', 'the first day away'],
    ['2026-06-10', 'upcoming', 'the last day away'],
    ['2026-06-11', 'due', 'the day back'],
  ])('from 1 May to 10 June a visit is on %s %s: %s', (today, state) => {
    expect(theDuty(away('2026-05-01', '2026-06-10'), today, Q2).state).toBe(state)
  })

  test.each([
    ['2026-06-30', 'upcoming'],
    ['2026-07-01', 'cancelled'],
  ])('without an end: on %s %s', (today, state) => {
    const duty = theDuty(away('2026-05-01', null), today, Q2)
    expect(duty.state).toBe(state)
    expect(duty.cancelledBecause).toBe('away')
  })

  test('back in the late days: it can still be made up for', () => {
    const facts = away('2026-05-01', '2026-07-05')
    expect(theDuty(facts, '2026-07-03', Q2).state).toBe('upcoming')
    expect(theDuty(facts, '2026-07-06', Q2).state).toBe('overdue')
  })

  test('back on the day after the last late day: nobody could have done it', () => {
    expect(theDuty(away('2026-05-01', '2026-07-15'), '2026-07-16', Q2).state).toBe('cancelled')
  })

  test('what was overdue before stays so', () => {
    expect(theDuty(away('2026-04-05', null), '2026-04-10', 'hypertension-follow-up:2026Q1').state).toBe(
      'overdue',
    )
  })

  test('what can be done from afar is not put off', () => {
    const facts = {
      ...away('2026-05-01', null),
      agreements: [agreement('2026-01-01', '2026-12-31', quarterly)],
    }
    expect(theDuty(facts, '2026-06-01', 'medication-guidance:2026Q2').state).toBe('due')
  })

  test('who is away is said to be, and since when', () => {
    expect(theDuty(away('2026-05-01', '2026-06-10'), '2026-05-20', Q2)).toMatchObject({
      pausedFrom: '2026-05-01',
      pausedUntil: '2026-06-10',
    })
  })

  test('a visit on a day at home still counts', () => {
    const facts = { ...away('2026-05-01', null), services: [visit('2026-06-10', { mode: 'home' })] }
    expect(theDuty(facts, '2026-07-10', Q2).state).toBe('done')
  })

  test('dead and away is dead', () => {
    const facts = { ...away('2026-05-01', null), diedOn: localDate('2026-06-01') }
    expect(theDuty(facts, '2026-06-02', Q2).cancelledBecause).toBe('died')
  })
})

describe('an agreement that ends within the year', () => {
  const visits = [{ service: 'home-visit', times: 1, every: 'month' as const }]
  const old = (endsOn: string, services: ReturnType<typeof visit>[] = [], movedOutOn: string | null = null) =>
    person({
      birthDate: localDate('1930-01-01'),
      agreements: [agreement('2025-07-01', endsOn, visits)],
      services,
      movedOutOn: movedOutOn === null ? null : localDate(movedOutOn),
    })
  const atHome = (day: string) =>
    visit(day, { form: 'general-service', service: 'home-visit', mode: 'home', controlled: null })

  test('did not take the yearly visit of the specification with it: it is owed to the end of the year', () => {
    expect(standing(old('2026-06-30'), '2026-03-15', 'home-visit')).toEqual([
      '2026M1 missed',
      '2026M2 overdue',
      '2026M3 due',
      '2026M4 upcoming',
      '2026M5 upcoming',
      '2026M6 upcoming',
      '2026 upcoming',
    ])
    expect(standing(old('2026-06-30'), '2026-08-01', 'home-visit').at(-1)).toBe('2026 due')
  })

  test('is answered by one visit of the agreement, which is the year’s too', () => {
    const lines = standing(old('2026-06-30', [atHome('2026-03-20')]), '2026-08-01', 'home-visit')
    expect(lines.filter((line) => line.endsWith('done'))).toEqual(['2026M3 done'])
    expect(lines.some((line) => line.startsWith('2026 '))).toBe(false)
  })

  test('to the end of the year owes the year’s visit with its last month', () => {
    const lines = standing(old('2026-12-31'), '2026-11-01', 'home-visit')
    expect(lines.at(-1)).toBe('2026M12 upcoming')
    expect(lines.some((line) => line.startsWith('2026 '))).toBe(false)
  })

  test('the day before its member moves away: the year’s visit stands as cancelled', () => {
    const facts = old('2026-01-10', [], '2026-01-11')
    expect(theDuty(facts, '2026-01-01', 'home-visit:2026').cancelledBecause).toBe('moved-out')
  })
})
