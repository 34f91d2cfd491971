import { PlusOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import {
  consultationOutcomes,
  listPhoneConsultations,
  recordPhoneConsultation,
} from '@qianyue/api/phone-consultations.ts'
import { endOfMonth, localDate } from '@qianyue/domain/days/local-date.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { momentEntry, momentOfEntry, momentWords } from '@qianyue/ui/words/moments.ts'
import { Alert, Button, Form, Input, Select, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { ChooseResident } from '../residents/ChooseResident.tsx'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { MomentItem } from '../shell/day-items.tsx'
import { EntryDialog } from '../shell/EntryDialog.tsx'
import { MonthChoice, thisMonth } from '../shell/MonthChoice.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'

type Consultation = ReplyOf<typeof listPhoneConsultations>[number]

/** 24小时咨询电话: who asked what, at what hour, and what was answered. */
export function PhoneConsultationsPage() {
  const mayRecord = useMay('phone-consultations.record')
  const [month, setMonth] = useState(thisMonth)
  const [adding, setAdding] = useState(false)
  const from = localDate(`${month}-01`)
  const calls = useReply(listPhoneConsultations, { from, to: endOfMonth(from) }, { keepPrevious: true })
  const listed = calls.data ?? []
  const atNight = listed.filter(({ outOfHours }) => outOfHours).length
  return (
    <>
      <PageTitle title="电话咨询">
        <MonthChoice month={month} onChange={setMonth} />
        {mayRecord && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            登记来电
          </Button>
        )}
      </PageTitle>
      {calls.error && <Alert type="error" showIcon title={calls.error.message} />}
      {calls.data && (
        <p className="quiet">
          本月 {listed.length} 个来电，其中下班时间和周末 {atNight} 个。
        </p>
      )}
      <DataTable<Consultation>
        loading={calls.isPending}
        dataSource={listed}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        empty="这个月还没有登记来电。"
        columns={[
          {
            title: '来电时间',
            render: (_, { calledAt, outOfHours }) => (
              <>
                {momentWords(calledAt)} {outOfHours && <Tag>非工作时间</Tag>}
              </>
            ),
          },
          {
            title: '来电人',
            render: (_, { residentId, residentName, caller }) =>
              residentId ? <Link to={`/residents/${residentId}`}>{residentName}</Link> : caller,
          },
          { title: '咨询', dataIndex: 'question', width: 280 },
          { title: '答复', dataIndex: 'answer', width: 280 },
          { title: '处理', render: (_, { outcome }) => consultationOutcomes[outcome] },
          { title: '接听', dataIndex: 'answeredByName' },
        ]}
      />
      {adding && <NewCall onClose={() => setAdding(false)} />}
    </>
  )
}

type Values = {
  residentId?: string
  caller?: string
  calledAt: string
  question: string
  answer: string
  outcome: Consultation['outcome']
}

function NewCall({ onClose }: { onClose: () => void }) {
  const [id] = useState(newId)
  const [form] = Form.useForm<Values>()
  const residentId = Form.useWatch('residentId', form)
  const send = useSend(recordPhoneConsultation)
  const save = ({ calledAt, ...values }: Values) =>
    send.mutate(
      {
        id,
        ...values,
        residentId: values.residentId ?? null,
        caller: values.caller ?? '',
        calledAt: momentOfEntry(calledAt),
      },
      { onSuccess: onClose },
    )
  return (
    <EntryDialog<Values>
      title="登记来电"
      send={send}
      form={form}
      initialValues={{ calledAt: momentEntry(new Date()), outcome: 'answered' }}
      onSubmit={save}
      onClose={onClose}
    >
      <Form.Item name="residentId" label="居民" extra="选中的居民同时记一次电话健康咨询服务。">
        <ChooseResident
          placeholder="输入姓名、证件号或电话"
          value={residentId ?? null}
          onChoose={(chosen) => form.setFieldValue('residentId', chosen)}
        />
      </Form.Item>
      {!residentId && (
        <Form.Item
          name="caller"
          label="不在名册的来电人"
          rules={[{ required: true, message: '请写明是谁来电' }]}
        >
          <Input maxLength={60} />
        </Form.Item>
      )}
      <MomentItem name="calledAt" label="来电时间" required="请填写来电时间" />
      <Form.Item name="question" label="咨询内容" rules={[{ required: true, message: '请写明咨询内容' }]}>
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 5 }} />
      </Form.Item>
      <Form.Item name="answer" label="答复" rules={[{ required: true, message: '请写明答复' }]}>
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 5 }} />
      </Form.Item>
      <Form.Item name="outcome" label="处理">
        <Select options={Object.entries(consultationOutcomes).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
    </EntryDialog>
  )
}
