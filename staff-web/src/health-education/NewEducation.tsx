import type { RequestInput } from '@qianyue/api/endpoint.ts'
import { recordEducation } from '@qianyue/api/health-education.ts'
import { listOrgUnits } from '@qianyue/api/organisation.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { educationKinds } from '@qianyue/domain/health-education/education-policy.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { usePopulationsUsed } from '../populations/population-names.tsx'
import { useViewer } from '../session/viewer.ts'
import { DayItem } from '../shell/day-items.tsx'
import { EntryDialog } from '../shell/EntryDialog.tsx'

type Values = Omit<RequestInput<typeof recordEducation>, 'id'>

/** 登记活动. */
export function NewEducation({ onClose }: { onClose: () => void }) {
  const used = usePopulationsUsed()
  const { reach } = useViewer()
  const [id] = useState(newId)
  const [form] = Form.useForm<Values>()
  const kind = Form.useWatch('kind', form)
  const units = useReply(listOrgUnits, {})
  const send = useSend(recordEducation)
  return (
    <EntryDialog<Values>
      title="登记健康教育活动"
      send={send}
      form={form}
      initialValues={{
        kind: 'lecture',
        heldOn: dayInShanghai(new Date()),
        unitCode: reach.unitCode,
        audience: null,
      }}
      onSubmit={(values) =>
        send.mutate({ id, ...values, audience: values.audience ?? null }, { onSuccess: onClose })
      }
      onClose={onClose}
    >
      <Form.Item name="unitCode" label="机构" rules={[{ required: true, message: '请选择机构' }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          loading={units.isPending}
          options={(units.data ?? [])
            .filter(({ level }) => level !== 'county')
            .map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Form.Item>
      <Form.Item name="kind" label="形式">
        <Select
          options={Object.entries(educationKinds).map(([value, { name }]) => ({ value, label: name }))}
        />
      </Form.Item>
      <DayItem name="heldOn" label="日期" required="请填写日期" />
      <Form.Item
        name="topic"
        label="主题"
        rules={[{ required: true, message: '请填写主题' }]}
        {...(kind === 'material' || kind === 'audio-visual'
          ? { extra: '同一主题多次发放、播放只算一种。' }
          : {})}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="place" label="地点">
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="audience" label="对象">
        <Select
          allowClear
          placeholder="全体居民"
          options={Object.entries(used).map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
      <Form.Item name="attendance" label="参加人数">
        <InputNumber min={0} max={100_000} suffix="人" style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="copies" label="发放资料">
        <InputNumber min={0} max={100_000} suffix="份" style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="speaker" label="主讲或负责人">
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="summary" label="小结">
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
    </EntryDialog>
  )
}
