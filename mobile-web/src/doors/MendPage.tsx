import type { FormValues } from '@qianyue/domain/forms/form.ts'
import { useNavigate, useParams } from 'react-router'
import { useDoor, usePhone, usePhoneView } from '../offline/use-phone.ts'
import { visitDraft } from '../visits/begun-visits.ts'
import { beginPerson } from '../visits/person-draft.ts'
import './doors.css'

type RecordRequest = { id: string; residentId: string; form: string; values: FormValues; performedOn: string }

/** 被退回的记录: why, and what can be done: filled in again under the same id, or let go. */
export function MendPage() {
  const { doorId = '', entryId = '' } = useParams()
  const phone = usePhone()
  const navigate = useNavigate()
  const door = useDoor(doorId)
  const entry = usePhoneView().outbox.find(({ id }) => id === entryId)
  if (!door || entry?.state !== 'refused') return <p className="page">这条记录已不在待改之列。</p>
  const isRecord = entry.call === 'POST /service-records'

  const fillAgain = async () => {
    const request = entry.request as RecordRequest & Parameters<typeof beginPerson>[2]
    const { residentId, form, values } = request
    const key = typeof values.service === 'string' ? `${form}:${values.service}` : form
    const begun = beginPerson(residentId, [key], {
      performedOn: request.performedOn,
      startedAt: new Date().toISOString(),
      mode: request.mode,
    })
    const draft = { ...begun, ids: { [key]: entry.id }, values: { [key]: values } }
    await phone.drafts.put(visitDraft(door.id, residentId), draft, Date.now())
    navigate(`/doors/${door.id}/visit?who=${residentId}`)
  }
  const letGo = async () => {
    await phone.discard(entry.id)
    navigate(`/doors/${door.id}`)
  }

  return (
    <main className="page door">
      <h1>被退回：{entry.label}</h1>
      <p role="alert" className="bad-words">
        {entry.refusal?.message}
      </p>
      {entry.refusal && Object.keys(entry.refusal.fields).length > 0 && (
        <ul>
          {Object.entries(entry.refusal.fields).map(([field, message]) => (
            <li key={field}>{message}</li>
          ))}
        </ul>
      )}
      {isRecord && (
        <button type="button" className="main-button" onClick={() => void fillAgain()}>
          打开修改，改好再发
        </button>
      )}
      {!isRecord && (
        <button
          type="button"
          className="main-button"
          onClick={() => void phone.mend(entry.id, entry.request)}
        >
          原样再发一次
        </button>
      )}
      <button type="button" className="wide-button" onClick={() => void letGo()}>
        放弃这条记录
      </button>
    </main>
  )
}
