import { ageMonthsOn } from '@qianyue/domain/days/local-date.ts'
import { localFormsOf } from '@qianyue/domain/services/own-service.ts'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useDraft, usePhone } from '../offline/use-phone.ts'
import { type ResidentHere, useResident } from '../residents/resident-here.ts'
import '../residents/residents.css'
import { beginVisit, writableForms } from './begin-visit.ts'
import { visitDraft } from './begun-visits.ts'
import { type PersonDraft, withSheet } from './person-draft.ts'

/** 填记录表: any sheet for one resident, also one that is not owed. */
export function ChooseSheetPage() {
  const { residentId = '' } = useParams()
  const here = useResident(residentId)
  if (!here) return <main className="page">这位居民不在本机上。</main>
  return <Choosing {...here} />
}

function Choosing({ door, member }: ResidentHere) {
  const phone = usePhone()
  const navigate = useNavigate()
  const [sought, setSought] = useState('')
  const key = visitDraft(door.id, member.id)
  const [draft] = useDraft<PersonDraft>(key, () => beginVisit(phone, member, []))
  const today = phone.today()
  const local = localFormsOf(phone.policyOn(today))
  const ageMonths = ageMonthsOn(today, member.facts.birthDate)
  const found = writableForms(ageMonths, { actions: phone.signedIn.actions, local }).filter(({ name }) =>
    name.includes(sought.trim()),
  )
  const open = async (code: string) => {
    if (!draft) return
    await phone.drafts.put(key, withSheet(draft, code, local), Date.now())
    navigate(`/doors/${door.id}/visit?who=${member.id}`)
  }
  return (
    <main className="page newcomer">
      <h1>填记录表 · {member.name}</h1>
      <label>
        找记录表
        <input type="search" value={sought} onChange={({ target }) => setSought(target.value)} />
      </label>
      {found.length === 0 && <p className="quiet-words">没有这个名称的记录表。</p>}
      {found.map(({ code, name }) => (
        <button key={code} type="button" className="wide-button" onClick={() => void open(code)}>
          {name}
        </button>
      ))}
    </main>
  )
}
