import { expect, test } from 'vitest'
import type { Entry } from '../offline/outbox.ts'
import { newDataKey, seal, sealBytes } from '../offline/sealing.ts'
import { openWithPin, wrap } from '../session/keys.ts'
import { openWaitingFile, waitingFile } from './waiting-file.ts'

const entry = { id: 'r1', seq: 1, label: '高血压随访 · 王秀英', request: { form: 'x' } } as unknown as Entry

test('what a phone that cannot send gives out is read with the server’s secret, and with no other', async () => {
  const key = await newDataKey()
  const wrapped = await wrap(key, '864201', 'the secret of this phone')
  const photo = new Uint8Array([1, 2, 3])
  const file = waitingFile('p1', wrapped, {
    entries: [{ id: 'r1', seq: 1, state: 'waiting', sealed: await seal(key, entry) }],
    files: [{ id: 'f1', sealed: await sealBytes(key, photo) }],
  })
  const sent = JSON.stringify(file)
  expect(sent).not.toContain('王秀英')
  const opened = (await openWaitingFile(JSON.parse(sent), 'the secret of this phone'))!
  expect(opened.entries).toEqual([entry])
  expect(new Uint8Array(opened.files[0]!.bytes)).toEqual(photo)
  expect(await openWaitingFile(JSON.parse(sent), 'another secret')).toBeNull()
})

test('a copy opens with its PIN, not with another, and sealed with none', async () => {
  const wrapped = await wrap(await newDataKey(), '864201', 'the secret of this phone')
  expect(await openWithPin(wrapped, '864201')).not.toBeNull()
  expect(await openWithPin(wrapped, '864202')).toBeNull()
  expect(await openWithPin({ ...wrapped, localKey: null }, '864201')).toBeNull()
})
