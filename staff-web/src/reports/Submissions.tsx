import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { decideReport, getReport, listReports, reportStates } from '@qianyue/api/reports.ts'
import { levelOf } from '@qianyue/domain/access/org-unit.ts'
import { groupedBy } from '@qianyue/domain/grouped-by.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { momentWords } from '@qianyue/ui/words/moments.ts'
import { Alert, Button, Card, Drawer, Grid, Input, Skeleton, Space, Tag, Timeline } from 'antd'
import { useState } from 'react'
import { useMay, useViewer } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { ContractTable } from './ContractTable.tsx'
import { DueDay } from './DueDay.tsx'
import { ReportSections } from './ReportSections.tsx'

type Report = ReplyOf<typeof listReports>['reports'][number]

const stepWords = {
  submitted: { words: '报送', colour: 'orange' },
  returned: { words: '退回', colour: 'red' },
  accepted: { words: '接收', colour: 'green' },
} as const

const colours: Record<Report['state'], string> = { submitted: 'orange', returned: 'red', accepted: 'green' }

/** 报送情况: who has sent the period's tables, what became of them, and who is late. */
export function Submissions({ period }: { period: string }) {
  const listed = useReply(listReports, { period }, { keepPrevious: true })
  const [opened, setOpened] = useState<string | null>(null)
  const { md } = Grid.useBreakpoint()
  if (!listed.data) return null
  const { reports, missing, dueOn, villagesDueOn } = listed.data
  if (reports.length === 0 && missing.length === 0) return null
  const due = <DueDay period={period} dueOn={dueOn} villagesDueOn={villagesDueOn} />
  return (
    <Card size="small" title="报送情况" {...(md ? { extra: due } : {})}>
      {!md && <p className="reports-missing">{due}</p>}
      {[...groupedBy(missing, ({ daysLate }) => daysLate)].map(([daysLate, units]) => (
        <p key={daysLate} className="reports-missing">
          {daysLate > 0 ? <Tag color="red">逾期 {daysLate} 天未报</Tag> : '未报'} {units.length} 个：
          {units.map(({ unitName }) => unitName).join('、')}
        </p>
      ))}
      {reports.length > 0 && (
        <DataTable
          dataSource={reports}
          columns={[
            {
              title: '单位',
              render: (_, { id, unitName }) => (
                <Button type="link" size="small" onClick={() => setOpened(id)}>
                  {unitName}
                </Button>
              ),
            },
            {
              title: '状态',
              render: (_, { state }) => <Tag color={colours[state]}>{reportStates[state]}</Tag>,
            },
            {
              title: '报送',
              render: (_, { unitCode, submittedBy, submittedAt }) => (
                <>
                  {submittedBy} {momentWords(submittedAt)}
                  {momentWords(submittedAt).slice(0, 10) >
                    (levelOf(unitCode) === 'village' ? (villagesDueOn ?? dueOn) : dueOn) && (
                    <Tag color="orange">迟报</Tag>
                  )}
                </>
              ),
            },
            { title: '说明', dataIndex: 'remark' },
            {
              title: '审核',
              render: (_, { decidedBy, decidedAt, note }) =>
                decidedAt && `${decidedBy} ${momentWords(decidedAt)}${note ? `：${note}` : ''}`,
            },
          ]}
        />
      )}
      <Drawer
        open={opened !== null}
        onClose={() => setOpened(null)}
        size="large"
        title="报送时的报表"
        destroyOnHidden
      >
        {opened && <Sent id={opened} onDone={() => setOpened(null)} />}
      </Drawer>
    </Card>
  )
}

function Sent({ id, onDone }: { id: string; onDone: () => void }) {
  const report = useReply(getReport, { id })
  const mayAccept = useMay('reports.accept')
  const { unitCode: ownUnit } = useViewer().reach
  const send = useSend(decideReport)
  const [note, setNote] = useState('')
  if (report.error) return <Alert type="error" showIcon title={report.error.message} />
  if (!report.data) return <Skeleton active />
  const { state, unitCode, table, remark, steps } = report.data
  const decide = (accepted: boolean) => send.mutate({ id, accepted, note }, { onSuccess: onDone })
  return (
    <div className="reports">
      {remark && <Alert type="info" title={`报送说明：${remark}`} />}
      {send.error && <Alert type="error" showIcon title={send.error.fields?.note ?? send.error.message} />}
      {mayAccept && state === 'submitted' && unitCode !== ownUnit && (
        <Space wrap>
          <Input
            aria-label="审核意见"
            placeholder="审核意见，退回时必填"
            value={note}
            maxLength={500}
            style={{ width: 260 }}
            onChange={({ target }) => setNote(target.value)}
          />
          <Button type="primary" loading={send.isPending} onClick={() => decide(true)}>
            接收
          </Button>
          <Button danger loading={send.isPending} onClick={() => decide(false)}>
            退回
          </Button>
        </Space>
      )}
      <Timeline
        items={steps.map(({ step, words, doneAt, doneBy }) => ({
          color: stepWords[step].colour,
          content: `${stepWords[step].words} ${doneBy} ${momentWords(doneAt)}${words ? `：${words}` : ''}`,
        }))}
      />
      <ContractTable table={table} opens={false} />
      <ReportSections sections={table.sections} />
    </div>
  )
}
