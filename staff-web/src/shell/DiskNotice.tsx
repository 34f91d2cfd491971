import { health } from '@qianyue/api/session.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert } from 'antd'
import { useMay } from '../session/viewer.ts'

const LOOK_EVERY_MS = 10 * 60_000

/** Told to those who can do something about it, before nothing can be kept any more. */
export function DiskNotice() {
  const mayAct = useMay('accounts.set-rules')
  const { data } = useReply(health, mayAct ? {} : null, { everyMs: LOOK_EVERY_MS })
  if (data?.disk !== 'low') return null
  return (
    <Alert
      banner
      type="warning"
      title="服务器磁盘剩余不到 2 GB。磁盘写满后将不能保存任何内容，请尽快清理或扩容。"
    />
  )
}
