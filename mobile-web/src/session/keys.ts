import { type Sealed, sealBytes, unsealBytes } from '../offline/sealing.ts'

/**
 * How a copy is opened. Its data key is kept wrapped twice:
 * - by the PIN together with a key that the phone holds and does not give out, so that it opens without a network;
 * - by the secret that only the server holds, so that who has forgotten the PIN, or was locked out, opens it by signing in.
 * Who wishes has it wrapped a third time, by what the phone's fingerprint or face lock gives out (device-lock.ts), again
 * together with the phone's own key.
 * Taking the phone's own key away (sealing) leaves nothing that the PIN alone could open, on the phone or in a copy of it
 * made afterwards. What a copy made before can be tried against is said in docs/decisions/0017-phone.md.
 */
export type Wrapped = {
  salt: Uint8Array<ArrayBuffer>
  /** Half of what wraps `byPin` and `byDevice`; null while the copy is sealed. Never leaves the browser's key store. */
  localKey: CryptoKey | null
  byPin: Sealed
  byServer: Sealed
  /** Absent where the device's own lock was not chosen. */
  byDevice?: DeviceWrapped
}

export type DeviceWrapped = {
  credentialId: ArrayBuffer
  /** What the authenticator is asked with: the same question has the same answer. */
  salt: Uint8Array<ArrayBuffer>
  sealed: Sealed
}

/** Rounds of PBKDF2-SHA-256: about a second on a slow phone. */
const ROUNDS = 310_000

const text = new TextEncoder()

/** Wraps a copy's key under a new PIN. @param secret what the server gave for this phone, base64url. */
export async function wrap(dataKey: CryptoKey, pin: string, secret: string): Promise<Wrapped> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const raw = await crypto.subtle.exportKey('raw', dataKey)
  const localKey = await localKeyOf(secret)
  return {
    salt,
    localKey,
    byPin: await sealBytes(await pinKey(pin, salt, localKey), raw),
    byServer: await sealBytes(await serverKey(secret), raw),
  }
}

/** The copy's key; null when the PIN is wrong or the copy is sealed. */
export async function openWithPin(wrapped: Wrapped, pin: string): Promise<CryptoKey | null> {
  if (wrapped.localKey === null) return null
  return await opened(wrapped.byPin, await pinKey(pin, wrapped.salt, wrapped.localKey))
}

/** Seals a copy's key under what the device's lock answered. @param answer 32 secret bytes. */
export async function sealForDevice(
  dataKey: CryptoKey,
  localKey: CryptoKey,
  answer: BufferSource,
): Promise<Sealed> {
  const raw = await crypto.subtle.exportKey('raw', dataKey)
  return await sealBytes(await mixedKey(answer, localKey), raw)
}

/** The copy's key; null when the answer is another device's, the lock was removed, or the copy is sealed. */
export async function openWithDevice(wrapped: Wrapped, answer: BufferSource): Promise<CryptoKey | null> {
  if (wrapped.localKey === null || !wrapped.byDevice) return null
  return await opened(wrapped.byDevice.sealed, await mixedKey(answer, wrapped.localKey))
}

/** The copy's key, for who has signed in; null when the secret is another phone's. */
export async function openWithSecret(
  { byServer }: Pick<Wrapped, 'byServer'>,
  secret: string,
): Promise<CryptoKey | null> {
  return await opened(byServer, await serverKey(secret))
}

async function opened(sealed: Sealed, key: CryptoKey): Promise<CryptoKey | null> {
  try {
    const raw = await unsealBytes(key, sealed)
    return await crypto.subtle.importKey('raw', raw, 'AES-GCM', true, ['encrypt', 'decrypt'])
  } catch {
    return null
  }
}

async function pinKey(pin: string, salt: BufferSource, localKey: CryptoKey): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', text.encode(pin), 'PBKDF2', false, ['deriveBits'])
  const stretched = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS },
    material,
    256,
  )
  return await mixedKey(stretched, localKey)
}

async function mixedKey(secret: BufferSource, localKey: CryptoKey): Promise<CryptoKey> {
  const mixed = await crypto.subtle.sign('HMAC', localKey, secret)
  return await crypto.subtle.importKey('raw', mixed, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

async function localKeyOf(secret: string): Promise<CryptoKey> {
  return await crypto.subtle.deriveKey(
    derivation('this phone'),
    await material(secret),
    { name: 'HMAC', hash: 'SHA-256', length: 256 },
    false,
    ['sign'],
  )
}

async function serverKey(secret: string): Promise<CryptoKey> {
  return await crypto.subtle.deriveKey(
    derivation('server'),
    await material(secret),
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}

async function material(secret: string): Promise<CryptoKey> {
  return await crypto.subtle.importKey('raw', text.encode(secret), 'HKDF', false, ['deriveKey'])
}

function derivation(purpose: string) {
  return {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: text.encode(`qianyue phone ${purpose}`),
  }
}
