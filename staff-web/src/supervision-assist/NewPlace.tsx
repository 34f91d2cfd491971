import type { RequestInput } from '@qianyue/api/endpoint.ts'
import { recordSupervisedPlace } from '@qianyue/api/supervision-assist.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Form, Input } from 'antd'
import { useState } from 'react'
import { useViewer } from '../session/viewer.ts'
import { DayItem } from '../shell/day-items.tsx'
import { EntryDialog } from '../shell/EntryDialog.tsx'
import { AreaField, UnitField } from './fields.tsx'

type Values = Omit<RequestInput<typeof recordSupervisedPlace>, 'id'>

/** 登记巡查单位. */
export function NewPlace({ onClose }: { onClose: () => void }) {
  const { reach } = useViewer()
  const [id] = useState(newId)
  const send = useSend(recordSupervisedPlace)
  return (
    <EntryDialog<Values>
      title="登记巡查单位"
      send={send}
      initialValues={{ unitCode: reach.unitCode, since: dayInShanghai(new Date()) }}
      onSubmit={(values) => send.mutate({ id, ...values }, { onSuccess: onClose })}
      onClose={onClose}
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
    </EntryDialog>
  )
}
