import type { DeviceWrapped } from './keys.ts'

/** The browser's way to the phone's lock. Another one in tests. */
export type Authenticators = Pick<CredentialsContainer, 'create' | 'get'>

/** How long the finger is waited for, ms. */
const PATIENCE = 60_000

/** Whether this browser knows the phone's lock at all. It never does where the server is called by a bare number. */
export function hasDeviceLocks(): boolean {
  return (
    'PublicKeyCredential' in globalThis &&
    'credentials' in navigator &&
    !/^[\d.]+$|^\[/.test(location.hostname)
  )
}

/**
 * Whether the phone's fingerprint or face lock can be offered: there is one, and the browser does not say that it gives out
 * no secret (PRF). An older browser does not say; it turns out when the lock is made.
 */
export async function canOfferDeviceLock(): Promise<boolean> {
  if (!hasDeviceLocks()) return false
  try {
    const told = await PublicKeyCredential.getClientCapabilities?.()
    if (told && told['extension:prf'] === false) return false
    return await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable()
  } catch {
    return false
  }
}

/**
 * Makes a credential of the phone's lock and asks it once. Nothing of it is sent anywhere: it is used for the secret that it
 * answers with, which is the same each time it is asked with the same salt. Null when it was broken off or gives out none.
 */
export async function makeDeviceLock(
  name: string,
  by: Authenticators = navigator.credentials,
): Promise<(Omit<DeviceWrapped, 'sealed'> & { answer: ArrayBuffer }) | null> {
  const made = await orNull(
    by.create({
      publicKey: {
        rp: { name: '签约 · 外勤' },
        user: { id: crypto.getRandomValues(new Uint8Array(16)), name, displayName: name },
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        pubKeyCredParams: [
          { type: 'public-key', alg: -7 },
          { type: 'public-key', alg: -257 },
        ],
        authenticatorSelection: { authenticatorAttachment: 'platform', userVerification: 'required' },
        extensions: { prf: {} },
        timeout: PATIENCE,
      },
    }),
  )
  if (made?.getClientExtensionResults().prf?.enabled !== true) return null
  const lock = { credentialId: made.rawId, salt: crypto.getRandomValues(new Uint8Array(32)) }
  const answer = await askDeviceLock(lock, by)
  return answer && { ...lock, answer }
}

/** The lock's secret, 32 bytes; null when the finger was refused or broken off. */
export async function askDeviceLock(
  { credentialId, salt }: Omit<DeviceWrapped, 'sealed'>,
  by: Authenticators = navigator.credentials,
): Promise<ArrayBuffer | null> {
  const answered = await orNull(
    by.get({
      publicKey: {
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        allowCredentials: [{ type: 'public-key', id: credentialId, transports: ['internal'] }],
        userVerification: 'required',
        extensions: { prf: { eval: { first: salt } } },
        timeout: PATIENCE,
      },
    }),
  )
  const first = answered?.getClientExtensionResults().prf?.results?.first
  return first === undefined ? null : (first as ArrayBuffer)
}

async function orNull(asking: Promise<Credential | null>): Promise<PublicKeyCredential | null> {
  return (await asking.catch(() => null)) as PublicKeyCredential | null
}
