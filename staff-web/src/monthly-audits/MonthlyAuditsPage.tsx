import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { getMonthlyAudit, listMonthlyAudits } from '@qianyue/api/monthly-audits.ts'
import { percentText } from '@qianyue/domain/indicators/rate.ts'
import { type AuditState, auditStates } from '@qianyue/domain/monthly-audits/audit.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Drawer, Select, Skeleton, Tag } from 'antd'
import { useState } from 'react'
import { periodChoices } from '../reports/period-choices.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { AuditSample } from './AuditSample.tsx'

type AuditLine = ReplyOf<typeof listMonthlyAudits>[number]

const colours: Record<AuditState, string> = {
  owed: 'orange',
  audited: 'blue',
  returned: 'red',
  confirmed: 'green',
}

/** 月度审核: each clinic's month, how it stands, and the sample that is looked at. */
export function MonthlyAuditsPage() {
  const months = periodChoices('month').slice(1)
  const [month, setMonth] = useState(months[0]!.value)
  const reply = useReply(listMonthlyAudits, { month }, { keepPrevious: true })
  const [opened, setOpened] = useState<AuditLine | null>(null)
  const count = (title: string, of: (line: AuditLine) => number) => ({
    title,
    align: 'right' as const,
    render: (_: unknown, line: AuditLine) => of(line).toLocaleString('zh-CN'),
  })
  return (
    <>
      <PageTitle title="月度审核">
        <Select aria-label="月份" value={month} onChange={setMonth} options={months} style={{ width: 132 }} />
      </PageTitle>
      {reply.error && <Alert type="error" showIcon title={reply.error.message} />}
      <DataTable
        rowKey="unitCode"
        loading={reply.isPending}
        dataSource={reply.data ?? []}
        pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
        empty="没有可审核的村卫生室。"
        columns={[
          {
            title: '机构',
            render: (_, line) => (
              <Button type="link" size="small" onClick={() => setOpened(line)}>
                {line.unitName}
              </Button>
            ),
          },
          count('服务', ({ services }) => services),
          count('不完整', ({ incomplete }) => incomplete),
          count('补录', ({ late }) => late),
          count('有疑点', ({ questioned }) => questioned),
          {
            title: '状态',
            render: (_, { state }) => <Tag color={colours[state]}>{auditStates[state]}</Tag>,
          },
          {
            title: '合格率',
            align: 'right',
            render: (_, { conforming }) =>
              conforming.denominator === 0
                ? ''
                : `${percentText(conforming)}（${conforming.numerator}/${conforming.denominator}）`,
          },
          { title: '审核意见', dataIndex: 'words', ellipsis: true },
        ]}
      />
      <Drawer
        open={opened !== null}
        onClose={() => setOpened(null)}
        size={900}
        title={opened && `${opened.unitName} ${month}`}
        destroyOnHidden
      >
        {opened && <OneAudit unitCode={opened.unitCode} month={month} />}
      </Drawer>
    </>
  )
}

function OneAudit({ unitCode, month }: { unitCode: number; month: string }) {
  const reply = useReply(getMonthlyAudit, { unitCode, month })
  if (reply.error) return <Alert type="warning" showIcon title={reply.error.message} />
  if (!reply.data) return <Skeleton active />
  return <AuditSample key={`${reply.data.state}/${reply.data.auditId}`} audit={reply.data} month={month} />
}
