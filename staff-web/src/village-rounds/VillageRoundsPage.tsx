import { PlusOutlined } from '@ant-design/icons'
import type { ReplyOf, RequestInput } from '@qianyue/api/endpoint.ts'
import { listOrgUnits } from '@qianyue/api/organisation.ts'
import { listVillageRounds, recordVillageRound } from '@qianyue/api/village-rounds.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Form, Input, InputNumber, Select, Tag } from 'antd'
import { useState } from 'react'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { DayItem } from '../shell/day-items.tsx'
import { EntryDialog } from '../shell/EntryDialog.tsx'
import { MonthChoice, thisMonth } from '../shell/MonthChoice.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'

type Reply = ReplyOf<typeof listVillageRounds>
type Doctor = Reply['doctors'][number]

/** 巡诊: how often each family doctor went out this month, and what was done. */
export function VillageRoundsPage() {
  const mayRecord = useMay('village-rounds.record')
  const [month, setMonth] = useState(thisMonth)
  const [adding, setAdding] = useState(false)
  const rounds = useReply(listVillageRounds, { month }, { keepPrevious: true })
  const { doctors = [], required = 0, source = '' } = rounds.data ?? {}
  return (
    <>
      <PageTitle title="巡诊">
        <MonthChoice month={month} onChange={setMonth} />
        {mayRecord && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            登记巡诊
          </Button>
        )}
      </PageTitle>
      {rounds.error && <Alert type="error" showIcon title={rounds.error.message} />}
      <DataTable<Doctor>
        rowKey="staffId"
        loading={rounds.isPending}
        dataSource={doctors}
        pagination={doctors.length > 10 ? { pageSize: 10, showSizeChanger: false } : false}
        empty="这里还没有家庭医生团队。"
        columns={[
          { title: '家庭医生', dataIndex: 'name' },
          { title: '单位', dataIndex: 'unitName' },
          {
            title: '本月巡诊',
            align: 'right',
            render: (_, { rounds: times }) => (
              <Tag color={times >= required ? 'success' : 'error'}>
                {times}/{required} 次{times < required && `，差${required - times}`}
              </Tag>
            ),
          },
        ]}
        footer={() => <span className="quiet">{source}</span>}
      />
      <h2 style={{ margin: '16px 0 8px', fontSize: 16 }}>巡诊记录</h2>
      <DataTable<Reply['rounds'][number]>
        dataSource={rounds.data?.rounds ?? []}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        empty="这个月还没有巡诊记录。"
        columns={[
          { title: '日期', dataIndex: 'heldOn' },
          { title: '村', dataIndex: 'villageName' },
          { title: '医生', dataIndex: 'staffName' },
          { title: '服务', render: (_, { people, households }) => `${households}户 ${people}人` },
          { title: '做了什么', dataIndex: 'done', width: 320 },
          { title: '发现的问题', dataIndex: 'problems', width: 240 },
        ]}
      />
      {adding && <NewRound doctors={doctors} onClose={() => setAdding(false)} />}
    </>
  )
}

type Values = Omit<RequestInput<typeof recordVillageRound>, 'id'>

function NewRound({ doctors, onClose }: { doctors: readonly Doctor[]; onClose: () => void }) {
  const [id] = useState(newId)
  const units = useReply(listOrgUnits, {})
  const send = useSend(recordVillageRound)
  const villages = (units.data ?? []).filter(({ level }) => level === 'village')
  return (
    <EntryDialog<Values>
      title="登记巡诊"
      send={send}
      initialValues={{ heldOn: dayInShanghai(new Date()) }}
      onSubmit={(values) => send.mutate({ id, ...values }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Form.Item name="villageCode" label="村（社区）" rules={[{ required: true, message: '请选择村' }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={villages.map(({ code, areaName }) => ({ value: code, label: areaName }))}
        />
      </Form.Item>
      <Form.Item name="staffId" label="医生" extra="不选为本人。">
        <Select
          allowClear
          options={doctors.map(({ staffId, name, unitName }) => ({
            value: staffId,
            label: `${name} ${unitName}`,
          }))}
        />
      </Form.Item>
      <DayItem name="heldOn" label="日期" required="请填写日期" />
      <Form.Item name="households" label="到户" rules={[{ required: true, message: '请填写户数' }]}>
        <InputNumber min={0} max={10_000} suffix="户" style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="people" label="服务人数" rules={[{ required: true, message: '请填写人数' }]}>
        <InputNumber min={0} max={10_000} suffix="人" style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="done" label="做了什么" rules={[{ required: true, message: '请写明做了什么' }]}>
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
      <Form.Item name="problems" label="发现的问题">
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 1, maxRows: 6 }} />
      </Form.Item>
    </EntryDialog>
  )
}
