import { findServiceCard } from '@qianyue/api/documents.ts'
import { CallError } from '@qianyue/ui/calls/call.ts'
import { useCallback, useEffect, useRef, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { usePhone, usePhoneView } from '../offline/use-phone.ts'
import { codeDetector } from './code-detector.ts'
import { findAnyone, indexOf } from './find.ts'
import { readCode } from './read-code.ts'
import { residentIn } from './resident-here.ts'
import './residents.css'

/** Pictures looked at in a second: more warms the phone and finds no sooner. */
const LOOKS_A_SECOND = 4

/** 扫码: the service card by the camera; a number typed by hand does the same. */
export function ScanPage() {
  const phone = usePhone()
  const { doors } = usePhoneView()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [trouble, setTrouble] = useState<{ words: string; number?: string } | null>(null)

  const take = useCallback(
    async (text: string): Promise<void> => {
      const code = readCode(text, phone.today())
      switch (code.kind) {
        case 'id-number': {
          const [found] = findAnyone(indexOf(doors.values()), code.idNumber)
          if (found) return void navigate(`/residents/${found.member.id}`, { replace: true })
          return setTrouble({ words: '本机没有这位居民。', number: code.idNumber })
        }
        case 'service-card':
          try {
            const { residentId, valid } = await phone.ask(findServiceCard, { code: code.code })
            if (!valid) return setTrouble({ words: '这张服务卡已经换过新卡，请用新卡或按姓名查找。' })
            if (residentIn(doors.values(), residentId))
              return void navigate(`/residents/${residentId}`, { replace: true })
            return setTrouble({ words: '这位居民不在本机上，请先同步。' })
          } catch (error) {
            const isOffline = error instanceof CallError && error.status === 0
            return setTrouble({
              words: isOffline
                ? '服务卡要联网才能认出；没有信号时请按姓名或证件后四位查找。'
                : '没有找到这张服务卡。',
            })
          }
        case 'unknown':
          return setTrouble({ words: '这不是服务卡号，也不是 18 位身份证号，请核对。' })
      }
    },
    [phone, doors, navigate],
  )
  return (
    <main className="page newcomer">
      <h1>扫码找居民</h1>
      <Camera onText={take} />
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void take(typed)
        }}
      >
        <label>
          手工填写：服务卡号或身份证号
          <input value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
        </label>
        <button type="submit" className="main-button">
          查找
        </button>
      </form>
      {trouble && (
        <p role="alert" className="faults">
          {trouble.words}
          {trouble.number && <Link to={`/residents/new?number=${trouble.number}`}>登记为新居民</Link>}
        </p>
      )}
    </main>
  )
}

function Camera({ onText }: { onText: (text: string) => Promise<void> }) {
  const video = useRef<HTMLVideoElement>(null)
  const [isOn, setIsOn] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const latest = useRef(onText)
  latest.current = onText

  useEffect(() => {
    if (!isOn) return
    let stream: MediaStream | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    let isShown = true
    const begin = async () => {
      const detect = await codeDetector()
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      const element = video.current
      if (!isShown || !element) return
      element.srcObject = stream
      await element.play()
      const look = async () => {
        if (!isShown) return
        const text = element.readyState >= 2 ? await detect(element).catch(() => null) : null
        if (text !== null && isShown) {
          setIsOn(false)
          await latest.current(text)
        } else timer = setTimeout(() => void look(), 1000 / LOOKS_A_SECOND)
      }
      await look()
    }
    begin().catch(() => {
      setIsOn(false)
      setTrouble('打不开相机，请在系统设置里允许，或在下面手工填写。')
    })
    return () => {
      isShown = false
      clearTimeout(timer)
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
  }, [isOn])

  if (!navigator.mediaDevices) return null
  return (
    <div className="camera">
      {isOn && <video ref={video} muted playsInline aria-label="相机画面，请对准二维码" />}
      <button type="button" className="wide-button" onClick={() => setIsOn(!isOn)}>
        {isOn ? '关闭相机' : '打开相机扫二维码'}
      </button>
      {trouble && <p role="alert">{trouble}</p>}
    </div>
  )
}
