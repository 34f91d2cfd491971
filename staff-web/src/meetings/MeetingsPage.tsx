import { PlusOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { finishMeetingTask, listMeetings, meetingKinds } from '@qianyue/api/meetings.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Descriptions, Flex, Tag } from 'antd'
import { useState } from 'react'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { RecordMeeting } from './RecordMeeting.tsx'

type Meeting = ReplyOf<typeof listMeetings>['meetings'][number]

/** 例会: what was done, what is lacking, and what is to be done until the next. */
export function MeetingsPage() {
  const reply = useReply(listMeetings, {})
  const mayRecord = useMay('meetings.record')
  const [recording, setRecording] = useState(false)
  const owed = reply.data?.owed ?? []
  return (
    <>
      <PageTitle title="例会">
        {mayRecord && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setRecording(true)}>
            登记会议
          </Button>
        )}
      </PageTitle>
      {reply.error && <Alert type="error" showIcon title={reply.error.message} />}
      {owed.length > 0 && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={`本月还有 ${owed.length} 个团队没有开例会`}
          description={
            owed
              .slice(0, 12)
              .map(({ teamName }) => teamName)
              .join('、') + (owed.length > 12 ? ' 等' : '')
          }
        />
      )}
      <DataTable
        loading={reply.isPending}
        dataSource={reply.data?.meetings ?? []}
        pagination={{ pageSize: 30, showSizeChanger: false, hideOnSinglePage: true }}
        empty="还没有登记会议。"
        expandable={{ expandedRowRender: (meeting) => <OneMeeting meeting={meeting} /> }}
        columns={[
          { title: '日期', dataIndex: 'heldOn' },
          { title: '会议', render: (_, { kind }) => meetingKinds[kind] },
          { title: '团队或单位', render: (_, { teamName, unitName }) => teamName ?? unitName },
          { title: '参加人', dataIndex: 'attendees', ellipsis: true },
          {
            title: '任务',
            render: (_, { tasks }) => {
              const late = tasks.filter(({ overdue }) => overdue).length
              const done = tasks.filter(({ doneOn }) => doneOn !== null).length
              return (
                <Flex gap={4}>
                  {tasks.length > 0 && `${done}/${tasks.length}`}
                  {late > 0 && <Tag color="red">逾期 {late}</Tag>}
                </Flex>
              )
            },
          },
        ]}
      />
      {recording && <RecordMeeting onClose={() => setRecording(false)} />}
    </>
  )
}

function OneMeeting({ meeting }: { meeting: Meeting }) {
  const finish = useSend(finishMeetingTask)
  const mayRecord = useMay('meetings.record')
  const parts = [
    ['本月做法', meeting.practice],
    ['成效', meeting.results],
    ['差距', meeting.gaps],
    ['下月安排', meeting.nextMonth],
  ].filter(([, words]) => words !== '')
  return (
    <Flex vertical gap={12}>
      {parts.length > 0 && (
        <Descriptions
          size="small"
          column={1}
          items={parts.map(([label, children]) => ({ key: label!, label, children }))}
        />
      )}
      {meeting.tasks.map(({ id, words, person, dueOn, doneOn, overdue }) => (
        <Flex key={id} gap={8} wrap align="center">
          {doneOn ? (
            <Tag color="green">{doneOn} 完成</Tag>
          ) : (
            <Tag color={overdue ? 'red' : 'orange'}>限 {dueOn}</Tag>
          )}
          <span>
            {words}
            {person && `（${person}）`}
          </span>
          {doneOn === null && mayRecord && (
            <Button size="small" loading={finish.isPending} onClick={() => finish.mutate({ id })}>
              完成
            </Button>
          )}
        </Flex>
      ))}
    </Flex>
  )
}
