import { expect, test } from 'vitest'
import { templateProblemWords, wordProblemWords } from './document-problems.ts'

test('a problem of a text says its line, what is wrong and what may be meant', () => {
  expect(
    templateProblemWords({ code: 'unknown-field', line: 3, field: '居民名字', perhaps: '居民姓名' }),
  ).toBe('第 3 行：没有“居民名字”这个字段。是不是“居民姓名”？')
})

test('a problem of a Word file says what to add', () => {
  expect(wordProblemWords({ code: 'unclosed-table', field: '成员表' })).toContain('{{/成员表}}')
})
