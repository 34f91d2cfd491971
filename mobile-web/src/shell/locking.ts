import { useEffect } from 'react'

/** Away for so long, the phone asks for the PIN again, ms. */
const LOCKED_AFTER_MS = 5 * 60_000

const wish = new EventTarget()

/** 锁定: the copy closes, and the PIN opens it again. */
export function lockNow(): void {
  wish.dispatchEvent(new Event('lock'))
}

/** Locks when asked to, and after the app was not looked at for a while. Half-filled forms are kept as drafts. */
export function useLocking(isOpen: boolean, lock: () => void): void {
  useEffect(() => {
    if (!isOpen) return
    let leftAt: number | null = null
    const look = () => {
      if (document.visibilityState === 'hidden') leftAt = Date.now()
      else if (leftAt !== null && Date.now() - leftAt > LOCKED_AFTER_MS) lock()
      else leftAt = null
    }
    wish.addEventListener('lock', lock)
    document.addEventListener('visibilitychange', look)
    return () => {
      wish.removeEventListener('lock', lock)
      document.removeEventListener('visibilitychange', look)
    }
  }, [isOpen, lock])
}
