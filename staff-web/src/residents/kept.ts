import { useCallback, useState } from 'react'

/** A choice of the reader that this browser remembers: columns of a list, saved filters. */
export function useKept<Value>(name: string, initial: Value): [Value, (value: Value) => void] {
  const [value, setValue] = useState<Value>(() => {
    try {
      const text = localStorage.getItem(name)
      return text === null ? initial : (JSON.parse(text) as Value)
    } catch {
      return initial
    }
  })
  const keep = useCallback(
    (next: Value) => {
      setValue(next)
      try {
        localStorage.setItem(name, JSON.stringify(next))
      } catch {
        // A browser that keeps nothing still shows the choice until the page is left.
      }
    },
    [name],
  )
  return [value, keep]
}
