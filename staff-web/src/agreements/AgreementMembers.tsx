import { endReasons } from '@qianyue/domain/agreements/termination.ts'
import { ageYearsOn, dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { negotiatedName } from '@qianyue/domain/packages/negotiated.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import { feeWords, itemWords, lostWords } from '@qianyue/ui/words/agreements.ts'
import { ageWords, sexWords } from '@qianyue/ui/words/figures.ts'
import { Button, Card, Tag } from 'antd'
import { Link } from 'react-router'
import { PopulationName } from '../populations/population-names.tsx'
import { useMay } from '../session/viewer.ts'
import type { Agreement } from './AgreementPage.tsx'
import { relationWords } from './MemberToSign.tsx'

const stateWords: Record<string, [name: string, colour: string]> = {
  upcoming: ['待办', 'default'],
  due: ['应做', 'warning'],
  overdue: ['逾期', 'error'],
  done: ['完成', 'success'],
  missed: ['错过', 'error'],
  cancelled: ['已取消', 'default'],
}

/** Each member with the packages agreed, what is paid for them, and what is owed now. */
export function AgreementMembers({
  agreement,
  onLeave,
}: {
  agreement: Agreement
  onLeave: (residentId: string) => void
}) {
  const today = dayInShanghai(new Date())
  const mayEnd = useMay('agreements.end')
  const open = agreement.terminatedOn === null && agreement.signedOn !== null && agreement.endsOn >= today
  return agreement.members.map((member) => {
    const owed = agreement.duties.filter(
      ({ residentId, state }) => residentId === member.residentId && state !== 'cancelled',
    )
    return (
      <Card
        key={member.residentId}
        size="small"
        className="signing-section"
        title={
          <span>
            <Link to={`/residents/${member.residentId}`}>{member.name}</Link>{' '}
            <span className="quiet">
              {relationWords({ isHead: member.relation === '02', relation: member.relation })} ·{' '}
              {sexWords[member.sex]} {ageWords(ageYearsOn(today, member.birthDate))}
            </span>{' '}
            {member.populations.map((one) => (
              <Tag key={one}>
                <PopulationName of={one} />
              </Tag>
            ))}
            {member.lost && <Tag color="warning">{lostWords(member.lost)}</Tag>}
            {member.terminatedOn && (
              <Tag color="error">
                {member.terminatedOn} 起退出{member.endReason ? `（${endReasons[member.endReason]}）` : ''}
              </Tag>
            )}
          </span>
        }
        extra={
          mayEnd &&
          open &&
          member.terminatedOn === null &&
          member.lost === null &&
          agreement.members.length > 1 && (
            <Button size="small" onClick={() => onLeave(member.residentId)}>
              单独退出
            </Button>
          )
        }
      >
        {member.packages.map((one) => {
          const fees = member.fees.filter(({ packageId }) => packageId === one.packageId)
          return (
            <div key={one.packageId} style={{ marginBottom: 6 }}>
              <b>{one.name}</b> <span className="quiet">{one.paid ? feeWords(fees) : '免费'}</span>
              <div className="quiet">{one.items.map(itemWords).join('；')}</div>
            </div>
          )
        })}
        {member.negotiated.length > 0 && (
          <div style={{ marginBottom: 6 }}>
            <b>{negotiatedName}</b> <span className="quiet">不另收费</span>
            <div className="quiet">{member.negotiated.map(itemWords).join('；')}</div>
          </div>
        )}
        {owed.length > 0 && (
          <table className="fee-table" style={{ marginTop: 8 }}>
            <caption className="quiet" style={{ textAlign: 'start' }}>
              因本协议应得的服务
            </caption>
            <tbody>
              {owed.map(({ id, item, dueFrom, dueBy, state }) => {
                const [words, colour] = stateWords[state] ?? [state, 'default']
                return (
                  <tr key={id}>
                    <th scope="row">{serviceName(item)}</th>
                    <td>
                      {dueFrom} 至 {dueBy} <Tag color={colour}>{words}</Tag>
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        )}
      </Card>
    )
  })
}
