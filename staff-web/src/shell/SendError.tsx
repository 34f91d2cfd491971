import type { CallError } from '@qianyue/ui/calls/call.ts'
import { Alert } from 'antd'

/** Why what was sent was not taken: what is wrong field by field, else the sentence of the refusal. */
export function SendError({ error }: { error: CallError | null }) {
  if (error === null) return null
  return (
    <Alert
      type="error"
      showIcon
      title={Object.values(error.fields).join('；') || error.message}
      style={{ marginBottom: 12 }}
    />
  )
}
