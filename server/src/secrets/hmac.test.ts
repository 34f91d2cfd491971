import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hmacSha256 } from './hmac.ts'

test('a keyed hash is the HMAC of the standard', () => {
  // RFC 4231, case 2.
  expect(hmacSha256(Buffer.from('Jefe'))('what do ya want for nothing?').toString('hex')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  )
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 64 }),
      fc.array(fc.string({ unit: 'grapheme', maxLength: 1500 }), { minLength: 1, maxLength: 4 }),
      (key, texts) => {
        const hashed = hmacSha256(Buffer.from(key))
        for (const text of texts)
          expect(hashed(text).toString('hex')).toBe(createHmac('sha256', key).update(text).digest('hex'))
      },
    ),
  )
})
