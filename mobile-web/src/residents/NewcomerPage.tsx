import { registerResident } from '@qianyue/api/residents.ts'
import { parseLocalDate } from '@qianyue/domain/days/local-date.ts'
import { UNSTATED } from '@qianyue/domain/households/relation.ts'
import { phoneOf } from '@qianyue/domain/residents/phone.ts'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { v7 } from 'uuid'
import { useDraft, usePhone, usePhoneView } from '../offline/use-phone.ts'
import { HouseholdFields, PersonFields } from './NewcomerFields.tsx'
import { faultsOf, type Newcomer, readNumber } from './newcomer.ts'
import './residents.css'

/** 登记新居民: without a signal too; the number is checked here, and the server looks for who is there already. */
export function NewcomerPage() {
  const phone = usePhone()
  const navigate = useNavigate()
  const [query] = useSearchParams()
  const { reference } = usePhoneView()
  const villages = reference?.villages ?? []
  const given = query.get('door')
  const [newcomer, setNewcomer] = useDraft<Newcomer>('newcomer', () => ({
    id: v7(),
    name: '',
    idNumber: query.get('number') ?? '',
    sex: '',
    birthDate: '',
    telephone: '',
    doorId: given,
    newDoorId: v7(),
    villageCode: villages[0]?.code ?? null,
    groupNumber: '',
    address: '',
    relation: UNSTATED,
  }))
  const [tried, setTried] = useState(false)
  if (!newcomer) return null
  const today = phone.today()
  const number = readNumber(newcomer.idNumber, today)
  const birthDate = number?.birthDate ?? parseLocalDate(newcomer.birthDate)
  const sex = number?.sex ?? (newcomer.sex || null)
  const faults = faultsOf(newcomer, { number, birthDate, sex, today })
  const change = (changes: Partial<Newcomer>) => setNewcomer({ ...newcomer, ...changes })
  const save = async () => {
    setTried(true)
    if (faults.length > 0 || birthDate === null || sex === null) return
    const { id, name, doorId, newDoorId, villageCode, groupNumber, address, relation } = newcomer
    await phone.write({
      endpoint: registerResident,
      request: {
        id,
        name: name.trim(),
        sex,
        birthDate,
        idNumber: number?.text ?? null,
        phone: phoneOf(newcomer.telephone),
        householdId: doorId ?? newDoorId,
        ...(doorId === null
          ? {
              newHousehold: {
                villageCode: villageCode!,
                groupNumber: groupNumber === '' ? null : Number(groupNumber),
                address: address.trim(),
              },
            }
          : { relation }),
      },
      label: `登记居民 · ${name.trim()}`,
      doorId: doorId ?? newDoorId,
      draft: 'newcomer',
    })
    navigate(`/residents/${id}`, { replace: true })
  }
  return (
    <main className="page newcomer">
      <h1>登记新居民</h1>
      <PersonFields newcomer={newcomer} number={number} today={today} onChange={change} />
      <HouseholdFields newcomer={newcomer} given={given} onChange={change} />
      {tried && faults.length > 0 && (
        <div role="alert" className="faults">
          {faults.map((words) => (
            <p key={words}>{words}</p>
          ))}
        </div>
      )}
      <button type="button" className="main-button" onClick={() => void save()}>
        登记
      </button>
    </main>
  )
}
