import { editHousehold } from '@qianyue/api/households.ts'
import { editResident } from '@qianyue/api/residents.ts'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { v7 as newId } from 'uuid'
import { usePhone } from '../offline/use-phone.ts'
import { type ContactTyped, contactChanges, contactFault, contactOf } from './contact-changes.ts'
import { type ResidentHere, useResident } from './resident-here.ts'
import './residents.css'

/** 改联系方式: kept at once; when somebody else changed the record meanwhile, both sides are shown to choose from. */
export function ContactPage() {
  const { residentId = '' } = useParams()
  const here = useResident(residentId)
  if (!here) return <main className="page">这位居民不在本机上。</main>
  return <Editing {...here} />
}

function Editing({ door, member }: ResidentHere) {
  const phone = usePhone()
  const navigate = useNavigate()
  /** What the doctor saw, with its version: a change that comes in meanwhile must not pass for seen. */
  const [seen] = useState(() => ({
    contact: contactOf(member, door.household),
    version: member.version,
    householdVersion: door.household?.version,
  }))
  const [typed, setTyped] = useState(seen.contact)
  const [isSaving, setIsSaving] = useState(false)
  const fault = contactFault(typed)
  const { resident, household } = contactChanges(seen.contact, typed)
  const save = async () => {
    setIsSaving(true)
    const common = { label: `联系方式 · ${member.name}`, doorId: door.id }
    if (resident) {
      const request = { id: member.id, editId: newId(), version: seen.version, ...resident }
      await phone.write({ endpoint: editResident, request, ...common })
    }
    if (household) {
      const request = { id: door.id, editId: newId(), version: seen.householdVersion, ...household }
      await phone.write({ endpoint: editHousehold, request, ...common })
    }
    navigate(`/residents/${member.id}`, { replace: true })
  }
  const box = (field: keyof ContactTyped, label: string, inputMode: 'tel' | 'text' | 'numeric') => (
    <label>
      {label}
      <input
        inputMode={inputMode}
        autoComplete="off"
        maxLength={field === 'address' ? 200 : 60}
        value={typed[field]}
        onChange={({ target }) => setTyped({ ...typed, [field]: target.value })}
      />
    </label>
  )
  return (
    <main className="page newcomer">
      <h1>改联系方式 · {member.name}</h1>
      {box('phone', '电话', 'tel')}
      {box('contactName', '联系人', 'text')}
      {box('contactPhone', '联系人电话', 'tel')}
      {door.household && box('groupNumber', '村民小组', 'numeric')}
      {door.household && box('address', '住址', 'text')}
      {fault && (
        <p role="alert" className="faults">
          {fault}
        </p>
      )}
      <button
        type="button"
        className="main-button"
        disabled={fault !== null || isSaving || (resident === null && household === null)}
        onClick={() => void save()}
      >
        保存
      </button>
    </main>
  )
}
