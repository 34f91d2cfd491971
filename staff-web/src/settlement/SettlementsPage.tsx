import { PlusOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listSettlements, settlementStates } from '@qianyue/api/settlement.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { moneyWords } from '@qianyue/ui/words/figures.ts'
import { Alert, Badge, Button, Empty, Space, Tag } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { thisYear, YearChoice } from '../shell/YearChoice.tsx'
import { PrepareSettlement } from './PrepareSettlement.tsx'

type State = ReplyOf<typeof listSettlements>['settlements'][number]['state']

const colours: Record<State, string> = {
  draft: 'default',
  submitted: 'orange',
  frozen: 'blue',
  paid: 'green',
}

export function StateTag({ state }: { state: State }) {
  return <Tag color={colours[state]}>{settlementStates[state]}</Tag>
}

/** 结算: every settlement one answers for, the newest first. */
export function SettlementsPage() {
  const [year, setYear] = useState(thisYear)
  const [preparing, setPreparing] = useState(false)
  const mayPrepare = useMay('settlements.prepare')
  const listed = useReply(listSettlements, { year }, { keepPrevious: true })
  const navigate = useNavigate()
  return (
    <>
      <PageTitle title="结算">
        <Space wrap>
          <YearChoice year={year} onChange={setYear} />
          {mayPrepare && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setPreparing(true)}>
              新建结算单
            </Button>
          )}
        </Space>
      </PageTitle>
      {listed.error && <Alert type="error" showIcon title={listed.error.message} />}
      <DataTable
        loading={listed.isPending}
        dataSource={listed.data?.settlements ?? []}
        locale={{
          emptyText: (
            <Empty description={`${year}年还没有结算单。`}>
              {mayPrepare && <Button onClick={() => setPreparing(true)}>新建结算单</Button>}
            </Empty>
          ),
        }}
        columns={[
          { title: '资金', render: (_, row) => <Link to={`/settlements/${row.id}`}>{row.fundName}</Link> },
          { title: '拨付', dataIndex: 'partName' },
          { title: '单位', dataIndex: 'unitName' },
          { title: '服务期间', render: (_, { fromDay, toDay }) => `${fromDay} 至 ${toDay}` },
          {
            title: '状态',
            render: (_, { state, openAppeals }) => (
              <Space>
                <StateTag state={state} />
                {openAppeals > 0 && <Badge count={openAppeals} title={`${openAppeals}条申诉待答复`} />}
              </Space>
            ),
          },
          {
            title: '实发合计',
            align: 'right',
            render: (_, { paidFen }) => (paidFen === null ? '' : moneyWords(paidFen)),
          },
        ]}
      />
      {preparing && listed.data && (
        <PrepareSettlement
          year={year}
          funds={listed.data.funds}
          onClose={() => setPreparing(false)}
          onDone={(id) => navigate(`/settlements/${id}`)}
        />
      )}
    </>
  )
}
