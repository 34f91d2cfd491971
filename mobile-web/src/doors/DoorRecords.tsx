import type { Door } from '@qianyue/domain/doors/door.ts'
import { classifications } from '@qianyue/domain/follow-ups/assessment.ts'
import { findForm } from '@qianyue/domain/forms/forms.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import { Link } from 'react-router'
import type { EntryState } from '../offline/outbox.ts'
import { useHistory, usePhone, usePhoneView } from '../offline/use-phone.ts'

/** Earlier services shown at a door. */
const SHOWN = 8

/** 记录的去向: where each thing written at the door is now. */
const stateWords: Record<EntryState, string> = {
  waiting: '在手机上，待发送',
  sending: '发送中',
  accepted: '已接收',
  refused: '被退回',
}

/** What was written at the door, with what became of it, and what was done before. */
export function DoorRecords({ door }: { door: Door }) {
  const { outbox } = usePhoneView()
  const history = useHistory(door.id)
  const phone = usePhone()
  const local = phone.policyOn(phone.today())['local-forms']
  const own = outbox.filter(({ doorId }) => doorId === door.id)
  const nameOf = (residentId: string) => door.members.find(({ id }) => id === residentId)?.name ?? ''
  return (
    <>
      {own.length > 0 && (
        <section className="door-records">
          <h2>本次记录</h2>
          <ul>
            {own.map((entry) => (
              <li key={entry.id} className={`record-${entry.state}`}>
                <span>{entry.label}</span>
                <strong>{stateWords[entry.state]}</strong>
                {entry.refusal && (
                  <>
                    <p role="alert">{entry.refusal.message}</p>
                    <Link to={`/outbox/${entry.id}`} className="member-link">
                      修改或放弃
                    </Link>
                  </>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {history && history.records.length > 0 && (
        <section className="door-records">
          <h2>以前的服务</h2>
          <ul>
            {history.records.slice(0, SHOWN).map((record) => (
              <li key={record.id}>
                <span>
                  {record.performedOn} {nameOf(record.residentId)}{' '}
                  {record.service
                    ? serviceName(record.service)
                    : (findForm(record.form, local)?.name ?? record.form)}
                </span>
                {record.classification && <strong>{classifications[record.classification].name}</strong>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
