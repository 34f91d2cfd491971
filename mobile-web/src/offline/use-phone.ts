import type { Action } from '@qianyue/domain/access/grants.ts'
import type { Door, DoorHistory } from '@qianyue/domain/doors/door.ts'
import { createContext, use, useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Phone, PhoneView } from './phone.ts'

export const PhoneContext = createContext<Phone | null>(null)

/** The opened phone: what is written down goes through it. */
export function usePhone(): Phone {
  const phone = use(PhoneContext)
  if (!phone) throw new Error('no phone is opened here')
  return phone
}

/** What the phone holds, drawn again when it changes. */
export function usePhoneView(): PhoneView {
  const phone = usePhone()
  return useSyncExternalStore(phone.subscribe, () => phone.view)
}

/** A door with what waits in the outbox; undefined when it is not on this phone. */
export function useDoor(doorId: string): Door | undefined {
  return usePhoneView().doors.get(doorId)
}

/** What was done at a door; null until it is read, or when it is not on the phone yet. */
export function useHistory(doorId: string): DoorHistory | null {
  const phone = usePhone()
  const { pulledAt } = usePhoneView()
  const [history, setHistory] = useState<DoorHistory | null>(null)
  useEffect(() => {
    let isShown = true
    void phone.historyOf(doorId).then((found) => isShown && setHistory(found))
    return () => {
      isShown = false
    }
  }, [phone, doorId, pulledAt])
  return history
}

/** Whether the person's roles allow an action: what is not allowed is not drawn. */
export function useMay(action: Action): boolean {
  return usePhone().signedIn.actions.includes(action)
}

/**
 * A half-filled form that survives a call, a crash and an update. `value` is undefined while it is looked for.
 * Name the draft to `phone.write({ draft })`, and it goes in the moment in which what was written from it is kept.
 */
export function useDraft<Value>(draft: string, begin: () => Value) {
  const phone = usePhone()
  const [value, setValue] = useState<Value>()
  const first = useRef(begin)
  useEffect(() => {
    let isShown = true
    void phone.drafts.get<Value>(draft).then((kept) => isShown && setValue(kept ?? first.current()))
    return () => {
      isShown = false
    }
  }, [phone, draft])
  const set = useCallback(
    (next: Value) => {
      setValue(next)
      void phone.drafts.put(draft, next, Date.now())
    },
    [phone, draft],
  )
  return [value, set] as const
}
