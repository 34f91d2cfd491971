/** What is told of a draft: all of it is kept, something is on its way, or why it could not be kept. */
export type SavingState = 'saved' | 'changed' | { failed: Error }

interface Saving<T> {
  /** Something was edited: it is sent when no other edit follows for a moment. */
  change(content: T): void
  /** Sends at once what waits, also what failed before. Answers whether all of it is kept. */
  flush(): Promise<boolean>
  /** Forgets what waits: the draft itself is gone. */
  drop(): void
}

/**
 * Keeps the latest of what is edited. One sending at a time, so that an older one cannot arrive last; "saved" is told only
 * when nothing newer waits; what failed waits until it is sent again or edited over.
 */
export function savingInTurn<T>(
  send: (content: T) => Promise<void>,
  tell: (state: SavingState) => void,
  afterMs: number,
): Saving<T> {
  let waiting: { content: T } | null = null
  let sending: Promise<boolean> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const sendAll = async () => {
    while (waiting) {
      const sent: { content: T } = waiting
      waiting = null
      try {
        await send(sent.content)
      } catch (error) {
        waiting ??= sent
        tell({ failed: error as Error })
        return false
      }
    }
    tell('saved')
    return true
  }
  const flush = () => {
    clearTimeout(timer)
    if (!sending && !waiting) return Promise.resolve(true)
    sending ??= sendAll().finally(() => {
      sending = null
    })
    return sending
  }
  return {
    change(content) {
      waiting = { content }
      tell('changed')
      clearTimeout(timer)
      timer = setTimeout(() => void flush(), afterMs)
    },
    flush,
    drop() {
      clearTimeout(timer)
      waiting = null
    },
  }
}
