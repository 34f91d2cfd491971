import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { relations } from '@qianyue/domain/households/relation.ts'
import { useState } from 'react'
import { doorAddress, doorName } from '../doors/door-words.ts'
import { usePhoneView } from '../offline/use-phone.ts'
import { findAnyone, indexOf } from './find.ts'
import { IdNumberReader } from './IdNumberReader.tsx'
import type { Newcomer, ReadNumber } from './newcomer.ts'

/** Relations that are said at a door, the frequent first. */
const offered = ['10', '20', '30', '50', '60', '40', '80'] as const satisfies (keyof typeof relations)[]

/** Who it is: what the number says is not asked again. */
export function PersonFields({
  newcomer,
  number,
  today,
  onChange,
}: {
  newcomer: Newcomer
  number: ReadNumber | null
  today: LocalDate
  onChange: (changes: Partial<Newcomer>) => void
}) {
  return (
    <>
      <label>
        姓名
        <input
          value={newcomer.name}
          autoComplete="off"
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </label>
      <label>
        身份证号
        <input
          value={newcomer.idNumber}
          autoComplete="off"
          maxLength={22}
          onChange={(event) => onChange({ idNumber: event.target.value })}
        />
        <NumberWords number={number} />
      </label>
      <IdNumberReader onRead={(idNumber) => onChange({ idNumber })} />
      {!number?.birthDate && (
        <>
          <label>
            出生日期
            <input
              type="date"
              max={today}
              value={newcomer.birthDate}
              onChange={(event) => onChange({ birthDate: event.target.value })}
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
                  onClick={() => onChange({ sex: one })}
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
          onChange={(event) => onChange({ telephone: event.target.value })}
        />
      </label>
    </>
  )
}

/** Which household one founds or joins. @param given the door at which one was when this was begun. */
export function HouseholdFields({
  newcomer,
  given,
  onChange,
}: {
  newcomer: Newcomer
  given: string | null
  onChange: (changes: Partial<Newcomer>) => void
}) {
  return (
    <>
      <fieldset>
        <legend>家庭</legend>
        <div className="segments">
          <button
            type="button"
            aria-pressed={newcomer.doorId === null}
            onClick={() => onChange({ doorId: null })}
          >
            新建一户
          </button>
          <button
            type="button"
            aria-pressed={newcomer.doorId !== null}
            onClick={() => onChange({ doorId: given ?? '' })}
          >
            加入已有家庭
          </button>
        </div>
      </fieldset>
      {newcomer.doorId === null ? (
        <FoundedHousehold newcomer={newcomer} onChange={onChange} />
      ) : (
        <JoinedHousehold newcomer={newcomer} doorId={newcomer.doorId} onChange={onChange} />
      )}
    </>
  )
}

function FoundedHousehold({
  newcomer,
  onChange,
}: {
  newcomer: Newcomer
  onChange: (changes: Partial<Newcomer>) => void
}) {
  const villages = usePhoneView().reference?.villages ?? []
  return (
    <>
      <label>
        村（社区）
        <select
          value={newcomer.villageCode ?? ''}
          onChange={(event) => onChange({ villageCode: Number(event.target.value) })}
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
          onChange={(event) => onChange({ groupNumber: event.target.value.replace(/\D/g, '').slice(0, 3) })}
        />
      </label>
      <label>
        门牌、住址
        <input value={newcomer.address} onChange={(event) => onChange({ address: event.target.value })} />
      </label>
    </>
  )
}

function JoinedHousehold({
  newcomer,
  doorId,
  onChange,
}: {
  newcomer: Newcomer
  doorId: string
  onChange: (changes: Partial<Newcomer>) => void
}) {
  const door = usePhoneView().doors.get(doorId)
  return (
    <>
      {door ? (
        <p className="newcomer-door">
          {doorName(door)} · {doorAddress(door)}
          <button type="button" className="text-button" onClick={() => onChange({ doorId: '' })}>
            换一户
          </button>
        </p>
      ) : (
        <DoorFinder onFound={(doorId) => onChange({ doorId })} />
      )}
      <label>
        与户主关系
        <select
          value={newcomer.relation}
          onChange={(event) => onChange({ relation: event.target.value as Newcomer['relation'] })}
        >
          {offered.map((code) => (
            <option key={code} value={code}>
              {relations[code]}
            </option>
          ))}
        </select>
      </label>
    </>
  )
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
