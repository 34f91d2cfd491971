import type { Phone } from '../offline/phone.ts'
import { userHere } from '../session/users.ts'

/**
 * 导出待发记录: everything that waits, as it is kept: sealed. Only the server that gave the phone its secret opens the file
 * (npm run phone:open), so it may be sent by any way.
 */
export async function exportWaiting(phone: Phone): Promise<void> {
  const user = await userHere(phone.signedIn.user.id)
  if (!user) return
  const waiting = await phone.sealedOutbox()
  const file = JSON.stringify({
    kind: 'qianyue-phone-outbox',
    phoneId: user.phoneId,
    key: portable(user.wrapped.byServer),
    entries: waiting.entries.map(({ sealed }) => portable(sealed)),
    files: waiting.files.map(({ id, sealed }) => ({ id, ...portable(sealed) })),
  })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([file], { type: 'application/json' }))
  link.download = `待发记录-${phone.today()}.qianyue`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

function portable({ iv, data }: { iv: Uint8Array; data: ArrayBuffer }) {
  return { iv: base64(iv), data: base64(new Uint8Array(data)) }
}

function base64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
