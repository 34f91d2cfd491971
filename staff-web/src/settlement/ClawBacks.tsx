import { falseReasons } from '@qianyue/domain/settlement/claw-back.ts'
import { moneyWords } from '@qianyue/ui/words/figures.ts'
import { Button, Card, Form, Input, InputNumber, Modal, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { DataTable } from '../shell/DataTable.tsx'
import { pointsWords } from './period.ts'
import { type Entries, entriesOf, type Settlement } from './SettlementPage.tsx'

type ClawBack = Settlement['clawBacks'][number]
type Decision = { fen: number; reason: string }

/** 收回建议: what was paid for services that proved false since, by person, opening to the services; accepted, changed or dropped. */
export function ClawBacks({
  settlement,
  onSave,
  saving,
}: {
  settlement: Settlement
  onSave: ((entries: Entries) => void) | null
  saving: boolean
}) {
  const [changing, setChanging] = useState<ClawBack | null>(null)
  const { clawBacks } = settlement
  if (clawBacks.length === 0) return null
  const decide = (staffId: string, decision: Decision) =>
    onSave?.({ ...entriesOf(settlement), clawBacks: [{ staffId, ...decision }] })
  const open = clawBacks.filter(({ decision }) => decision === null).length
  return (
    <Card
      size="small"
      title={`收回建议（${clawBacks.length}人）`}
      extra={open > 0 ? <Tag color="orange">{open}人待处理</Tag> : <Tag color="green">已全部处理</Tag>}
    >
      <p className="quiet">
        以前结算已发放、后来查实不属实或已作废的服务，当时按积分分得的金额。逐人处理后才能提交审批。
      </p>
      <DataTable
        rowKey="staffId"
        dataSource={clawBacks}
        pagination={clawBacks.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
        expandable={{
          rowExpandable: ({ services }) => services.length > 0,
          expandedRowRender: ({ services }) => <Services services={services} />,
        }}
        columns={[
          { title: '姓名', dataIndex: 'staffName' },
          { title: '服务', align: 'right', render: (_, { services }) => `${services.length}次` },
          {
            title: '上期未扣足',
            align: 'right',
            render: (_, { carriedFen }) => (carriedFen > 0 ? moneyWords(carriedFen) : ''),
          },
          {
            title: '建议收回',
            align: 'right',
            render: (_, { proposedFen }) => <b>{moneyWords(proposedFen)}</b>,
          },
          { title: '处理', render: (_, line) => <Outcome line={line} /> },
          {
            title: '本期扣回',
            align: 'right',
            render: (_, { takenFen, decision }) => (decision ? moneyWords(takenFen) : ''),
          },
          ...(onSave
            ? [
                {
                  title: '',
                  render: (_: unknown, line: ClawBack) => (
                    <Space size={0}>
                      <Button
                        type="link"
                        size="small"
                        disabled={saving}
                        aria-label={`采纳对${line.staffName}的收回建议`}
                        onClick={() => decide(line.staffId, { fen: line.proposedFen, reason: '' })}
                      >
                        采纳
                      </Button>
                      <Button
                        type="link"
                        size="small"
                        disabled={saving}
                        aria-label={`调整对${line.staffName}的收回建议`}
                        onClick={() => setChanging(line)}
                      >
                        调整或不收回
                      </Button>
                    </Space>
                  ),
                },
              ]
            : []),
        ]}
      />
      {changing && (
        <ChangeClawBack
          line={changing}
          onClose={() => setChanging(null)}
          onSave={(decision) => {
            decide(changing.staffId, decision)
            setChanging(null)
          }}
        />
      )}
    </Card>
  )
}

function Outcome({ line: { decision, proposedFen } }: { line: ClawBack }) {
  if (!decision) return <Tag color="orange">待处理</Tag>
  if (decision.fen === proposedFen) return <Tag color="green">采纳</Tag>
  return (
    <Space size={4} wrap>
      <Tag>{decision.fen === 0 ? '不收回' : `收回 ${moneyWords(decision.fen)}`}</Tag>
      <span className="quiet">{decision.reason}</span>
    </Space>
  )
}

function Services({ services }: { services: ClawBack['services'] }) {
  return (
    <Table
      size="small"
      rowKey={({ recordId, settlement }) => `${recordId} ${settlement}`}
      dataSource={services}
      pagination={services.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
      columns={[
        { title: '日期', dataIndex: 'performedOn' },
        { title: '居民', dataIndex: 'residentName' },
        { title: '服务', dataIndex: 'name' },
        { title: '原结算', dataIndex: 'settlement' },
        { title: '积分', align: 'right', render: (_, { points }) => pointsWords(points) },
        { title: '当时分得', align: 'right', render: (_, { fen }) => moneyWords(fen) },
        { title: '原因', render: (_, { because }) => <Tag color="red">{falseReasons[because]}</Tag> },
      ]}
    />
  )
}

function ChangeClawBack({
  line: { staffName, proposedFen, decision },
  onSave,
  onClose,
}: {
  line: ClawBack
  onSave: (decision: Decision) => void
  onClose: () => void
}) {
  const [form] = Form.useForm<{ yuan: number; reason: string }>()
  return (
    <Modal
      open
      title={`${staffName}：调整收回金额`}
      okText="保存并重新计算"
      onCancel={onClose}
      onOk={async () => {
        const { yuan, reason } = await form.validateFields()
        onSave({ fen: Math.round(yuan * 100), reason: reason.trim() })
      }}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ yuan: (decision?.fen ?? proposedFen) / 100, reason: decision?.reason ?? '' }}
      >
        <Form.Item
          name="yuan"
          label={`收回金额（元），不超过 ${moneyWords(proposedFen)}，不收回填 0`}
          rules={[{ required: true, message: '不收回请填 0' }]}
        >
          <InputNumber min={0} max={proposedFen / 100} precision={2} style={{ width: 160 }} />
        </Form.Item>
        <Form.Item
          name="reason"
          label="原因（本人可见）"
          rules={[{ required: true, min: 2, message: '请写明原因' }]}
        >
          <Input.TextArea rows={2} maxLength={300} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
