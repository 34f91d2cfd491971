import { findServiceCard } from '@qianyue/api/documents.ts'
import { CallError } from '@qianyue/ui/calls/call.ts'
import { useCallback, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { usePhone, usePhoneView } from '../offline/use-phone.ts'
import { Camera } from './Camera.tsx'
import { holderOf } from './card-here.ts'
import { findAnyone, indexOf } from './find.ts'
import { IdNumberReader } from './IdNumberReader.tsx'
import { readCode } from './read-code.ts'
import { residentIn } from './resident-here.ts'
import './residents.css'

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
        case 'service-card': {
          const holder = await holderOf(code.code, doors.values())
          if (holder) return void navigate(`/residents/${holder}`, { replace: true })
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
                ? '本机认不出这张服务卡，可能是新卡、已换的旧卡或外村的卡；没有信号时请按姓名或证件后四位查找。'
                : '没有找到这张服务卡。',
            })
          }
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
      <IdNumberReader onRead={(idNumber) => void take(idNumber)} />
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
