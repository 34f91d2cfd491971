import { createExaminationDay } from '@qianyue/api/examination-days.ts'
import { listOrgUnits } from '@qianyue/api/organisation.ts'
import { dayInShanghai, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { DayItem, TimeItem } from '../shell/day-items.tsx'
import { EntryDialog } from '../shell/EntryDialog.tsx'

type Values = {
  villageCode: number
  heldOn: LocalDate
  place: string
  startsAt: string
  slotMinutes: number
  slotCapacity: number
  slots: number
}

/** 安排体检日: where, when, and how many at a time. */
export function NewExaminationDay({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const [id] = useState(newId)
  const [form] = Form.useForm<Values>()
  const units = useReply(listOrgUnits, {})
  const send = useSend(createExaminationDay)
  const villages = (units.data ?? []).filter(({ level }) => level === 'village')
  const values = Form.useWatch([], form) as Values | undefined
  const save = ({ startsAt, ...rest }: Values) => {
    const [hours = 0, minutes = 0] = startsAt.split(':').map(Number)
    send.mutate(
      { id, ...rest, firstMinute: hours * 60 + minutes },
      { onSuccess: () => navigate(`/examination-days/${id}`) },
    )
  }
  const whole = { required: true, type: 'integer', min: 1, message: '请填写整数' } as const
  return (
    <EntryDialog<Values>
      title="安排体检日"
      okText="保存并邀请居民"
      send={send}
      form={form}
      initialValues={{
        heldOn: dayInShanghai(new Date()),
        startsAt: '07:30',
        slotMinutes: 30,
        slotCapacity: 15,
        slots: 8,
        ...(villages.length === 1 ? { villageCode: villages[0]!.code } : {}),
      }}
      onSubmit={save}
      onClose={onClose}
    >
      <Form.Item name="villageCode" label="村（社区）" rules={[{ required: true, message: '请选择村' }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="请选择"
          loading={units.isPending}
          options={villages.map(({ code, areaName }) => ({ value: code, label: areaName }))}
        />
      </Form.Item>
      <DayItem name="heldOn" label="日期" required="请填写日期" />
      <Form.Item name="place" label="地点" rules={[{ required: true, message: '请填写体检地点' }]}>
        <Input maxLength={60} placeholder="如 村卫生室" />
      </Form.Item>
      <TimeItem name="startsAt" label="开始时间" required="请填写开始时间" />
      <Form.Item name="slots" label="时段数" rules={[whole]}>
        <InputNumber min={1} max={60} suffix="个" style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="slotMinutes" label="每个时段" rules={[whole]}>
        <InputNumber min={5} max={240} suffix="分钟" style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item
        name="slotCapacity"
        label="每个时段人数"
        rules={[whole]}
        extra={`共可邀请 ${(values?.slots ?? 8) * (values?.slotCapacity ?? 15)} 人`}
      >
        <InputNumber min={1} max={200} suffix="人" style={{ width: '100%' }} />
      </Form.Item>
    </EntryDialog>
  )
}
