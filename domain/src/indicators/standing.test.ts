import { describe, expect, test } from 'vitest'
import { addDays, localDate } from '../days/local-date.ts'
import { belongsTo } from '../duties/duty-facts.fixture.ts'
import type { Population } from '../populations/population.ts'
import type { AgreementFacts, ResidentFacts } from '../residents/resident-facts.ts'
import { noStanding, populationsIn, type Trait } from './flags.ts'
import { defaultIndicatorPolicy } from './indicator-policy.ts'
import {
  agreement,
  assessment,
  followUp,
  in2026,
  missed,
  owed,
  specification,
  TODAY,
  thisYears,
  traitsOf,
  undone,
  wang,
} from './standing.fixture.ts'
import { type OwedService, standingOn } from './standing.ts'

describe('who is counted at all', () => {
  test.each([
    ['someone who lives here', {}, true],
    ['someone registered today', { registeredOn: TODAY }, true],
    ['someone registered tomorrow', { registeredOn: addDays(TODAY, 1) }, false],
    ['someone who died today', { diedOn: TODAY }, false],
    ['someone who dies tomorrow', { diedOn: addDays(TODAY, 1) }, true],
    ['someone who moved out today', { movedOutOn: TODAY }, false],
    ['someone whose last day here is today', { movedOutOn: addDays(TODAY, 1) }, true],
    ['someone away for work', { awaySince: in2026('01-01') }, true],
  ] as [string, Partial<ResidentFacts>, boolean][])('%s', (_who, facts, counted) => {
    expect(traitsOf(facts).includes('resident')).toBe(counted)
  })

  test('who has died or moved out stands nowhere, whatever else is known', () => {
    const facts = {
      ...wang,
      diedOn: TODAY,
      agreements: [thisYears],
      populations: [belongsTo('hypertension')],
    }
    expect(standingOn(TODAY, facts, [owed({})], defaultIndicatorPolicy)).toEqual(noStanding)
  })
})

describe('签约: under an agreement in force', () => {
  test.each([
    ['no agreement', [], false],
    ['the day it starts', [agreement('2026-11-21', '2027-11-20')], true],
    ['the day before it starts', [agreement('2026-11-22', '2027-11-21')], false],
    ['its last day', [agreement('2025-11-22', '2026-11-21')], true],
    ['the day after its last', [agreement('2025-11-21', '2026-11-20')], false],
    ['terminated from today', [agreement('2026-01-01', '2026-12-31', { terminatedOn: TODAY })], false],
    [
      'terminated from tomorrow',
      [agreement('2026-01-01', '2026-12-31', { terminatedOn: addDays(TODAY, 1) })],
      true,
    ],
  ] as [string, AgreementFacts[], boolean][])('%s', (_what, agreements, signed) => {
    expect(traitsOf({ agreements }).includes('signed')).toBe(signed)
  })
})

