import type { CallError } from '@qianyue/ui/calls/call.ts'
import { Alert } from 'antd'

/** Why a form was not taken whose fields say themselves what is wrong with them. */
export function FormError({ error }: { error: CallError | null }) {
  if (error === null) return null
  const faults = Object.keys(error.fields).length
  const words = faults > 0 ? `有 ${faults} 处填写不正确，请按提示修改后再提交。` : error.message
  return <Alert type="error" showIcon title={words} style={{ marginBottom: 16 }} />
}
