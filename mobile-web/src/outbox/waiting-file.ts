import type { KeptEntry } from '../offline/local-database.ts'
import type { Entry } from '../offline/outbox.ts'
import { type Sealed, unseal, unsealBytes } from '../offline/sealing.ts'
import { openWithSecret, type Wrapped } from '../session/keys.ts'

type Portable = { iv: string; data: string }

/** What a phone that cannot send gives out: sealed as it is kept, with its key that only the server's secret opens. */
export type WaitingFile = {
  kind: 'qianyue-phone-outbox'
  phoneId: string
  key: Portable
  entries: Portable[]
  files: ({ id: string } & Portable)[]
}

export function waitingFile(
  phoneId: string,
  { byServer }: Pick<Wrapped, 'byServer'>,
  waiting: { entries: readonly KeptEntry[]; files: readonly { id: string; sealed: Sealed }[] },
): WaitingFile {
  return {
    kind: 'qianyue-phone-outbox',
    phoneId,
    key: portable(byServer),
    entries: waiting.entries.map(({ sealed }) => portable(sealed)),
    files: waiting.files.map(({ id, sealed }) => ({ id, ...portable(sealed) })),
  }
}

/** What is in it; null when the secret is another phone's. */
export async function openWaitingFile(
  file: WaitingFile,
  secret: string,
): Promise<{ entries: Entry[]; files: { id: string; bytes: ArrayBuffer }[] } | null> {
  const key = await openWithSecret({ byServer: sealedOf(file.key) }, secret)
  if (key === null) return null
  return {
    entries: await Promise.all(file.entries.map((entry) => unseal<Entry>(key, sealedOf(entry)))),
    files: await Promise.all(
      file.files.map(async ({ id, ...sealed }) => ({ id, bytes: await unsealBytes(key, sealedOf(sealed)) })),
    ),
  }
}

function portable({ iv, data }: Sealed): Portable {
  return { iv: base64(iv), data: base64(new Uint8Array(data)) }
}

function sealedOf({ iv, data }: Portable): Sealed {
  return { iv: bytesOf(iv), data: bytesOf(data).buffer }
}

function base64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
