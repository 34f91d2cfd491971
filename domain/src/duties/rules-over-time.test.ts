import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import type { Form } from '../forms/form.ts'
import { type PolicyVersion, policyOn } from '../policy/policy.ts'
import { hypertensive, owed, person, standing, visit } from './duty-facts.fixture.ts'
import type { DutyFrequency, DutyPolicy, DutyRule } from './duty-rule.ts'
import { nationalDutyPolicy } from './national-policy.ts'

/** Written from the sentence of a notice: 自某日起, with what each month of the year then owes. */

const FOLLOW_UP = 'hypertension-follow-up'
const isFollowUp = ({ service }: DutyRule) => service === FOLLOW_UP
const codeOfFollowUp = nationalDutyPolicy.rules.find(isFollowUp)!.code

const version = (validFrom: string, rules: readonly DutyRule[]): PolicyVersion => ({
  kind: 'duties',
  validFrom: localDate(validFrom),
  body: { ...nationalDutyPolicy, rules } satisfies DutyPolicy,
})
const every = (frequency: DutyFrequency, more: Partial<DutyRule> = {}) =>
  nationalDutyPolicy.rules.map((rule) => (isFollowUp(rule) ? { ...rule, frequency, ...more } : rule))
const withoutFollowUps = nationalDutyPolicy.rules.filter((rule) => !isFollowUp(rule))
const monthly: DutyFrequency = { kind: 'periodic', every: 'month', times: 1 }
const yearly: DutyFrequency = { kind: 'periodic', every: 'year', times: 1 }

const periodsOn = (today: string, versions: readonly PolicyVersion[], facts = hypertensive()) =>
  standing(facts, today, FOLLOW_UP, policyOn(versions, localDate(today))).map((line) => line.split(' ')[0])

describe('a notice changes how often from a day on', () => {
  test.each<[string, PolicyVersion[], string[]]>([
    ['nothing', [], ['2026Q1', '2026Q2', '2026Q3', '2026Q4']],
    [
      'monthly from July: the first half stays quarterly',
      [version('2026-07-01', every(monthly))],
      ['2026Q1', '2026Q2', '2026M7', '2026M8', '2026M9', '2026M10', '2026M11', '2026M12'],
    ],
    [
      'monthly from New Year: all the year',
      [version('2026-01-01', every(monthly))],
      Array.from({ length: 12 }, (_, month) => `2026M${month + 1}`),
    ],
    [
      'monthly from last year’s day',
      [version('2025-10-01', every(monthly))],
      Array.from({ length: 12 }, (_, month) => `2026M${month + 1}`),
    ],
    [
      'no longer asked from July: what was owed in the first half stays owed',
      [version('2026-07-01', withoutFollowUps)],
      ['2026Q1', '2026Q2'],
    ],
    [
      'another clause only: nothing moves',
      [
        version(
          '2026-07-01',
          every({ kind: 'periodic', every: 'quarter', times: 1 }, { source: '县卫健〔2026〕9号' }),
        ),
      ],
      ['2026Q1', '2026Q2', '2026Q3', '2026Q4'],
    ],
    [
      'a second version that says the same changes nothing again',
      [version('2026-07-01', every(monthly)), version('2026-10-01', every(monthly))],
      ['2026Q1', '2026Q2', '2026M7', '2026M8', '2026M9', '2026M10', '2026M11', '2026M12'],
    ],
    [
      'of two versions of one day the later alone',
      [version('2026-07-01', withoutFollowUps), version('2026-07-01', every(monthly))],
      ['2026Q1', '2026Q2', '2026M7', '2026M8', '2026M9', '2026M10', '2026M11', '2026M12'],
    ],
    [
      'and back again from October',
      [
        version('2026-07-01', every(monthly)),
        version('2026-10-01', every({ kind: 'periodic', every: 'quarter', times: 1 })),
      ],
      ['2026Q1', '2026Q2', '2026M7', '2026M8', '2026M9', '2026Q4'],
    ],
    [
      'a row that says itself from when: quarterly until then',
      [version('2026-04-01', every(monthly, { validFrom: localDate('2026-10-01') }))],
      ['2026Q1', '2026Q2', '2026Q3', '2026M10', '2026M11', '2026M12'],
    ],
    [
      'a notice that is still to come',
      [version('2027-01-01', every(monthly))],
      ['2026Q1', '2026Q2', '2026Q3', '2026Q4'],
    ],
  ])('%s', (_, versions, periods) => {
    const found = periodsOn('2026-12-31', versions)
    expect([...found].sort()).toEqual([...periods].sort())
  })

  test('a rule’s frequency changed in July did not turn the visits of spring into months missed', () => {
    const facts = hypertensive([visit('2026-02-10'), visit('2026-05-10')])
    const policies = policyOn([version('2026-07-01', every(monthly))], localDate('2026-07-05'))
    expect(standing(facts, '2026-07-05', FOLLOW_UP, policies).slice(0, 3)).toEqual([
      '2026Q1 done',
      '2026Q2 done',
      '2026M7 due',
    ])
  })

  test('in the middle of a quarter one visit answers the quarter that had begun and its month', () => {
    const policies = policyOn([version('2026-08-15', every(monthly))], localDate('2026-09-30'))
    const facts = hypertensive([visit('2026-02-10'), visit('2026-05-10'), visit('2026-08-20')])
    const lines = standing(facts, '2026-09-30', FOLLOW_UP, policies)
    expect(lines).toContain('2026M8 done')
    expect(lines.filter((line) => line.startsWith('2026Q3') && !line.endsWith('done'))).toEqual([])
  })

  test('fewer from July: the first quarters stand, and who missed them is owed the year', () => {
    expect(periodsOn('2026-12-31', [version('2026-07-01', every(yearly))])).toEqual(
      expect.arrayContaining(['2026Q1', '2026Q2', '2026']),
    )
  })

  test('a visit at an age is owed once, by the rule of the day on which the age is reached', () => {
    const child = person({ birthDate: localDate('2025-09-10'), registeredOn: localDate('2025-09-10') })
    const months = nationalDutyPolicy.rules.find(({ code }) => code.startsWith('child-check'))
    const rules = nationalDutyPolicy.rules.map((rule) =>
      rule === months ? { ...rule, lateDays: rule.lateDays + 1 } : rule,
    )
    const keys = (policies = policyOn([], localDate('2026-12-31'))) =>
      owed(child, '2026-12-31', policies)
        .map(({ key }) => key)
        .sort()
    expect(keys(policyOn([version('2026-05-01', rules)], localDate('2026-12-31')))).toEqual(keys())
  })

  test('a first pressure of the year is owed once under a changed rule', () => {
    const rules = nationalDutyPolicy.rules.map((rule) =>
      rule.frequency.kind === 'pressure-screening'
        ? { ...rule, frequency: { ...rule.frequency, recheckWithinDays: 7 } }
        : rule,
    )
    const seen = person({ services: [visit('2026-03-01', { form: 'encounter-note', controlled: null })] })
    const keys = (versions: PolicyVersion[]) =>
      owed(seen, '2026-12-31', policyOn(versions, localDate('2026-12-31'))).map(({ key }) => key)
    expect(keys([version('2026-07-01', rules)])).toEqual(keys([]))
  })

  test('the code stays that of the rule', () => {
    const { duties } = policyOn([version('2026-07-01', every(monthly))], localDate('2026-08-01'))
    expect(
      duties.rules
        .filter(({ code }) => code === codeOfFollowUp)
        .map(({ validTo }) => validTo)
        .sort(),
    ).toEqual(['2026-06-30', null])
  })
})

