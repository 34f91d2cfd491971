import { expect, test } from 'vitest'
import { bindingOf, knownPlaceholders, placeholdersIn } from './placeholder.ts'

test.each([
  ['签约率@本单位', { kind: 'indicator', code: 'coverage', part: 'value', place: { kind: 'own' } }],
  ['签约率', { kind: 'indicator', code: 'coverage', part: 'value', place: { kind: 'own' } }],
  [
    ' 签约率 . 分子'.replaceAll(' ', ''),
    { kind: 'indicator', code: 'coverage', part: 'numerator', place: { kind: 'own' } },
  ],
  [
    '重点人群签约率.差距@下级',
    { kind: 'indicator', code: 'key-coverage', part: 'gap', place: { kind: 'below' } },
  ],
  ['签约人数＠东岭镇', { kind: 'count', column: 'signed', place: { kind: 'named', name: '东岭镇' } }],
  ['单位@下级', { kind: 'place-name', place: { kind: 'below' } }],
  ['报告期', { kind: 'word', word: 'period' }],
])('{{%s}} is bound', (inner, binding) => expect(bindingOf(inner)).toEqual(binding))

test.each([
  ['签约绿', '“签约绿”不是系统中的指标或报表栏目，是否想写“签约率”'],
  ['天气', '“天气”不是系统中的指标或报表栏目，可用的名称见占位符清单。'],
  ['签约率.平均', '“签约率.平均”：“.”后面应是分子、分母、差距或目标。'],
  ['签约率@本单位@下级', '“{{签约率@本单位@下级}}”的写法应为“{{指标@单位}}”。'],
  ['', '“{{}}”的写法应为“{{指标@单位}}”。'],
])('{{%s}} is said to be none', (inner, words) => {
  expect(bindingOf(inner)).toMatchObject({ unknown: expect.stringContaining(words) })
})

test('every name of the list is known, and means one thing', () => {
  const names = knownPlaceholders().flatMap((group) => group.names)
  expect(names.filter((name) => 'unknown' in bindingOf(name))).toEqual([])
  expect(new Set(names).size).toBe(names.length)
})

test('placeholders are found in a text with others around them', () => {
  expect(placeholdersIn('共{{签约人数}}人，占{{签约率}}。{单}')).toEqual(['签约人数', '签约率'])
})
