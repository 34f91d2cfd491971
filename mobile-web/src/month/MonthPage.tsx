import {
  answerAuthenticityQuestion,
  listAuthenticityQuestions,
  questionStates,
} from '@qianyue/api/authenticity.ts'
import type { Endpoint, ReplyOf, RequestInput } from '@qianyue/api/endpoint.ts'
import { getMyPoints } from '@qianyue/api/settlement.ts'
import { startOfMonth } from '@qianyue/domain/days/local-date.ts'
import type { DoorHistory } from '@qianyue/domain/doors/door.ts'
import { findForm } from '@qianyue/domain/forms/forms.ts'
import type { Policy } from '@qianyue/domain/policy/policy.ts'
import { localFormsOf } from '@qianyue/domain/services/own-service.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import { moneyWords } from '@qianyue/ui/words/figures.ts'
import { useEffect, useMemo, useState } from 'react'
import { Link } from 'react-router'
import type { Phone } from '../offline/phone.ts'
import { useMay, usePhone, usePhoneView } from '../offline/use-phone.ts'
import { type DoneOfKind, doneThisMonth, servicesInOutbox } from './month.ts'
import './month.css'

type Question = ReplyOf<typeof listAuthenticityQuestions>['questions'][number]

/** 我的本月: what is done, what the server refused or asks about, and what it counts for. */
export function MonthPage() {
  const phone = usePhone()
  const { doors, outbox, pulledAt } = usePhoneView()
  const today = phone.today()
  const { user } = phone.signedIn
  const histories = useHistories(phone, doors, pulledAt)
  const kinds = useMemo(
    () => histories && doneThisMonth(doors.values(), histories, user.name, today),
    [doors, histories, user.name, today],
  )
  const { waiting, refused } = servicesInOutbox(outbox)
  const mayRead = useMay('points.read')
  const mayAnswer = useMay('authenticity.read')
  const points = useWhenOnline(phone, getMyPoints, { fromDay: startOfMonth(today), toDay: today }, mayRead)
  const asked = useWhenOnline(phone, listAuthenticityQuestions, {}, mayAnswer)
  const questions = asked?.questions.filter(({ staffId }) => staffId === user.staffId) ?? []
  const total = kinds?.reduce((sum, { done }) => sum + done.length, 0)
  return (
    <main className="page month">
      <h1>我的本月 {today.slice(0, 7)}</h1>
      <dl className="month-figures">
        <div>
          <dt>已完成</dt>
          <dd>{total ?? '…'}</dd>
        </div>
        <div>
          <dt>待发送</dt>
          <dd>{waiting}</dd>
        </div>
        <div>
          <dt>未被接受</dt>
          <dd className={refused.length > 0 ? 'bad-words' : ''}>{refused.length}</dd>
        </div>
      </dl>
      <p className="quiet-words">
        已送达并取回本机的服务，按 {user.name} 计，截至 {today}。
      </p>

      {refused.map(({ id, label, refusal }) => (
        <Link key={id} to={`/outbox/${id}`} className="month-card">
          <strong>{label}</strong>
          <span className="bad-words">{refusal?.message}</span>
        </Link>
      ))}
      {kinds?.map((kind) => (
        <Kind
          key={`${kind.form}/${kind.service}`}
          kind={kind}
          localForms={localFormsOf(phone.policyOn(today))}
        />
      ))}
      {total === 0 && <p>本月还没有送达的服务。</p>}

      {questions.length > 0 && <h2>被问到的服务</h2>}
      {questions.map((question) => (
        <AskedQuestion key={question.id} question={question} />
      ))}
      {points && <Points points={points} />}
      {(mayRead || mayAnswer) && points === null && asked === null && (
        <p className="quiet-words">积分和疑点要联网才能看到。</p>
      )}
    </main>
  )
}

