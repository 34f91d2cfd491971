import { expect, test } from 'vitest'
import { kindAndPlace } from './errors.ts'

test('of an error that quotes a row nothing is written down but its kind and place', () => {
  const error = Object.assign(new Error('invalid input: "王秀英"\n    at 320399195003020021\n13800138000'), {
    code: '22P02',
    detail: 'Failing row contains (王秀英, 320399195003020021).',
    where: 'COPY residents, line 1: "王秀英"',
  })
  const written = kindAndPlace(error)
  expect(JSON.stringify(written)).not.toMatch(/秀英|3203991950|13800138000/)
  expect(written).toMatchObject({ name: 'Error', code: '22P02' })
  expect(written.at[0]).toContain('errors.test.ts')
})
