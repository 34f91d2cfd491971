import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localDate } from '../../days/local-date.ts'
import type { AssessmentFacts } from '../../follow-ups/assessment.ts'
import { nationalFollowUpPolicy } from '../../follow-ups/follow-up-policy.ts'
import { completed, type FormValues } from '../form.ts'
import { problemsOf } from '../problems.ts'
import { tcmConstitution } from './constitution.ts'
import { answerOfBmi, answerOfWaist } from './constitution-questions.ts'
import { assessConstitution } from './constitution-rule.ts'
import {
  constitutionCodes,
  constitutionFindings,
  constitutionScore,
  constitutions,
  judgeConstitution,
  questionCode,
  unbalancedConstitutions,
} from './constitution-scoring.ts'

const about: AssessmentFacts = {
  ageYears: 72,
  sex: 'female',
  birthDate: localDate('1954-03-02'),
  performedOn: localDate('2026-11-21'),
  previous: null,
  policy: nationalFollowUpPolicy,
}

/** Every question answered 1 没有, the first 5 总是 (energetic), and what is given. */
function answers(given: Record<number, number> = {}): FormValues {
  const values: Record<string, number> = {}
  for (let question = 1; question <= 33; question++) values[questionCode(question)] = question === 1 ? 5 : 1
  for (const [question, answer] of Object.entries(given)) values[questionCode(Number(question))] = answer
  return values
}

describe('the eight unbalanced constitutions', () => {
  test.each([
    ['气虚质', 'qiDeficient', [2, 3, 4, 14]],
    ['阳虚质', 'yangDeficient', [11, 12, 13, 29]],
    ['阴虚质', 'yinDeficient', [10, 21, 26, 31]],
    ['痰湿质', 'phlegmDamp', [9, 16, 28, 32]],
    ['湿热质', 'dampHeat', [23, 25, 27, 30]],
    ['血瘀质', 'bloodStasis', [19, 22, 24, 33]],
    ['气郁质', 'qiStagnant', [5, 6, 7, 8]],
    ['特禀质', 'special', [15, 17, 18, 20]],
  ] as const)('%s adds its four answers: 8 否, 9 and 10 倾向是, 11 是', (name, code, questions) => {
    expect(constitutions[code].name).toBe(name)
    const [a, b, c, d] = questions
    const judged = (scores: [number, number, number, number]) => {
      const values = answers({ [a]: scores[0], [b]: scores[1], [c]: scores[2], [d]: scores[3] })
      return [constitutionScore(code, values), judgeConstitution(code, values)]
    }
    expect(judged([2, 2, 2, 2])).toEqual([8, 3])
    expect(judged([3, 2, 2, 2])).toEqual([9, 2])
    expect(judged([4, 2, 2, 2])).toEqual([10, 2])
    expect(judged([5, 2, 2, 2])).toEqual([11, 1])
    expect(judged([5, 5, 5, 5])).toEqual([20, 1])
  })
})

describe('平和质', () => {
  test('counts 2, 4, 5 and 13 backwards: the most balanced answers make 25', () => {
    expect(constitutionScore('balanced', answers())).toBe(25)
    expect(constitutionScore('balanced', answers({ 1: 1, 2: 5, 4: 5, 5: 5, 13: 5 }))).toBe(5)
  })

  test.each([
    [17, 8, 1, 'its score is reached and no other tends'],
    [16, 8, 3, 'one point short'],
    [17, 9, 2, 'another tends: 基本是'],
    [17, 10, 2, 'another tends at its upper end'],
    [17, 11, 3, 'another holds'],
  ])('score %i beside a highest other of %i is %i: %s', (score, other, judgement) => {
    // 湿热质 shares no question with 平和质, so the two are set on their own.
    const values = answers({
      1: 5 - (25 - score),
      23: Math.min(5, other - 3),
      25: Math.max(1, other - 3 - 5 + 1),
    })
    expect(constitutionScore('balanced', values)).toBe(score)
    expect(constitutionScore('dampHeat', values)).toBe(other)
    expect(judgeConstitution('balanced', values)).toBe(judgement)
  })
})

const anyAnswers = fc
  .array(fc.integer({ min: 1, max: 5 }), { minLength: 33, maxLength: 33 })
  .map((list) => answers(Object.fromEntries(list.map((answer, index) => [index + 1, answer]))))

