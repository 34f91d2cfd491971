import { CallError } from '@qianyue/ui/calls/call.ts'
import Button from 'antd-mobile/es/components/button'
import { type FormEvent, useState } from 'react'
import type { Phone } from '../offline/phone.ts'
import { type Arrived, arrive, settle } from './open-user.ts'
import { PinPad } from './PinPad.tsx'
import { PIN_DIGITS, whyWeak } from './pin.ts'

/** 登录, once and with a network; then a PIN for every day. */
export function SignInPage({ onOpened, onBack }: { onOpened: (phone: Phone) => void; onBack?: () => void }) {
  const [arrived, setArrived] = useState<Arrived | null>(null)
  if (arrived) return <ChoosePin arrived={arrived} onOpened={onOpened} />
  return <SignInForm onArrived={setArrived} {...(onBack ? { onBack } : {})} />
}

function SignInForm({ onArrived, onBack }: { onArrived: (arrived: Arrived) => void; onBack?: () => void }) {
  const [trouble, setTrouble] = useState<CallError | null>(null)
  const [busy, setBusy] = useState(false)
  const asksForCode = trouble?.code === 'second-factor-needed' || trouble?.code === 'wrong-second-factor'
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const field = (name: string) => String(given.get(name) ?? '').trim()
    setBusy(true)
    try {
      onArrived(
        await arrive({
          username: field('username'),
          password: String(given.get('password') ?? ''),
          ...(asksForCode ? { oneTimeCode: field('oneTimeCode') } : {}),
        }),
      )
    } catch (error) {
      setTrouble(error instanceof CallError ? error : new CallError(0, {}))
    } finally {
      setBusy(false)
    }
  }
  return (
    <main className="entry">
      <h1>签约 · 外勤</h1>
      <p>首次在这部手机上使用，请连接网络登录。之后没有信号也能打开。</p>
      <form onSubmit={submit}>
        <label>
          账号
          <input name="username" autoComplete="username" autoCapitalize="none" required />
        </label>
        <label>
          密码
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        {asksForCode && (
          <label>
            动态口令
            <input
              name="oneTimeCode"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              required
            />
          </label>
        )}
        {trouble && (
          <p className="entry-trouble" role="alert">
            {trouble.message}
          </p>
        )}
        <Button type="submit" color="primary" size="large" block loading={busy}>
          登录
        </Button>
        {onBack && (
          <Button size="large" block fill="none" onClick={onBack}>
            返回
          </Button>
        )}
      </form>
    </main>
  )
}

function ChoosePin({ arrived, onOpened }: { arrived: Arrived; onOpened: (phone: Phone) => void }) {
  const [first, setFirst] = useState<string | null>(null)
  const [pin, setPin] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const change = async (next: string) => {
    setPin(next)
    setTrouble(null)
    if (next.length < PIN_DIGITS) return
    if (first === null) {
      const weak = whyWeak(next)
      setTrouble(weak)
      if (weak === null) setFirst(next)
      setPin('')
    } else if (next !== first) {
      setTrouble('两次输入不一致，请重新设置。')
      setFirst(null)
      setPin('')
    } else {
      setBusy(true)
      onOpened(await settle(arrived, next))
    }
  }
  return (
    <main className="entry entry-pin">
      <h1>{first === null ? '设置 PIN 码' : '再输入一次'}</h1>
      <p>{arrived.signedIn.user.name}，以后用这 6 位数字打开，不需要网络。</p>
      <PinPad pin={pin} onChange={change} disabled={busy} />
      <p className="entry-trouble" role="alert">
        {trouble ?? (busy ? '正在加密本机副本…' : '')}
      </p>
    </main>
  )
}
