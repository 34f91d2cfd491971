import { expect, test } from 'vitest'
import { changeWords, checkedWords } from './cockpit-words.ts'

test('a change is said in percentage points, and not at all without a month before', () => {
  const lastMonth = [{ code: 'coverage', value: 50.1 }]
  expect(changeWords({ code: 'coverage', value: 52.35 }, { lastMonth })).toBe('较上月末升2.25个百分点')
  expect(changeWords({ code: 'coverage', value: 50.09 }, { lastMonth })).toBe('较上月末降0.01个百分点')
  expect(changeWords({ code: 'coverage', value: 50.1 }, { lastMonth })).toBe('与上月末持平')
  expect(changeWords({ code: 'fulfilment', value: 50 }, { lastMonth })).toBe('')
})

test('without a check nothing is claimed', () => {
  const none = { genuine: 0, doubtful: 0, fake: 0, openQuestions: 3, value: null }
  expect(checkedWords(none)).toBe('本年还没有核查过服务')
  expect(checkedWords({ ...none, genuine: 46, fake: 1 })).toBe('真实 46 / 已核查 47')
})
