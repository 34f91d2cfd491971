import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { recordService } from '@qianyue/api/service-records.ts'
import type { Door } from '@qianyue/domain/doors/door.ts'
import { classifications } from '@qianyue/domain/follow-ups/assessment.ts'
import { findForm } from '@qianyue/domain/forms/forms.ts'
import { codeStates } from '@qianyue/domain/service-confirmations/confirmation-code.ts'
import { localFormsOf } from '@qianyue/domain/services/own-service.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import { Link } from 'react-router'
import type { Entry, EntryState } from '../offline/outbox.ts'
import { useHistory, useMay, usePhone, usePhoneView } from '../offline/use-phone.ts'

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
  const today = phone.today()
  const local = localFormsOf(phone.policyOn(today))
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
                <Confirmation entry={entry} />
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
                {record.performedOn === today && <AskLink recordId={record.id} />}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** 居民确认 of a service that the server has: what became of the code that went along, and the way to ask. */
function Confirmation({ entry }: { entry: Entry }) {
  if (entry.call !== recordService.call || entry.state !== 'accepted') return null
  const told = (entry.reply as ReplyOf<typeof recordService> | null)?.confirmationCode
  if (told === 'right') return <em className="quiet-words">{codeStates.right}</em>
  return (
    <>
      {told === 'wrong' && <p role="alert">{codeStates.wrong}</p>}
      <AskLink recordId={entry.id} />
    </>
  )
}

function AskLink({ recordId }: { recordId: string }) {
  const mayRecord = useMay('service-records.write')
  if (!mayRecord) return null
  return (
    <Link to={`/service-records/${recordId}/confirmation`} className="member-link record-confirm">
      请居民确认
    </Link>
  )
}
