import { registerResident } from '@qianyue/api/residents.ts'
import { type LocalDate, parseLocalDate } from '@qianyue/domain/days/local-date.ts'
import { relations, UNSTATED } from '@qianyue/domain/households/relation.ts'
import { parseIdNumber, tidyIdNumber } from '@qianyue/domain/residents/id-number.ts'
import { phoneOf } from '@qianyue/domain/residents/phone.ts'
import type { Sex } from '@qianyue/domain/residents/resident-facts.ts'
import { idNumberProblemWords } from '@qianyue/domain/residents/words.ts'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { v7 } from 'uuid'
import { doorAddress, doorName } from '../doors/door-words.ts'
import { useDraft, usePhone, usePhoneView } from '../offline/use-phone.ts'
import { findAnyone, indexOf } from './find.ts'
import { IdNumberReader } from './IdNumberReader.tsx'
import './residents.css'

type Newcomer = {
  id: string
  name: string
  idNumber: string
  sex: Sex | ''
  birthDate: string
  telephone: string
  /** The door one joins; null founds a household. */
  doorId: string | null
  newDoorId: string
  villageCode: number | null
  groupNumber: string
  address: string
  relation: keyof typeof relations
}

/** Relations that are said at a door, the frequent first. */
const offered = ['10', '20', '30', '50', '60', '40', '80'] as const satisfies (keyof typeof relations)[]

/** 登记新居民: without a signal too; the number is checked here, and the server looks for who is there already. */
export function NewcomerPage() {
  const phone = usePhone()
  const navigate = useNavigate()
  const [query] = useSearchParams()
  const { doors, reference } = usePhoneView()
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
  const door = newcomer.doorId === null ? undefined : doors.get(newcomer.doorId)
  return (
    <main className="page newcomer">
      <h1>登记新居民</h1>
      <label>
        姓名
        <input
          value={newcomer.name}
          autoComplete="off"
          onChange={(event) => change({ name: event.target.value })}
        />
      </label>
      <label>
        身份证号
        <input
          value={newcomer.idNumber}
          autoComplete="off"
          maxLength={22}
          onChange={(event) => change({ idNumber: event.target.value })}
        />
        <NumberWords number={number} />
      </label>
      <IdNumberReader onRead={(idNumber) => change({ idNumber })} />
      {!number?.birthDate && (
        <>
          <label>
            出生日期
            <input
              type="date"
              max={today}
              value={newcomer.birthDate}
              onChange={(event) => change({ birthDate: event.target.value })}
            />
          </label>
          <fieldset>
            <legend>性别</legend>
            <div className="segments">
              {(['male', 'female'] as const).map((one) => (
                <button
                  key={one}
                  type="button"
                  aria-pressed={newcomer.sex === one}
                  onClick={() => change({ sex: one })}
                >
                  {one === 'male' ? '男' : '女'}
                </button>
              ))}
            </div>
          </fieldset>
        </>
      )}
      <label>
        电话
        <input
          type="tel"
          inputMode="tel"
          value={newcomer.telephone}
          onChange={(event) => change({ telephone: event.target.value })}
        />
      </label>
      <fieldset>
        <legend>家庭</legend>
        <div className="segments">
          <button
            type="button"
            aria-pressed={newcomer.doorId === null}
            onClick={() => change({ doorId: null })}
          >
            新建一户
          </button>
          <button
            type="button"
            aria-pressed={newcomer.doorId !== null}
            onClick={() => change({ doorId: given ?? '' })}
          >
            加入已有家庭
          </button>
        </div>
      </fieldset>
      {newcomer.doorId === null ? (
        <>
          <label>
            村（社区）
            <select
              value={newcomer.villageCode ?? ''}
              onChange={(event) => change({ villageCode: Number(event.target.value) })}
            >
              {villages.map(({ code, areaName }) => (
                <option key={code} value={code}>
                  {areaName}
                </option>
              ))}
            </select>
          </label>
          <label>
            组
            <input
              inputMode="numeric"
              value={newcomer.groupNumber}
              onChange={(event) => change({ groupNumber: event.target.value.replace(/\D/g, '').slice(0, 3) })}
            />
          </label>
          <label>
            门牌、住址
            <input value={newcomer.address} onChange={(event) => change({ address: event.target.value })} />
          </label>
        </>
      ) : (
        <>
          {door ? (
            <p className="newcomer-door">
              {doorName(door)} · {doorAddress(door)}
              <button type="button" className="text-button" onClick={() => change({ doorId: '' })}>
                换一户
              </button>
            </p>
          ) : (
            <DoorFinder onFound={(doorId) => change({ doorId })} />
          )}
          <label>
            与户主关系
            <select
              value={newcomer.relation}
              onChange={(event) => change({ relation: event.target.value as Newcomer['relation'] })}
            >
              {offered.map((code) => (
                <option key={code} value={code}>
                  {relations[code]}
                </option>
              ))}
            </select>
          </label>
        </>
      )}
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

type ReadNumber = {
  /** In upper case, when it is one; null while it is not. */
  text: string | null
  birthDate: LocalDate | null
  sex: Sex | null
  problem: string | null
}

/** What the number says, or what is wrong with it; null while there is none. */
function readNumber(typed: string, today: LocalDate): ReadNumber | null {
  const { text } = tidyIdNumber(typed)
  if (text === '') return null
  const read = parseIdNumber(text, today)
  if (!read.ok) return { text: null, birthDate: null, sex: null, problem: idNumberProblemWords(read.problem) }
  const { idNumber, birthDate, sex } = read.reading
  return { text: idNumber, birthDate, sex, problem: null }
}

function NumberWords({ number }: { number: ReadNumber | null }) {
  if (number === null) return null
  if (number.problem !== null) return <span className="bad-words">{number.problem}</span>
  return (
    <span className="quiet-words">
      {number.sex === 'male' ? '男' : '女'}，{number.birthDate} 出生，号码校验无误
    </span>
  )
}

function faultsOf(
  { name, telephone, doorId, villageCode }: Newcomer,
  {
    number,
    birthDate,
    sex,
    today,
  }: { number: ReadNumber | null; birthDate: LocalDate | null; sex: Sex | null; today: LocalDate },
): string[] {
  return [
    ...(name.trim() === '' ? ['请填写姓名。'] : []),
    ...(number?.problem ? [number.problem] : []),
    ...(birthDate === null ? ['请填写出生日期。'] : birthDate > today ? ['出生日期不能晚于今天。'] : []),
    ...(sex === null ? ['请选择性别。'] : []),
    ...(telephone.trim() !== '' && phoneOf(telephone) === null ? ['电话号码不对，请核对。'] : []),
    ...(doorId === '' ? ['请选择加入哪一户。'] : []),
    ...(doorId === null && villageCode === null ? ['本机还没有村的资料，请先联网同步。'] : []),
  ]
}

/** Finds the household by anyone who lives in it. */
function DoorFinder({ onFound }: { onFound: (doorId: string) => void }) {
  const { doors } = usePhoneView()
  const [typed, setTyped] = useState('')
  const found = typed.trim() === '' ? [] : findAnyone(indexOf(doors.values()), typed)
  const households = [...new Map(found.map(({ door }) => [door.id, door])).values()]
    .filter(({ household }) => household !== null)
    .slice(0, 6)
  return (
    <div>
      <label>
        家中任一人的姓名
        <input value={typed} onChange={(event) => setTyped(event.target.value)} />
      </label>
      {households.map((door) => (
        <button key={door.id} type="button" className="wide-button" onClick={() => onFound(door.id)}>
          {doorName(door)} · {doorAddress(door)}
        </button>
      ))}
    </div>
  )
}
