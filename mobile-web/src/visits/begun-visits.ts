import { useEffect, useState } from 'react'
import type { Phone } from '../offline/phone.ts'
import { usePhone } from '../offline/use-phone.ts'

const PREFIX = 'visit:'

/** The key of a person's half-filled sheets. */
export function visitDraft(doorId: string, residentId: string): string {
  return `${PREFIX}${doorId}:${residentId}`
}

/** Whose sheets are begun at a door and not saved. */
export async function begunAt(phone: Phone, doorId: string): Promise<string[]> {
  const begun = begunIn(await phone.drafts.keys())
  return begun.get(doorId) ?? []
}

function begunIn(keys: readonly string[]): Map<string, string[]> {
  const byDoor = new Map<string, string[]>()
  for (const key of keys) {
    const [prefix, doorId, residentId] = key.split(':')
    if (`${prefix}:` !== PREFIX || !doorId || !residentId) continue
    byDoor.set(doorId, [...(byDoor.get(doorId) ?? []), residentId])
  }
  return byDoor
}

/** Doors at which somebody's sheets are begun and not saved, the latest first. */
export function useBegunVisits(): { doorId: string; residentIds: string[] }[] {
  const phone = usePhone()
  const [begun, setBegun] = useState<{ doorId: string; residentIds: string[] }[]>([])
  useEffect(() => {
    let isShown = true
    void phone.drafts.keys().then((keys) => {
      if (!isShown) return
      setBegun([...begunIn(keys)].map(([doorId, residentIds]) => ({ doorId, residentIds })))
    })
    return () => {
      isShown = false
    }
  }, [phone])
  return begun
}
