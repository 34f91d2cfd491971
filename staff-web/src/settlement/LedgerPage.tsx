import { PlusOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { enterIntoLedger, ledgerKinds, ledgerSigns, readLedger } from '@qianyue/api/settlement.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { DayPicker } from '@qianyue/ui/forms/DayPicker.tsx'
import { moneyWords } from '@qianyue/ui/words/figures.ts'
import {
  Alert,
  Button,
  Card,
  Form,
  Input,
  InputNumber,
  Modal,
  Select,
  Skeleton,
  Space,
  type TableColumnsType,
} from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useMay, useViewer } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { thisYear, YearChoice } from '../shell/YearChoice.tsx'
import './settlement.css'

type Ledger = ReplyOf<typeof readLedger>

/** 资金专账: what reached each fund's account in a year, what left it, and what is in it. */
export function LedgerPage() {
  const [year, setYear] = useState(thisYear)
  const [entering, setEntering] = useState(false)
  const mayEnter = useMay('settlements.prepare')
  const ledger = useReply(readLedger, { year }, { keepPrevious: true })
  return (
    <div className="settlement">
      <PageTitle title="资金专账">
        <Space wrap>
          <YearChoice year={year} onChange={setYear} />
          {mayEnter && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setEntering(true)}>
              登记收支
            </Button>
          )}
        </Space>
      </PageTitle>
      {ledger.error && <Alert type="error" showIcon title={ledger.error.message} />}
      {ledger.isPending && <Skeleton active />}
      {ledger.data?.map(({ fundCode, fundName, balanceFen, entries }) => (
        <Card key={fundCode} size="small" title={fundName} extra={<b>结余 {moneyWords(balanceFen)}</b>}>
          <DataTable
            dataSource={entries}
            locale={{ emptyText: `${year}年没有收支` }}
            columns={[
              { title: '日期', dataIndex: 'happenedOn', width: 120 },
              { title: '类别', width: 120, render: (_, { kind }) => ledgerKinds[kind] },
              { title: '单位', dataIndex: 'unitName' },
              { title: '摘要', dataIndex: 'words' },
              ...amountColumns,
            ]}
          />
        </Card>
      ))}
      {entering && ledger.data && <Enter funds={ledger.data} onClose={() => setEntering(false)} />}
    </div>
  )
}

/** 收入 and 支出 apart, as in an account book; what changes no balance is in neither. */
const amountColumns: TableColumnsType<Ledger[number]['entries'][number]> = [
  {
    title: '收入',
    align: 'right',
    width: 140,
    render: (_, { kind, fen }) => ledgerSigns[kind] === 1 && moneyWords(fen),
  },
  {
    title: '支出',
    align: 'right',
    width: 140,
    render: (_, { kind, fen }) => ledgerSigns[kind] === -1 && moneyWords(fen),
  },
  {
    title: '只作记录',
    align: 'right',
    width: 140,
    render: (_, { kind, fen }) => ledgerSigns[kind] === 0 && <span className="quiet">{moneyWords(fen)}</span>,
  },
]

function Enter({ funds, onClose }: { funds: Ledger; onClose: () => void }) {
  const { reach } = useViewer()
  const send = useSend(enterIntoLedger)
  const [id] = useState(newId)
  const [form] = Form.useForm<{
    fundCode: string
    kind: 'received' | 'returned'
    happenedOn: Dayjs
    yuan: number
    words: string
  }>()
  return (
    <Modal
      open
      title="登记收支"
      okText="登记"
      confirmLoading={send.isPending}
      onCancel={onClose}
      onOk={async () => {
        const { yuan, happenedOn, ...entry } = await form.validateFields()
        const day = happenedOn.format('YYYY-MM-DD')
        send.mutate(
          { id, unitCode: reach.unitCode, ...entry, happenedOn: day, fen: Math.round(yuan * 100) },
          { onSuccess: onClose },
        )
      }}
    >
      {send.error && <Alert type="error" showIcon title={send.error.message} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ fundCode: funds[0]?.fundCode, kind: 'received', happenedOn: dayjs() }}
      >
        <Form.Item name="fundCode" label="资金">
          <Select options={funds.map(({ fundCode, fundName }) => ({ value: fundCode, label: fundName }))} />
        </Form.Item>
        <Form.Item name="kind" label="类别">
          <Select
            options={[
              { value: 'received', label: ledgerKinds.received },
              { value: 'returned', label: ledgerKinds.returned },
            ]}
          />
        </Form.Item>
        <Form.Item name="happenedOn" label="日期" rules={[{ required: true, message: '请选择日期' }]}>
          <DayPicker />
        </Form.Item>
        <Form.Item name="yuan" label="金额（元）" rules={[{ required: true, message: '请填写金额' }]}>
          <InputNumber min={0.01} precision={2} style={{ width: 200 }} />
        </Form.Item>
        <Form.Item
          name="words"
          label="摘要"
          rules={[{ required: true, min: 2, message: '请写明来源和文号' }]}
        >
          <Input maxLength={300} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
