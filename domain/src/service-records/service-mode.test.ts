import { expect, test } from 'vitest'
import { isFaceToFace } from './service-mode.ts'

test.each([
  ['clinic', true],
  ['home', true],
  ['group', true],
  ['phone', false],
  ['online', false],
] as const)('a %s visit is face to face: %s', (mode, expected) => {
  expect(isFaceToFace(mode)).toBe(expected)
})
