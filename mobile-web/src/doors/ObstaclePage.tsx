import { noteObstacle } from '@qianyue/api/duties.ts'
import type { Door, DoorMember } from '@qianyue/domain/doors/door.ts'
import { dutyId } from '@qianyue/domain/duties/duty-id.ts'
import { type DutyObstacle, dutyObstacles } from '@qianyue/domain/duties/duty-words.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import { useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { v7 as newId } from 'uuid'
import { type Evidence, writeEvidence } from '../evidence/evidence.ts'
import { PhotoPicker } from '../evidence/PhotoPicker.tsx'
import { useDoor, usePhone } from '../offline/use-phone.ts'
import { useTop } from '../shell/use-top.ts'
import { owedAt } from '../today/owed-doors.ts'
import { keepsPlace, takePlace } from '../visits/take-place.ts'
import { personWords } from './door-words.ts'
import { ReasonChoice } from './ReasonChoice.tsx'
import './doors.css'

const reasons = (Object.keys(dutyObstacles) as DutyObstacle[]).map((value) => ({
  value,
  label: dutyObstacles[value],
}))

/** 暂时不能做: why, with what proves it. What is owed stays owed, and everybody sees why it was not given. */
export function ObstaclePage() {
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
  const owed = owedAt(door, phone.policyOn(today), today).filter(({ residentId }) => residentId === member.id)
  const [reason, setReason] = useState<DutyObstacle | null>(null)
  const [remark, setRemark] = useState('')
  const [photos, setPhotos] = useState<readonly Evidence[]>([])
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const chosen = owed.filter(({ key }) => !left.has(key))
  const needsWords = reason === 'other' && remark.trim() === ''

  const save = async () => {
    if (reason === null) return
    const place = keepsPlace() ? await takePlace() : null
    for (const duty of chosen) {
      await phone.write({
        endpoint: noteObstacle,
        request: {
          id: newId(),
          dutyId: dutyId(member.id, duty.key),
          residentId: member.id,
          reason,
          remark: remark.trim(),
          notedOn: today,
          evidence: {
            notedAt: new Date().toISOString(),
            clockAheadMs: Math.round(phone.clockAheadMs()),
            ...(place ? { place } : {}),
            photoIds: photos.map(({ id }) => id),
          },
        },
        label: `${serviceName(duty.service)}暂不能做 · ${member.name}`,
        doorId: door.id,
      })
    }
    for (const photo of photos) {
      await writeEvidence(
        phone,
        photo,
        { kind: 'resident', id: member.id },
        { name: member.name, doorId: door.id },
      )
    }
    navigate(`/doors/${door.id}`)
  }

  return (
    <main className="page door">
      <h1>暂时不能做：{personWords(member, today)}</h1>
      <ReasonChoice
        reasons={reasons}
        chosen={reason}
        onChoose={setReason}
        remark={remark}
        onRemark={setRemark}
        needsRemark={reason === 'other'}
      />
      <h2>哪些服务</h2>
      {owed.map(({ key, service }) => (
        <label key={key} className="owed">
          <input
            type="checkbox"
            checked={!left.has(key)}
            onChange={() => {
              const next = new Set(left)
              if (!next.delete(key)) next.add(key)
              setLeft(next)
            }}
          />
          <span>{serviceName(service)}</span>
        </label>
      ))}
      <PhotoPicker label="现场照片" kind="photo" photos={photos} onChange={setPhotos} />
      <p className="quiet-words">注明后仍列为应做，工作站上能看到原因；以后做了就自动了结。</p>
      <div className="door-foot">
        <button
          type="button"
          className="main-button"
          disabled={reason === null || needsWords || chosen.length === 0}
          onClick={() => void save()}
        >
          保存（{chosen.length} 项）
        </button>
      </div>
    </main>
  )
}
