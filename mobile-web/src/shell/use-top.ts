import { useEffect } from 'react'

/** A new screen begins at its top, however far the one before was scrolled. */
export function useTop(screen: string): void {
  useEffect(() => document.querySelector('.shell-page')?.scrollTo(0, 0), [screen])
}
