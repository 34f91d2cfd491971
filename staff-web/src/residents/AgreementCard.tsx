import { Card, Tag } from 'antd'
import { Link } from 'react-router'
import { UnsignedReason } from '../unsigned-reasons/UnsignedReason.tsx'
import type { Resident } from './ResidentPage.tsx'

/** The agreement that covers a resident today; else why there is none. */
export function AgreementCard({ resident }: { resident: Resident }) {
  const { agreement } = resident
  return (
    <Card
      size="small"
      title="签约"
      extra={agreement && <Link to={`/agreements/${agreement.id}`}>查看协议</Link>}
    >
      {agreement ? (
        <dl className="facts-list">
          <dt>团队</dt>
          <dd>
            {agreement.teamName} {agreement.teamPhone}
          </dd>
          {agreement.responsibleDoctor && (
            <>
              <dt>包户医生</dt>
              <dd>{agreement.responsibleDoctor}</dd>
            </>
          )}
          <dt>期限</dt>
          <dd>
            {agreement.startsOn} 至 {agreement.endsOn}
          </dd>
          <dt>服务包</dt>
          <dd>
            {agreement.packages.map((name) => (
              <Tag key={name}>{name}</Tag>
            ))}
          </dd>
          <dt>协议编号</dt>
          <dd>{agreement.number}</dd>
        </dl>
      ) : (
        <UnsignedReason residentId={resident.id} />
      )}
    </Card>
  )
}
