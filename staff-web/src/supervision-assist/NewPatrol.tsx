import type { RequestInput } from '@qianyue/api/endpoint.ts'
import { listSupervisedPlaces, recordPatrol } from '@qianyue/api/supervision-assist.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useViewer } from '../session/viewer.ts'
import { DayItem } from '../shell/day-items.tsx'
import { EntryDialog } from '../shell/EntryDialog.tsx'
import { AreaField, UnitField } from './fields.tsx'

type Values = Omit<RequestInput<typeof recordPatrol>, 'id'>

/** 登记巡查. A place of the list brings its name. */
export function NewPatrol({ year, onClose }: { year: number; onClose: () => void }) {
  const { user, reach } = useViewer()
  const [id] = useState(newId)
  const [form] = Form.useForm<Values>()
  const unitCode = Form.useWatch('unitCode', form)
  const area = Form.useWatch('area', form)
  const findings = Form.useWatch('findings', form)
  const places = useReply(listSupervisedPlaces, { year })
  const send = useSend(recordPatrol)
  const offered = (places.data ?? []).filter(
    (place) => place.unitCode === unitCode && place.area === area && place.until === null,
  )
  const forget = () => form.setFieldsValue({ placeId: null })
  return (
    <EntryDialog<Values>
      title="登记巡查"
      send={send}
      form={form}
      initialValues={{
        unitCode: reach.unitCode,
        area: 'water',
        patrolledOn: dayInShanghai(new Date()),
        patrolledBy: user.name,
      }}
      onSubmit={(values) =>
        send.mutate({ id, ...values, placeId: values.placeId ?? null }, { onSuccess: onClose })
      }
      onClose={onClose}
    >
      <UnitField onChange={forget} />
      <AreaField label="巡查内容" onChange={forget} />
      <Form.Item name="placeId" label="巡查单位" extra="不在名单上的不选，只填地点。">
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(chosen) => {
            const place = offered.find((one) => one.id === chosen)
            if (place) form.setFieldsValue({ place: place.name })
          }}
          options={offered.map(({ id: value, name, done, required }) => ({
            value,
            label: `${name}（今年 ${done}/${required} 次）`,
          }))}
        />
      </Form.Item>
      <Form.Item name="place" label="巡查地点" rules={[{ required: true, message: '请填写巡查地点' }]}>
        <Input maxLength={200} />
      </Form.Item>
      <DayItem name="patrolledOn" label="巡查日期" required="请填写日期" />
      <Form.Item name="findings" label="发现的主要问题" extra="没有发现问题的不填。">
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
      <Form.Item
        name="handling"
        label="处置方式及结果"
        rules={[{ required: Boolean(findings), message: '发现了问题，请写明处置方式及结果' }]}
      >
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 1, maxRows: 6 }} />
      </Form.Item>
      <Form.Item name="patrolledBy" label="巡查人" rules={[{ required: true, message: '请填写巡查人' }]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="remark" label="备注">
        <Input maxLength={500} />
      </Form.Item>
    </EntryDialog>
  )
}
