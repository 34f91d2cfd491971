import { publicComplaint, publicComplaintUnits } from '@qianyue/api/complaints.ts'
import { complaintKinds } from '@qianyue/domain/complaints/complaint.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Button, Form, Input, Radio, Result, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { useParams } from 'react-router'
import { SendError } from '../shell/SendError.tsx'

type Said = {
  kind: keyof typeof complaintKinds
  unitCode: number
  words: string
  personName?: string
  phone?: string
}

/** 投诉与建议: anybody may say something; the address stands on the public board. */
export function PublicComplaintPage() {
  const { countyCode } = useParams() as { countyCode: string }
  const county = Number(countyCode)
  const reply = useReply(publicComplaintUnits, { countyCode: county })
  const send = useSend(publicComplaint)
  const [id] = useState(newId)
  const [form] = Form.useForm<Said>()
  if (reply.error) return <Result status="warning" title={reply.error.message} />
  if (!reply.data) return <Skeleton active />
  const { countyName, units, replyWithinDays } = reply.data
  if (send.data)
    return (
      <Result
        status="success"
        title="已收到"
        subTitle={`留了电话的，我们在 ${send.data.replyBy} 前答复您。`}
      />
    )
  return (
    <>
      <h1>家庭医生签约服务：投诉与建议</h1>
      <p>
        {countyName}卫生健康局。可以不留姓名；留下电话，我们在 {replyWithinDays} 天内答复。
      </p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ kind: 'complaint' }}
        onFinish={({ personName, phone, ...said }) =>
          send.mutate({
            countyCode: county,
            id,
            ...said,
            personName: personName?.trim() || null,
            phone: phone?.trim() || null,
          })
        }
      >
        <Form.Item name="kind" label="您要">
          <Radio.Group options={Object.entries(complaintKinds).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item name="unitCode" label="关于哪家机构" rules={[{ required: true, message: '请选择机构' }]}>
          <Select
            size="large"
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="选择或输入村、乡镇名称"
            options={units.map(({ code, name }) => ({ value: code, label: name }))}
          />
        </Form.Item>
        <Form.Item
          name="words"
          label="请说明情况"
          rules={[{ required: true, min: 5, message: '请写明情况，至少 5 个字' }]}
        >
          <Input.TextArea rows={5} maxLength={2000} />
        </Form.Item>
        <Form.Item name="personName" label="姓名（可不填）">
          <Input size="large" maxLength={30} autoComplete="name" />
        </Form.Item>
        <Form.Item
          name="phone"
          label="电话（用于答复，可不填）"
          rules={[{ pattern: /^[\d-]{7,15}$/, message: '请填写电话号码' }]}
        >
          <Input size="large" maxLength={15} inputMode="tel" autoComplete="tel" />
        </Form.Item>
        <SendError error={send.error} />
        <Button type="primary" size="large" htmlType="submit" block loading={send.isPending}>
          提交
        </Button>
      </Form>
    </>
  )
}
