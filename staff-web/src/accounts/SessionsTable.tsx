import type { listOwnSessions } from '@qianyue/api/accounts.ts'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { momentWords } from '@qianyue/ui/words/moments.ts'
import { Button, Table, Tag } from 'antd'
import { deviceWords } from './device-words.ts'

type Session = ReplyOf<typeof listOwnSessions>[number]

/** 登录中的设备. */
export function SessionsTable({
  sessions,
  onEnd,
}: {
  sessions: readonly Session[]
  onEnd?: (sessionId: string) => void
}) {
  return (
    <Table<Session>
      size="small"
      rowKey="id"
      pagination={false}
      dataSource={[...sessions]}
      scroll={{ x: 420 }}
      locale={{ emptyText: '没有登录中的设备' }}
      columns={[
        {
          title: '登录中的设备',
          dataIndex: 'device',
          render: (device: string, { isThis }) => (
            <>
              {deviceWords(device)} {isThis && <Tag color="success">本机</Tag>}
            </>
          ),
        },
        { title: '登录时间', dataIndex: 'startedAt', render: momentWords },
        { title: '最近使用', dataIndex: 'lastSeenAt', render: momentWords },
        ...(onEnd
          ? [
              {
                title: '',
                render: (_: unknown, { id, isThis }: Session) =>
                  !isThis && (
                    <Button size="small" onClick={() => onEnd(id)}>
                      退出
                    </Button>
                  ),
              },
            ]
          : []),
      ]}
    />
  )
}
