import { localFormsOf } from '@qianyue/domain/services/own-service.ts'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Entry } from '../offline/outbox.ts'
import { usePhone, usePhoneView } from '../offline/use-phone.ts'
import { bothSides, faultsOf, requestWith } from './mending.ts'
import './outbox.css'

/** 未被接受的记录: what the server said, and what can be done about it. */
export function EntryPage() {
  const { entryId = '' } = useParams()
  const { outbox } = usePhoneView()
  const entry = outbox.find(({ id, state }) => id === entryId && state === 'refused')
  return (
    <main className="page">
      <h1>未被接受的记录</h1>
      {entry ? <Refused entry={entry} /> : <p>这条记录已不在待处理之列。</p>}
    </main>
  )
}

function Refused({ entry }: { entry: Entry }) {
  const { doors } = usePhoneView()
  const conflict = bothSides(entry, doors)
  return (
    <>
      <p>
        <strong>{entry.label}</strong>
      </p>
      <p className="bad-words" role="alert">
        {entry.refusal?.message}
      </p>
      {conflict ? (
        <Conflict entry={entry} version={conflict.version} sides={conflict.sides} />
      ) : (
        <Mend entry={entry} />
      )}
    </>
  )
}

/** 两边都改了: shown side by side, and a person decides. */
function Conflict({
  entry,
  version,
  sides,
}: {
  entry: Entry
  version: number
  sides: readonly { name: string; mine: string; theirs: string }[]
}) {
  const { mend, discard } = useDecision(entry)
  return (
    <div className="mend">
      <table className="both-sides">
        <thead>
          <tr>
            <th>项目</th>
            <th>我填的</th>
            <th>现在档案里的</th>
          </tr>
        </thead>
        <tbody>
          {sides.map(({ name, mine, theirs }) => (
            <tr key={name}>
              <th>{name}</th>
              <td>{mine}</td>
              <td>{theirs}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" className="main-button" onClick={() => mend({ ...entry.request, version })}>
        用我填的
      </button>
      <button type="button" className="wide-button" onClick={discard}>
        保留现在档案里的
      </button>
    </div>
  )
}

function Mend({ entry }: { entry: Entry }) {
  const phone = usePhone()
  const faults = faultsOf(entry, localFormsOf(phone.policyOn(phone.today())))
  const { mend, discard } = useDecision(entry)
  const [typed, setTyped] = useState<Record<string, string>>({})
  const [asksAgain, setAsksAgain] = useState(false)
  return (
    <div className="mend">
      {faults.map(({ field, name, message, input, value }) =>
        input === null ? (
          <p key={field} className="bad-words">
            {name}：{message}
          </p>
        ) : (
          <label key={field}>
            {name}
            <input
              type={input === 'number' ? 'text' : input}
              inputMode={input === 'number' ? 'decimal' : undefined}
              value={typed[field] ?? value}
              onChange={(event) => setTyped({ ...typed, [field]: event.target.value })}
            />
            <span className="bad-words">{message}</span>
          </label>
        ),
      )}
      <button
        type="button"
        className="main-button"
        onClick={() => mend(requestWith(entry.request, faults, typed))}
      >
        {faults.some(({ input }) => input !== null) ? '改好，再发送' : '再发送一次'}
      </button>
      <button
        type="button"
        className="wide-button"
        onClick={() => (asksAgain ? discard() : setAsksAgain(true))}
      >
        {asksAgain ? '确定放弃，不能恢复' : '放弃这条记录'}
      </button>
    </div>
  )
}

function useDecision(entry: Entry) {
  const phone = usePhone()
  const navigate = useNavigate()
  const after = () => navigate('/outbox', { replace: true })
  return {
    mend: (request: Record<string, unknown>) => phone.mend(entry.id, request).then(after),
    discard: () => phone.discard(entry.id).then(after),
  }
}
