import type { DoorMember } from '@qianyue/domain/doors/door.ts'
import { useState } from 'react'
import { usePhone } from '../offline/use-phone.ts'
import { Camera } from '../residents/Camera.tsx'
import { isCardOf } from '../residents/card-here.ts'
import { readCode } from '../residents/read-code.ts'
import './card-proof.css'

/** 出示服务卡: the resident's card instead of a signature, looked at without the network. The server looks again. */
export function CardProof({
  member,
  card,
  onCard,
}: {
  member: DoorMember
  card: string | null
  onCard: (card: string | null) => void
}) {
  const phone = usePhone()
  const [isOpen, setIsOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [trouble, setTrouble] = useState('')
  const take = async (text: string) => {
    const code = readCode(text, phone.today())
    if (code.kind !== 'service-card') return setTrouble('这不是服务卡号，请核对。')
    if ((await isCardOf(code.code, member)) === false)
      return setTrouble(`这不是${member.name}现在用的服务卡，请核对是谁的卡、是否已换新卡。`)
    setTrouble('')
    setIsOpen(false)
    onCard(code.code)
  }
  return (
    <>
      <div className="proof-line">
        <span>{card ? '居民已出示服务卡' : '未出示服务卡'}</span>
        <button type="button" onClick={() => (card ? onCard(null) : setIsOpen(!isOpen))}>
          {card ? '撤去' : isOpen ? '不用卡' : '出示服务卡'}
        </button>
      </div>
      {isOpen && !card && (
        <div className="card-proof">
          <Camera onText={take} />
          <label>
            或手工填写服务卡号
            <input value={typed} autoComplete="off" onChange={({ target }) => setTyped(target.value)} />
          </label>
          <button type="button" className="wide-button" onClick={() => void take(typed)}>
            用这张卡确认
          </button>
          {trouble !== '' && <p role="alert">{trouble}</p>}
        </div>
      )}
    </>
  )
}
