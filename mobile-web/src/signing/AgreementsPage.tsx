import type { Door } from '@qianyue/domain/doors/door.ts'
import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import { doorAddress, doorName } from '../doors/door-words.ts'
import { usePhone, usePhoneView } from '../offline/use-phone.ts'
import { type AgreementHere, agreementStateWords, agreementsHere } from './agreements-here.ts'
import { coverOf } from './plan-signing.ts'
import './signing.css'

/** Drawn at a time. */
const SHOWN = 30

/** 签约: what was signed last and what became of it, and who is not signed yet. */
export function AgreementsPage() {
  const phone = usePhone()
  const { doors, outbox } = usePhoneView()
  const today = phone.today()
  const [view, setView] = useState<'unsigned' | 'signed'>('unsigned')
  const [shown, setShown] = useState(SHOWN)
  const signed = useMemo(() => agreementsHere(doors.values(), outbox), [doors, outbox])
  const unsigned = useMemo(
    () => [...doors.values()].filter((door) => notCovered(door, today).length > 0),
    [doors, today],
  )
  const show = (next: typeof view) => {
    setView(next)
    setShown(SHOWN)
  }
  const total = view === 'unsigned' ? unsigned.length : signed.length
  return (
    <main className="page signing">
      <h1>签约</h1>
      <fieldset className="segments" aria-label="显示">
        <button type="button" aria-pressed={view === 'unsigned'} onClick={() => show('unsigned')}>
          未签约 {unsigned.length} 户
        </button>
        <button type="button" aria-pressed={view === 'signed'} onClick={() => show('signed')}>
          已签 {signed.length} 份
        </button>
      </fieldset>
      {total === 0 && (
        <p>{view === 'unsigned' ? '本机的居民都已签约。' : '还没有协议。在“未签约”里选一户，当面签约。'}</p>
      )}
      {view === 'unsigned' &&
        unsigned.slice(0, shown).map((door) => {
          const open = notCovered(door, today)
          return (
            <Link key={door.id} to={`/doors/${door.id}/sign`} className="agreement-card">
              <strong>{doorName(door)}</strong>
              <span className="state-waiting">{open.length} 人未签</span>
              <p className="quiet-words">{doorAddress(door)}</p>
              <p>{open.map(({ name }) => name).join('、')}</p>
            </Link>
          )
        })}
      {view === 'signed' &&
        signed.slice(0, shown).map((one) => <AgreementCard key={one.id} agreement={one} />)}
      {total > shown && (
        <button type="button" className="wide-button" onClick={() => setShown(shown + SHOWN)}>
          再显示 {Math.min(SHOWN, total - shown)} {view === 'unsigned' ? '户' : '份'}
        </button>
      )}
    </main>
  )
}

function AgreementCard({ agreement }: { agreement: AgreementHere }) {
  const { id, members, state, number, signedOn, endsOn } = agreement
  return (
    <Link to={`/agreements/${id}`} className="agreement-card">
      <strong>{members.map(({ member }) => member.name).join('、')}</strong>
      <StateWords state={state} />
      <p className="quiet-words">
        {signedOn ? `${signedOn} 签` : '未签字'} · 至 {endsOn} {number && <span>· {number}</span>}
      </p>
    </Link>
  )
}

export function StateWords({ state }: { state: AgreementHere['state'] }) {
  const kind = state === 'confirmed' ? 'good' : state === 'lost' || state === 'refused' ? 'bad' : 'waiting'
  return <span className={`state-${kind}`}>{agreementStateWords[state]}</span>
}

/** Those of a door who live here and are covered by nothing. */
function notCovered(door: Door, today: Parameters<typeof coverOf>[1]) {
  return door.members.filter(
    (member) =>
      member.facts.diedOn === null && member.facts.movedOutOn === null && coverOf(member, today) === null,
  )
}
