import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { getAssessmentRound, publishAssessmentRound } from '@qianyue/api/performance.ts'
import { assessedKinds } from '@qianyue/domain/performance/assessment-sheet.ts'
import { roundStates } from '@qianyue/domain/performance/round.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { momentWords } from '@qianyue/ui/words/moments.ts'
import { App, Badge, Button, Skeleton, Space, Steps } from 'antd'
import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { NotShown } from '../shell/NotShown.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { AssessmentDrawer } from './AssessmentDrawer.tsx'
import { StateTag } from './RoundsPage.tsx'
import { scoreWords } from './value-words.ts'
import './performance.css'

export type Round = ReplyOf<typeof getAssessmentRound>

const order = Object.keys(roundStates) as (keyof typeof roundStates)[]

/** 一次考核: everybody assessed with total, grade and place; each opens to its lines. */
export function RoundPage() {
  const { roundId } = useParams() as { roundId: string }
  const [params, setParams] = useSearchParams()
  const reply = useReply(getAssessmentRound, { id: roundId })
  const [page, setPage] = useState(1)
  if (reply.error) return <NotShown error={reply.error} list="/assessment-rounds" words="回到绩效考核" />
  if (!reply.data) return <Skeleton active />
  const round = reply.data
  const { sheet, state, assessments } = round
  const published = state === 'published'
  const ranked = [...assessments].sort((a, b) => (a.place ?? 0) - (b.place ?? 0))
  const open = (id: string) => setParams({ of: id }, { replace: true })
  const opened = params.get('of')
  return (
    <div className="performance">
      <PageTitle title={published ? `${sheet.name} · 考核结果` : sheet.name}>
        <Publish round={round} />
      </PageTitle>
      <p className="quiet">
        {round.unitName} · {round.fromDay} 至 {round.toDay} · 系统指标统计日 {round.figuresOn} · 依据：
        {sheet.source}
        {round.publishedAt && ` · ${momentWords(round.publishedAt)}公布`}
      </p>
      <Steps
        size="small"
        responsive={false}
        className="performance-steps"
        current={order.indexOf(state)}
        items={order.map((one) => ({ title: roundStates[one] }))}
      />
      <DataTable
        dataSource={ranked}
        pagination={
          ranked.length > 50
            ? { pageSize: 50, current: page, onChange: setPage, showSizeChanger: false }
            : false
        }
        rowClassName="performance-row"
        onRow={({ id }) => ({
          tabIndex: 0,
          onClick: () => open(id),
          onKeyDown: ({ key }) => key === 'Enter' && open(id),
        })}
        columns={[
          ...(published || round.whole
            ? [{ title: published ? '名次' : '名次（暂）', dataIndex: 'place', width: 90 }]
            : []),
          { title: assessedKinds[sheet.assessed], dataIndex: 'name' },
          ...(sheet.assessed === 'team' ? [{ title: '单位', dataIndex: 'unitName' }] : []),
          {
            title: '得分',
            align: 'right' as const,
            render: (_, { scoreHundredths }) => <b>{scoreWords(scoreHundredths)}</b>,
          },
          {
            title: '等次',
            render: (_, { grade, vetoedBy }) => (vetoedBy.length > 0 ? `${grade}（一票否决）` : grade),
          },
          {
            title: '未填报',
            align: 'right' as const,
            render: (_, { missing }) => (missing > 0 ? `${missing}项` : ''),
          },
          {
            title: '进度',
            render: (_, one) => (
              <Space>
                <StateTag state={published ? 'published' : one.state} />
                {one.openAppeals > 0 && <Badge count={one.openAppeals} title="申诉待答复" />}
              </Space>
            ),
          },
        ]}
      />
      {opened && (
        <AssessmentDrawer round={round} subjectId={opened} onClose={() => setParams({}, { replace: true })} />
      )}
    </div>
  )
}

function Publish({ round }: { round: Round }) {
  const { modal, message } = App.useApp()
  const send = useSend(publishAssessmentRound)
  const mayPublish = useMay('performance.publish')
  if (!mayPublish || !round.whole || round.state === 'published') return null
  const ask = () =>
    modal.confirm({
      title: '公布考核结果',
      content: `${round.assessments.length} 个${assessedKinds[round.assessed]}的得分、等次和名次公布后不再变动。`,
      okText: '公布',
      onOk: () => send.mutateAsync({ id: round.id }).catch((error: Error) => message.error(error.message)),
    })
  return (
    <Button type="primary" loading={send.isPending} onClick={ask}>
      公布结果
    </Button>
  )
}
