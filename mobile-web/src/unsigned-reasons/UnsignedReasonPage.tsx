import { noteUnsignedReason } from '@qianyue/api/unsigned-reasons.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import type { Door, DoorMember } from '@qianyue/domain/doors/door.ts'
import { useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { v7 as newId } from 'uuid'
import { personWords } from '../doors/door-words.ts'
import { ReasonChoice } from '../doors/ReasonChoice.tsx'
import { useDoor, usePhone, usePhoneView } from '../offline/use-phone.ts'
import { useTop } from '../shell/use-top.ts'
import '../doors/doors.css'

/** 未签约原因: asked at the door, with or without a network. */
export function UnsignedReasonPage() {
  const { doorId = '' } = useParams()
  const who = useSearchParams()[0].get('who')
  const door = useDoor(doorId)
  const member = door?.members.find(({ id }) => id === who)
  if (!door || !member) return <p className="page">这位居民不在本机。</p>
  return <Noting door={door} member={member} />
}

function Noting({ door, member }: { door: Door; member: DoorMember }) {
  useTop(member.id)
  const phone = usePhone()
  const navigate = useNavigate()
  const today = phone.today()
  const noted = useNoted(member.id)
  const [reason, setReason] = useState<string | null>(null)
  const [remark, setRemark] = useState('')

  const save = async () => {
    if (reason === null) return
    await phone.write({
      endpoint: noteUnsignedReason,
      request: { id: newId(), residentId: member.id, reason, remark: remark.trim(), notedOn: today },
      label: `未签约原因：${reason} · ${member.name}`,
      doorId: door.id,
    })
    navigate(`/doors/${door.id}`)
  }

  return (
    <main className="page door">
      <h1>未签约原因：{personWords(member, today)}</h1>
      {noted && (
        <p className="quiet-words">
          本机上次登记（{noted.on}）：{noted.reason}
          {noted.remark && `，${noted.remark}`}
        </p>
      )}
      <ReasonChoice
        reasons={phone.policyOn(today)['unsigned-reasons'].map(({ name }) => ({ value: name, label: name }))}
        chosen={reason}
        onChoose={setReason}
        remark={remark}
        onRemark={setRemark}
      />
      <div className="door-foot">
        <button type="button" className="main-button" disabled={reason === null} onClick={() => void save()}>
          保存
        </button>
      </div>
    </main>
  )
}

/** What was noted of somebody on this phone, as long as the outbox keeps it; null when nothing was. */
function useNoted(residentId: string): { on: string; reason: string; remark: string } | null {
  const entry = usePhoneView().outbox.findLast(
    ({ call, request, state }) =>
      call === noteUnsignedReason.call && request.residentId === residentId && state !== 'refused',
  )
  if (!entry) return null
  const { reason, remark } = entry.request as { reason: string; remark?: string }
  return { on: dayInShanghai(new Date(entry.writtenAt)), reason, remark: remark ?? '' }
}
