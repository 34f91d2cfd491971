import { writeNotice } from '@qianyue/api/bulletins.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useViewer } from '../session/viewer.ts'

/** 通知: title and text; it is a draft until it is published. */
export function WriteNotice({ onDone }: { onDone: (id: string) => void }) {
  const { reach } = useViewer()
  const send = useSend(writeNotice)
  const [id] = useState(newId)
  const [title, setTitle] = useState('')
  const [body, setBody] = useState('')
  const { error } = send
  return (
    <Form layout="vertical">
      {error && !error.fields && <Alert type="error" showIcon title={error.message} />}
      <Form.Item
        label="标题"
        htmlFor="notice-title"
        {...(error?.fields?.title ? { validateStatus: 'error' as const, help: error.fields.title } : {})}
      >
        <Input
          id="notice-title"
          value={title}
          maxLength={100}
          onChange={({ target }) => setTitle(target.value)}
        />
      </Form.Item>
      <Form.Item
        label="正文"
        htmlFor="notice-body"
        extra="一行一段；存下后还可修改，发布后下级单位可见。"
        {...(error?.fields?.body ? { validateStatus: 'error' as const, help: error.fields.body } : {})}
      >
        <Input.TextArea
          id="notice-body"
          value={body}
          autoSize={{ minRows: 10 }}
          onChange={({ target }) => setBody(target.value)}
        />
      </Form.Item>
      <Button
        type="primary"
        loading={send.isPending}
        onClick={() =>
          send.mutate({ id, unitCode: reach.unitCode, title, body }, { onSuccess: () => onDone(id) })
        }
      >
        存为草稿
      </Button>
    </Form>
  )
}
