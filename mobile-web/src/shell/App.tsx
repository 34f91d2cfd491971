import { useEffect, useState } from 'react'
import type { Phone } from '../offline/phone.ts'
import { PhoneContext } from '../offline/use-phone.ts'
import { obeyStanding } from '../session/open-user.ts'
import { PinPage } from '../session/PinPage.tsx'
import { SignInPage } from '../session/SignInPage.tsx'
import { type User, usersHere } from '../session/users.ts'
import { Shell } from './Shell.tsx'
import { useBackgroundSync } from './use-background-sync.ts'

/** Away for so long, the phone asks for the PIN again, ms. */
const LOCKED_AFTER_MS = 5 * 60_000

/** Nobody yet: sign in. Somebody: the PIN. Opened: the work. */
export function App() {
  const [users, setUsers] = useState<readonly User[] | null>(null)
  const [chosen, setChosen] = useState<User | null>(null)
  const [signsIn, setSignsIn] = useState(false)
  const [phone, setPhone] = useState<Phone | null>(null)
  const look = async () => {
    const found = await usersHere()
    setUsers(found)
    setChosen(
      (present) => found.find(({ accountId }) => accountId === present?.accountId) ?? found[0] ?? null,
    )
  }
  const close = () => {
    setPhone(null)
    setSignsIn(false)
    void look()
  }
  useEffect(() => {
    void look()
      .then(usersHere)
      .then((found) => Promise.all(found.map(obeyStanding)))
      .then(async (standings) => {
        if (standings.some((one) => one !== 'active' && one !== null)) await look()
      })
  }, [])
  useLocking(phone !== null, close)

  if (phone) {
    return (
      <PhoneContext value={phone}>
        <Working phone={phone} onClose={close} />
      </PhoneContext>
    )
  }
  if (users === null) return null
  if (chosen === null || signsIn) {
    return (
      <SignInPage onOpened={setPhone} {...(users.length > 0 ? { onBack: () => setSignsIn(false) } : {})} />
    )
  }
  return (
    <PinPage
      key={chosen.accountId}
      user={chosen}
      others={users.filter(({ accountId }) => accountId !== chosen.accountId)}
      onOpened={setPhone}
      onSignIn={() => setSignsIn(true)}
      onOther={setChosen}
    />
  )
}

function Working({ phone, onClose }: { phone: Phone; onClose: () => void }) {
  useBackgroundSync(phone, onClose)
  return <Shell onLock={onClose} />
}

/** 离开一段时间后锁定: half-filled forms are kept as drafts. */
function useLocking(isOpen: boolean, lock: () => void) {
  useEffect(() => {
    if (!isOpen) return
    let leftAt: number | null = null
    const look = () => {
      if (document.visibilityState === 'hidden') leftAt = Date.now()
      else if (leftAt !== null && Date.now() - leftAt > LOCKED_AFTER_MS) lock()
      else leftAt = null
    }
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [isOpen, lock])
}
