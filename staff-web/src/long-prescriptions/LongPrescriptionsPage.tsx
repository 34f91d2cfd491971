import { PlusOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { deliverMedicines, listLongPrescriptions } from '@qianyue/api/long-prescriptions.ts'
import { dayInShanghai, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Form, Input, Segmented, Select, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { DayItem } from '../shell/day-items.tsx'
import { EntryDialog } from '../shell/EntryDialog.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { NewPrescription } from './NewPrescription.tsx'

type Prescription = ReplyOf<typeof listLongPrescriptions>[number]

const supplies = {
  ended: { name: '已用完', colour: 'error' },
  ending: { name: '将用完', colour: 'warning' },
  lasting: { name: '用药中', colour: 'success' },
} as const
const ways = { home: '送药上门', clinic: '门诊取药', courier: '快递配送' } as const

/** 长期处方: whose medicines end when, and what was handed over. */
export function LongPrescriptionsPage() {
  const mayPrescribe = useMay('long-prescriptions.write')
  const mayDeliver = useMay('long-prescriptions.deliver')
  const listed = useReply(listLongPrescriptions, {})
  const [shown, setShown] = useState<'all' | keyof typeof supplies>('all')
  const [adding, setAdding] = useState(false)
  const [delivering, setDelivering] = useState<Prescription | null>(null)
  const all = listed.data ?? []
  const of = (supply: typeof shown) => all.filter((one) => supply === 'all' || one.supply === supply)
  return (
    <>
      <PageTitle title="长期处方">
        {mayPrescribe && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            开长期处方
          </Button>
        )}
      </PageTitle>
      {listed.error && <Alert type="error" showIcon title={listed.error.message} />}
      <Segmented<typeof shown>
        style={{ marginBottom: 12, maxWidth: '100%', overflowX: 'auto' }}
        value={shown}
        onChange={setShown}
        options={[
          { value: 'all', label: `全部 ${all.length}` },
          ...(Object.keys(supplies) as (keyof typeof supplies)[]).map((value) => ({
            value,
            label: `${supplies[value].name} ${of(value).length}`,
          })),
        ]}
      />
      <DataTable<Prescription>
        loading={listed.isPending}
        dataSource={of(shown)}
        pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
        empty="没有这样的长期处方。"
        columns={[
          {
            title: '居民',
            render: (_, { residentId, residentName }) => (
              <Link to={`/residents/${residentId}`}>{residentName}</Link>
            ),
          },
          { title: '村', dataIndex: 'villageName' },
          { title: '病种', dataIndex: 'conditionName' },
          {
            title: '药品',
            render: (_, { medicines }) =>
              medicines.map(({ name, dose, timesPerDay }) => (
                <div key={name}>
                  {name} {dose} 每日{timesPerDay}次
                </div>
              )),
          },
          { title: '开方', render: (_, { prescribedOn, weeks }) => `${prescribedOn} ${weeks}周` },
          {
            title: '用到',
            render: (_, { endsOn, supply }) => (
              <>
                {endsOn} <Tag color={supplies[supply].colour}>{supplies[supply].name}</Tag>
              </>
            ),
          },
          {
            title: '送药',
            render: (_, { deliveries }) =>
              deliveries.length === 0 ? (
                <span className="quiet">还没有</span>
              ) : (
                deliveries.map(({ id, deliveredOn, how, receivedBy }) => (
                  <div key={id}>
                    {deliveredOn} {ways[how]}，{receivedBy}签收
                  </div>
                ))
              ),
          },
          { title: '医生', dataIndex: 'prescribedByName' },
          ...(mayDeliver
            ? [
                {
                  title: '',
                  render: (_: unknown, one: Prescription) => (
                    <Button
                      size="small"
                      onClick={() => setDelivering(one)}
                      aria-label={`登记${one.residentName}的送药`}
                    >
                      登记送药
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {adding && <NewPrescription onClose={() => setAdding(false)} />}
      {delivering && <Deliver prescription={delivering} onClose={() => setDelivering(null)} />}
    </>
  )
}

type Values = { deliveredOn: LocalDate; how: keyof typeof ways; receivedBy: string; remark?: string }

function Deliver({ prescription, onClose }: { prescription: Prescription; onClose: () => void }) {
  const [id] = useState(newId)
  const send = useSend(deliverMedicines)
  return (
    <EntryDialog<Values>
      title={`登记送药：${prescription.residentName}`}
      send={send}
      initialValues={{ deliveredOn: dayInShanghai(new Date()), how: 'home', receivedBy: '本人' }}
      onSubmit={(values) =>
        send.mutate({ prescriptionId: prescription.id, id, ...values }, { onSuccess: onClose })
      }
      onClose={onClose}
    >
      <DayItem name="deliveredOn" label="日期" required="请填写日期" />
      <Form.Item name="how" label="方式">
        <Select options={Object.entries(ways).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="receivedBy" label="签收人" rules={[{ required: true, message: '请填写签收人' }]}>
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item name="remark" label="备注">
        <Input maxLength={200} />
      </Form.Item>
    </EntryDialog>
  )
}
