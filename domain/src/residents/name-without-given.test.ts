import { expect, test } from 'vitest'
import { nameWithoutGiven } from './name-without-given.ts'

test.each([
  ['王秀英', '王某'],
  ['𬱖明远', '𬱖某'],
  ['𠮷', '𠮷某'],
])('%s is %s: a rare surname was cut in half', (name, shown) => {
  expect(nameWithoutGiven(name)).toBe(shown)
})
