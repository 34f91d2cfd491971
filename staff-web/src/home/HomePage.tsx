import { PhoneOutlined } from '@ant-design/icons'
import { getResident } from '@qianyue/api/residents.ts'
import { roles } from '@qianyue/domain/access/roles.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Card, Skeleton } from 'antd'
import { Link } from 'react-router'
import { UnreadBulletins } from '../bulletins/UnreadBulletins.tsx'
import { type Place, pages, places } from '../routes.tsx'
import { useViewer } from '../session/viewer.ts'
import { LinkButton } from '../shell/LinkButton.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { WorkHome } from './WorkHome.tsx'
import './home.css'

/** 首页: by role — what is due, what is wrong, how we stand; for who has no part in figures, where to go. */
export function HomePage() {
  const viewer = useViewer()
  const title = `${viewer.user.name}，您好`
  const role = viewer.roles.map((each) => roles[each]).join('、')
  return (
    <>
      <PageTitle title={title}>
        {viewer.reach.unitName} · {role}
      </PageTitle>
      {viewer.actions.includes('indicators.read') ? (
        <>
          <UnreadBulletins />
          <WorkHome />
        </>
      ) : viewer.user.residentId !== null ? (
        <OwnRecord residentId={viewer.user.residentId} />
      ) : (
        <Entrances actions={viewer.actions} />
      )}
    </>
  )
}

/** 居民: their own doctor, what is owed to them and what was done; everything else is for those who work here. */
function OwnRecord({ residentId }: { residentId: string }) {
  const resident = useReply(getResident, { id: residentId })
  if (resident.error) return <Alert type="error" showIcon title={resident.error.message} />
  if (!resident.data) return <Skeleton active />
  const { agreement, duties } = resident.data
  const due = duties.filter(({ state }) => state === 'due' || state === 'overdue')
  return (
    <Card title="我的健康服务" className="own-record">
      {agreement ? (
        <p>
          我的医生：{agreement.responsibleDoctor ?? agreement.teamName}（{agreement.teamName}），服务到{' '}
          {agreement.endsOn}。
        </p>
      ) : (
        <p>还没有签约家庭医生，请联系村卫生室。</p>
      )}
      {agreement?.teamPhone && (
        <Button block icon={<PhoneOutlined />} href={`tel:${agreement.teamPhone}`}>
          打电话 {agreement.teamPhone}
        </Button>
      )}
      {due.length === 0 ? (
        <p>目前没有该做的服务。</p>
      ) : (
        <>
          <p>现在可以做的服务：</p>
          <ul>
            {due.map(({ id, item, dueBy, state }) => (
              <li key={id}>
                {item}，{state === 'overdue' ? '已过期，请尽快做' : `${dueBy} 前做`}
              </li>
            ))}
          </ul>
        </>
      )}
      <LinkButton to={`/residents/${residentId}`} block type="primary">
        看我的健康档案
      </LinkButton>
    </Card>
  )
}

/** Where to go, place by place as in the menu. */
function Entrances({ actions }: { actions: readonly string[] }) {
  const entries = pages.filter(
    ({ path, inMenu, action }) => inMenu && path !== '/' && (action === null || actions.includes(action)),
  )
  if (entries.length === 0)
    return <Card size="small">您的角色在工作站上还没有可用的功能，请联系管理员。</Card>
  return (
    <div className="home-entrances">
      {(Object.keys(places) as Place[]).map((place) => {
        const here = entries.filter((entry) => entry.place === place)
        return (
          here.length > 0 && (
            <Card key={place} size="small" title={places[place]}>
              <ul>
                {here.map(({ path, title }) => (
                  <li key={path}>
                    <Link to={path}>{title}</Link>
                  </li>
                ))}
              </ul>
            </Card>
          )
        )
      })}
    </div>
  )
}
