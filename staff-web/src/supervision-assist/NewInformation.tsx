import type { RequestInput } from '@qianyue/api/endpoint.ts'
import { recordInformation } from '@qianyue/api/supervision-assist.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { momentEntry, momentOfEntry } from '@qianyue/ui/words/moments.ts'
import { Form, Input } from 'antd'
import { useState } from 'react'
import { useViewer } from '../session/viewer.ts'
import { MomentItem } from '../shell/day-items.tsx'
import { EntryDialog } from '../shell/EntryDialog.tsx'
import { AreaField, UnitField } from './fields.tsx'

type Values = Omit<RequestInput<typeof recordInformation>, 'id'>

/** 登记信息, reported already or not. */
export function NewInformation({ onClose }: { onClose: () => void }) {
  const { user, reach } = useViewer()
  const [id] = useState(newId)
  const [form] = Form.useForm<Values>()
  const reportedAt = Form.useWatch('reportedAt', form)
  const send = useSend(recordInformation)
  return (
    <EntryDialog<Values>
      title="登记信息报告"
      send={send}
      form={form}
      initialValues={{ unitCode: reach.unitCode, foundAt: momentEntry(new Date()), reporter: user.name }}
      onSubmit={({ foundAt, reportedAt: told, reporter, ...values }) =>
        send.mutate(
          {
            id,
            ...values,
            foundAt: momentOfEntry(foundAt),
            ...(told ? { reportedAt: momentOfEntry(told), reporter: reporter ?? '' } : {}),
          },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      <UnitField />
      <AreaField label="信息类别" />
      <MomentItem name="foundAt" label="发现时间" required="请填写发现时间" />
      <Form.Item
        name="content"
        label="信息内容"
        extra="写明单位、地点和发现的情况。"
        rules={[{ required: true, message: '请填写信息内容' }]}
      >
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
      <MomentItem name="reportedAt" label="报告时间" extra="还没报告的先不填，报告后再补。" />
      {reportedAt && (
        <Form.Item name="reporter" label="报告人" rules={[{ required: true, message: '请填写报告人' }]}>
          <Input maxLength={60} />
        </Form.Item>
      )}
    </EntryDialog>
  )
}
