import { useCallback, useEffect, useState } from 'react'
import type { Phone } from '../offline/phone.ts'
import { PhoneContext } from '../offline/use-phone.ts'
import { useReminders } from '../reminders/use-reminders.ts'
import { obeyStanding } from '../session/open-user.ts'
import { PinPage } from '../session/PinPage.tsx'
import { SignInPage } from '../session/SignInPage.tsx'
import { type User, usersHere } from '../session/users.ts'
import { useLocking } from './locking.ts'
import { Shell } from './Shell.tsx'
import { useBackgroundSync } from './use-background-sync.ts'

/** Nobody yet: sign in. Somebody: the PIN. Opened: the work. */
export function App() {
  const [users, setUsers] = useState<readonly User[] | null>(null)
  const [chosen, setChosen] = useState<User | null>(null)
  const [signsIn, setSignsIn] = useState(false)
  const [phone, setPhone] = useState<Phone | null>(null)
  const look = useCallback(async () => {
    const found = await usersHere()
    setUsers(found)
    setChosen(
      (present) => found.find(({ accountId }) => accountId === present?.accountId) ?? found[0] ?? null,
    )
  }, [])
  const close = useCallback(() => {
    setPhone(null)
    setSignsIn(false)
    // Read anew before anything is shown: a device lock that was just switched off is not offered.
    setUsers(null)
    void look()
  }, [look])
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
  useReminders(phone)
  return <Shell />
}
