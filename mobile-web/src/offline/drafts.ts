import type { LocalDatabase } from './local-database.ts'
import { sealBytes, unsealBytes } from './sealing.ts'

/** The key under which signatures and photographs of a draft are kept: beside it, so that a keystroke does not write them anew. */
export function evidenceDraft(draft: string): string {
  return `evidence:${draft}`
}

/** Half-filled forms, kept at every pause of the hand: they are there after a call, a crash or an update. */
export class Drafts {
  private readonly database: LocalDatabase
  private readonly key: CryptoKey
  private putting: Promise<unknown> = Promise.resolve()

  constructor(database: LocalDatabase, key: CryptoKey) {
    this.database = database
    this.key = key
  }

  async get<Value>(draft: string): Promise<Value | null> {
    const kept = await this.database.drafts.get(draft)
    if (!kept) return null
    const text = new TextDecoder().decode(await unsealBytes(this.key, kept.sealed))
    return JSON.parse(text, withBytes) as Value
  }

  async put(draft: string, value: unknown, now: number): Promise<void> {
    const put = this.putting.then(() => this.putNow(draft, value, now))
    this.putting = put.catch(() => {})
    await put
  }

  /** What was put before is kept: a draft that goes now does not come back. */
  async settled(): Promise<void> {
    await this.putting
  }

  private async putNow(draft: string, value: unknown, now: number): Promise<void> {
    const text = new TextEncoder().encode(JSON.stringify(value, withoutBytes))
    await this.database.drafts.put({ id: draft, sealed: await sealBytes(this.key, text), savedAt: now })
  }

  async drop(draft: string): Promise<void> {
    await this.database.drafts.bulkDelete([draft, evidenceDraft(draft)])
  }

  /** Keys of what was begun and not finished, the newest first. */
  async keys(): Promise<string[]> {
    const rows = await this.database.drafts.toArray()
    return rows.sort((a, b) => b.savedAt - a.savedAt).map(({ id }) => id)
  }
}

const BYTES = 'base64 bytes'

/** Bytes of a picture, as JSON can hold them. */
function withoutBytes(_key: string, value: unknown): unknown {
  if (!(value instanceof ArrayBuffer)) return value
  let characters = ''
  for (const byte of new Uint8Array(value)) characters += String.fromCharCode(byte)
  return { [BYTES]: btoa(characters) }
}

function withBytes(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !(BYTES in value)) return value
  return Uint8Array.from(atob(String(value[BYTES])), (character) => character.charCodeAt(0)).buffer
}
