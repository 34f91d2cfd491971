import { roles } from '@qianyue/domain/access/roles.ts'
import { useViewer } from '../session/viewer.ts'
import { PageTitle } from '../shell/PageTitle.tsx'

/** 首页 */
export function HomePage() {
  const viewer = useViewer()
  return (
    <PageTitle title={`${viewer.user.name}，您好`}>
      {viewer.roles.map((role) => roles[role]).join('、')}
    </PageTitle>
  )
}
