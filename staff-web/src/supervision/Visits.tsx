import { PlusOutlined } from '@ant-design/icons'
import { checkAnswers, getSupervisionVisit, listSupervisionVisits } from '@qianyue/api/supervision.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Drawer, Flex, Skeleton, Table, Tag } from 'antd'
import { useState } from 'react'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { FindingTable } from './FindingList.tsx'
import { RecordVisit } from './RecordVisit.tsx'

/** 督导记录, and the units that have not been visited this quarter. */
export function Visits() {
  const reply = useReply(listSupervisionVisits, {})
  const mayVisit = useMay('supervision.visit')
  const [opened, setOpened] = useState<string | null>(null)
  const [recording, setRecording] = useState(false)
  const owed = reply.data?.owed ?? []
  return (
    <>
      <Flex gap={12} align="start" justify="space-between" wrap style={{ marginBottom: 12 }}>
        {owed.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={`${reply.data!.quarterFrom} 起的本季度，还有 ${owed.length} 个机构督导次数不足`}
            description={
              owed
                .slice(0, 12)
                .map(({ unitName, done, asked }) => `${unitName}（${done}/${asked}）`)
                .join('、') + (owed.length > 12 ? ' 等' : '')
            }
          />
        )}
        {mayVisit && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setRecording(true)}>
            登记督导
          </Button>
        )}
      </Flex>
      {reply.error && <Alert type="error" showIcon title={reply.error.message} />}
      <DataTable
        loading={reply.isPending}
        dataSource={reply.data?.visits ?? []}
        pagination={(reply.data?.visits.length ?? 0) > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        empty="还没有督导记录。"
        columns={[
          {
            title: '日期',
            render: (_, { id, visitedOn }) => (
              <Button type="link" size="small" onClick={() => setOpened(id)}>
                {visitedOn}
              </Button>
            ),
          },
          { title: '机构', dataIndex: 'unitName' },
          { title: '小组', dataIndex: 'groupName' },
          { title: '督导人员', dataIndex: 'people' },
          {
            title: '符合',
            align: 'right',
            render: (_, { conforming, looked }) => `${conforming}/${looked}`,
          },
          { title: '问题', dataIndex: 'findings', align: 'right' },
          {
            title: '未整改',
            align: 'right',
            render: (_, { openFindings }) =>
              openFindings > 0 ? <Tag color="orange">{openFindings}</Tag> : 0,
          },
        ]}
      />
      <Drawer
        open={opened !== null}
        onClose={() => setOpened(null)}
        size={900}
        title="督导记录"
        destroyOnHidden
      >
        {opened && <OneVisit id={opened} />}
      </Drawer>
      {recording && reply.data && <RecordVisit known={reply.data} onClose={() => setRecording(false)} />}
    </>
  )
}

function OneVisit({ id }: { id: string }) {
  const reply = useReply(getSupervisionVisit, { id })
  if (reply.error) return <Alert type="error" showIcon title={reply.error.message} />
  if (!reply.data) return <Skeleton active />
  const { unitName, visitedOn, people, summary, checklist, findingList } = reply.data
  return (
    <Flex vertical gap={16}>
      <span>
        {visitedOn} {unitName}，督导人员：{people}
      </span>
      {summary && <span>{summary}</span>}
      <Table
        size="small"
        rowKey="code"
        dataSource={checklist}
        pagination={false}
        columns={[
          { title: '要点', dataIndex: 'text' },
          { title: '依据', dataIndex: 'source', className: 'quiet' },
          {
            title: '结果',
            render: (_, { answer }) => (
              <Tag color={answer === 'yes' ? 'green' : answer === 'no' ? 'red' : 'default'}>
                {checkAnswers[answer]}
              </Tag>
            ),
          },
          { title: '说明', dataIndex: 'note' },
        ]}
      />
      <FindingTable findings={findingList} />
    </Flex>
  )
}
