import { localDate } from '@qianyue/domain/days/local-date.ts'
import { expect, test } from 'vitest'
import { type Code, idNumberIn, readCode } from './read-code.ts'

const today = localDate('2026-11-21')

test.each([
  ['QY-7K2M-9PQR-X4TZ-23AB', { kind: 'service-card', code: 'QY-7K2M-9PQR-X4TZ-23AB' }, 'the service card'],
  [
    'qy-7k2m-9pqr-x4tz-23ab',
    { kind: 'service-card', code: 'QY-7K2M-9PQR-X4TZ-23AB' },
    'typed in small letters',
  ],
  ['QY-7K2M-9PQR-X4TZ-23A0', { kind: 'unknown' }, 'a letter that cards do not use'],
  ['11010519491231002x', { kind: 'id-number', idNumber: '11010519491231002X' }, 'an identity number'],
  [
    '姓名:王秀英 11010519491231002X 女',
    { kind: 'id-number', idNumber: '11010519491231002X' },
    'within a text',
  ],
  ['110105194912310021', { kind: 'unknown' }, 'with a wrong check digit'],
  ['911010519491231002X', { kind: 'unknown' }, 'part of a longer number'],
  ['https://example.org', { kind: 'unknown' }, 'something else'],
] as [string, Code, string][])('%s is %j: %s', (text, code) => {
  expect(readCode(text, today)).toEqual(code)
})

test.each([
  [['姓名 王秀英', '公民身份号码', '11010519491231002X'], '11010519491231002X', 'a line of its own'],
  [['110105 19491231 002X'], '11010519491231002X', 'with spaces between'],
  [['公民身份号码11O1O519491231OO2x'], '11010519491231002X', 'O for zero and a small x'],
  [['11010519491231002', '110105194912310021'], null, 'cut off, or a wrong check digit'],
  [[], null, 'nothing was read'],
] as [string[], string | null, string][])('%j reads %s: %s', (words, number) => {
  expect(idNumberIn(words, today)).toBe(number)
})
