import { roles } from '@qianyue/domain/access/roles.ts'
import { Card } from 'antd'
import { Link } from 'react-router'
import { pages } from '../routes.tsx'
import { useViewer } from '../session/viewer.ts'
import { PageTitle } from '../shell/PageTitle.tsx'
import { WorkHome } from './WorkHome.tsx'

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
      {viewer.actions.includes('indicators.read') ? <WorkHome /> : <Entrances actions={viewer.actions} />}
    </>
  )
}

function Entrances({ actions }: { actions: readonly string[] }) {
  const entries = pages.filter(
    ({ path, inMenu, action }) => inMenu && path !== '/' && (action === null || actions.includes(action)),
  )
  return (
    <Card size="small" title="您可以做的事">
      {entries.length === 0 ? (
        '您的角色在工作站上还没有可用的功能，请联系管理员。'
      ) : (
        <ul style={{ margin: 0, paddingInlineStart: 20, lineHeight: 2 }}>
          {entries.map(({ path, title }) => (
            <li key={path}>
              <Link to={path}>{title}</Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
