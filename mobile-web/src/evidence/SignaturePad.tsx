import { blobOf } from '@qianyue/ui/photos/small-photo.ts'
import { useEffect, useRef, useState } from 'react'
import Pad from 'signature_pad'
import './evidence.css'

/** 手写签名: on glass, over the whole screen. Answers a PNG of a few kilobytes. */
export function SignaturePad({
  signer,
  text,
  onSigned,
  onCancel,
}: {
  signer: string
  /** What is signed, in a sentence. */
  text: string
  onSigned: (signature: Blob) => void
  onCancel: () => void
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = useRef<Pad | null>(null)
  const [isEmpty, setIsEmpty] = useState(true)

  useEffect(() => {
    const element = canvas.current!
    // Sharper than this makes the file larger and the signature no clearer.
    const ratio = Math.min(window.devicePixelRatio, 2)
    element.width = element.clientWidth * ratio
    element.height = element.clientHeight * ratio
    element.getContext('2d')!.scale(ratio, ratio)
    const made = new Pad(element, { minWidth: 1.2, maxWidth: 3.2, penColor: '#000' })
    made.addEventListener('endStroke', () => setIsEmpty(made.isEmpty()))
    pad.current = made
    return () => made.off()
  }, [])

  const clear = () => {
    pad.current?.clear()
    setIsEmpty(true)
  }
  return (
    <div className="signature" role="dialog" aria-modal="true" aria-label={`${signer}签名`}>
      <p className="signature-text">{text}</p>
      <div className="signature-paper">
        <span className="signature-line" aria-hidden="true">
          请 {signer} 在此签名
        </span>
        <canvas ref={canvas} role="img" aria-label="签名处" />
      </div>
      <div className="signature-actions">
        <button type="button" className="wide-button" onClick={onCancel}>
          返回
        </button>
        <button type="button" className="wide-button" onClick={clear} disabled={isEmpty}>
          重签
        </button>
        <button
          type="button"
          className="main-button"
          disabled={isEmpty}
          onClick={() => void blobOf(canvas.current!, 'image/png').then(onSigned)}
        >
          签好了
        </button>
      </div>
    </div>
  )
}
