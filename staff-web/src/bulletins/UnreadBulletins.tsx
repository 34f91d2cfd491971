import { listBulletins } from '@qianyue/api/bulletins.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert } from 'antd'
import { Link } from 'react-router'
import { useMay, useViewer } from '../session/viewer.ts'

/** What was published and one has not read yet, on the home page; nothing when all is read. */
export function UnreadBulletins() {
  const mayRead = useMay('bulletins.read')
  const listed = useReply(listBulletins, mayRead ? {} : null)
  const { reach } = useViewer()
  const unread = (listed.data ?? []).filter(
    ({ publishedAt, isRead, unitCode }) => publishedAt !== null && !isRead && unitCode !== reach.unitCode,
  )
  const [newest] = unread
  if (!newest) return null
  return (
    <Alert
      type="info"
      showIcon
      style={{ marginBottom: 12 }}
      title={
        <>
          未读通报、通知 {unread.length} 份：
          <Link to={`/bulletins?id=${newest.id}`}>{newest.title}</Link>
        </>
      }
    />
  )
}
