import type { Door, DoorMember } from '@qianyue/domain/doors/door.ts'
import { dutyObstacles } from '@qianyue/domain/duties/duty-words.ts'
import { forms } from '@qianyue/domain/forms/forms.ts'
import { localFormsOf } from '@qianyue/domain/services/own-service.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import { useMemo, useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { useDoor, useMay, usePhone } from '../offline/use-phone.ts'
import { useTop } from '../shell/use-top.ts'
import { coverOf } from '../signing/plan-signing.ts'
import { type Owed, owedAt } from '../today/owed-doors.ts'
import { beginVisit, beginVisits, mayDo, owedAtDoorstep } from '../visits/begin-visit.ts'
import { useBegunVisits, visitDraft } from '../visits/begun-visits.ts'
import { type PersonDraft, withSheet } from '../visits/person-draft.ts'
import { DoorRecords } from './DoorRecords.tsx'
import { doorName, doorPlace, mapLink, nearnessWords, personWords, phoneOf } from './door-words.ts'
import './doors.css'

const householdForms = forms.filter(({ about }) => about === 'household')

/** 一户: who lives there, what is owed to each, and what was done. */
export function DoorPage() {
  const { doorId = '' } = useParams()
  const door = useDoor(doorId)
  if (!door) return <p className="page">这户不在本机，可能已迁出或不再由您负责。</p>
  return <AtDoor key={doorId} door={door} />
}

function AtDoor({ door }: { door: Door }) {
  useTop(door.id)
  const phone = usePhone()
  const navigate = useNavigate()
  const mayRecord = useMay('service-records.write')
  const today = phone.today()
  const policy = phone.policyOn(today)
  const owed = useMemo(() => owedAt(door, policy, today), [door, policy, today])
  const isBegun = useBegunVisits().some(({ doorId }) => doorId === door.id)
  const [changed, setChanged] = useState<ReadonlyMap<string, boolean>>(new Map())
  const usual = useMemo(
    () => new Set(door.members.flatMap((member) => owedAtDoorstep(phone, member, owed, today)).map(keyOf)),
    [phone, door, owed, today],
  )
  const isChosen = (one: Owed) => changed.get(keyOf(one)) ?? usual.has(keyOf(one))
  const chosen = door.members
    .map((member) => ({
      member,
      owed: owed.filter((one) => one.residentId === member.id && isChosen(one)),
    }))
    .filter((one) => one.owed.length > 0)
  const call = phoneOf(door)

  const start = async () => {
    await beginVisits(phone, door, chosen)
    navigate(`/doors/${door.id}/visit?who=${chosen.map(({ member }) => member.id).join(',')}`)
  }

  // About the household: asked of its head, else of whoever is there.
  const asked = door.members.find(({ id }) => id === door.household?.headId) ?? door.members[0]
  const askHousehold = async (code: string) => {
    if (!asked) return
    const key = visitDraft(door.id, asked.id)
    const begun = await phone.drafts.get<PersonDraft>(key)
    const draft = begun ?? beginVisit(phone, asked, [])
    await phone.drafts.put(key, withSheet(draft, code), Date.now())
    navigate(`/doors/${door.id}/visit?who=${asked.id}`)
  }

  return (
    <main className="page door">
      <h1>{doorName(door)}</h1>
      <p className="quiet-words">{doorPlace(door)}</p>
      <div className="door-links">
        {call && <a href={`tel:${call}`}>电话 {call}</a>}
        <a href={mapLink(door)}>导航</a>
      </div>
      {isBegun && (
        <Link to={`/doors/${door.id}/visit`} className="today-begun">
          继续未完成的随访
        </Link>
      )}
      {door.members.map((member) => (
        <Member
          key={member.id}
          doorId={door.id}
          member={member}
          owed={owed.filter(({ residentId }) => residentId === member.id)}
          isChosen={isChosen}
          onChoose={(one) => setChanged(new Map(changed).set(keyOf(one), !isChosen(one)))}
        />
      ))}
      {mayRecord && asked && (
        <div className="door-links">
          {householdForms.map(({ code, name }) => (
            <button key={code} type="button" className="wide-button" onClick={() => void askHousehold(code)}>
              {name}
            </button>
          ))}
        </div>
      )}
      <DoorRecords door={door} />
      {mayRecord && chosen.length > 0 && (
        <div className="door-foot">
          <button type="button" className="main-button" onClick={() => void start()}>
            开始服务（{chosen.length} 人 {chosen.reduce((sum, one) => sum + one.owed.length, 0)} 项）
          </button>
        </div>
      )}
    </main>
  )
}

function Member({
  doorId,
  member,
  owed,
  isChosen,
  onChoose,
}: {
  doorId: string
  member: DoorMember
  owed: readonly Owed[]
  isChosen: (one: Owed) => boolean
  onChoose: (one: Owed) => void
}) {
  const phone = usePhone()
  const today = phone.today()
  const writing = { actions: phone.signedIn.actions, local: localFormsOf(phone.policyOn(today)) }
  const mayNote = useMay('duties.note')
  const maySign = useMay('agreements.sign')
  return (
    <section className="member">
      <h2>{personWords(member, today)}</h2>
      {owed.length === 0 && <p className="quiet-words">近期没有应做的服务</p>}
      {owed.map((one) => (
        <label key={one.key} className="owed">
          <input
            type="checkbox"
            checked={isChosen(one)}
            disabled={!mayDo(one, writing)}
            onChange={() => onChoose(one)}
          />
          <span>
            {serviceName(one.service)}
            {one.isReturnVisit && '（复访）'}
            <em className={one.state === 'overdue' ? 'bad-words' : 'soon-words'}>
              {nearnessWords(one, today)}
            </em>
            {one.found && <em className="quiet-words">{one.found}</em>}
            {!mayDo(one, writing) && <em className="quiet-words">由专管人员填写</em>}
            {one.obstacle && (
              <em className="quiet-words">
                {one.obstacle.notedOn} 暂不能做：{dutyObstacles[one.obstacle.reason]}
              </em>
            )}
          </span>
        </label>
      ))}
      {mayNote && owed.length > 0 && (
        <Link to={`/doors/${doorId}/obstacle?who=${member.id}`} className="member-link">
          暂时不能做…
        </Link>
      )}
      {maySign && coverOf(member, today) === null && (
        <Link to={`/doors/${doorId}/unsigned-reason?who=${member.id}`} className="member-link">
          未签约，登记原因…
        </Link>
      )}
    </section>
  )
}

function keyOf({ residentId, key }: Owed): string {
  return `${residentId} ${key}`
}
