import { expect, test } from 'vitest'
import { newDataKey, seal, unseal } from '../offline/sealing.ts'
import { type Authenticators, askDeviceLock, canOfferDeviceLock, makeDeviceLock } from './device-lock.ts'
import { openWithDevice, openWithPin, sealForDevice, type Wrapped, wrap } from './keys.ts'

const PIN = '864209'

/** A phone's lock: one secret of its own for each credential; it answers by HMAC, as CTAP's hmac-secret does. */
function lock({ givesSecrets = true } = {}): Authenticators & { refuses: boolean } {
  const secret = crypto.getRandomValues(new Uint8Array(32))
  const rawId = crypto.getRandomValues(new Uint8Array(16)).buffer
  const answering = (prf: unknown) =>
    ({ rawId, getClientExtensionResults: () => ({ prf }) }) as unknown as Credential
  return {
    refuses: false,
    async create() {
      if (this.refuses) throw new DOMException('broken off', 'NotAllowedError')
      return answering({ enabled: givesSecrets })
    },
    async get(options) {
      if (this.refuses) throw new DOMException('broken off', 'NotAllowedError')
      const { allowCredentials, extensions } = options!.publicKey!
      expect(allowCredentials![0]!.id).toBe(rawId)
      const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, [
        'sign',
      ])
      const first = await crypto.subtle.sign('HMAC', key, extensions!.prf!.eval!.first)
      return answering({ results: { first } })
    },
  }
}

async function lockedCopy(by: Authenticators): Promise<{ key: CryptoKey; wrapped: Wrapped }> {
  const key = await newDataKey()
  const wrapped = await wrap(key, PIN, 'a secret of the server')
  const { answer, ...made } = (await makeDeviceLock('王医生', by))!
  const sealed = await sealForDevice(key, wrapped.localKey!, answer)
  return { key, wrapped: { ...wrapped, byDevice: { ...made, sealed } } }
}

test('the finger opens what the PIN opens, and the PIN still does', async () => {
  const phone = lock()
  const { key, wrapped } = await lockedCopy(phone)
  const written = await seal(key, { systolicMmHg: 168 })
  const byFinger = await openWithDevice(wrapped, (await askDeviceLock(wrapped.byDevice!, phone))!)
  const byPin = await openWithPin(wrapped, PIN)
  expect(await unseal(byFinger!, written)).toEqual({ systolicMmHg: 168 })
  expect(await unseal(byPin!, written)).toEqual({ systolicMmHg: 168 })
})

test('another secret opens nothing, nor does the right one once the copy is sealed or the lock removed', async () => {
  const phone = lock()
  const { wrapped } = await lockedCopy(phone)
  const answer = (await askDeviceLock(wrapped.byDevice!, phone))!
  const { byDevice: _, ...removed } = wrapped
  expect(await openWithDevice(wrapped, crypto.getRandomValues(new Uint8Array(32)))).toBeNull()
  expect(await openWithDevice({ ...wrapped, localKey: null }, answer)).toBeNull()
  expect(await openWithDevice(removed, answer)).toBeNull()
  expect(await openWithPin(removed, PIN)).not.toBeNull()
})

test('a lock that gives out no secret, or that is broken off, is no lock and no error', async () => {
  expect(await makeDeviceLock('王医生', lock({ givesSecrets: false }))).toBeNull()
  const phone = lock()
  const { wrapped } = await lockedCopy(phone)
  phone.refuses = true
  expect(await makeDeviceLock('王医生', phone)).toBeNull()
  expect(await askDeviceLock(wrapped.byDevice!, phone)).toBeNull()
})

test('it is not offered where the browser has none', async () => {
  expect(await canOfferDeviceLock()).toBe(false)
})
