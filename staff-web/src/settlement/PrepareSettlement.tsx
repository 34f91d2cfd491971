import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listOrgUnits } from '@qianyue/api/organisation.ts'
import { type listSettlements, prepareSettlement } from '@qianyue/api/settlement.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Form, Modal, Select } from 'antd'
import { useState } from 'react'
import { useViewer } from '../session/viewer.ts'
import { quarterDays, yearDays } from './period.ts'

type Funds = ReplyOf<typeof listSettlements>['funds']

/** 新建结算单: which money, which payment, for which unit. The days follow from the payment and can be changed by choosing another. */
export function PrepareSettlement({
  year,
  funds,
  onClose,
  onDone,
}: {
  year: number
  funds: Funds
  onClose: () => void
  onDone: (id: string) => void
}) {
  const viewer = useViewer()
  const units = useReply(listOrgUnits, {})
  const send = useSend(prepareSettlement)
  const [id] = useState(newId)
  const [fundCode, setFundCode] = useState(funds[0]?.code)
  const [payment, setPayment] = useState(0)
  const [quarter, setQuarter] = useState<number | null>(null)
  const [unitCode, setUnitCode] = useState(viewer.reach.unitCode)
  const fund = funds.find(({ code }) => code === fundCode)
  const chosen = fund?.payments[payment]
  if (!fund || !chosen) {
    return (
      <Modal open title="新建结算单" onCancel={onClose} footer={null}>
        <Alert type="info" showIcon title="还没有资金办法，请先在“设置 · 政策 · 资金与分配办法”中添加。" />
      </Modal>
    )
  }
  const usual = fund.payments.length > 1 && !chosen.afterAssessment ? chosen.number : null
  const which = quarter ?? usual ?? 0
  const days = which === 0 ? yearDays(year) : quarterDays(year, which)
  return (
    <Modal
      open
      title={`新建结算单（${year}年）`}
      okText="计算"
      confirmLoading={send.isPending}
      onCancel={onClose}
      onOk={() =>
        send.mutate(
          { id, unitCode, fundCode: fund.code, year, part: chosen.part, number: chosen.number, ...days },
          { onSuccess: () => onDone(id) },
        )
      }
    >
      {send.error && <Alert type="error" showIcon title={send.error.message} style={{ marginBottom: 16 }} />}
      <Form layout="vertical">
        <Form.Item label="资金" htmlFor="fund">
          <Select
            id="fund"
            value={fund.code}
            onChange={(code) => {
              setFundCode(code)
              setPayment(0)
              setQuarter(null)
            }}
            options={funds.map(({ code, name }) => ({ value: code, label: name }))}
          />
        </Form.Item>
        <Form.Item label="哪一笔" htmlFor="payment">
          <Select
            id="payment"
            value={payment}
            onChange={(index) => {
              setPayment(index)
              setQuarter(null)
            }}
            options={fund.payments.map(({ name }, index) => ({ value: index, label: name }))}
          />
        </Form.Item>
        <Form.Item
          label="服务期间"
          htmlFor="period"
          extra={`${days.fromDay} 至 ${days.toDay} 的服务计入积分`}
        >
          <Select
            id="period"
            value={which}
            onChange={setQuarter}
            options={[
              ...[1, 2, 3, 4].map((number) => ({ value: number, label: `第${number}季度` })),
              { value: 0, label: '全年' },
            ]}
          />
        </Form.Item>
        <Form.Item label="结算单位" htmlFor="unit">
          <Select
            id="unit"
            showSearch={{ optionFilterProp: 'label' }}
            value={unitCode}
            onChange={setUnitCode}
            options={(units.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
