import type { Door } from '@qianyue/domain/doors/door.ts'
import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import {
  doorAddress,
  doorName,
  mapLink,
  nearnessWords,
  needsWords,
  personWords,
  phoneOf,
} from '../doors/door-words.ts'
import { useDraft, usePhone, usePhoneView } from '../offline/use-phone.ts'
import { useBegunVisits } from '../visits/begun-visits.ts'
import { byNeighbourhood, isNear, type OwedDoor, owedDoors } from './owed-doors.ts'
import './today.css'

/** Doors drawn at a time: more are drawn when asked for. */
const SHOWN = 30

/** 今日: who is owed a visit, as one walks; the most overdue first. */
export function TodayPage() {
  const phone = usePhone()
  const { doors } = usePhoneView()
  const today = phone.today()
  const policy = phone.policyOn(today)
  const owed = useMemo(() => owedDoors(doors.values(), policy, today), [doors, policy, today])
  const [plan, setPlan] = useDraft<readonly string[]>(`plan:${today}`, () => [])
  const [onlyPlanned, setOnlyPlanned] = useState(false)
  const [shown, setShown] = useState(SHOWN)
  const begun = useBegunVisits()
  const planned = plan ?? []
  const listed = onlyPlanned ? owed.filter(({ door }) => planned.includes(door.id)) : owed
  const overdue = owed.filter((one) => one.overdue > 0).length

  const toggle = (id: string) =>
    setPlan(planned.includes(id) ? planned.filter((other) => other !== id) : [...planned, id])

  return (
    <main className="page today">
      <h1>今日 {today.slice(5).replace('-', '月')}日</h1>
      <p className="today-figures">
        应访 <strong>{owed.length}</strong> 户，其中逾期 <strong className="bad-words">{overdue}</strong> 户
      </p>
      {begun.map(({ doorId }) => {
        const door = doors.get(doorId)
        return (
          door && (
            <Link key={doorId} to={`/doors/${doorId}/visit`} className="today-begun">
              继续未完成的随访：{doorName(door)}
            </Link>
          )
        )
      })}
      <fieldset className="segments" aria-label="显示">
        <button type="button" aria-pressed={!onlyPlanned} onClick={() => setOnlyPlanned(false)}>
          全部 {owed.length}
        </button>
        <button type="button" aria-pressed={onlyPlanned} onClick={() => setOnlyPlanned(true)}>
          今日计划 {planned.length}
        </button>
      </fieldset>
      {listed.length === 0 && (
        <p className="today-empty">
          {onlyPlanned ? '还没有选入今日计划的户。在“全部”里按“加入计划”。' : '近 30 天没有应上门的服务。'}
        </p>
      )}
      {byNeighbourhood(listed.slice(0, shown)).map(({ name, doors: near }) => (
        <section key={name}>
          <h2>{name}</h2>
          {near.map((one) => (
            <DoorCard
              key={one.door.id}
              one={one}
              isPlanned={planned.includes(one.door.id)}
              onPlan={() => toggle(one.door.id)}
            />
          ))}
        </section>
      ))}
      {listed.length > shown && (
        <button type="button" className="wide-button" onClick={() => setShown(shown + SHOWN)}>
          再显示 {Math.min(SHOWN, listed.length - shown)} 户
        </button>
      )}
    </main>
  )
}

function DoorCard({ one, isPlanned, onPlan }: { one: OwedDoor; isPlanned: boolean; onPlan: () => void }) {
  const today = usePhone().today()
  const { door, owed, overdue } = one
  const near = owed.filter((duty) => isNear(duty, today))
  const people = door.members.filter(({ id }) => near.some(({ residentId }) => residentId === id))
  const phone = phoneOf(door)
  return (
    <article className={overdue > 0 ? 'door-card door-card-overdue' : 'door-card'}>
      <Link to={`/doors/${door.id}`} className="door-card-main">
        <strong>{doorName(door)}</strong>
        <span className="door-card-address">{doorAddress(door)}</span>
        {people.map((member) => {
          const own = near.filter(({ residentId }) => residentId === member.id)
          return (
            <span key={member.id} className="door-card-line">
              {personWords(member, today)}：{needsWords(own)}
              <em className={own[0]?.state === 'overdue' ? 'bad-words' : 'soon-words'}>
                {nearnessWords(own[0]!, today)}
              </em>
              {own[0]?.obstacle && <em className="quiet-words">已注明暂不能做</em>}
            </span>
          )
        })}
      </Link>
      <DoorActions door={door} phone={phone} isPlanned={isPlanned} onPlan={onPlan} />
    </article>
  )
}

function DoorActions({
  door,
  phone,
  isPlanned,
  onPlan,
}: {
  door: Door
  phone: string | null
  isPlanned: boolean
  onPlan: () => void
}) {
  const name = doorName(door)
  return (
    <div className="door-card-actions">
      {phone ? (
        <a href={`tel:${phone}`} aria-label={`给${name}打电话`}>
          电话
        </a>
      ) : (
        <span className="quiet-words">无电话</span>
      )}
      <a href={mapLink(door)} aria-label={`导航到${name}`}>
        导航
      </a>
      <button type="button" aria-pressed={isPlanned} onClick={onPlan}>
        {isPlanned ? '移出计划' : '加入计划'}
      </button>
      <Link to={`/doors/${door.id}/visit`} className="door-card-start" aria-label={`开始${name}的服务`}>
        开始
      </Link>
    </div>
  )
}
