import type { CallError } from '@qianyue/ui/calls/call.ts'
import { Alert, Button } from 'antd'

/** Why what was asked for did not come, and asking once more; nothing while there is no error. */
export function LoadError({ asked }: { asked: { error: CallError | null; refetch: () => unknown } }) {
  if (asked.error === null) return null
  return (
    <Alert
      type="error"
      showIcon
      title={asked.error.message}
      action={<Button onClick={() => asked.refetch()}>重试</Button>}
    />
  )
}
