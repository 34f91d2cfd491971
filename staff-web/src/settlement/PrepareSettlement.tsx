import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listOrgUnits } from '@qianyue/api/organisation.ts'
import { type listSettlements, prepareSettlement } from '@qianyue/api/settlement.ts'
import { type Cadence, cadences } from '@qianyue/domain/performance/assessment-sheet.ts'
import { newId, useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Form, Modal, Select } from 'antd'
import { useState } from 'react'
import { useViewer } from '../session/viewer.ts'
import { periodsOf } from './period.ts'

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
  const [period, setPeriod] = useState<number | null>(null)
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
  const periods = (Object.keys(cadences) as Cadence[]).flatMap((cadence) => periodsOf(cadence, year))
  const usual = usualPeriod(fund.payments, chosen, year)
  const which = period ?? periods.findIndex(({ label }) => label === usual)
  const { days } = periods[which]!
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
              setPeriod(null)
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
              setPeriod(null)
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
            onChange={setPeriod}
            options={periods.map(({ label }, value) => ({ value, label }))}
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

type Payment = Funds[number]['payments'][number]

/** What a payment usually pays for: the month, quarter or half of the year that it is of, else the whole year. */
function usualPeriod(payments: readonly Payment[], { part, number, afterAssessment }: Payment, year: number) {
  const count = payments.filter((one) => one.part === part).length
  const cadence = ({ 12: 'month', 4: 'quarter', 2: 'half-year' } as const)[count as 12 | 4 | 2]
  const [wholeYear] = periodsOf('year', year)
  if (afterAssessment || cadence === undefined) return wholeYear!.label
  return periodsOf(cadence, year)[number - 1]?.label ?? wholeYear!.label
}
