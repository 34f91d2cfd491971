import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * Encryption of ID-card and phone numbers at rest: AES-256-GCM with a key that is not in the database, and a keyed
 * hash (HMAC-SHA-256) by which an equal number is found again without being decrypted.
 */
export type FieldCrypto = {
  encrypt: (text: string) => Buffer
  /** @throws Error when the bytes were changed or belong to another key. */
  decrypt: (sealed: Buffer) => string
  encryptBytes: (bytes: Buffer) => Buffer
  /** @throws Error when the bytes were changed or belong to another key. */
  decryptBytes: (sealed: Buffer) => Buffer
  /** The same for equal text and purpose. A number's last four and the number itself hash under different purposes. */
  keyedHash: (purpose: string, text: string) => Buffer
}

const VERSION = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES
/** Nonces drawn at once: asking the system for each costs more than the encryption itself. */
const NONCES_TOGETHER = 512

/** @param key 32 bytes. */
export function fieldCrypto(key: Buffer): FieldCrypto {
  if (key.length !== 32) throw new RangeError('the field key is 32 bytes')
  // Key objects: a key given as bytes is taken in anew by every call, at several times the cost of the cipher.
  const encryptionKey = createSecretKey(
    Buffer.from(hkdfSync('sha256', key, '', 'qianyue field encryption', 32)),
  )
  const hashKey = createSecretKey(Buffer.from(hkdfSync('sha256', key, '', 'qianyue field lookup', 32)))
  let nonces = Buffer.alloc(0)
  const nextNonce = () => {
    if (nonces.length === 0) nonces = randomBytes(NONCE_BYTES * NONCES_TOGETHER)
    const nonce = nonces.subarray(0, NONCE_BYTES)
    nonces = nonces.subarray(NONCE_BYTES)
    return nonce
  }
  const encryptBytes = (bytes: Buffer) => {
    const nonce = nextNonce()
    const cipher = createCipheriv('aes-256-gcm', encryptionKey, nonce)
    // A stream cipher: everything comes out of `update`, as long as what went in.
    const sealed = Buffer.allocUnsafe(HEAD_BYTES + bytes.length)
    sealed[0] = VERSION
    nonce.copy(sealed, 1)
    cipher.update(bytes).copy(sealed, HEAD_BYTES)
    cipher.final()
    cipher.getAuthTag().copy(sealed, 1 + NONCE_BYTES)
    return sealed
  }
  const decryptBytes = (sealed: Buffer) => {
    if (sealed[0] !== VERSION) throw new Error('sealed by an unknown version')
    const nonce = sealed.subarray(1, 1 + NONCE_BYTES)
    const tag = sealed.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES)
    const decipher = createDecipheriv('aes-256-gcm', encryptionKey, nonce)
    decipher.setAuthTag(tag)
    return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE_BYTES + TAG_BYTES)), decipher.final()])
  }
  return {
    encrypt: (text) => encryptBytes(Buffer.from(text, 'utf8')),
    decrypt: (sealed) => decryptBytes(sealed).toString('utf8'),
    encryptBytes,
    decryptBytes,
    // By way of a text: a piece of memory of its own for each hash costs a fifth more, and collecting it besides.
    keyedHash: (purpose, text) =>
      Buffer.from(createHmac('sha256', hashKey).update(`${purpose}\0${text}`).digest('latin1'), 'latin1'),
  }
}

/** The key of the settings, or the one kept in the data folder, made there the first time. */
export async function readFieldKey(dataDir: string, configured: string | null): Promise<Buffer> {
  if (configured !== null) return Buffer.from(configured, 'hex')
  const file = join(dataDir, 'keys', 'field.key')
  if (!existsSync(file)) {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    await writeFile(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  }
  return Buffer.from((await readFile(file, 'utf8')).trim(), 'hex')
}
