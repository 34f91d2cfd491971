import { registerSW } from 'virtual:pwa-register'
import { useSyncExternalStore } from 'react'

/** How often is looked for a new version while the app is open, ms. */
const LOOK_MS = 60 * 60_000

let isWaiting = false
const listeners = new Set<() => void>()
let activate: (reload?: boolean) => Promise<void> = async () => {}

/** Keeps the app on the phone, and notices when the server has a newer one. It waits until the person takes it. */
export function keepApp(): void {
  activate = registerSW({
    onNeedRefresh: () => {
      isWaiting = true
      for (const listener of listeners) listener()
    },
    onRegisteredSW: (_, registration) => {
      if (registration) setInterval(() => void registration.update().catch(() => {}), LOOK_MS)
    },
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
export function takeUpdate(): void {
  void activate(true)
}
