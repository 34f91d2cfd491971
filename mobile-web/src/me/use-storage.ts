import { useEffect, useState } from 'react'

type StorageUse = {
  usedMb: number
  quotaMb: number
  /** The system does not clear it away when space is short. */
  isKept: boolean
}

const MB = 1024 * 1024

/** What the copy takes of the phone's storage; null where the browser does not say. */
export function useStorage(): StorageUse | null {
  const [use, setUse] = useState<StorageUse | null>(null)
  useEffect(() => {
    const { storage } = navigator
    if (!storage?.estimate) return
    void Promise.all([storage.estimate(), storage.persisted?.() ?? false]).then(
      ([{ usage, quota }, isKept]) =>
        setUse({
          usedMb: Math.ceil((usage ?? 0) / MB),
          quotaMb: Math.floor(((quota ?? 0) - (usage ?? 0)) / MB),
          isKept,
        }),
    )
  }, [])
  return use
}
