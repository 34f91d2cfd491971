import { useEffect, useState } from 'react'
import { canOfferDeviceLock } from './device-lock.ts'
import { addDeviceLock, removeDeviceLock } from './open-user.ts'
import { PinPad } from './PinPad.tsx'
import { wordsFor } from './PinPage.tsx'
import { PIN_DIGITS } from './pin.ts'
import { userHere } from './users.ts'

/** 指纹或面容: chosen beside the PIN, which stays. Nothing is shown on a phone that cannot. */
export function DeviceLockSetting({ accountId }: { accountId: string }) {
  const [state, setState] = useState<'unknown' | 'off' | 'asking' | 'on'>('unknown')
  const [pin, setPin] = useState('')
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState('')
  useEffect(() => {
    void Promise.all([userHere(accountId), canOfferDeviceLock()]).then(([user, canOffer]) => {
      if (user?.wrapped.byDevice) setState('on')
      else if (canOffer) setState('off')
    })
  }, [accountId])
  const change = async (next: string) => {
    setPin(next)
    if (next.length < PIN_DIGITS) return
    setBusy(true)
    const added = await addDeviceLock(accountId, next)
    setBusy(false)
    setPin('')
    switch (added.kind) {
      case 'added':
        setTrouble('')
        return setState('on')
      case 'unable':
        setTrouble('这部手机的指纹或面容没有通过，或不支持用来打开本应用，仍用 PIN 码。')
        return setState('off')
      case 'sealed':
        return setTrouble('输错次数过多，本机副本已封存，锁定后请用账号密码登录。')
      default:
        setTrouble(wordsFor(added))
    }
  }
  const remove = async () => {
    await removeDeviceLock(accountId)
    setState((await canOfferDeviceLock()) ? 'off' : 'unknown')
  }
  if (state === 'unknown') return null
  return (
    <section>
      {state === 'on' && (
        <button type="button" className="wide-button" onClick={() => void remove()}>
          停用指纹或面容解锁
        </button>
      )}
      {state === 'off' && (
        <button type="button" className="wide-button" onClick={() => setState('asking')}>
          启用指纹或面容解锁
        </button>
      )}
      {state === 'asking' && (
        <>
          <p>请输入 PIN 码，再按手机提示验证。以后 PIN 码仍然可用。</p>
          <PinPad pin={pin} onChange={(next) => void change(next)} disabled={busy} />
          <button type="button" className="wide-button" disabled={busy} onClick={() => setState('off')}>
            取消
          </button>
        </>
      )}
      {trouble !== '' && <p role="alert">{trouble}</p>}
    </section>
  )
}
