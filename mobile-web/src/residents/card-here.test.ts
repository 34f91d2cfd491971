import { createHmac } from 'node:crypto'
import type { Door } from '@qianyue/domain/doors/door.ts'
import { expect, test } from 'vitest'
import { holderOf, isCardOf } from './card-here.ts'

const code = 'QY-AAAA-BBBB-CCCC-2222'
/** As the server makes it (gather-doors.ts). */
const digest = (id: string, of = code) => createHmac('sha256', id).update(of).digest('base64url')
const doorsOf = (...members: { id: string; cardDigest?: string | null }[]) =>
  [{ members }] as unknown as Door[]

test('a card is known by its holder without the network, and by nobody else', async () => {
  const doors = doorsOf(
    { id: 'li', cardDigest: null },
    { id: 'zhao', cardDigest: digest('zhao', 'QY-ZZZZ-BBBB-CCCC-2222') },
    { id: 'wang', cardDigest: digest('wang') },
  )
  expect(await holderOf(code, doors)).toBe('wang')
  expect(await holderOf('QY-AAAA-BBBB-CCCC-2223', doors)).toBeNull()
})

test('the digest of one resident says nothing of another', async () => {
  expect(await isCardOf(code, { id: 'li', cardDigest: digest('wang') })).toBe(false)
})

test('where no card is known, nothing is said either way: a copy from before digests too', async () => {
  expect(await isCardOf(code, { id: 'li', cardDigest: null })).toBeNull()
  expect(await holderOf(code, doorsOf({ id: 'wang' }))).toBeNull()
})
