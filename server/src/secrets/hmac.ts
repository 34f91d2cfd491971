import { hash } from 'node:crypto'

const BLOCK_BYTES = 64
const DIGEST_BYTES = 32
/** Room kept for texts of that many bytes; a longer one gets its own. */
const ROOM_BYTES = 1024

/**
 * HMAC-SHA-256 (RFC 2104) with one key, as two plain digests: an object of `createHmac` for each text costs twice as much,
 * and a row of a register is hashed six times. @param key at most 64 bytes.
 */
export function hmacSha256(key: Buffer): (text: string) => Buffer {
  if (key.length > BLOCK_BYTES) throw new RangeError('the key is at most 64 bytes')
  const inner = padded(key, 0x36, ROOM_BYTES)
  const outer = padded(key, 0x5c, DIGEST_BYTES)
  return (text) => {
    // A character of a JavaScript string is at most three bytes.
    const fits = text.length * 3 <= ROOM_BYTES
    const message = fits ? inner : padded(key, 0x36, Buffer.byteLength(text))
    const end = BLOCK_BYTES + message.write(text, BLOCK_BYTES)
    // By way of texts: a piece of memory of its own for each digest costs as much as the digest.
    outer.write(hash('sha256', message.subarray(0, end), 'latin1'), BLOCK_BYTES, 'latin1')
    return Buffer.from(hash('sha256', outer, 'latin1'), 'latin1')
  }
}

/** The key as a block, each byte xored, with room behind it. */
function padded(key: Buffer, mask: number, room: number): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES + room)
  for (let i = 0; i < BLOCK_BYTES; i++) block[i] = (key[i] ?? 0) ^ mask
  return block
}
