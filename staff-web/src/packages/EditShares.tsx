import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { payers, payersBesideResident } from '@qianyue/domain/packages/fee-split.ts'
import { Button, Flex, InputNumber, Select } from 'antd'
import type { ShareDraft } from './package-draft.ts'

/** Which funds pay a part, in percent of what fixed amounts leave or in yuan. */
export function EditShares({
  shares,
  onChange,
}: {
  shares: readonly ShareDraft[]
  onChange: (shares: ShareDraft[]) => void
}) {
  const set = (at: number, changes: Partial<ShareDraft>) =>
    onChange(shares.map((share, index) => (index === at ? { ...share, ...changes } : share)))
  const unused = payersBesideResident.filter((fund) => !shares.some(({ payer }) => payer === fund))
  return (
    <>
      {shares.map((share, at) => (
        <Flex key={share.payer} gap={8} style={{ marginBottom: 6 }}>
          <Select
            aria-label="付费方"
            style={{ width: 170 }}
            value={share.payer}
            options={[share.payer, ...unused].map((value) => ({ value, label: payers[value] }))}
            onChange={(payer) => set(at, { payer })}
          />
          <InputNumber
            aria-label="金额或比例"
            min={0}
            precision={2}
            style={{ width: 120 }}
            value={share.amount}
            onChange={(amount) => set(at, { amount: amount ?? 0 })}
          />
          <Select
            aria-label="单位"
            style={{ width: 80 }}
            value={share.unit}
            options={[
              { value: 'percent', label: '%' },
              { value: 'yuan', label: '元' },
            ]}
            onChange={(unit) => set(at, { unit })}
          />
          <Button
            type="text"
            aria-label="去掉这一方"
            icon={<DeleteOutlined />}
            onClick={() => onChange(shares.filter((_, index) => index !== at))}
          />
        </Flex>
      ))}
      {unused[0] && (
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() => onChange([...shares, { payer: unused[0]!, unit: 'percent', amount: 0 }])}
        >
          加一方
        </Button>
      )}
    </>
  )
}
