import { enterComplaint } from '@qianyue/api/complaints.ts'
import { listOrgUnits } from '@qianyue/api/organisation.ts'
import {
  type ComplaintKind,
  complaintChannels,
  complaintKinds,
} from '@qianyue/domain/complaints/complaint.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { DayPicker } from '@qianyue/ui/forms/DayPicker.tsx'
import { Flex, Form, Input, Modal, Radio, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useViewer } from '../session/viewer.ts'
import { SendError } from '../shell/SendError.tsx'

type Entered = {
  unitCode: number
  kind: ComplaintKind
  channel: keyof typeof complaintChannels
  receivedOn: Dayjs
  words: string
  personName?: string
  phone?: string
}

/** 登记: what somebody said at the counter, on the telephone or in the box. */
export function EnterComplaint({ onClose }: { onClose: () => void }) {
  const { reach } = useViewer()
  const send = useSend(enterComplaint)
  const units = useReply(listOrgUnits, {})
  const [id] = useState(newId)
  const [form] = Form.useForm<Entered>()
  return (
    <Modal
      open
      title="登记投诉与建议"
      okText="登记"
      confirmLoading={send.isPending}
      onCancel={onClose}
      onOk={async () => {
        const { receivedOn, personName, phone, ...said } = await form.validateFields()
        send.mutate(
          {
            id,
            ...said,
            receivedOn: receivedOn.format('YYYY-MM-DD'),
            personName: personName?.trim() || null,
            phone: phone?.trim() || null,
          },
          { onSuccess: onClose },
        )
      }}
    >
      <SendError error={send.error} />
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          unitCode: reach.unitCode,
          kind: 'complaint',
          channel: 'phone',
          receivedOn: dayjs(),
        }}
      >
        <Form.Item name="kind" label="类别">
          <Radio.Group options={Object.entries(complaintKinds).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Flex gap={12} wrap>
          <Form.Item name="channel" label="来源" style={{ flex: '1 1 120px' }}>
            <Select options={Object.entries(complaintChannels).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item name="receivedOn" label="收到日期">
            <DayPicker allowClear={false} maxDate={dayjs()} />
          </Form.Item>
          <Form.Item name="unitCode" label="反映的机构" style={{ flex: '1 1 180px' }}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={units.data?.map(({ code, name }) => ({ value: code, label: name })) ?? []}
            />
          </Form.Item>
        </Flex>
        <Form.Item
          name="words"
          label="内容"
          rules={[{ required: true, min: 5, message: '请写明情况，至少 5 个字' }]}
        >
          <Input.TextArea rows={4} maxLength={2000} />
        </Form.Item>
        <Flex gap={12} wrap>
          <Form.Item name="personName" label="反映人" style={{ flex: '1 1 140px' }}>
            <Input placeholder="可不留姓名" maxLength={30} />
          </Form.Item>
          <Form.Item
            name="phone"
            label="电话"
            style={{ flex: '1 1 180px' }}
            rules={[{ pattern: /^[\d-]{7,15}$/, message: '请填写电话号码' }]}
          >
            <Input placeholder="用于答复" maxLength={15} />
          </Form.Item>
        </Flex>
      </Form>
    </Modal>
  )
}
