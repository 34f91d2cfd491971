import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** A list is never lower than this, px: the page itself scrolls then. */
const LEAST = 240
/** The list's head above it and the margin of the page below it, px. */
const AROUND = 56

/**
 * What is left of the window below an element, for a list that scrolls by itself so that the page does not. Measured again when
 * what stands above it grows: filters that wrap, chips that arrive.
 */
export function useRestOfWindow(): { frame: RefObject<HTMLDivElement | null>; height: number } {
  const frame = useRef<HTMLDivElement>(null)
  const [height, setHeight] = useState(2 * LEAST)
  useLayoutEffect(() => {
    const measure = () => {
      const top = frame.current?.getBoundingClientRect().top ?? LEAST
      setHeight(Math.max(LEAST, window.innerHeight - top - window.scrollY - AROUND))
    }
    measure()
    const watch = new ResizeObserver(measure)
    for (const beside of frame.current?.parentElement?.children ?? []) {
      if (beside !== frame.current) watch.observe(beside)
    }
    window.addEventListener('resize', measure)
    return () => {
      watch.disconnect()
      window.removeEventListener('resize', measure)
    }
  })
  return { frame, height }
}
