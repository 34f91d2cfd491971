import { moneyWords } from '@qianyue/ui/words/figures.ts'
import { Button, Card, Form, Input, InputNumber, Modal, Space, Tag } from 'antd'
import { useState } from 'react'
import { DataTable } from '../shell/DataTable.tsx'
import { CreditedServices } from './CreditedServices.tsx'
import { pointsWords, shareWords } from './period.ts'
import { type Entries, entriesOf, type Settlement } from './SettlementPage.tsx'

type Share = Settlement['shares'][number]

/** 每人分配: points, factors and money of each, opening to the services. */
export function SharesTable({
  settlement,
  onSave,
}: {
  settlement: Settlement
  onSave: ((entries: Entries) => void) | null
}) {
  const [search, setSearch] = useState('')
  const [looking, setLooking] = useState<Share | null>(null)
  const [editing, setEditing] = useState<Share | null>(null)
  const shown = settlement.shares.filter(
    ({ staffName, unitName }) => staffName.includes(search) || unitName.includes(search),
  )
  return (
    <Card
      size="small"
      title={`每人分配（${settlement.shares.length}人）`}
      extra={
        <Input.Search
          aria-label="按姓名或单位查找"
          placeholder="姓名、单位"
          allowClear
          style={{ width: 180 }}
          onChange={({ target }) => setSearch(target.value.trim())}
        />
      }
    >
      <DataTable
        rowKey="staffId"
        dataSource={shown}
        pagination={shown.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        columns={[
          { title: '姓名', dataIndex: 'staffName' },
          { title: '单位', dataIndex: 'unitName' },
          {
            title: '服务',
            align: 'right',
            render: (_, share) => (
              <Button
                type="link"
                size="small"
                disabled={share.services === 0}
                onClick={() => setLooking(share)}
              >
                {share.services}次
              </Button>
            ),
          },
          {
            title: '不实',
            align: 'right',
            render: (_, { refused }) => (refused > 0 ? <Tag color="red">{refused}次</Tag> : ''),
          },
          { title: '积分', align: 'right', render: (_, { points }) => pointsWords(points) },
          { title: '质量', align: 'right', render: (_, { quality }) => shareWords(quality) },
          { title: '满意度', align: 'right', render: (_, { satisfaction }) => shareWords(satisfaction) },
          { title: '核实', align: 'right', render: (_, { verified }) => shareWords(verified) },
          ...(shown.some(({ roleFactor }) => roleFactor !== 100)
            ? [
                {
                  title: '岗位系数',
                  align: 'right' as const,
                  render: (_: unknown, { roleFactor }: (typeof shown)[number]) =>
                    (roleFactor / 100).toFixed(2),
                },
              ]
            : []),
          {
            title: '分配',
            align: 'right',
            render: (_, { shareFen, remainderFen, capped }) => (
              <Space size={4}>
                {capped && <Tag color="orange">封顶</Tag>}
                <span title={remainderFen > 0 ? '含按最大余数分得的 0.01 元' : ''}>
                  {moneyWords(shareFen)}
                </span>
              </Space>
            ),
          },
          {
            title: '扣回',
            align: 'right',
            render: (_, { deductedFen, clawedBackFen, reason }) =>
              deductedFen > 0 ? (
                <span title={clawedBackFen > 0 ? `含收回 ${moneyWords(clawedBackFen)}。${reason}` : reason}>
                  −{moneyWords(deductedFen)}
                </span>
              ) : (
                ''
              ),
          },
          { title: '实发', align: 'right', render: (_, { paidFen }) => <b>{moneyWords(paidFen)}</b> },
          ...(onSave
            ? [
                {
                  title: '',
                  render: (_: unknown, share: Share) => (
                    <Button type="link" size="small" onClick={() => setEditing(share)}>
                      系数与扣回
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {looking && (
        <CreditedServices settlementId={settlement.id} share={looking} onClose={() => setLooking(null)} />
      )}
      {editing && onSave && (
        <EditEntry
          share={editing}
          onClose={() => setEditing(null)}
          onSave={(entry) => {
            const entries = entriesOf(settlement)
            onSave({
              ...entries,
              staff: [...entries.staff.filter((one) => one.staffId !== entry.staffId), entry],
            })
            setEditing(null)
          }}
        />
      )}
    </Card>
  )
}

type Entry = Entries['staff'][number]

function EditEntry({
  share,
  onSave,
  onClose,
}: {
  share: Share
  onSave: (entry: Entry) => void
  onClose: () => void
}) {
  const [form] = Form.useForm<{ quality: number; satisfaction: number; deduction: number; reason: string }>()
  return (
    <Modal
      open
      title={`${share.staffName}：系数与扣回`}
      okText="保存并重新计算"
      onCancel={onClose}
      onOk={async () => {
        const { quality, satisfaction, deduction, reason } = await form.validateFields()
        onSave({
          staffId: share.staffId,
          quality: Math.round(quality * 10_000),
          satisfaction: Math.round(satisfaction * 100),
          deductionFen: Math.round(deduction * 100),
          reason: reason.trim(),
        })
      }}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          quality: share.quality / 10_000,
          satisfaction: share.satisfaction / 100,
          deduction: (share.deductedFen - share.clawedBackFen) / 100,
          reason: share.reason,
        }}
      >
        <Form.Item name="quality" label="质量系数" rules={[{ required: true, message: '请填写质量系数' }]}>
          <InputNumber min={0} max={2} step={0.05} precision={2} style={{ width: 160 }} />
        </Form.Item>
        <Form.Item name="satisfaction" label="满意度" rules={[{ required: true, message: '请填写满意度' }]}>
          <InputNumber min={0} max={100} precision={2} suffix="%" style={{ width: 160 }} />
        </Form.Item>
        <Form.Item
          name="deduction"
          label="扣回（元）"
          rules={[{ required: true, message: '没有扣回请填 0' }]}
        >
          <InputNumber min={0} precision={2} style={{ width: 160 }} />
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
