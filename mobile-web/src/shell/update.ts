import { useSyncExternalStore } from 'react'

/** How often is looked for a new version while the app is open, ms. */
const LOOK_MS = 60 * 60_000

/** The page does not wait longer for a newer version to take over, ms. */
const TAKEN_WITHIN_MS = 3_000

let isWaiting = false
const listeners = new Set<() => void>()

/** Keeps the app on the phone, and notices when the server has a newer one. It waits until the person takes it. */
export async function keepApp(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const app = import.meta.env.BASE_URL
  const registration = await navigator.serviceWorker.register(`${app}sw.js`, { scope: app })
  const notice = () => {
    // The very first one waits for nobody.
    if (!registration.waiting || !registration.active) return
    isWaiting = true
    for (const listener of listeners) listener()
  }
  const follow = () => registration.installing?.addEventListener('statechange', notice)
  registration.addEventListener('updatefound', follow)
  follow()
  notice()

  const look = () => void registration.update().catch(() => {})
  setInterval(look, LOOK_MS)
  // The hours of a phone in a pocket do not count, and without a signal nothing was found.
  window.addEventListener('online', look)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') look()
  })
}

/** Whether a newer version is on the phone and waits. */
export function useUpdate(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => isWaiting,
  )
}

/** Takes the newer version: the page is opened anew, and what was half filled is a draft. */
export async function takeUpdate(): Promise<void> {
  const { waiting } = await navigator.serviceWorker.ready
  const openAnew = () => window.location.reload()
  // Taken in another window already.
  if (!waiting) return openAnew()
  navigator.serviceWorker.addEventListener('controllerchange', openAnew, { once: true })
  // A request of this page that hangs, as where the signal went, keeps the older worker busy and the newer one waiting, until
  // the page is left.
  setTimeout(openAnew, TAKEN_WITHIN_MS)
  waiting.postMessage({ type: 'SKIP_WAITING' })
}
