import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  answerCounts,
  answerFaults,
  defaultSurveyPolicy,
  isShown,
  type SurveyAnswers,
  surveyRate,
} from './survey.ts'

const { questions } = defaultSurveyPolicy
const full: SurveyAnswers = {
  'knows-doctor': '知道',
  'knows-phone': '不知道',
  'knows-free': '知道',
  attitude: '很满意',
  timely: '满意',
  overall: '一般',
}

describe('满意度调查', () => {
  test('content is 很满意 and 满意; knowing is 知道; what is left blank is in neither number', () => {
    expect(surveyRate('satisfaction', questions, [full])).toEqual({ numerator: 2, denominator: 3 })
    expect(surveyRate('awareness', questions, [full])).toEqual({ numerator: 2, denominator: 3 })
    const { overall: _, ...blank } = full
    expect(surveyRate('satisfaction', questions, [full, blank])).toEqual({ numerator: 4, denominator: 5 })
    expect(surveyRate('satisfaction', questions, [])).toEqual({ numerator: 0, denominator: 0 })
  })

  test.each<[SurveyAnswers, Record<string, string>]>([
    [full, {}],
    [{ ...full, suggestion: '周末也开门' }, {}],
    [{ ...full, overall: '' }, { overall: '必答题没有回答' }],
    [{ ...full, overall: '还行' }, { overall: '答案不在选项中' }],
    [{ ...full, overall: ['满意', '一般'] }, { overall: '单选题有多个答案' }],
    [{ ...full, other: '是' }, { other: '问卷中没有这个问题' }],
  ])('%j is valid but for %j', (answers, faults) => {
    expect(answerFaults(questions, answers)).toEqual(faults)
  })

  test.each([
    [4, false],
    [5, true],
  ])('with %i valid answers a rate is shown: %s', (valid, shown) => {
    expect(isShown(valid, defaultSurveyPolicy)).toBe(shown)
  })

  test('every answer is counted once, and the good ones are the numerator', () => {
    const overall = questions.find(({ code }) => code === 'overall')!
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...overall.answers), { maxLength: 60 }), (said) => {
        const answered = said.map((answer) => ({ overall: answer }))
        const counts = answerCounts(overall, answered)
        const { numerator, denominator } = surveyRate('satisfaction', questions, answered)
        expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(denominator)
        const good = counts.filter(({ answer }) => overall.good.includes(answer))
        expect(good.reduce((sum, { count }) => sum + count, 0)).toBe(numerator)
      }),
    )
  })
})
