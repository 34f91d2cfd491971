import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listInformation, withdrawInformation } from '@qianyue/api/supervision-assist.ts'
import { informationStates } from '@qianyue/domain/supervision-assist/information-reports.ts'
import { supervisionAreas } from '@qianyue/domain/supervision-assist/supervision-assist-policy.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { momentWords } from '@qianyue/ui/words/moments.ts'
import { Alert, Button, Tag } from 'antd'
import { useState } from 'react'
import { DataTable } from '../shell/DataTable.tsx'
import type { Of } from './PlaceList.tsx'
import { ReportInformation } from './ReportInformation.tsx'
import { WithdrawLine } from './WithdrawLine.tsx'

export type Information = ReplyOf<typeof listInformation>[number]

/** The lines that stand behind a part of the rate. */
export const partNames = { numerator: '已报告', denominator: '发现的全部', gap: '未报告' } as const
export type Part = keyof typeof partNames

const colours = { 'in-time': 'success', late: 'warning', waiting: 'processing', overdue: 'error' } as const

/** 信息报告登记. */
export function InformationList({
  of,
  part,
  mayRecord,
}: {
  of: Of
  part: Part | undefined
  mayRecord: boolean
}) {
  const [reporting, setReporting] = useState<Information | null>(null)
  const found = useReply(listInformation, { ...of, ...(part ? { part } : {}) })
  const withdraw = useSend(withdrawInformation)
  return (
    <>
      {found.error && <Alert type="error" showIcon title={found.error.message} />}
      <DataTable<Information>
        loading={found.isPending}
        dataSource={found.data ?? []}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        empty="没有这样的信息。"
        columns={[
          { title: '发现时间', render: (_, { foundAt }) => momentWords(foundAt) },
          { title: '信息类别', render: (_, { area }) => supervisionAreas[area] },
          {
            title: '信息内容',
            width: 320,
            render: (_, { content, withdrawnBecause }) =>
              withdrawnBecause === null ? content : <del>{content}（已作废）</del>,
          },
          {
            title: '报告时间',
            render: (_, { reportedAt }) => reportedAt !== null && momentWords(reportedAt),
          },
          { title: '报告人', dataIndex: 'reporter' },
          {
            title: '状态',
            render: (_, { state, withdrawnBecause }) =>
              withdrawnBecause === null && <Tag color={colours[state]}>{informationStates[state]}</Tag>,
          },
          { title: '机构', dataIndex: 'unitName' },
          {
            title: '',
            render: (_, line) =>
              mayRecord &&
              line.withdrawnBecause === null && (
                <>
                  {line.reportedAt === null && (
                    <Button type="link" size="small" onClick={() => setReporting(line)}>
                      已报告
                    </Button>
                  )}
                  <WithdrawLine
                    title="作废这条信息"
                    isPending={withdraw.isPending}
                    onWithdraw={(reason) => withdraw.mutateAsync({ id: line.id, reason })}
                  />
                </>
              ),
          },
        ]}
      />
      {reporting && <ReportInformation information={reporting} onClose={() => setReporting(null)} />}
    </>
  )
}
