import { PlusOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listAssessmentRounds } from '@qianyue/api/performance.ts'
import { assessedKinds } from '@qianyue/domain/performance/assessment-sheet.ts'
import { roundStates } from '@qianyue/domain/performance/round.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Badge, Button, Empty, Space, Tag } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { thisYear, YearChoice } from '../shell/YearChoice.tsx'
import { OpenRound } from './OpenRound.tsx'

type State = ReplyOf<typeof listAssessmentRounds>['rounds'][number]['state']

const colours: Record<State, string> = {
  open: 'default',
  'self-scored': 'purple',
  'township-scored': 'geekblue',
  'county-confirmed': 'blue',
  published: 'green',
}

export function StateTag({ state }: { state: State }) {
  return <Tag color={colours[state]}>{roundStates[state]}</Tag>
}

/** 绩效考核: every round of which one reaches something, the newest period first. */
export function RoundsPage() {
  const [year, setYear] = useState(thisYear)
  const [opening, setOpening] = useState(false)
  const mayOpen = useMay('performance.review')
  const listed = useReply(listAssessmentRounds, { year }, { keepPrevious: true })
  const navigate = useNavigate()
  return (
    <>
      <PageTitle title="绩效考核">
        <Space wrap>
          <YearChoice year={year} onChange={setYear} />
          {mayOpen && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpening(true)}>
              发起考核
            </Button>
          )}
        </Space>
      </PageTitle>
      {listed.error && <Alert type="error" showIcon title={listed.error.message} />}
      <DataTable
        loading={listed.isPending}
        dataSource={listed.data?.rounds ?? []}
        locale={{
          emptyText: (
            <Empty description={`${year}年还没有考核。`}>
              {mayOpen && <Button onClick={() => setOpening(true)}>发起考核</Button>}
            </Empty>
          ),
        }}
        columns={[
          {
            title: '考核表',
            render: (_, { id, sheetName }) => <Link to={`/assessment-rounds/${id}`}>{sheetName}</Link>,
          },
          { title: '考核期', render: (_, { fromDay, toDay }) => `${fromDay} 至 ${toDay}` },
          { title: '单位', dataIndex: 'unitName' },
          {
            title: '考核对象',
            render: (_, { assessed, subjects }) => `${assessedKinds[assessed]} ${subjects} 个`,
          },
          {
            title: '进度',
            render: (_, { state, openAppeals }) => (
              <Space>
                <StateTag state={state} />
                {openAppeals > 0 && <Badge count={openAppeals} title={`${openAppeals}条申诉待答复`} />}
              </Space>
            ),
          },
        ]}
      />
      {opening && listed.data && (
        <OpenRound
          year={year}
          sheets={listed.data.sheets}
          onClose={() => setOpening(false)}
          onDone={(id) => navigate(`/assessment-rounds/${id}`)}
        />
      )}
    </>
  )
}
