import { typeConfirmationCode } from '@qianyue/api/service-confirmations.ts'
import {
  CODE_PATTERN,
  type CodeState,
  codeStates,
} from '@qianyue/domain/service-confirmations/confirmation-code.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Form, Input, Space } from 'antd'
import { useState } from 'react'
import { SendError } from '../shell/SendError.tsx'

/** 确认码 as the resident reads it from the sheet at home. */
export function TypeCode({ recordId, before }: { recordId: string; before: CodeNow }) {
  const send = useSend(typeConfirmationCode)
  const [code, setCode] = useState('')
  const now = send.data ?? before
  if (now.state === 'right') return <Alert type="success" showIcon title={codeStates.right} />
  if (now.triesLeft === 0)
    return <Alert type="warning" showIcon title="确认码错得太多，已停用。请用上面的链接或签名确认。" />
  return (
    <>
      <SendError error={send.error} />
      {now.state === 'wrong' && !send.isPending && (
        <Alert
          type="warning"
          showIcon
          title={`${codeStates.wrong}，还可以再填 ${now.triesLeft} 次。`}
          style={{ marginBottom: 8 }}
        />
      )}
      <Form
        layout="vertical"
        onFinish={() => send.mutate({ recordId, id: newId(), code }, { onSuccess: () => setCode('') })}
      >
        <Form.Item label="居民确认码单上的 6 位确认码" htmlFor="confirmation-code" style={{ margin: 0 }}>
          <Space.Compact block>
            <Input
              id="confirmation-code"
              inputMode="numeric"
              autoComplete="off"
              maxLength={6}
              value={code}
              onChange={({ target }) => setCode(target.value.replace(/\D/g, ''))}
            />
            <Button
              type="primary"
              htmlType="submit"
              loading={send.isPending}
              disabled={!CODE_PATTERN.test(code)}
            >
              核对
            </Button>
          </Space.Compact>
        </Form.Item>
      </Form>
    </>
  )
}

type CodeNow = { state: CodeState; triesLeft: number }
