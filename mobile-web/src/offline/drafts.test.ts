import 'fake-indexeddb/auto'
import { putAttachment } from '@qianyue/api/attachments.ts'
import { expect, test } from 'vitest'
import type { Evidence } from '../evidence/evidence.ts'
import { evidenceDraft } from './drafts.ts'
import { LocalDatabase } from './local-database.ts'
import type { Network } from './network.ts'
import { Phone, type SignedIn } from './phone.ts'
import { newDataKey } from './sealing.ts'

const draft = 'visit:door:wang'
const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 256).buffer
const signature: Evidence = {
  id: '01939f4e-0000-7000-8000-000000000001',
  kind: 'signature',
  mediaType: 'image/png',
  takenAt: '2026-11-21T02:00:00Z',
  bytes,
}
const proof = { signature, signer: 'self', card: null, photos: [{ ...signature, kind: 'photo' }] }

/** A phone that can be ended and opened again. There is no network. */
async function somePhone() {
  const database = new LocalDatabase(`qianyue-test-${crypto.randomUUID()}`)
  const key = await newDataKey()
  const network = (async () => {
    throw new TypeError('offline')
  }) as unknown as Network
  const open = () => Phone.open({ signedIn: {} as SignedIn, database, key, network })
  return { database, open }
}

test('a signature and a photograph that were taken and not saved are there after a crash, byte for byte', async () => {
  const { database, open } = await somePhone()
  const before = await open()
  await before.drafts.put(evidenceDraft(draft), proof, 1)
  const after = await open()
  const kept = await after.drafts.get<typeof proof>(evidenceDraft(draft))
  expect(kept).toMatchObject({ signer: 'self', card: null, signature: { id: signature.id } })
  expect(new Uint8Array(kept!.signature.bytes)).toEqual(new Uint8Array(bytes))
  expect(new Uint8Array(kept!.photos[0]!.bytes)).toEqual(new Uint8Array(bytes))
  const rows = await database.drafts.toArray()
  expect(new TextDecoder().decode(rows[0]!.sealed.data)).not.toContain('signature')
})

test('they go with the draft when what was written from it is kept, also when saved in the same breath', async () => {
  const { open } = await somePhone()
  const phone = await open()
  await phone.drafts.put(draft, { step: 3 }, 1)
  void phone.drafts.put(evidenceDraft(draft), proof, 2)
  await phone.write({
    endpoint: putAttachment,
    request: {
      id: signature.id,
      subjectKind: 'service-record',
      subjectId: signature.id,
      kind: 'signature',
      mediaType: 'image/png',
      sha256: '0'.repeat(64),
      takenAt: signature.takenAt,
    },
    label: '签名',
    draft,
  })
  const after = await open()
  expect(await after.drafts.keys()).toEqual([])
  expect(after.view.outbox.map(({ request }) => request.id)).toEqual([signature.id])
})
