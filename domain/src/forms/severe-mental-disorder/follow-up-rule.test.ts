import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localDate } from '../../days/local-date.ts'
import type { AssessmentFacts } from '../../follow-ups/assessment.ts'
import { nationalFollowUpPolicy } from '../../follow-ups/follow-up-policy.ts'
import type { SevereMentalDisorderVisit } from './follow-up.ts'
import { assessSevereMentalDisorder } from './follow-up-rule.ts'

const about: AssessmentFacts = {
  ageYears: 45,
  sex: 'male',
  birthDate: localDate('1981-03-02'),
  performedOn: localDate('2026-01-31'),
  previous: null,
  policy: nationalFollowUpPolicy,
}

const stable: SevereMentalDisorderVisit = {
  visited: 1,
  dangerGrade: 0,
  symptomState: 1,
  insight: 1,
  selfCare: 1,
  housework: 1,
  work: 9,
  learning: 2,
  socialContact: 2,
  adverseDrugReaction: 1,
  physicalIllness: 1,
}
const judged = (change: Partial<SevereMentalDisorderVisit>, facts: Partial<AssessmentFacts> = {}) =>
  assessSevereMentalDisorder({ ...stable, ...change }, { ...about, ...facts })

describe('不稳定、基本稳定、稳定', () => {
  test.each<[string, Partial<SevereMentalDisorderVisit>, string]>([
    ['nothing found', {}, 'stable'],
    ['work does not apply', { work: 9 }, 'stable'],
    ['a slight reaction to a drug', { adverseDrugReaction: 2, severeAdverseReaction: 1 }, 'stable'],
    ['danger grade 1', { dangerGrade: 1 }, 'basically-stable'],
    ['danger grade 2', { dangerGrade: 2 }, 'basically-stable'],
    ['danger grade 3', { dangerGrade: 3 }, 'unstable'],
    ['danger grade 5', { dangerGrade: 5 }, 'unstable'],
    ['symptoms left', { symptomState: 2 }, 'basically-stable'],
    ['obvious symptoms', { symptomState: 3 }, 'unstable'],
    ['insight in part', { insight: 2 }, 'basically-stable'],
    ['no insight', { insight: 3 }, 'unstable'],
    ['social function fair', { learning: 2, selfCare: 2 }, 'stable'],
    ['social function poor', { socialContact: 3 }, 'basically-stable'],
    ['work poor', { work: 3 }, 'basically-stable'],
    ['a severe reaction', { adverseDrugReaction: 2, severeAdverseReaction: 2 }, 'unstable'],
    ['physical illness not stable', { physicalIllness: 2 }, 'basically-stable'],
    ['severe physical illness', { physicalIllness: 3 }, 'unstable'],
  ])('%s', (_what, change, classification) => {
    expect(judged(change).classification).toBe(classification)
  })
})

describe('when to come again', () => {
  const was = (classification: 'stable' | 'basically-stable' | 'unstable') => ({
    previous: { performedOn: localDate('2026-01-17'), classification },
  })

  test.each<[string, Partial<SevereMentalDisorderVisit>, Partial<AssessmentFacts>, string, string]>([
    ['stable', {}, {}, 'routine', '2026-04-30'],
    ['unstable', { insight: 3 }, {}, 'refer-urgently', '2026-02-14'],
    ['basically stable for the first time', { insight: 2 }, {}, 'adjust-treatment', '2026-02-14'],
    ['after being stable', { insight: 2 }, was('stable'), 'adjust-treatment', '2026-02-14'],
    [
      'after being unstable',
      { insight: 2, tendsToStable: 2 },
      was('unstable'),
      'adjust-treatment',
      '2026-02-14',
    ],
    [
      'again, tending to stable',
      { insight: 2, tendsToStable: 2 },
      was('basically-stable'),
      'routine',
      '2026-04-30',
    ],
    [
      'again, no better',
      { insight: 2, tendsToStable: 1 },
      was('basically-stable'),
      'consult-psychiatrist',
      '2026-02-28',
    ],
    ['again, not said', { insight: 2 }, was('basically-stable'), 'consult-psychiatrist', '2026-02-28'],
  ])('%s', (_what, change, facts, nextStep, nextDueOn) => {
    expect(judged(change, facts)).toMatchObject({ nextStep, nextDueOn })
  })

  test('an earlier day on the sheet is kept, a later one is not', () => {
    expect(judged({ nextVisitOn: localDate('2026-03-01') }).nextDueOn).toBe('2026-03-01')
    expect(judged({ nextVisitOn: localDate('2026-06-01') }).nextDueOn).toBe('2026-04-30')
  })

  test('intervals are the county’s', () => {
    const { care } = nationalFollowUpPolicy
    const policy = {
      ...nationalFollowUpPolicy,
      care: { ...care, severeMentalDisorder: { ...care.severeMentalDisorder, unstableWithinDays: 7 } },
    }
    expect(judged({ insight: 3 }, { policy }).nextDueOn).toBe('2026-02-07')
  })
})

describe('the emergency path', () => {
  test('from grade 3: danger is named, police and two weeks are in the advice', () => {
    const { dangers, advice, referred } = judged({ dangerGrade: 3 })
    expect(dangers).toHaveLength(1)
    expect(advice[0]!.text).toMatch(/立即转诊.*公安机关.*14 天/)
    expect(referred).toBe(true)
    expect(judged({ dangerGrade: 2 }).dangers).toEqual([])
  })

  test.each([{ suicideAttemptTimes: 1 }, { selfHarmTimes: 1 }])(
    '%j is grade 4 whatever is ticked',
    (harm) => {
      const found = judged(harm)
      expect(found.dangers.map(({ code }) => code)).toEqual(['self-harm'])
      expect(found).toMatchObject({ classification: 'unstable', nextStep: 'refer-urgently' })
      expect(judged({ selfHarmTimes: 0, suicideAttemptTimes: 0 }).classification).toBe('stable')
    },
  )
})

describe('who was not met', () => {
  test('lost: looked for within a month; gone astray: the police at once; dead: closed', () => {
    expect(judged({ visited: 2, lostBecause: 1 })).toMatchObject({
      classification: null,
      nextStep: 'find-patient',
      nextDueOn: '2026-02-28',
    })
    expect(judged({ visited: 2, lostBecause: 3 }).advice[0]!.text).toContain('公安机关')
    expect(judged({ visited: 3 })).toMatchObject({ nextStep: 'close', nextDueOn: null })
  })
})

test('nothing worse is ever judged better: a higher grade never comes later', () => {
  const order = { unstable: 0, 'basically-stable': 1, stable: 2 } as Record<string, number>
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4 }),
      fc.constantFrom(1, 2, 3),
      fc.constantFrom(1, 2, 3),
      (grade, insight, symptomState) => {
        const change = { insight, symptomState } as Partial<SevereMentalDisorderVisit>
        const lower = judged({ ...change, dangerGrade: grade } as Partial<SevereMentalDisorderVisit>)
        const higher = judged({ ...change, dangerGrade: grade + 1 } as Partial<SevereMentalDisorderVisit>)
        expect(order[higher.classification!]).toBeLessThanOrEqual(order[lower.classification!]!)
        expect(higher.nextDueOn! <= lower.nextDueOn!).toBe(true)
      },
    ),
  )
})
