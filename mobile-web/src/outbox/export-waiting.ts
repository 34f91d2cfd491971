import type { Phone } from '../offline/phone.ts'
import { userHere } from '../session/users.ts'
import { waitingFile } from './waiting-file.ts'

/**
 * 导出待发记录: everything that waits, as it is kept: sealed. Only the server that gave the phone its secret opens the file
 * (npm run phone:open), so it may be sent by any way.
 */
export async function exportWaiting(phone: Phone): Promise<void> {
  const user = await userHere(phone.signedIn.user.id)
  if (!user) return
  const file = waitingFile(user.phoneId, user.wrapped, await phone.sealedOutbox())
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([JSON.stringify(file)], { type: 'application/json' }))
  link.download = `待发记录-${phone.today()}.qianyue`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
