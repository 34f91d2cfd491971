import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import {
  askForConfirmation,
  getServiceConfirmation,
  typeConfirmationCode,
} from '@qianyue/api/service-confirmations.ts'
import { confirmationStates } from '@qianyue/domain/service-confirmations/confirmation.ts'
import { CODE_PATTERN, codeStates } from '@qianyue/domain/service-confirmations/confirmation-code.ts'
import { CallError } from '@qianyue/ui/calls/call.ts'
import { useCallback, useEffect, useState } from 'react'
import { useParams } from 'react-router'
import { v7 as newId } from 'uuid'
import { usePhone } from '../offline/use-phone.ts'
import { CodeField } from './CodeField.tsx'
import '../doors/doors.css'
import '../visits/card-proof.css'
import './confirmation.css'

type Now = ReplyOf<typeof getServiceConfirmation>

/** 请居民确认 at the door: the resident scans with a telephone of their own, or tells a code from the sheet at home. */
export function ConfirmationPage() {
  const { recordId = '' } = useParams()
  const phone = usePhone()
  const [now, setNow] = useState<Now | null>(null)
  const [trouble, setTrouble] = useState('')
  const look = useCallback(
    () => attempt(setTrouble, async () => setNow(await phone.ask(getServiceConfirmation, { recordId }))),
    [phone, recordId],
  )
  useEffect(() => void look(), [look])
  return (
    <main className="page door confirmation">
      <h1>请居民确认</h1>
      {trouble !== '' && (
        <>
          <p role="alert">{trouble}</p>
          <button type="button" className="wide-button" onClick={() => void look()}>
            再试
          </button>
        </>
      )}
      {now && (
        <>
          <Link confirmation={now.confirmation} recordId={recordId} onChange={look} />
          <Code code={now.code} recordId={recordId} onChange={look} />
        </>
      )}
    </main>
  )
}

type Part = { recordId: string; onChange: () => Promise<void> }

function Link({ confirmation, recordId, onChange }: Part & Pick<Now, 'confirmation'>) {
  const phone = usePhone()
  const [trouble, setTrouble] = useState('')
  if (confirmation === null)
    return (
      <section className="member">
        <h2>用居民自己的手机</h2>
        {trouble !== '' && <p role="alert">{trouble}</p>}
        <button
          type="button"
          className="main-button"
          onClick={() =>
            void attempt(setTrouble, async () => {
              await phone.ask(askForConfirmation, { recordId })
              await onChange()
            })
          }
        >
          生成确认链接
        </button>
      </section>
    )
  if (confirmation.state !== 'open')
    return (
      <section className="member" role="status">
        <h2>{confirmationStates[confirmation.state]}</h2>
        {confirmation.words && <p>{confirmation.words}</p>}
      </section>
    )
  const address = new URL(confirmation.link, window.location.origin).href
  return (
    <section className="member">
      <h2>用居民自己的手机</h2>
      <p>请居民扫码回答，{confirmation.until} 前有效，回答一次。</p>
      <QrCode text={address} />
      <div className="door-links">
        {'share' in navigator && (
          <button
            type="button"
            className="wide-button"
            onClick={() => void navigator.share({ title: '请您确认一次服务', url: address }).catch(() => {})}
          >
            发给居民
          </button>
        )}
        <button type="button" className="wide-button" onClick={() => void onChange()}>
          看看回答了没有
        </button>
      </div>
    </section>
  )
}

function Code({ code, recordId, onChange }: Part & Pick<Now, 'code'>) {
  const phone = usePhone()
  const [typed, setTyped] = useState('')
  const [trouble, setTrouble] = useState('')
  const [sending, setSending] = useState(false)
  const check = () =>
    attempt(setTrouble, async () => {
      setSending(true)
      try {
        await phone.ask(typeConfirmationCode, { recordId, id: newId(), code: typed })
        setTyped('')
        await onChange()
      } finally {
        setSending(false)
      }
    })
  return (
    <section className="member card-proof">
      <h2>用确认码单</h2>
      {code.state !== 'none' && (
        <p role="status">
          {codeStates[code.state]}
          {code.state === 'wrong' && `，还可以再填 ${code.triesLeft} 次`}
        </p>
      )}
      {code.state !== 'right' && code.triesLeft > 0 && (
        <>
          <CodeField code={typed} onCode={setTyped} />
          {trouble !== '' && <p role="alert">{trouble}</p>}
          <button
            type="button"
            className="wide-button"
            disabled={!CODE_PATTERN.test(typed) || sending}
            onClick={() => void check()}
          >
            核对
          </button>
        </>
      )}
    </section>
  )
}

function QrCode({ text }: { text: string }) {
  const [picture, setPicture] = useState('')
  useEffect(() => {
    void import('qrcode').then(async ({ toDataURL }) =>
      setPicture(await toDataURL(text, { margin: 2, width: 240 })),
    )
  }, [text])
  return <div className="confirmation-code">{picture && <img src={picture} alt="确认链接的二维码" />}</div>
}

/** What needs the network and finds none says so; the code can also be written down with the visit itself. */
async function attempt(setTrouble: (words: string) => void, work: () => Promise<void>): Promise<void> {
  try {
    setTrouble('')
    await work()
  } catch (error) {
    if (!(error instanceof CallError)) throw error
    setTrouble(
      error.status === 0 ? '现在没有网络。请居民报的确认码可以在记录服务时填写，发送后核对。' : error.message,
    )
  }
}
