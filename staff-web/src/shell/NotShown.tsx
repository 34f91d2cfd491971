import type { CallError } from '@qianyue/ui/calls/call.ts'
import { Button, Result } from 'antd'
import { useNavigate } from 'react-router'

/**
 * Why a page about one thing is not shown, and the way on: back to the list it stands in, or once more where only the
 * answer did not come.
 */
export function NotShown({ error, list, words }: { error: CallError; list: string; words: string }) {
  const navigate = useNavigate()
  const isGone = error.status === 404
  return (
    <Result
      status={isGone ? '404' : 'error'}
      title={error.message}
      extra={[
        !isGone && (
          <Button key="again" type="primary" onClick={() => window.location.reload()}>
            重新打开
          </Button>
        ),
        <Button key="list" onClick={() => navigate(list)}>
          {words}
        </Button>,
      ]}
    />
  )
}