describe('重点人群 and 特殊人群', () => {
  const young = { birthDate: localDate('1990-05-05') }

  test.each([
    ['a healthy adult', young, false, false],
    ['the elderly from their 65th birthday', { birthDate: localDate('1961-11-21') }, true, false],
    ['not the day before it', { birthDate: localDate('1961-11-22') }, false, false],
    ['a child the day before its 7th birthday', { birthDate: localDate('2019-11-22') }, true, false],
    ['not on the birthday', { birthDate: localDate('2019-11-21') }, false, false],
    ['hypertension', { ...young, populations: [belongsTo('hypertension')] }, true, false],
    ['registered poor', { ...young, populations: [belongsTo('registered-poor')] }, true, true],
    [
      'a membership that ends today',
      { ...young, populations: [belongsTo('disabled', '2020-01-01', '2026-11-21')] },
      true,
      false,
    ],
    [
      'one that ended yesterday',
      { ...young, populations: [belongsTo('disabled', '2020-01-01', '2026-11-20')] },
      false,
      false,
    ],
    [
      'one that starts tomorrow',
      { ...young, populations: [belongsTo('disabled', '2026-11-22')] },
      false,
      false,
    ],
    [
      'a population the policy does not call key',
      { ...young, populations: [belongsTo('empty-nest')] },
      false,
      false,
    ],
    ['poor but away', { ...young, populations: [belongsTo('low-income')], awaySince: TODAY }, true, false],
    [
      'poor, away from tomorrow',
      { ...young, populations: [belongsTo('low-income')], awaySince: addDays(TODAY, 1) },
      true,
      true,
    ],
    [
      'poor, last day away is yesterday',
      {
        ...young,
        populations: [belongsTo('low-income')],
        awaySince: in2026('01-01'),
        awayUntil: in2026('11-20'),
      },
      true,
      true,
    ],
    [
      'poor, last day away is today',
      { ...young, populations: [belongsTo('low-income')], awaySince: in2026('01-01'), awayUntil: TODAY },
      true,
      false,
    ],
  ] as [string, Partial<ResidentFacts>, boolean, boolean][])('%s', (_who, facts, key, special) => {
    const found = traitsOf(facts)
    expect([found.includes('key'), found.includes('special')]).toEqual([key, special])
  })

  test('somebody with three tags is in each population and in the total once', () => {
    const standing = standingOn(
      TODAY,
      { ...wang, populations: [belongsTo('hypertension'), belongsTo('registered-poor')] },
      [],
      defaultIndicatorPolicy,
    )
    expect(populationsIn(standing.populationBits)).toEqual(['elderly', 'hypertension', 'registered-poor'])
  })

  test('the year’s policy says which populations are key and from which age', () => {
    expect(traitsOf({}, [], { policy: { keyPopulations: ['hypertension'] } })).not.toContain('key')
    const ages = { elderlyFromYears: 60, childUntilYears: 3 }
    expect(traitsOf({ birthDate: localDate('1966-11-21') }, [], { policy: { ages } })).toContain('key')
    expect(traitsOf({ birthDate: localDate('2023-11-21') }, [], { policy: { ages } })).not.toContain('key')
  })

  test('a county that counts poor people who are away counts them', () => {
    const facts = { populations: [belongsTo('registered-poor')], awaySince: in2026('01-01') }
    expect(traitsOf(facts, [], { policy: { specialAtHomeOnly: false } })).toContain('special')
  })

  test.each([
    ['poor with hypertension', ['registered-poor', 'hypertension'], true],
    ['poor with diabetes', ['registered-poor', 'type2-diabetes'], true],
    ['poor without either', ['registered-poor', 'disabled'], false],
    ['hypertension without being registered poor', ['low-income', 'hypertension'], false],
  ] as [string, Population[], boolean][])(
    'the primary package is meant for %s: %j',
    (_who, populations, meant) => {
      const found = traitsOf({ populations: populations.map((population) => belongsTo(population)) })
      expect(found.includes('poor-with-chronic-disease')).toBe(meant)
    },
  )
})

describe('签约服务: a service this year while under an agreement', () => {
  test.each([
    ['none', [], false],
    ['on the first day of cover', ['2026-03-01'], true],
    ['the day before it', ['2026-02-28'], false],
    ['today', ['2026-11-21'], true],
    ['tomorrow', ['2026-11-22'], false],
  ] as [string, string[], boolean][])('%s', (_what, days, served) => {
    const facts = {
      agreements: [agreement('2026-03-01', '2027-02-28')],
      services: days.map((day) => followUp(day)),
    }
    expect(traitsOf(facts).includes('served')).toBe(served)
  })

  test('a service of last year, under last year’s agreement, does not count this year', () => {
    const agreements = [agreement('2025-01-01', '2025-12-31'), thisYears]
    expect(traitsOf({ agreements, services: [followUp('2025-12-31')] })).not.toContain('served')
  })

  test('a service under the agreement before the present one counts', () => {
    const agreements = [agreement('2025-06-01', '2026-05-31'), agreement('2026-06-01', '2027-05-31')]
    expect(traitsOf({ agreements, services: [followUp('2026-02-01')] })).toContain('served')
  })

  test('who is not signed today is not served by contract', () => {
    const agreements = [agreement('2026-01-01', '2026-06-30')]
    expect(traitsOf({ agreements, services: [followUp('2026-02-01')] })).not.toContain('served')
  })
})

