import type { RequestInput } from '@qianyue/api/endpoint.ts'
import { recordSupervisedPlace } from '@qianyue/api/supervision-assist.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useViewer } from '../session/viewer.ts'
import { DayItem } from '../shell/day-items.tsx'
import { AreaField, UnitField } from './fields.tsx'

type Values = Omit<RequestInput<typeof recordSupervisedPlace>, 'id'>

/** 登记巡查单位. */
export function NewPlace({ onClose }: { onClose: () => void }) {
  const { reach } = useViewer()
  const [id] = useState(newId)
  const [form] = Form.useForm<Values>()
  const send = useSend(recordSupervisedPlace)
  return (
    <Modal
      open
      title="登记巡查单位"
      okText="保存"
      confirmLoading={send.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      {send.error && <Alert type="error" showIcon title={send.error.message} style={{ marginBottom: 16 }} />}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ unitCode: reach.unitCode, since: dayInShanghai(new Date()) }}
        onFinish={(values) => send.mutate({ id, ...values }, { onSuccess: onClose })}
      >
        <UnitField />
        <AreaField label="巡查内容" />
        <Form.Item name="name" label="单位名称" rules={[{ required: true, message: '请填写单位名称' }]}>
          <Input maxLength={100} placeholder="如：东岭村供水站" />
        </Form.Item>
        <Form.Item name="address" label="地址">
          <Input maxLength={200} />
        </Form.Item>
        <DayItem name="since" label="列入日期" extra="从这天起应按期巡查。" required="请填写日期" />
      </Form>
    </Modal>
  )
}