describe('whatever is answered', () => {
  test('scores stay within 4–20, balanced within 5–25, and each is judged in exactly one way', () => {
    fc.assert(
      fc.property(anyAnswers, (values) => {
        for (const code of constitutionCodes) {
          const score = constitutionScore(code, values)!
          expect(score).toBeGreaterThanOrEqual(code === 'balanced' ? 5 : 4)
          expect(score).toBeLessThanOrEqual(code === 'balanced' ? 25 : 20)
          expect([1, 2, 3]).toContain(judgeConstitution(code, values))
        }
      }),
    )
  })

  test('平和质 is never 是 beside another that holds or tends', () => {
    // Of answers taken at random none makes a balanced constitution: here few differ from the most balanced ones.
    const differing = fc.array(fc.tuple(fc.integer({ min: 1, max: 33 }), fc.integer({ min: 1, max: 5 })), {
      maxLength: 8,
    })
    const seen = { is: 0, tends: 0 }
    fc.assert(
      fc.property(differing, (changes) => {
        const { is, tends } = constitutionFindings(answers(Object.fromEntries(changes)))!
        if (is.includes('balanced')) {
          seen.is++
          expect([...is, ...tends]).toEqual(['balanced'])
        }
        if (tends.includes('balanced')) {
          seen.tends++
          expect(is).toEqual([])
        }
      }),
    )
    expect(Math.min(seen.is, seen.tends)).toBeGreaterThan(0)
  })

  test('a stronger answer never lowers an unbalanced constitution', () => {
    fc.assert(
      fc.property(anyAnswers, fc.integer({ min: 2, max: 33 }), (values, question) => {
        const before = values[questionCode(question)] as number
        fc.pre(before < 5)
        const stronger = { ...values, [questionCode(question)]: before + 1 }
        for (const code of unbalancedConstitutions) {
          const rise = constitutionScore(code, stronger)! - constitutionScore(code, values)!
          expect(rise).toBe((constitutions[code].questions as readonly number[]).includes(question) ? 1 : 0)
        }
      }),
    )
  })

  test('the guidance goes by the highest score, and a tie is left to the doctor', () => {
    fc.assert(
      fc.property(anyAnswers, (values) => {
        const { is, tends, main, tied } = constitutionFindings(values)!
        const candidates = is.length > 0 ? is : tends
        if (main !== null) expect(candidates).toContain(main)
        if (tied.length > 0) {
          expect(main).toBeNull()
          expect(new Set(tied.map((code) => constitutionScore(code, values))).size).toBe(1)
        }
        if (candidates.length === 0) expect(main).toBeNull()
      }),
    )
  })

  test('every question belongs to a constitution; 2, 4, 5 and 13 to two', () => {
    const uses = new Map<number, number>()
    for (const { questions } of Object.values(constitutions))
      for (const question of questions) uses.set(question, (uses.get(question) ?? 0) + 1)
    expect([...uses.keys()].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 33 }, (_, index) => index + 1),
    )
    expect([...uses].filter(([, times]) => times === 2).map(([question]) => question)).toEqual([2, 4, 13, 5])
  })
})

test.each([
  [23.9, 1],
  [24, 2],
  [24.9, 2],
  [25, 3],
  [26, 4],
  [27.9, 4],
  [28, 5],
])('a body mass index of %d is answer %i of question 9', (bmi, answer) => {
  expect(answerOfBmi(bmi)).toBe(answer)
})

test.each([
  [79.4, 1],
  [79.5, 2],
  [85.4, 2],
  [85.5, 3],
  [90, 3],
  [91, 4],
  [105, 4],
  [105.5, 5],
])('a waist of %d cm is answer %i of question 28', (waist, answer) => {
  expect(answerOfWaist(waist)).toBe(answer)
})

describe('the sheet', () => {
  test('is not taken while a question is open, and says which', () => {
    const { q33: _, ...open } = answers()
    expect(problemsOf(tcmConstitution, open, about)).toContainEqual(
      expect.objectContaining({ field: 'q33', severity: 'error' }),
    )
    expect(
      problemsOf(tcmConstitution, answers(), about).filter(({ severity }) => severity === 'error'),
    ).toEqual([])
  })

  test('keeps the nine scores and judgements', () => {
    const kept = completed(tcmConstitution, answers({ 11: 5, 12: 3, 13: 3, 29: 2 }), about)
    expect(kept).toMatchObject({
      yangDeficientScore: 13,
      yangDeficientJudgement: 1,
      balancedScore: 23,
      balancedJudgement: 3,
    })
  })

  test('questions 9 and 28 are compared with what was measured', () => {
    const measured = { heightCm: 160, weightKg: 72, waistCm: 95 }
    const fields = (given: Record<number, number>) =>
      problemsOf(tcmConstitution, { ...answers(given), ...measured }, about).map(({ field }) => field)
    expect(fields({})).toEqual(expect.arrayContaining(['q09', 'q28']))
    expect(fields({ 9: 5, 28: 4 })).not.toEqual(expect.arrayContaining(['q09']))
  })
})

describe('what follows', () => {
  const codes = (values: FormValues) => assessConstitution(values, about).advice.map(({ code }) => code)

  test('a balanced resident is told so, with the five kinds of guidance', () => {
    const found = assessConstitution(answers(), about)
    expect(found).toMatchObject({ classification: 'balanced', nextStep: 'routine', nextDueOn: null })
    expect(found.advice).toHaveLength(6)
  })

  test('several at once: all are named, guided by the highest', () => {
    const found = assessConstitution(
      answers({ 11: 5, 12: 5, 13: 5, 29: 5, 10: 4, 21: 4, 26: 4, 31: 4 }),
      about,
    )
    expect(found.classification).toBe('yang-deficient')
    expect(found.advice[0]!.text).toBe('是：阳虚质、阴虚质。')
    expect(found.advice.map(({ code }) => code)).toContain('contradiction')
  })

  test('equal scores wait for the TCM doctor, whose word then stands', () => {
    const tie = answers({ 10: 5, 21: 5, 26: 1, 31: 1, 9: 5, 16: 5, 28: 1, 32: 1 })
    expect(assessConstitution(tie, about).classification).toBeNull()
    expect(codes(tie)).toContain('tied')
    expect(assessConstitution({ ...tie, decidedConstitution: 3 }, about).classification).toBe('yin-deficient')
  })

  test('none of the nine: filled again after two weeks', () => {
    expect(assessConstitution(answers({ 1: 1, 2: 3, 4: 2, 5: 3, 13: 2 }), about)).toMatchObject({
      classification: null,
      nextStep: 'repeat-sheet',
      nextDueOn: '2026-12-05',
    })
  })

  test('the words of guidance are the county’s', () => {
    const own = [{ constitution: 'balanced', aspect: 'diet', text: '多吃本地时令蔬菜。' }] as const
    const policy = {
      ...nationalFollowUpPolicy,
      care: { ...nationalFollowUpPolicy.care, constitutionGuidance: own },
    }
    expect(assessConstitution(answers(), { ...about, policy }).advice.map(({ text }) => text)).toContain(
      '饮食调养：多吃本地时令蔬菜。',
    )
  })
})
