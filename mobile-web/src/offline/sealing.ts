/** What is kept on the phone, as it is kept: encrypted (AES-256-GCM) with a number used once. */
export type Sealed = { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer }

const IV_BYTES = 12

/** The key of one person's copy on one phone. Extractable, because it is itself kept wrapped. */
export async function newDataKey(): Promise<CryptoKey> {
  return await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt'])
}

export async function sealBytes(key: CryptoKey, bytes: BufferSource): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes) }
}

/** @throws when the bytes were changed or belong to another key. */
export async function unsealBytes(key: CryptoKey, { iv, data }: Sealed): Promise<ArrayBuffer> {
  return await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, data)
}

export async function seal(key: CryptoKey, value: unknown): Promise<Sealed> {
  return await sealBytes(key, new TextEncoder().encode(JSON.stringify(value)))
}

/** @throws when the bytes were changed or belong to another key. */
export async function unseal<Value>(key: CryptoKey, sealed: Sealed): Promise<Value> {
  return JSON.parse(new TextDecoder().decode(await unsealBytes(key, sealed))) as Value
}
