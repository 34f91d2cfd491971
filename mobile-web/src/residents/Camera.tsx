import { useEffect, useRef, useState } from 'react'
import { codeDetector } from './code-detector.ts'
import './residents.css'

/** Pictures looked at in a second: more warms the phone and finds no sooner. */
const LOOKS_A_SECOND = 4

/** The phone's camera, looking for a code until it finds one. Nothing where the browser gives none. */
export function Camera({ onText }: { onText: (text: string) => Promise<void> }) {
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
