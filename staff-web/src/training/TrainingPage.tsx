import { PlusOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listTrainings } from '@qianyue/api/training.ts'
import { trainingKinds } from '@qianyue/domain/training/training.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Drawer, Tabs, Tag } from 'antd'
import { useState } from 'react'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { Attendances } from './Attendances.tsx'
import { PlanTraining } from './PlanTraining.tsx'

export type Trainings = ReplyOf<typeof listTrainings>
export type Training = Trainings['trainings'][number]

/** 培训: the plan with who came and passed, and who is owed one this quarter. */
export function TrainingPage() {
  const reply = useReply(listTrainings, {})
  const mayManage = useMay('training.manage')
  const [planning, setPlanning] = useState<Training | 'new' | null>(null)
  const [opened, setOpened] = useState<Training | null>(null)
  const { timesAQuarter = 0, quarterFrom, gate } = reply.data ?? {}
  const owed = reply.data?.staff.filter(({ thisQuarter }) => thisQuarter < timesAQuarter) ?? []
  const untrained = reply.data?.staff.filter(({ preService }) => !preService) ?? []
  return (
    <>
      <PageTitle title="培训">
        {mayManage && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setPlanning('new')}>
            制定计划
          </Button>
        )}
      </PageTitle>
      {reply.error && <Alert type="error" showIcon title={reply.error.message} />}
      <Tabs
        items={[
          {
            key: 'plan',
            label: '计划与完成',
            children: (
              <DataTable
                loading={reply.isPending}
                dataSource={reply.data?.trainings ?? []}
                pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
                empty="还没有培训计划。"
                columns={[
                  { title: '日期', dataIndex: 'heldOn' },
                  {
                    title: '培训',
                    render: (_, training) => (
                      <Button type="link" size="small" onClick={() => setOpened(training)}>
                        {training.title}
                      </Button>
                    ),
                  },
                  { title: '类别', render: (_, { kind }) => trainingKinds[kind] },
                  { title: '举办单位', dataIndex: 'unitName' },
                  { title: '学时', dataIndex: 'hours', align: 'right' },
                  {
                    title: '签到',
                    align: 'right',
                    render: (_, { present, invited }) => `${present}/${invited}`,
                  },
                  { title: '合格', dataIndex: 'passed', align: 'right' },
                  {
                    title: '',
                    render: (_, training) =>
                      training.mayChange && (
                        <Button size="small" onClick={() => setPlanning(training)}>
                          修改
                        </Button>
                      ),
                  },
                ]}
              />
            ),
          },
          {
            key: 'owed',
            label: `本季度未完成 ${owed.length}`,
            children: (
              <People
                people={owed}
                note={`${quarterFrom ?? ''} 起的本季度，每人应培训 ${timesAQuarter} 次。`}
                timesAQuarter={timesAQuarter}
              />
            ),
          },
          {
            key: 'pre-service',
            label: `岗前未合格 ${untrained.length}`,
            children: (
              <People
                people={untrained}
                note={
                  gate === 'refuse'
                    ? '按本县规定，岗前培训未合格的人员不能加入团队。'
                    : '本县没有规定岗前培训未合格的不能加入团队；可在“设置 · 政策”中规定。'
                }
                timesAQuarter={timesAQuarter}
              />
            ),
          },
        ]}
      />
      {planning && (
        <PlanTraining training={planning === 'new' ? null : planning} onClose={() => setPlanning(null)} />
      )}
      <Drawer
        open={opened !== null}
        onClose={() => setOpened(null)}
        size={820}
        title={opened?.title}
        destroyOnHidden
      >
        {opened && reply.data && <Attendances id={opened.id} staff={reply.data.staff} />}
      </Drawer>
    </>
  )
}

function People({
  people,
  note,
  timesAQuarter,
}: {
  people: Trainings['staff']
  note: string
  timesAQuarter: number
}) {
  return (
    <>
      <p className="quiet">{note}</p>
      <DataTable
        rowKey="staffId"
        dataSource={people}
        pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
        empty="没有。"
        columns={[
          { title: '姓名', dataIndex: 'staffName' },
          { title: '机构', dataIndex: 'unitName' },
          {
            title: '本季度',
            align: 'right',
            render: (_, { thisQuarter }) => `${thisQuarter}/${timesAQuarter}`,
          },
          {
            title: '岗前培训',
            render: (_, { preService }) => (preService ? <Tag color="green">合格</Tag> : <Tag>未合格</Tag>),
          },
        ]}
      />
    </>
  )
}
