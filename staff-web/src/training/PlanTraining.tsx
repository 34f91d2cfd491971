import { putTraining } from '@qianyue/api/training.ts'
import { type TrainingKind, trainingKinds } from '@qianyue/domain/training/training.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { DayPicker } from '@qianyue/ui/forms/DayPicker.tsx'
import { Flex, Form, Input, InputNumber, Modal, Select, Switch } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { SendError } from '../shell/SendError.tsx'
import type { Training } from './TrainingPage.tsx'

type Plan = {
  kind: TrainingKind
  title: string
  topics: string
  heldOn: Dayjs
  hours: number
  place: string
  trainer: string
  hasTest: boolean
}

/** 培训计划. */
export function PlanTraining({ training, onClose }: { training: Training | null; onClose: () => void }) {
  const send = useSend(putTraining)
  const [id] = useState(() => training?.id ?? newId())
  const [form] = Form.useForm<Plan>()
  return (
    <Modal
      open
      title="培训计划"
      okText="保存"
      confirmLoading={send.isPending}
      onCancel={onClose}
      onOk={async () => {
        const { heldOn, ...plan } = await form.validateFields()
        send.mutate({ id, ...plan, heldOn: heldOn.format('YYYY-MM-DD') }, { onSuccess: onClose })
      }}
    >
      <SendError error={send.error} />
      <Form
        form={form}
        layout="vertical"
        initialValues={
          training
            ? { ...training, heldOn: dayjs(training.heldOn) }
            : { kind: 'quarterly', heldOn: dayjs(), hours: 4, hasTest: true, place: '', trainer: '' }
        }
      >
        <Form.Item name="title" label="名称" rules={[{ required: true, message: '请填写培训名称' }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Flex gap={12} wrap>
          <Form.Item name="kind" label="类别" style={{ flex: '1 1 120px' }}>
            <Select
              disabled={training !== null}
              options={Object.entries(trainingKinds).map(([value, label]) => ({ value, label }))}
            />
          </Form.Item>
          <Form.Item name="heldOn" label="日期">
            <DayPicker allowClear={false} />
          </Form.Item>
          <Form.Item name="hours" label="学时">
            <InputNumber min={0.5} max={200} step={0.5} />
          </Form.Item>
          <Form.Item name="hasTest" label="考试" valuePropName="checked">
            <Switch checkedChildren="有" unCheckedChildren="无" />
          </Form.Item>
        </Flex>
        <Form.Item name="topics" label="内容" rules={[{ required: true, message: '请填写培训内容' }]}>
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
        <Flex gap={12} wrap>
          <Form.Item name="place" label="地点" style={{ flex: '1 1 160px' }}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="trainer" label="授课人" style={{ flex: '1 1 160px' }}>
            <Input maxLength={60} />
          </Form.Item>
        </Flex>
      </Form>
    </Modal>
  )
}
