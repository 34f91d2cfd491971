import { moneyWords } from '@qianyue/ui/words/figures.ts'
import { Card, InputNumber } from 'antd'
import { DataTable } from '../shell/DataTable.tsx'
import { type Entries, entriesOf, type Settlement } from './SettlementPage.tsx'

type Pool = Settlement['pools'][number]

/** 资金池: how much each place has and why; what reached the account and the scores are entered here. */
export function PoolsTable({
  settlement,
  onSave,
  saving,
}: {
  settlement: Settlement
  /** Null where nothing may be entered. */
  onSave: ((entries: Entries) => void) | null
  saving: boolean
}) {
  const { fund, pools } = settlement
  const change = (unitCode: number, entered: Partial<Entries['pools'][number]>) => {
    const entries = entriesOf(settlement)
    onSave?.({
      ...entries,
      pools: entries.pools.map((pool) => (pool.unitCode === unitCode ? { ...pool, ...entered } : pool)),
    })
  }
  const basis =
    fund.amountBy === 'head'
      ? [
          { title: '常住人口', dataIndex: 'residents', align: 'right' as const },
          { title: '签约人数', dataIndex: 'signed', align: 'right' as const },
        ]
      : fund.amountBy === 'indicator'
        ? [{ title: '指标人数', dataIndex: 'indicatorPeople', align: 'right' as const }]
        : fund.amountBy === 'contract-fees'
          ? [
              {
                title: '签约服务费',
                align: 'right' as const,
                render: (_: unknown, pool: Pool) => moneyWords(pool.feesFen),
              },
            ]
          : [
              {
                title: '到账金额（元）',
                align: 'right' as const,
                render: (_: unknown, pool: Pool) =>
                  onSave ? (
                    <InputNumber<number>
                      aria-label={`${pool.unitName}到账金额`}
                      min={0}
                      precision={2}
                      defaultValue={pool.enteredFen / 100}
                      style={{ width: 140 }}
                      onBlur={({ target }) => {
                        const fen = Math.round(Number(target.value.replaceAll(',', '')) * 100)
                        if (fen !== pool.enteredFen) change(pool.unitCode, { enteredFen: fen })
                      }}
                    />
                  ) : (
                    moneyWords(pool.enteredFen)
                  ),
              },
            ]
  const score = {
    title: '考核得分',
    align: 'right' as const,
    render: (_: unknown, pool: Pool) =>
      onSave ? (
        <InputNumber<number>
          aria-label={`${pool.unitName}考核得分`}
          min={0}
          max={120}
          precision={2}
          {...(pool.scoreHundredths === null ? {} : { defaultValue: pool.scoreHundredths / 100 })}
          style={{ width: 100 }}
          onBlur={({ target }) => {
            const scoreHundredths = target.value === '' ? null : Math.round(Number(target.value) * 100)
            if (scoreHundredths !== pool.scoreHundredths) change(pool.unitCode, { scoreHundredths })
          }}
        />
      ) : pool.scoreHundredths === null ? (
        '未考核'
      ) : (
        (pool.scoreHundredths / 100).toFixed(2)
      ),
  }
  return (
    <Card size="small" title="资金池">
      <DataTable
        rowKey="unitCode"
        loading={saving}
        dataSource={pools}
        pagination={pools.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
        columns={[
          { title: '单位', dataIndex: 'unitName' },
          ...basis,
          { title: '资金总额', align: 'right', render: (_, { fundFen }) => moneyWords(fundFen) },
          { title: '本次应拨', align: 'right', render: (_, { instalmentFen }) => moneyWords(instalmentFen) },
          ...(fund.afterAssessment ? [score] : []),
          { title: '考核扣减', align: 'right', render: (_, { withheldFen }) => moneyWords(withheldFen) },
          {
            title: '参与分配',
            align: 'right',
            render: (_, { payableFen }) => <b>{moneyWords(payableFen)}</b>,
          },
          { title: '未分配', align: 'right', render: (_, { leftFen }) => moneyWords(leftFen) },
        ]}
      />
    </Card>
  )
}
