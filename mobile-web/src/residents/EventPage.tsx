import { recordResidentEvent } from '@qianyue/api/residents.ts'
import { parseLocalDate } from '@qianyue/domain/days/local-date.ts'
import {
  type EventEffect,
  effectsOf,
  type ResidentEvent,
  residentEventKinds,
  whyCannotRecord,
} from '@qianyue/domain/residents/resident-event.ts'
import { effectWords, eventRefusalWords } from '@qianyue/domain/residents/words.ts'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { v7 } from 'uuid'
import { type Evidence, writeEvidence } from '../evidence/evidence.ts'
import { PhotoPicker } from '../evidence/PhotoPicker.tsx'
import { usePhone } from '../offline/use-phone.ts'
import { coverOf } from '../signing/plan-signing.ts'
import { useResident } from './resident-here.ts'
import './residents.css'

type Kind = 'away' | 'return' | 'move-out' | 'death'
const kinds: Kind[] = ['away', 'return', 'move-out', 'death']
const noteLabels: Record<Kind, string> = {
  away: '去了哪里',
  return: '说明',
  'move-out': '迁往哪里',
  death: '死因',
}

/** 登记变动: what it changes is said before it is written down, by the rule of the server. */
export function EventPage() {
  const { residentId = '' } = useParams()
  const here = useResident(residentId)
  const phone = usePhone()
  const navigate = useNavigate()
  const today = phone.today()
  const [kind, setKind] = useState<Kind>('away')
  const [on, setOn] = useState<string>(today)
  const [until, setUntil] = useState('')
  const [note, setNote] = useState('')
  const [newHeadId, setNewHeadId] = useState<string | null>(null)
  const [photos, setPhotos] = useState<readonly Evidence[]>([])
  const [isSaving, setIsSaving] = useState(false)
  if (!here) return <main className="page">这位居民不在本机上。</main>

  const { door, member } = here
  const { facts } = member
  const day = parseLocalDate(on)
  const isHead = door.household?.headId === member.id
  const living = door.members.filter((one) => one.facts.diedOn === null && one.facts.movedOutOn === null)
  const household = door.household ? { householdId: door.id, memberIds: living.map(({ id }) => id) } : null
  const resident = { ...facts, householdId: household?.householdId ?? null, isHead }
  const event: ResidentEvent | null = day && eventOf(kind, day, parseLocalDate(until))
  const refusal = event && whyCannotRecord(event, resident, household, today, newHeadId)
  const cover = day && coverOf(member, day)
  const effects: EventEffect[] =
    event && !refusal
      ? effectsOf(event, resident, household, cover ? { agreementId: cover.agreementId } : null)
      : []
  const needsHead = refusal?.code === 'new-head-needed' || newHeadId !== null
  const save = async () => {
    if (!event || refusal || isSaving) return
    setIsSaving(true)
    const eventId = v7()
    const entry = await phone.write({
      endpoint: recordResidentEvent,
      request: {
        id: member.id,
        eventId,
        kind,
        on: event.on,
        ...(kind === 'away' && until ? { until: parseLocalDate(until) } : {}),
        note: note.trim(),
        ...(needsHead && newHeadId ? { newHeadId } : {}),
      },
      label: `${residentEventKinds[kind]} · ${member.name}`,
      doorId: door.id,
    })
    for (const photo of photos) {
      await writeEvidence(
        phone,
        photo,
        { kind: 'event', id: eventId },
        { name: member.name, doorId: door.id, needs: [entry] },
      )
    }
    navigate(`/residents/${member.id}`, { replace: true })
  }
  return (
    <main className="page newcomer">
      <h1>登记变动 · {member.name}</h1>
      <fieldset className="segments" aria-label="变动">
        {kinds.map((one) => (
          <button key={one} type="button" aria-pressed={kind === one} onClick={() => setKind(one)}>
            {residentEventKinds[one]}
          </button>
        ))}
      </fieldset>
      <label>
        {kind === 'death' ? '死亡日期' : `${residentEventKinds[kind]}日期`}
        <input type="date" max={today} value={on} onChange={(change) => setOn(change.target.value)} />
      </label>
      {kind === 'away' && (
        <label>
          预计返回（可不填）
          <input type="date" min={on} value={until} onChange={(change) => setUntil(change.target.value)} />
        </label>
      )}
      <label>
        {noteLabels[kind]}
        <input value={note} maxLength={200} onChange={(change) => setNote(change.target.value)} />
      </label>
      {needsHead && (
        <label>
          新户主
          <select value={newHeadId ?? ''} onChange={(change) => setNewHeadId(change.target.value || null)}>
            <option value="">请选择</option>
            {living
              .filter(({ id }) => id !== member.id)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </select>
        </label>
      )}
      <PhotoPicker label="拍证明（可不拍）" kind="photo" photos={photos} onChange={setPhotos} />
      {refusal && (
        <p role="alert" className="faults">
          {eventRefusalWords(refusal)}
        </p>
      )}
      {effects.length > 0 && (
        <section aria-label="会改变什么" className="effects">
          <h2>登记后</h2>
          <ul>
            {effects.map((effect) => (
              <li key={effect.effect}>{effectWords(effect)}</li>
            ))}
          </ul>
        </section>
      )}
      <button
        type="button"
        className="main-button"
        disabled={!event || refusal !== null || isSaving}
        onClick={() => void save()}
      >
        登记{residentEventKinds[kind]}
      </button>
    </main>
  )
}

function eventOf(kind: Kind, on: ResidentEvent['on'], until: ResidentEvent['on'] | null): ResidentEvent {
  return kind === 'away' ? { kind, on, until } : { kind, on }
}