function Kind({ kind, localForms }: { kind: DoneOfKind; localForms: Policy['local-forms'] }) {
  const { form, service, done } = kind
  return (
    <details className="month-card">
      <summary>
        <span>{service ? serviceName(service) : (findForm(form, localForms)?.name ?? form)}</span>
        <strong>{done.length}</strong>
      </summary>
      {done.map(({ recordId, residentId, name, performedOn }) => (
        <Link key={recordId} to={`/residents/${residentId}`} className="month-line">
          <span>{name}</span>
          <span className="quiet-words">{performedOn}</span>
        </Link>
      ))}
    </details>
  )
}

/** A question about one's services: its sentence, where it stands, and the answer that one gives. */
function AskedQuestion({ question }: { question: Question }) {
  const phone = usePhone()
  const [words, setWords] = useState('')
  const [isWritten, setIsWritten] = useState(false)
  const answer = async () => {
    setIsWritten(true)
    await phone.write({
      endpoint: answerAuthenticityQuestion,
      request: { id: question.id, words: words.trim() },
      label: `答复疑点 · ${question.checkName}`,
    })
  }
  return (
    <article className="month-card" aria-label={question.checkName}>
      <strong>{question.checkName}</strong>
      <span className="quiet-words">
        {question.fromDay} 至 {question.toDay} · {questionStates[question.state]}
      </span>
      <p>{question.sentence}</p>
      {question.answer && <p className="quiet-words">我的答复：{question.answer}</p>}
      {(question.finalReason ?? question.reason) && <p>结论：{question.finalReason ?? question.reason}</p>}
      {question.may.includes('answer') &&
        (isWritten ? (
          <p role="status">答复已写下，送达后可在这里看到。</p>
        ) : (
          <>
            <label>
              我的说明
              <textarea
                rows={3}
                maxLength={500}
                value={words}
                onChange={(event) => setWords(event.target.value)}
              />
            </label>
            <button
              type="button"
              className="main-button"
              disabled={words.trim().length < 2}
              onClick={() => void answer()}
            >
              提交答复
            </button>
          </>
        ))}
    </article>
  )
}

function Points({ points }: { points: ReplyOf<typeof getMyPoints> }) {
  return (
    <>
      <h2>积分</h2>
      <section className="month-card" aria-label="积分">
        <p className="month-line">
          <span>
            计分服务 {points.services} 次{points.refused > 0 ? `，不计分 ${points.refused} 次` : ''}
          </span>
          <strong>{points.points} 分</strong>
        </p>
        {points.expected.map(({ fundName, partName, fen }) => (
          <p key={`${fundName}/${partName}`} className="month-line">
            <span>预计 {fundName}</span>
            <strong>{moneyWords(fen)}</strong>
          </p>
        ))}
      </section>
    </>
  )
}

/** Everything that was done at the doors of this phone; null until it is read. */
function useHistories(phone: Phone, doors: ReadonlyMap<string, unknown>, pulledAt: number | null) {
  const [found, setFound] = useState<ReadonlyMap<string, DoorHistory> | null>(null)
  const ids = useMemo(() => [...doors.keys()].sort().join(' '), [doors])
  useEffect(() => {
    let isShown = true
    const read = async () => {
      const histories = await Promise.all(ids.split(' ').map((id) => phone.historyOf(id)))
      if (isShown) setFound(new Map(histories.flatMap((one) => (one ? [[one.id, one] as const] : []))))
    }
    void read()
    return () => {
      isShown = false
    }
  }, [phone, ids, pulledAt])
  return found
}

/** What only the server knows; null while it cannot be reached. */
function useWhenOnline<E extends Endpoint>(
  phone: Phone,
  endpoint: E,
  request: RequestInput<E>,
  isAllowed: boolean,
): ReplyOf<E> | null {
  const [reply, setReply] = useState<ReplyOf<E> | null>(null)
  const asked = JSON.stringify(request)
  useEffect(() => {
    if (!isAllowed) return
    let isShown = true
    phone
      .ask(endpoint, JSON.parse(asked) as RequestInput<E>)
      .then((found) => isShown && setReply(found))
      .catch(() => isShown && setReply(null))
    return () => {
      isShown = false
    }
  }, [phone, endpoint, asked, isAllowed])
  return reply
}
