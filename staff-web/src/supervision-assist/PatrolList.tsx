import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listPatrols, withdrawPatrol } from '@qianyue/api/supervision-assist.ts'
import { supervisionAreas } from '@qianyue/domain/supervision-assist/supervision-assist-policy.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert } from 'antd'
import { DataTable } from '../shell/DataTable.tsx'
import type { Of } from './PlaceList.tsx'
import { WithdrawLine } from './WithdrawLine.tsx'

type Patrol = ReplyOf<typeof listPatrols>[number]

/** 巡查登记. */
export function PatrolList({ of, mayRecord }: { of: Of; mayRecord: boolean }) {
  const patrols = useReply(listPatrols, of)
  const withdraw = useSend(withdrawPatrol)
  return (
    <>
      {patrols.error && <Alert type="error" showIcon title={patrols.error.message} />}
      <DataTable<Patrol>
        loading={patrols.isPending}
        dataSource={patrols.data ?? []}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        empty="这一年还没有登记巡查。"
        columns={[
          { title: '日期', dataIndex: 'patrolledOn' },
          {
            title: '地点',
            render: (_, { place, withdrawnBecause }) =>
              withdrawnBecause === null ? place : <del>{place}（已作废）</del>,
          },
          { title: '巡查内容', render: (_, { area }) => supervisionAreas[area] },
          {
            title: '发现的主要问题',
            width: 260,
            render: (_, { findings }) => findings || <span className="quiet">未发现问题</span>,
          },
          { title: '处置方式及结果', dataIndex: 'handling', width: 220 },
          { title: '巡查人', dataIndex: 'patrolledBy' },
          { title: '机构', dataIndex: 'unitName' },
          { title: '备注', dataIndex: 'remark' },
          {
            title: '',
            render: (_, { id, withdrawnBecause }) =>
              mayRecord &&
              withdrawnBecause === null && (
                <WithdrawLine
                  title="作废这次巡查"
                  isPending={withdraw.isPending}
                  onWithdraw={(reason) => withdraw.mutateAsync({ id, reason })}
                />
              ),
          },
        ]}
      />
    </>
  )
}
