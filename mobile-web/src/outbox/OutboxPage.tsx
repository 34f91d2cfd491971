import { Link } from 'react-router'
import type { Entry, EntryState } from '../offline/outbox.ts'
import { usePhone, usePhoneView } from '../offline/use-phone.ts'
import { exportWaiting } from './export-waiting.ts'
import './outbox.css'

const stateWords: Record<EntryState, string> = {
  waiting: '本机待发',
  sending: '正在发送',
  accepted: '已送达',
  refused: '未被接受',
}

const order: readonly EntryState[] = ['refused', 'sending', 'waiting', 'accepted']

/** 发送情况: everything that is not yet in the copy from the server, with what became of it. What needs a hand is on top. */
export function OutboxPage() {
  const phone = usePhone()
  const { outbox, trouble, syncing, signedOut } = usePhoneView()
  const waits = outbox.some(({ state }) => state !== 'accepted')
  return (
    <main className="page">
      <h1>发送情况</h1>
      {trouble && (
        <p className="bad-words" role="alert">
          {trouble}
          {signedOut ? '锁定后选择“用账号密码登录”，未发送的记录还在。' : ''}
        </p>
      )}
      {outbox.length === 0 && <p className="quiet-words">记录都已送达，本机没有待发的内容。</p>}
      {order.map((state) => (
        <Entries key={state} state={state} entries={outbox.filter((entry) => entry.state === state)} />
      ))}
      <button type="button" className="main-button" disabled={syncing} onClick={() => phone.hurry()}>
        {syncing ? '正在同步…' : '立即同步'}
      </button>
      {waits && (
        <button type="button" className="wide-button" onClick={() => exportWaiting(phone)}>
          导出待发记录给技术支持
        </button>
      )}
    </main>
  )
}

function Entries({ state, entries }: { state: EntryState; entries: readonly Entry[] }) {
  if (entries.length === 0) return null
  return (
    <section className="entries">
      <h2>
        {stateWords[state]} {entries.length}
      </h2>
      <ul>
        {entries.map((entry) => (
          <li key={entry.id}>
            {state === 'refused' ? (
              <Link to={`/outbox/${entry.id}`}>
                <strong>{entry.label}</strong>
                <span className="bad-words">{entry.refusal?.message}</span>
              </Link>
            ) : (
              <div>
                <strong>{entry.label}</strong>
                <span className="quiet-words">{timeWords(entry)}</span>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function timeWords({ writtenAt, attempts, state }: Entry): string {
  const written = new Date(writtenAt).toLocaleString('zh-CN', {
    timeZone: 'Asia/Shanghai',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
  return state === 'waiting' && attempts > 0 ? `${written} 记录，已试 ${attempts} 次` : `${written} 记录`
}
