import pg from 'pg'
import { expect, test } from 'vitest'
import { databaseTrouble } from './trouble.ts'

const withCode = (code: string, message = 'x') => Object.assign(new Error(message), { code })

test.each([
  ['53100', 'disk-full'],
  ['57P01', 'database-away'],
  ['57P03', 'database-away'],
  ['08006', 'database-away'],
  ['53300', 'database-away'],
  ['ECONNREFUSED', 'database-away'],
  ['23505', null],
  ['57014', null],
  ['ENOENT', null],
])('an error with the code %s is %s', (code, trouble) => {
  expect(databaseTrouble(withCode(code))).toBe(trouble)
})

test('a connection that is refused, as the driver itself throws it, is a database that is away', async () => {
  const client = new pg.Client('postgres://nobody:x@127.0.0.1:1/none')
  const error = await client.connect().catch((failure: unknown) => failure)
  expect(databaseTrouble(error)).toBe('database-away')
})

test("a program's own mistake is no trouble of the database", () => {
  expect(databaseTrouble(new TypeError('Cannot read properties of undefined'))).toBe(null)
  expect(databaseTrouble(null)).toBe(null)
})
