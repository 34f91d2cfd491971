type Registration = ServiceWorkerRegistration & { sync?: { register: (tag: string) => Promise<void> } }

/**
 * Asks the browser to say so when the network is back while nobody looks at the app and something was not sent: it cannot
 * be sent without the key, which is there only while the app is open. Where the browser has no Background Sync, the app
 * sends when it is next opened, and nothing is said.
 */
export async function remindWhenOnline(): Promise<void> {
  const registration = (await navigator.serviceWorker?.ready) as Registration | undefined
  await registration?.sync?.register('unsent').catch(() => {})
}
