import { useEffect } from 'react'
import { countsOf, nextTryAt } from '../offline/outbox.ts'
import type { Phone } from '../offline/phone.ts'
import { remindWhenOnline } from '../reminders/unsent-reminder.ts'
import { obeyStanding } from '../session/open-user.ts'
import { userHere } from '../session/users.ts'

/** How often the copy is brought up to date while the app is looked at, ms. */
const EVERY_MS = 5 * 60_000
/** How often is looked whether something waits for its time, ms. */
const LOOK_MS = 2_000

/**
 * Sends and fetches whenever there is a chance: at the start, when the network comes back, when the app is looked at again,
 * every few minutes, and when an entry's pause is over.
 */
export function useBackgroundSync(phone: Phone, onClose: () => void) {
  useEffect(() => {
    const sync = async () => {
      await phone.sync()
      if (!phone.view.signedOut) return
      const user = await userHere(phone.signedIn.user.id)
      const standing = user ? await obeyStanding(user) : 'wipe'
      if (standing === 'wipe' || standing === 'ended') onClose()
    }
    const hurry = () => void phone.hurry()
    const look = () => document.visibilityState === 'visible' && void sync()
    const leave = () => {
      if (document.visibilityState === 'hidden' && countsOf(phone.view.outbox).unsent > 0)
        void remindWhenOnline()
    }
    const wait = () => {
      const at = nextTryAt(phone.view.outbox)
      const isDue = at !== null && at <= Date.now()
      if (isDue && !phone.view.syncing && navigator.onLine && !phone.view.signedOut) void sync()
    }
    void sync()
    const every = setInterval(look, EVERY_MS)
    const waiting = setInterval(wait, LOOK_MS)
    window.addEventListener('online', hurry)
    document.addEventListener('visibilitychange', look)
    document.addEventListener('visibilitychange', leave)
    return () => {
      clearInterval(every)
      clearInterval(waiting)
      window.removeEventListener('online', hurry)
      document.removeEventListener('visibilitychange', look)
      document.removeEventListener('visibilitychange', leave)
    }
  }, [phone, onClose])
}