describe('a local form whose duties change or end', () => {
  const bathing = (frequency: DutyFrequency, more: Partial<DutyRule> = {}): Form => ({
    code: 'local-nursing',
    name: '居家照护单',
    version: 1,
    source: '县卫健〔2026〕1号',
    proves: ['home-visit'],
    sections: [],
    duties: [
      {
        code: 'local-nursing-visit',
        service: 'home-visit',
        who: { populations: ['hypertension'], signed: false, fromYears: null },
        frequency,
        earlyDays: 0,
        lateDays: 0,
        validFrom: localDate('2026-01-01'),
        validTo: null,
        source: '县卫健〔2026〕1号',
        ...more,
      },
    ],
  })
  const quarterly: DutyFrequency = { kind: 'periodic', every: 'quarter', times: 1 }
  const formsFrom = (validFrom: string, ...body: Form[]): PolicyVersion => ({
    kind: 'local-forms',
    validFrom: localDate(validFrom),
    body,
  })
  const begun = formsFrom('2026-01-01', bathing(quarterly))

  test.each<[string, PolicyVersion[], string[]]>([
    ['as it began', [begun], ['2026Q1', '2026Q2', '2026Q3', '2026Q4']],
    [
      'monthly from October',
      [begun, formsFrom('2026-10-01', bathing(monthly))],
      ['2026Q1', '2026Q2', '2026Q3', '2026M10', '2026M11', '2026M12'],
    ],
    [
      'with another field only: nothing moves',
      [begun, formsFrom('2026-08-15', { ...bathing(quarterly), version: 2 })],
      ['2026Q1', '2026Q2', '2026Q3', '2026Q4'],
    ],
    ['taken out of use in August', [begun, formsFrom('2026-08-15')], ['2026Q1', '2026Q2', '2026Q3']],
    [
      'while the county’s own rules change too',
      [begun, version('2026-07-01', every(monthly)), formsFrom('2026-10-01', bathing(monthly))],
      ['2026Q1', '2026Q2', '2026Q3', '2026M10', '2026M11', '2026M12'],
    ],
  ])('%s', (_, versions, periods) => {
    const policies = policyOn(versions, localDate('2026-12-31'))
    const lines = standing(hypertensive(), '2026-12-31', 'home-visit', policies)
    expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual([...periods].sort())
  })
})
