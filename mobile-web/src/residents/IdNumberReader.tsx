import { parseIdNumber } from '@qianyue/domain/residents/id-number.ts'
import { idNumberProblemWords } from '@qianyue/domain/residents/words.ts'
import { useEffect, useState } from 'react'
import { usePhone } from '../offline/use-phone.ts'
import { idNumberIn } from './read-code.ts'
import { textDetector } from './text-detector.ts'
import '../evidence/evidence.css'
import '../session/pin-pad.css'
import './id-number.css'

const DIGITS = 18
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'X', '0', '删除'] as const

/**
 * 拍身份证: the number is read from the picture where the browser can read; elsewhere the picture stands above large keys
 * and the check digit says whether it was copied right. The picture is not kept.
 */
export function IdNumberReader({ onRead }: { onRead: (idNumber: string) => void }) {
  const phone = usePhone()
  const [picture, setPicture] = useState<string | null>(null)
  const [words, setWords] = useState('')
  useEffect(() => () => void (picture && URL.revokeObjectURL(picture)), [picture])
  const take = async (file: File) => {
    const detect = textDetector()
    setWords(detect ? '没有读出号码，请对着照片输入。' : '这个浏览器不能自动读字，请对着照片输入。')
    const read = detect && (await detect(await createImageBitmap(file)).catch(() => null))
    const number = read && idNumberIn(read, phone.today())
    if (number) onRead(number)
    else setPicture(URL.createObjectURL(file))
  }
  return (
    <>
      <label className="photo-add">
        拍身份证读号码
        <input
          type="file"
          accept="image/*"
          capture="environment"
          onChange={({ target }) => {
            const file = target.files?.[0]
            target.value = ''
            if (file) void take(file)
          }}
        />
      </label>
      {picture && (
        <Copying
          picture={picture}
          words={words}
          onDone={(number) => {
            setPicture(null)
            if (number) onRead(number)
          }}
        />
      )}
    </>
  )
}

/** The picture above, the keys under the thumb. */
function Copying({
  picture,
  words,
  onDone,
}: {
  picture: string
  words: string
  onDone: (idNumber: string | null) => void
}) {
  const today = usePhone().today()
  const [typed, setTyped] = useState('')
  const read = typed.length === DIGITS ? parseIdNumber(typed, today) : null
  const press = (key: string) => {
    if (key === '删除') setTyped(typed.slice(0, -1))
    else if (typed.length < DIGITS && (key !== 'X' || typed.length === DIGITS - 1)) setTyped(typed + key)
  }
  return (
    <div className="id-number-copying" role="dialog" aria-modal="true" aria-label="对着照片输入身份证号">
      <img src={picture} alt="刚拍的身份证，只用来看号码，不保存" />
      <p className="quiet-words">{words}照片不保存。</p>
      <output aria-label="已输入的身份证号">
        {`${typed.slice(0, 6)} ${typed.slice(6, 14)} ${typed.slice(14)}`.trim() || '　'}
      </output>
      <p role="alert" className="bad-words">
        {read && !read.ok ? idNumberProblemWords(read.problem) : ''}
      </p>
      <div className="pin-keys">
        {KEYS.map((key) => (
          <button key={key} type="button" onClick={() => press(key)}>
            {key}
          </button>
        ))}
      </div>
      <div className="id-number-foot">
        <button type="button" className="wide-button" onClick={() => onDone(null)}>
          返回
        </button>
        <button
          type="button"
          className="main-button"
          disabled={!read?.ok}
          onClick={() => onDone(read?.ok ? read.reading.idNumber : null)}
        >
          用这个号码
        </button>
      </div>
    </div>
  )
}
