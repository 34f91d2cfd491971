import { DownloadOutlined, PlusOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { countEducation, downloadEducation, listEducation } from '@qianyue/api/health-education.ts'
import { levelOf } from '@qianyue/domain/access/org-unit.ts'
import { type EducationKind, educationKinds } from '@qianyue/domain/health-education/education-policy.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Flex, type TableColumnsType, Tag } from 'antd'
import { useState } from 'react'
import { PopulationName } from '../populations/population-names.tsx'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { thisYear, YearChoice } from '../shell/YearChoice.tsx'
import { EducationDrawer } from './EducationDrawer.tsx'
import { NewEducation } from './NewEducation.tsx'
import { PushEducation } from './PushEducation.tsx'

export type Activity = ReplyOf<typeof listEducation>[number]
type Unit = ReplyOf<typeof countEducation>['units'][number]

const kinds = Object.keys(educationKinds) as EducationKind[]

/** 健康教育: what each institution has done of what is asked, and the activities behind it. */
export function HealthEducationPage() {
  const mayRecord = useMay('health-education.record')
  const [year, setYear] = useState(thisYear)
  const [shown, setShown] = useState<{ unitCode: number; kind?: EducationKind } | null>(null)
  const [adding, setAdding] = useState(false)
  const [pushing, setPushing] = useState(false)
  const [open, setOpen] = useState<Activity | null>(null)
  const counts = useReply(countEducation, { year })
  const listed = useReply(listEducation, {
    year,
    ...(shown ? { orgId: shown.unitCode } : {}),
    ...(shown?.kind ? { kind: shown.kind } : {}),
  })
  const activities = (listed.data ?? []).filter(({ unitCode }) => !shown || unitCode === shown.unitCode)
  const unitName = counts.data?.units.find(({ unitCode }) => unitCode === shown?.unitCode)?.unitName
  return (
    <>
      <PageTitle title="健康教育">
        <YearChoice year={year} onChange={setYear} />
        <Button icon={<DownloadOutlined />} href={addressFor(downloadEducation, { year })}>
          导出登记簿
        </Button>
        {mayRecord && <Button onClick={() => setPushing(true)}>按人群推送</Button>}
        {mayRecord && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            登记活动
          </Button>
        )}
      </PageTitle>
      {counts.error && <Alert type="error" showIcon title={counts.error.message} />}
      <DataTable<Unit>
        rowKey="unitCode"
        loading={counts.isPending}
        dataSource={counts.data?.units ?? []}
        pagination={(counts.data?.units.length ?? 0) > 10 ? { pageSize: 10, showSizeChanger: false } : false}
        columns={[
          {
            title: '机构',
            render: (_, { unitCode, unitName: name }) => (
              <Button type="link" size="small" onClick={() => setShown({ unitCode })}>
                {name}
              </Button>
            ),
          },
          ...kinds.map((kind): TableColumnsType<Unit>[number] => ({
            title: educationKinds[kind].name,
            align: 'right',
            render: (_, unit) => (
              <Count unit={unit} kind={kind} onOpen={() => setShown({ unitCode: unit.unitCode, kind })} />
            ),
          })),
        ]}
        footer={() => (
          <span className="quiet">
            已做/全年要求；红色为落后于按月进度。印刷、音像资料按主题计“种”。依据 {counts.data?.source}
          </span>
        )}
      />
      <Flex gap={8} align="center" style={{ margin: '16px 0 8px' }}>
        <strong>活动</strong>
        {shown && (
          <Tag closable onClose={() => setShown(null)}>
            {unitName}
            {shown.kind ? ` · ${educationKinds[shown.kind].name}` : ''}
          </Tag>
        )}
      </Flex>
      <DataTable<Activity>
        loading={listed.isPending}
        dataSource={activities}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        onRow={(one) => ({
          tabIndex: 0,
          style: { cursor: 'pointer' },
          onClick: () => setOpen(one),
          onKeyDown: ({ key }) => key === 'Enter' && setOpen(one),
        })}
        empty="这一年还没有登记活动。"
        columns={[
          { title: '日期', dataIndex: 'heldOn' },
          { title: '形式', render: (_, { kind }) => educationKinds[kind].name },
          {
            title: '主题',
            render: (_, { topic, withdrawnBecause }) =>
              withdrawnBecause === null ? topic : <del>{topic}（已作废）</del>,
          },
          { title: '机构', dataIndex: 'unitName' },
          {
            title: '对象',
            render: (_, { audience }) => (audience ? <PopulationName of={audience} /> : '全体居民'),
          },
          {
            title: '参加',
            align: 'right',
            render: (_, { attendance }) => attendance > 0 && `${attendance}人`,
          },
          { title: '发放', align: 'right', render: (_, { copies }) => copies > 0 && `${copies}份` },
          { title: '签到', align: 'right', render: (_, { signedIn }) => signedIn > 0 && `${signedIn}人` },
        ]}
      />
      {pushing && counts.data && (
        <PushEducation
          villages={counts.data.units.filter((unit) => levelOf(unit.unitCode) === 'village')}
          onClose={() => setPushing(false)}
        />
      )}
      {adding && <NewEducation onClose={() => setAdding(false)} />}
      {open && <EducationDrawer activity={open} onClose={() => setOpen(null)} />}
    </>
  )
}

function Count({ unit, kind, onOpen }: { unit: Unit; kind: EducationKind; onOpen: () => void }) {
  const { done, required, byNow } = unit.counts.find((one) => one.kind === kind)!
  const { counted } = educationKinds[kind]
  if (required === 0 && done === 0) return <span className="quiet">不要求</span>
  const isBehind = done < byNow
  return (
    <Button type="link" size="small" danger={isBehind} onClick={onOpen}>
      {done}/{required} {counted}
      {isBehind && `，差${byNow - done}`}
    </Button>
  )
}
