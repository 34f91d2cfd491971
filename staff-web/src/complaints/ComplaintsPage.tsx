import { PlusOutlined } from '@ant-design/icons'
import { listComplaints } from '@qianyue/api/complaints.ts'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import {
  type ComplaintState,
  complaintChannels,
  complaintKinds,
  complaintStates,
} from '@qianyue/domain/complaints/complaint.ts'
import { percentText } from '@qianyue/domain/indicators/rate.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Drawer, Flex, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { ComplaintView } from './ComplaintView.tsx'
import { EnterComplaint } from './EnterComplaint.tsx'

export type Complaint = ReplyOf<typeof listComplaints>['complaints'][number]

const colours: Record<ComplaintState, string> = {
  received: 'orange',
  accepted: 'blue',
  replied: 'cyan',
  closed: 'green',
}

/** 投诉与建议: what people said, by when it is answered, and how far it is. */
export function ComplaintsPage() {
  const [state, setState] = useState<ComplaintState | 'all'>('all')
  const reply = useReply(listComplaints, state === 'all' ? {} : { state }, { keepPrevious: true })
  const mayEnter = useMay('complaints.enter')
  const [entering, setEntering] = useState(false)
  const [openedId, setOpenedId] = useState<string | null>(null)
  const opened = reply.data?.complaints.find(({ id }) => id === openedId)
  return (
    <>
      <PageTitle title="投诉与建议">
        {mayEnter && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setEntering(true)}>
            登记
          </Button>
        )}
      </PageTitle>
      {reply.error && <Alert type="error" showIcon title={reply.error.message} />}
      <Flex gap={16} wrap align="center" style={{ marginBottom: 12 }}>
        <Segmented
          value={state}
          onChange={setState}
          options={[
            { value: 'all' as const, label: '全部' },
            ...(Object.keys(complaintStates) as ComplaintState[]).map((value) => ({
              value,
              label: `${complaintStates[value]} ${reply.data?.counts[value] ?? ''}`,
            })),
          ]}
        />
        {reply.data && (
          <span className="quiet">
            近一年按时答复率 {percentText(reply.data.inTime)}（{reply.data.inTime.numerator}/
            {reply.data.inTime.denominator}）{reply.data.overdue > 0 && `，超期 ${reply.data.overdue} 件`}
          </span>
        )}
      </Flex>
      <DataTable
        loading={reply.isPending}
        dataSource={reply.data?.complaints ?? []}
        pagination={
          (reply.data?.complaints.length ?? 0) > 50 ? { pageSize: 50, showSizeChanger: false } : false
        }
        empty="没有投诉与建议。"
        columns={[
          { title: '收到', dataIndex: 'receivedOn' },
          {
            title: '内容',
            width: 360,
            render: (_, { id, words }) => (
              <Button
                type="link"
                size="small"
                style={{ padding: 0, whiteSpace: 'normal', textAlign: 'left', height: 'auto' }}
                onClick={() => setOpenedId(id)}
              >
                {words.length > 60 ? `${words.slice(0, 60)}…` : words}
              </Button>
            ),
          },
          { title: '类别', render: (_, { kind }) => complaintKinds[kind] },
          { title: '来源', render: (_, { channel }) => complaintChannels[channel] },
          { title: '机构', dataIndex: 'unitName' },
          {
            title: '状态',
            render: (_, one) => (
              <Flex gap={4}>
                <Tag color={colours[one.state]}>{complaintStates[one.state]}</Tag>
                {one.overdue && <Tag color="red">{one.overdue === 'accept' ? '受理超期' : '答复超期'}</Tag>}
              </Flex>
            ),
          },
          {
            title: '期限',
            render: (_, one) => (one.state === 'received' ? one.acceptBy : one.replyBy),
          },
        ]}
      />
      <Drawer
        open={opened !== undefined}
        onClose={() => setOpenedId(null)}
        size={640}
        title={opened && complaintKinds[opened.kind]}
        destroyOnHidden
      >
        {opened && <ComplaintView complaint={opened} />}
      </Drawer>
      {entering && <EnterComplaint onClose={() => setEntering(false)} />}
    </>
  )
}
