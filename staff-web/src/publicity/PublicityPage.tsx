import { PlusOutlined } from '@ant-design/icons'
import { listPublicity, materialKinds, publicityKinds } from '@qianyue/api/publicity.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Flex, Select, Tabs } from 'antd'
import { useState } from 'react'
import { useMay } from '../session/viewer.ts'
import { quarterChoices } from '../settlement/period.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { RecordPublicity } from './RecordPublicity.tsx'

const nameOf = (kind: string) => materialKinds[kind as keyof typeof materialKinds] ?? kind

/** 宣传: activities of a quarter, and unit by unit how many people and how much of each material. */
export function PublicityPage() {
  const choices = quarterChoices(dayInShanghai(new Date()), 6)
  const [chosen, setChosen] = useState(choices[0]!.value)
  const { days } = choices.find(({ value }) => value === chosen)!
  const reply = useReply(listPublicity, days, { keepPrevious: true })
  const mayRecord = useMay('publicity.record')
  const [recording, setRecording] = useState(false)
  return (
    <>
      <PageTitle title="宣传">
        <Flex gap={8} wrap>
          <Select
            aria-label="期间"
            value={chosen}
            onChange={setChosen}
            options={choices}
            style={{ width: 160 }}
          />
          {mayRecord && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setRecording(true)}>
              登记活动
            </Button>
          )}
        </Flex>
      </PageTitle>
      {reply.error && <Alert type="error" showIcon title={reply.error.message} />}
      <Tabs
        items={[
          {
            key: 'activities',
            label: '活动',
            children: (
              <DataTable
                loading={reply.isPending}
                dataSource={reply.data?.activities ?? []}
                pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
                empty="这个季度还没有宣传活动。"
                columns={[
                  { title: '日期', dataIndex: 'heldOn' },
                  { title: '活动', dataIndex: 'title' },
                  { title: '方式', render: (_, { kind }) => publicityKinds[kind] },
                  { title: '单位', dataIndex: 'unitName' },
                  { title: '地点', dataIndex: 'place' },
                  { title: '人数', dataIndex: 'people', align: 'right' },
                  {
                    title: '材料',
                    render: (_, { materials }) =>
                      materials.map(({ kind, count }) => `${nameOf(kind)} ${count}`).join('、'),
                  },
                ]}
              />
            ),
          },
          {
            key: 'units',
            label: '按单位合计',
            children: (
              <DataTable
                rowKey="unitCode"
                dataSource={reply.data?.units ?? []}
                pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
                empty="这个季度还没有宣传活动。"
                columns={[
                  { title: '单位', dataIndex: 'unitName' },
                  { title: '场次', dataIndex: 'activities', align: 'right' },
                  {
                    title: '人数',
                    align: 'right',
                    render: (_, { people }) => people.toLocaleString('zh-CN'),
                  },
                  ...Object.entries(materialKinds).map(([kind, title]) => ({
                    title,
                    key: kind,
                    align: 'right' as const,
                    render: (_: unknown, unit: { materials: Record<string, number> }) =>
                      unit.materials[kind]?.toLocaleString('zh-CN') ?? '',
                  })),
                ]}
              />
            ),
          },
        ]}
      />
      {recording && <RecordPublicity onClose={() => setRecording(false)} />}
    </>
  )
}
