import Button from 'antd-mobile/es/components/button'
import { useEffect, useState } from 'react'
import type { Phone } from '../offline/phone.ts'
import { hasDeviceLocks } from './device-lock.ts'
import { type Unlocked, unlock, unlockByDevice } from './open-user.ts'
import { PinPad } from './PinPad.tsx'
import { PIN_DIGITS } from './pin.ts'
import { type User, waitingHere } from './users.ts'

/** 输入 PIN 码: opens what is on the phone, with or without a network. */
export function PinPage({
  user,
  others,
  onOpened,
  onSignIn,
  onOther,
}: {
  user: User
  others: readonly User[]
  onOpened: (phone: Phone) => void
  onSignIn: () => void
  onOther: (user: User) => void
}) {
  const [pin, setPin] = useState('')
  const [answer, setAnswer] = useState<Unlocked | { kind: 'no-answer' } | null>(null)
  const [busy, setBusy] = useState(false)
  const waiting = useWaiting(user.accountId)
  const isSealed = user.wrapped.localKey === null || answer?.kind === 'sealed'
  const change = async (next: string) => {
    setPin(next)
    if (next.length < PIN_DIGITS) return
    setBusy(true)
    const unlocked = await unlock(user.accountId, next)
    if (unlocked.kind === 'opened') return onOpened(unlocked.phone)
    setAnswer(unlocked)
    setPin('')
    setBusy(false)
  }
  const byDevice = async () => {
    setBusy(true)
    const unlocked = await unlockByDevice(user.accountId)
    if (unlocked?.kind === 'opened') return onOpened(unlocked.phone)
    setAnswer(unlocked ?? { kind: 'no-answer' })
    setBusy(false)
  }
  return (
    <main className="entry entry-pin">
      <h1>{user.name}</h1>
      <div>
        <p>{user.unitName}</p>
        {waiting > 0 && (
          <p className="entry-waiting">
            有 {waiting} 条记录还没有送达。锁定时它们加密在本机，不能发送；打开后自动发送。
          </p>
        )}
      </div>
      {isSealed ? (
        <p role="alert">本机副本已封存。请连接网络，用账号密码登录后打开；未发送的记录还在。</p>
      ) : (
        <PinPad pin={pin} onChange={change} disabled={busy} />
      )}
      <p className="entry-trouble" role="alert">
        {busy ? '正在打开…' : wordsFor(answer)}
      </p>
      {!isSealed && user.wrapped.byDevice && hasDeviceLocks() && (
        <Button size="large" block color="primary" disabled={busy} onClick={() => void byDevice()}>
          用指纹或面容打开
        </Button>
      )}
      <Button size="large" block onClick={onSignIn} color={isSealed ? 'primary' : 'default'}>
        {isSealed ? '用账号密码登录' : '忘记 PIN 码，用账号密码登录'}
      </Button>
      {others.map((other) => (
        <Button key={other.accountId} size="large" block fill="none" onClick={() => onOther(other)}>
          切换到 {other.name}
        </Button>
      ))}
    </main>
  )
}

/** How much waits behind the lock: the number can be read without the key, and nothing else. */
function useWaiting(accountId: string): number {
  const [waiting, setWaiting] = useState(0)
  useEffect(() => {
    void waitingHere(accountId).then(setWaiting)
  }, [accountId])
  return waiting
}

export function wordsFor(answer: Unlocked | { kind: 'no-answer' } | null): string {
  switch (answer?.kind) {
    case 'wrong':
      return `PIN 码不正确，还可以试 ${answer.left} 次。`
    case 'paused':
      return `输错次数过多，请在 ${new Date(answer.until).toLocaleTimeString('zh-CN')} 后再试。`
    case 'no-answer':
      return '指纹或面容没有通过，请再试一次，或输入 PIN 码。'
    default:
      return ''
  }
}