describe('履约: agreed items delivered', () => {
  const signed = { agreements: [thisYears] }
  const dutyTraits = (duties: OwedService[], facts: Partial<ResidentFacts> = signed) =>
    traitsOf(facts, duties).filter(
      (trait) => !['resident', 'signed', 'key', 'special', 'served', 'service-due'].includes(trait),
    )

  test.each([
    ['nothing is owed', [], []],
    [
      'one done on time',
      [owed({})],
      [
        'fulfilled',
        'agreed-item-fallen-due',
        'agreed-items-kept',
        'service-fallen-due',
        'services-on-time',
        'service-owed',
        'nothing-overdue',
      ],
    ],
    [
      'one done on its last day',
      [owed({ doneOn: in2026('09-30') })],
      [
        'fulfilled',
        'agreed-item-fallen-due',
        'agreed-items-kept',
        'service-fallen-due',
        'services-on-time',
        'service-owed',
        'nothing-overdue',
      ],
    ],
    [
      'one done a day late',
      [owed({ doneOn: in2026('10-01') })],
      [
        'fulfilled',
        'agreed-item-fallen-due',
        'agreed-items-kept',
        'service-fallen-due',
        'service-owed',
        'nothing-overdue',
      ],
    ],
    [
      'one done, one overdue',
      [owed({}), owed({ ...undone, dueBy: in2026('11-20') })],
      ['fulfilled', 'agreed-item-fallen-due', 'service-fallen-due', 'service-owed'],
    ],
    [
      'one done, one missed this year',
      [owed({}), owed(missed(2026))],
      ['fulfilled', 'agreed-item-fallen-due', 'service-fallen-due', 'service-owed', 'nothing-overdue'],
    ],
    [
      'one done, one missed last year',
      [owed({}), owed(missed(2025))],
      [
        'fulfilled',
        'agreed-item-fallen-due',
        'agreed-items-kept',
        'service-fallen-due',
        'services-on-time',
        'service-owed',
        'nothing-overdue',
      ],
    ],
    [
      'one due, not yet fallen',
      [owed({ ...undone, dueBy: in2026('12-31') })],
      ['service-owed', 'nothing-overdue'],
    ],
    ['one overdue', [owed(undone)], ['agreed-item-fallen-due', 'service-fallen-due', 'service-owed']],
    [
      'one overdue since last year',
      [owed({ ...undone, dueBy: localDate('2025-12-31') })],
      ['agreed-item-fallen-due', 'service-fallen-due', 'service-owed'],
    ],
    [
      'one of next year',
      [
        owed({
          ...undone,
          dueFrom: localDate('2027-01-01'),
          dueBy: localDate('2027-03-31'),
          closesOn: localDate('2027-04-15'),
        }),
      ],
      [],
    ],
    ['one cancelled', [owed({ ...undone, cancelledOn: TODAY })], []],
    ['one done last year', [owed({ dueBy: localDate('2025-12-31'), doneOn: localDate('2025-12-30') })], []],
    [
      'one of the specification only, done',
      [owed({ because: [specification] })],
      ['service-fallen-due', 'services-on-time', 'service-owed', 'nothing-overdue'],
    ],
  ] as [string, OwedService[], Trait[]][])('%s', (_what, duties, expected) => {
    expect(dutyTraits(duties).sort()).toEqual([...expected].sort())
  })

  test('what was done before anything was signed fulfils no agreement', () => {
    const signedLater = { agreements: [agreement('2026-09-16', '2027-09-15')] }
    expect(dutyTraits([owed({})], signedLater)).not.toContain('fulfilled')
    expect(dutyTraits([owed({ doneOn: in2026('09-16') })], signedLater)).toContain('fulfilled')
  })

  test('what was put off while away is not overdue', () => {
    const away = owed({ ...undone, pausedFrom: in2026('08-01') })
    expect(dutyTraits([away])).toContain('nothing-overdue')
    expect(dutyTraits([{ ...away, pausedUntil: in2026('11-20') }])).not.toContain('nothing-overdue')
  })

  test('who is not signed fulfils no agreement, but is still owed what the specification owes', () => {
    expect(dutyTraits([owed({ because: [specification] }), owed({})], {})).toEqual([
      'service-fallen-due',
      'services-on-time',
      'service-owed',
      'nothing-overdue',
    ])
  })
})

