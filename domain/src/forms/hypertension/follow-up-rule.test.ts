import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addMonths, localDate } from '../../days/local-date.ts'
import type { AssessmentFacts, Classification } from '../../follow-ups/assessment.ts'
import { nationalFollowUpPolicy } from '../../follow-ups/follow-up-policy.ts'
import type { HypertensionVisit } from './follow-up.ts'
import { assessHypertension } from './follow-up-rule.ts'

const day = localDate('2026-03-01')

function about(given: Partial<AssessmentFacts> = {}): AssessmentFacts {
  return {
    ageYears: 55,
    sex: 'female',
    birthDate: localDate('1970-05-06'),
    performedOn: day,
    previous: null,
    policy: nationalFollowUpPolicy,
    ...given,
  }
}

function after(classification: Classification | null): Partial<AssessmentFacts> {
  return { previous: { performedOn: localDate('2026-02-15'), classification } }
}

function pressure(systolicMmHg: number, diastolicMmHg: number): HypertensionVisit {
  return { systolicMmHg, diastolicMmHg }
}

describe('control of blood pressure 血压控制', () => {
  test.each([
    [139, 89, 64, true],
    [140, 89, 64, false],
    [139, 90, 64, false],
    [140, 89, 65, true],
    [149, 89, 65, true],
    [150, 89, 65, false],
    [149, 90, 65, false],
    [149, 89, 64, false],
  ])('%i/%i mmHg at %i years is controlled: %s', (systolic, diastolic, ageYears, controlled) => {
    expect(assessHypertension(pressure(systolic, diastolic), about({ ageYears })).controlled).toBe(controlled)
  })

  test('the target of a county is data: a flat 140/90 for all ages', () => {
    const policy = {
      ...nationalFollowUpPolicy,
      bloodPressureTargets: [{ fromAgeYears: 0, systolicMmHg: 140, diastolicMmHg: 90 }],
    }
    expect(assessHypertension(pressure(145, 85), about({ ageYears: 80, policy })).controlled).toBe(false)
    expect(assessHypertension(pressure(145, 85), about({ ageYears: 80 })).controlled).toBe(true)
  })

  test('a drug reaction changes the class, not whether the pressure is controlled', () => {
    const found = assessHypertension({ ...pressure(130, 80), adverseDrugReaction: 2 }, about())
    expect(found).toMatchObject({ classification: 'adverse-reaction', controlled: true })
  })
})

