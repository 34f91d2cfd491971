import { contestRuleWords } from '@qianyue/domain/agreements/contest.ts'
import { lostWords } from '@qianyue/ui/words/agreements.ts'
import { Link, useNavigate, useParams } from 'react-router'
import { usePhone, usePhoneView } from '../offline/use-phone.ts'
import { StateWords } from './AgreementsPage.tsx'
import { agreementsHere, askedBy } from './agreements-here.ts'
import './signing.css'

/** One agreement on the phone: whether the server has confirmed it, and what was decided about whom. */
export function AgreementPage() {
  const { agreementId = '' } = useParams()
  const phone = usePhone()
  const { doors, outbox } = usePhoneView()
  const policy = phone.policyOn(phone.today())
  const here = agreementsHere(doors.values(), outbox).find(({ id }) => id === agreementId)
  const refused = outbox.find(({ id, state }) => id === agreementId && state === 'refused')
  if (refused) return <RefusedAgreement entry={refused} />
  if (!here) {
    return (
      <main className="page signing">
        <h1>签约协议</h1>
        <p>本机没有这份协议。</p>
      </main>
    )
  }
  const isContested = here.members.some(({ lost }) => lost !== null)
  return (
    <main className="page signing">
      <h1>
        签约协议 <StateWords state={here.state} />
      </h1>
      <section className="agreement-card">
        <p>{here.number ?? (here.state === 'provisional' ? '编号在服务器确认后给出' : '没有编号')}</p>
        <p>
          {here.teamName}，{here.startsOn} 至 {here.endsOn}
        </p>
        <p>{here.signedOn ? `${here.signedOn} 签字` : '等待签字'}</p>
      </section>
      {here.members.map(({ member, lost }) => (
        <Link key={member.id} to={`/residents/${member.id}`} className="agreement-card">
          <strong>{member.name}</strong>
          {lost && <p className="bad-words">{lostWords(lost)}</p>}
        </Link>
      ))}
      {(isContested || here.state === 'provisional') && (
        <p className="signing-rule">{contestRuleWords(policy['door-signing'])}</p>
      )}
      <Link to="/agreements" className="wide-button link-button">
        返回签约
      </Link>
    </main>
  )
}

/** The server said no: why, and what can be done about it here. */
function RefusedAgreement({ entry }: { entry: Parameters<typeof askedBy>[0] }) {
  const phone = usePhone()
  const navigate = useNavigate()
  const asked = askedBy(entry)
  const doorId = entry.doorId ?? asked.members[0]?.residentId
  const again = async () => {
    await phone.discard(entry.id)
    navigate(`/doors/${doorId}/sign`, { replace: true })
  }
  return (
    <main className="page signing">
      <h1>
        签约协议 <StateWords state="refused" />
      </h1>
      <p className="signing-refusals" role="alert">
        {entry.refusal?.message}
      </p>
      <p>{entry.label}</p>
      <button type="button" className="main-button" onClick={() => void again()}>
        放弃这一份，重新签约
      </button>
    </main>
  )
}