describe('个性化, 首次健康评估', () => {
  const paid = agreement('2026-01-01', '2026-12-31', {
    packages: [{ packageCode: 'primary', name: '初级包', paid: true, items: [] }],
  })

  test('a paid package makes a signed person personalised; the basic one does not', () => {
    expect(traitsOf({ agreements: [paid] })).toContain('personalised')
    expect(traitsOf({ agreements: [thisYears] })).not.toContain('personalised')
    expect(traitsOf({ agreements: [{ ...paid, terminatedOn: TODAY }] })).not.toContain('personalised')
  })

  test.each([
    ['2026-02-28', false, 'the day before the agreement'],
    ['2026-03-01', true, 'the first day of it'],
    ['2026-11-21', true, 'today'],
    ['2026-11-22', false, 'tomorrow'],
  ])('an assessment on %s is the first one: %s (%s)', (day, first) => {
    const facts = { agreements: [agreement('2026-03-01', '2029-02-28')], services: [assessment(day)] }
    expect(traitsOf(facts).includes('first-assessed')).toBe(first)
  })

  test('an assessment of an earlier year under the same agreement still is the first one', () => {
    const facts = {
      agreements: [agreement('2025-03-01', '2028-02-28')],
      services: [assessment('2025-04-01')],
    }
    expect(traitsOf(facts)).toContain('first-assessed')
    expect(traitsOf(facts)).not.toContain('examined')
  })

  test('another form is no assessment', () => {
    expect(traitsOf({ agreements: [thisYears], services: [followUp('2026-02-02')] })).not.toContain(
      'first-assessed',
    )
  })
})

describe('续约: an agreement that ran to its end this year, and what followed', () => {
  const old = agreement('2025-07-01', '2026-06-30')
  const flags = (agreements: AgreementFacts[], on = TODAY) => {
    const found = traitsOf({ agreements }, [], { on })
    return [found.includes('agreement-expired'), found.includes('agreement-renewed')]
  }

  test.each([
    ['nothing followed', [old], true, false],
    ['the next one starts the day after', [old, agreement('2026-07-01', '2027-06-30')], true, true],
    [
      'the next one starts on the last day of grace',
      [old, agreement('2026-07-30', '2027-07-29')],
      true,
      true,
    ],
    ['the next one starts a day beyond grace', [old, agreement('2026-07-31', '2027-07-30')], true, false],
    ['it was terminated before its end', [{ ...old, terminatedOn: localDate('2026-06-30') }], false, false],
    ['it ended last year', [agreement('2025-01-01', '2025-12-30')], false, false],
    [
      'until New Year’s Eve, renewed late in January',
      [agreement('2025-01-01', '2025-12-31'), agreement('2026-01-20', '2026-12-31')],
      true,
      true,
    ],
    ['until New Year’s Eve, and nothing followed', [agreement('2025-01-01', '2025-12-31')], true, false],
    ['it ends on the first day of the year', [agreement('2025-01-02', '2026-01-01')], true, false],
    ['it ended yesterday', [agreement('2025-11-21', '2026-11-20')], true, false],
    ['today is its last day', [agreement('2025-11-22', '2026-11-21')], false, false],
    ['it ends tomorrow', [agreement('2025-11-23', '2026-11-22')], false, false],
    [
      'the next one was cancelled before its first day',
      [old, agreement('2026-07-01', '2027-06-30', { terminatedOn: localDate('2026-07-01') })],
      true,
      false,
    ],
    [
      'the last of two that ended decides',
      [agreement('2025-02-01', '2026-01-31'), agreement('2026-02-01', '2026-10-31')],
      true,
      false,
    ],
  ] as [string, AgreementFacts[], boolean, boolean][])('%s', (_what, agreements, expired, renewed) => {
    expect(flags(agreements)).toEqual([expired, renewed])
  })

  test('a renewal signed ahead counts from the first day of the new term', () => {
    const renewed = [old, agreement('2026-07-01', '2027-06-30')]
    expect(flags(renewed, in2026('06-30'))).toEqual([false, false])
    expect(flags(renewed, in2026('07-01'))).toEqual([true, true])
  })

  test('in a county whose terms all end on 31 December the rate stood for one day of the year', () => {
    const terms = [agreement('2025-03-10', '2025-12-31'), agreement('2026-01-01', '2026-12-31')]
    for (const on of ['01-01', '06-30', '12-31']) expect(flags(terms, in2026(on))).toEqual([true, true])
  })
})
