import { useEffect } from 'react'

/** A new screen begins at its top, however far the one before was scrolled. */
export function useTop(screen: string): void {
  useEffect(() => {
    // What scrolling answers in newer browsers is not for React to clean up.
    if (screen) document.querySelector('.shell-page')?.scrollTo(0, 0)
  }, [screen])
}