describe('what follows from a visit 分类干预', () => {
  test.each([
    [179, 109, 'adjust-treatment'],
    [180, 109, 'refer-urgently'],
    [179, 110, 'refer-urgently'],
    [180, 110, 'refer-urgently'],
    [139, 89, 'routine'],
    [140, 89, 'adjust-treatment'],
  ])('%i/%i mmHg, for the first time: %s', (systolic, diastolic, nextStep) => {
    expect(assessHypertension(pressure(systolic, diastolic), about()).nextStep).toBe(nextStep)
  })

  test.each([
    [null, 'adjust-treatment'],
    ['satisfactory', 'adjust-treatment'],
    ['unsatisfactory', 'refer'],
    ['adverse-reaction', 'adjust-treatment'],
    ['complication', 'adjust-treatment'],
  ] as const)('168/96 after a visit that was %s: %s', (previous, nextStep) => {
    expect(assessHypertension(pressure(168, 96), about(after(previous))).nextStep).toBe(nextStep)
  })

  test.each([
    ['satisfactory', 'adjust-treatment'],
    ['unsatisfactory', 'adjust-treatment'],
    ['adverse-reaction', 'refer'],
  ] as const)('a drug reaction after a visit that was %s: %s', (previous, nextStep) => {
    const visit: HypertensionVisit = { ...pressure(130, 80), adverseDrugReaction: 2 }
    expect(assessHypertension(visit, about(after(previous))).nextStep).toBe(nextStep)
  })

  test.each([
    ['adverse-reaction', false, 'refer'],
    ['adverse-reaction', true, 'adjust-treatment'],
    ['complication', false, 'refer'],
    ['complication', true, 'adjust-treatment'],
    ['unsatisfactory', true, 'refer'],
  ] as const)(
    '168/96 after a visit that was %s with the pressure on target: %s comes to %s',
    (classification, controlled, nextStep) => {
      const previous = { performedOn: localDate('2026-02-15'), classification, controlled }
      expect(assessHypertension(pressure(168, 96), about({ previous })).nextStep).toBe(nextStep)
    },
  )

  test('a drug reaction that is hard to control is referred the first time', () => {
    const visit: HypertensionVisit = {
      ...pressure(130, 80),
      adverseDrugReaction: 2,
      adverseDrugReactionHardToControl: 2,
    }
    expect(assessHypertension(visit, about())).toMatchObject({
      nextStep: 'refer',
      classification: 'adverse-reaction',
    })
  })

  test('a new complication is referred even when the pressure is controlled', () => {
    const visit: HypertensionVisit = { ...pressure(130, 80), newOrWorseComplication: 2 }
    expect(assessHypertension(visit, about())).toMatchObject({
      nextStep: 'refer',
      classification: 'complication',
      controlled: true,
      referred: true,
    })
  })

  test('satisfactory after unsatisfactory is routine again', () => {
    expect(assessHypertension(pressure(138, 88), about(after('unsatisfactory'))).nextStep).toBe('routine')
  })

  test.each([
    ['2026-03-01', 138, '2026-06-01'],
    ['2025-11-30', 138, '2026-02-28'],
    ['2026-03-01', 168, '2026-03-15'],
    ['2026-12-25', 185, '2027-01-08'],
  ])('seen on %s with %i: next by %s', (performedOn, systolic, nextDueOn) => {
    const found = assessHypertension(pressure(systolic, 85), about({ performedOn: localDate(performedOn) }))
    expect(found.nextDueOn).toBe(nextDueOn)
  })

  test.each([
    ['2026-04-10', '2026-04-10', 'an earlier day than the rule'],
    ['2026-06-01', '2026-06-01', 'the day of the rule'],
    ['2026-06-02', '2026-06-01', 'a later one: the rule holds'],
  ])('the doctor writes %s, the next visit is due by %s: %s', (written, nextDueOn) => {
    const visit: HypertensionVisit = { ...pressure(130, 80), nextVisitOn: localDate(written) }
    expect(assessHypertension(visit, about()).nextDueOn).toBe(nextDueOn)
  })

  test.each([
    [{}, 138, 'refer', 'satisfactory', 'refer-written'],
    [{}, 150, 'adjust-treatment', 'unsatisfactory', 'adjust-treatment'],
    [after('unsatisfactory'), 150, 'refer', 'unsatisfactory', 'refer-after-two'],
  ] as const)(
    'a referral that the doctor writes was asked after only at the next routine visit (%j, %i mmHg)',
    (given, systolic, nextStep, classification, advice) => {
      const visit: HypertensionVisit = { ...pressure(systolic, 80), referralReason: '眼底检查' }
      const found = assessHypertension(visit, about(given))
      expect(found).toMatchObject({ nextStep, classification, referred: true, nextDueOn: '2026-03-15' })
      expect(found.advice[0]?.code).toBe(advice)
    },
  )
})

describe('danger signs 危急情况', () => {
  test.each([2, 3, 4, 5, 6, 7, 8] as const)('sign %i sends to hospital at any pressure', (sign) => {
    const found = assessHypertension({ ...pressure(120, 80), dangerSigns: [sign] }, about())
    expect(found).toMatchObject({
      nextStep: 'refer-urgently',
      classification: 'unsatisfactory',
      referred: true,
    })
    expect(found.dangers).toHaveLength(1)
    expect(found.nextDueOn).toBe('2026-03-15')
  })

  test.each([
    [2, false],
    [3, true],
    [4, false],
    [5, false],
    [6, true],
    [7, false],
    [9, false],
  ] as const)('symptom %i of the sheet is one by itself: %s', (symptom, isDanger) => {
    const found = assessHypertension({ ...pressure(120, 80), symptoms: [symptom] }, about())
    expect(found.dangers.length === 1).toBe(isDanger)
  })

  test.each([
    [139, 89, true, 'routine'],
    [140, 89, true, 'refer-urgently'],
    [139, 90, true, 'refer-urgently'],
    [140, 89, false, 'adjust-treatment'],
  ])(
    '%i/%i of a woman who is pregnant or nursing (%s) comes to %s',
    (systolic, diastolic, isInMaternity, step) => {
      const found = assessHypertension(pressure(systolic, diastolic), about({ ageYears: 36, isInMaternity }))
      expect(found.nextStep).toBe(step)
    },
  )

  test('none ticked is none', () => {
    const found = assessHypertension({ ...pressure(120, 80), dangerSigns: [1], symptoms: [1] }, about())
    expect(found).toMatchObject({ dangers: [], nextStep: 'routine', classification: 'satisfactory' })
  })

  test('danger comes before a complication, and the class stays the most severe', () => {
    const found = assessHypertension({ ...pressure(190, 80), newOrWorseComplication: 2 }, about())
    expect(found).toMatchObject({ nextStep: 'refer-urgently', classification: 'complication' })
    expect(found.advice[0]?.text).toContain('收缩压 190 mmHg')
  })
})

