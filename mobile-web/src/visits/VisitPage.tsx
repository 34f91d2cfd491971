import type { Door, DoorMember } from '@qianyue/domain/doors/door.ts'
import { useEffect, useMemo, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { doorName } from '../doors/door-words.ts'
import { useDoor, usePhone } from '../offline/use-phone.ts'
import { owedAt } from '../today/owed-doors.ts'
import { beginVisit, owedAtDoorstep } from './begin-visit.ts'
import { begunAt } from './begun-visits.ts'
import { PersonVisitPage, type SavedPerson } from './PersonVisitPage.tsx'
import { ResultCard } from './ResultCard.tsx'
import './visits.css'

/** 合并随访: everything chosen at a door, person by person; each is kept before the next begins. */
export function VisitPage() {
  const { doorId = '' } = useParams()
  const door = useDoor(doorId)
  if (!door) return <p className="page">这户不在本机，可能已迁出或不再由您负责。</p>
  return <AtDoor key={doorId} door={door} />
}

function AtDoor({ door }: { door: Door }) {
  const phone = usePhone()
  const who = useSearchParams()[0].get('who')
  const [waiting, setWaiting] = useState<readonly string[]>()
  const [saved, setSaved] = useState<readonly SavedPerson[]>([])
  const [current, setCurrent] = useState<string | null>(null)

  const today = phone.today()
  const owed = useMemo(() => owedAt(door, phone.policyOn(today), today), [door.id, today])
  const toDo = (member: DoorMember) => owedAtDoorstep(phone, member, owed, today)
  useEffect(() => {
    const owing = door.members.filter((member) => toDo(member).length > 0).map(({ id }) => id)
    void begunAt(phone, door.id).then((begun) => {
      const residentIds = who === null ? [...new Set([...begun, ...owing])] : who.split(',')
      setWaiting(residentIds)
      setCurrent(residentIds[0] ?? null)
    })
  }, [door.id])

  if (!waiting) return null
  const member = door.members.find(({ id }) => id === current)
  if (member) {
    return (
      <PersonVisitPage
        key={member.id}
        door={door}
        member={member}
        begin={() => beginVisit(phone, member, toDo(member))}
        onSaved={(one) => {
          setSaved([...saved, one])
          setWaiting(waiting.filter((id) => id !== member.id))
          setCurrent(null)
        }}
      />
    )
  }
  const next = door.members.find(({ id }) => waiting.includes(id))
  return (
    <main className="page saved">
      <h1>{saved.length > 0 ? '已存在手机上' : doorName(door)}</h1>
      {saved.length === 0 && <p>这户现在没有可以上门做的服务。</p>}
      {saved.map((one) => (
        <section key={one.member.id}>
          <h2>{one.member.name}</h2>
          {one.results.map(({ sheet, result }) =>
            result ? <ResultCard key={sheet.key} sheet={sheet} result={result} /> : null,
          )}
        </section>
      ))}
      {next && (
        <button type="button" className="main-button" onClick={() => setCurrent(next.id)}>
          下一位：{next.name}
        </button>
      )}
      <Link to={`/doors/${door.id}`} className="wide-button">
        看这户
      </Link>
      <Link to="/" className={next ? 'wide-button' : 'main-button'}>
        回到今日
      </Link>
    </main>
  )
}