describe('several findings at once', () => {
  test.each([
    [1, 1, 130, 'satisfactory'],
    [1, 1, 145, 'unsatisfactory'],
    [2, 1, 145, 'adverse-reaction'],
    [1, 2, 145, 'complication'],
    [2, 2, 145, 'complication'],
  ] as const)('reaction %i, complication %i, %i mmHg: %s', (reaction, complication, systolic, expected) => {
    const visit: HypertensionVisit = {
      ...pressure(systolic, 80),
      adverseDrugReaction: reaction,
      newOrWorseComplication: complication,
    }
    expect(assessHypertension(visit, about()).classification).toBe(expected)
  })
})

describe('advice 健康指导', () => {
  test('names smoking, drinking, salt, missed medicines and weight', () => {
    const visit: HypertensionVisit = {
      ...pressure(138, 88),
      heightCm: 160,
      weightKg: 80,
      cigarettesPerDay: 10,
      alcoholLiangPerDay: 1,
      saltIntake: 3,
      medicationAdherence: 2,
      exerciseTimesPerWeek: 0,
    }
    const codes = assessHypertension(visit, about()).advice.map(({ code }) => code)
    expect(codes).toEqual([
      'routine',
      'take-medicine',
      'lose-weight',
      'stop-smoking',
      'drink-less',
      'exercise',
      'less-salt',
    ])
  })

  test('after two unsatisfactory visits it names the day of the first', () => {
    const found = assessHypertension(pressure(168, 96), about(after('unsatisfactory')))
    expect(found.advice[0]?.text).toContain('2026-02-15')
  })
})

const anyVisit = fc.record({
  systolicMmHg: fc.integer({ min: 50, max: 300 }),
  diastolicMmHg: fc.integer({ min: 30, max: 200 }),
  adverseDrugReaction: fc.constantFrom(1, 2),
  newOrWorseComplication: fc.constantFrom(1, 2),
})
const anyAbout = fc.record({
  ageYears: fc.integer({ min: 18, max: 105 }),
  performedOn: fc.integer({ min: 0, max: 20_000 }).map((days) => addDays(localDate('2000-01-01'), days)),
  previous: fc.option(
    fc.record({
      performedOn: fc.constant(localDate('1999-12-01')),
      classification: fc.constantFrom(
        null,
        'satisfactory',
        'unsatisfactory',
        'adverse-reaction',
        'complication' as const,
      ),
    }),
  ),
})

describe('for every visit', () => {
  test('routine comes with a satisfactory visit only, and is the only step longer than two weeks', () => {
    fc.assert(
      fc.property(anyVisit, anyAbout, (visit, given) => {
        const found = assessHypertension(visit as HypertensionVisit, about(given as Partial<AssessmentFacts>))
        expect(found.nextStep === 'routine').toBe(found.classification === 'satisfactory')
        expect(found.nextDueOn).toBe(
          found.nextStep === 'routine' ? addMonths(given.performedOn, 3) : addDays(given.performedOn, 14),
        )
      }),
    )
  })

  test('a higher pressure is never judged better', () => {
    const severity: Record<string, number> = {
      routine: 0,
      'adjust-treatment': 1,
      'measure-fasting-glucose': 1,
      refer: 2,
      'refer-urgently': 3,
    }
    fc.assert(
      fc.property(anyVisit, anyAbout, fc.integer({ min: 1, max: 50 }), (visit, given, rise) => {
        const facts = about(given as Partial<AssessmentFacts>)
        const lower = assessHypertension(visit as HypertensionVisit, facts)
        const higher = assessHypertension(
          { ...visit, systolicMmHg: visit.systolicMmHg + rise } as HypertensionVisit,
          facts,
        )
        expect(severity[higher.nextStep]).toBeGreaterThanOrEqual(severity[lower.nextStep]!)
      }),
    )
  })

  test('what was told of the previous visit changes only between adjusting and referring', () => {
    fc.assert(
      fc.property(anyVisit, anyAbout, (visit, given) => {
        const facts = about(given as Partial<AssessmentFacts>)
        const first = assessHypertension(visit as HypertensionVisit, { ...facts, previous: null })
        const later = assessHypertension(visit as HypertensionVisit, facts)
        expect(later.classification).toBe(first.classification)
        if (later.nextStep !== first.nextStep) {
          expect([first.nextStep, later.nextStep]).toEqual(['adjust-treatment', 'refer'])
        }
      }),
    )
  })
})
