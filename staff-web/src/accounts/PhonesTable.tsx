import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import type { listOwnPhones } from '@qianyue/api/phones.ts'
import { momentWords } from '@qianyue/ui/words/moments.ts'
import { Button, Popconfirm, Space, Table, Tag } from 'antd'

type Phone = ReplyOf<typeof listOwnPhones>[number]

/** 外勤手机: which phones hold a copy, when they were last heard of, and what can be done about a lost one. */
export function PhonesTable({
  phones,
  onEnd,
}: {
  phones: readonly Phone[]
  onEnd: (phoneId: string, wipe: boolean) => void
}) {
  return (
    <Table<Phone>
      size="small"
      rowKey="id"
      pagination={false}
      dataSource={[...phones]}
      scroll={{ x: 520 }}
      locale={{ emptyText: '没有启用过外勤手机' }}
      columns={[
        {
          title: '外勤手机',
          dataIndex: 'name',
          render: (name: string, phone) => (
            <>
              {name} <PhoneState phone={phone} />
            </>
          ),
        },
        { title: '最近联系', dataIndex: 'lastSeenAt', render: momentWords },
        { title: '未发送', dataIndex: 'waiting', align: 'right' },
        {
          title: '',
          render: (_: unknown, { id, endedAt, wipe }) => (
            <Space>
              {endedAt === null && (
                <Popconfirm
                  title="停用这部手机？"
                  description="立即不能再收发；副本封存在手机里，本人重新登录后可继续。"
                  okText="停用"
                  onConfirm={() => onEnd(id, false)}
                >
                  <Button size="small">停用</Button>
                </Popconfirm>
              )}
              {!wipe && (
                <Popconfirm
                  title="清除这部手机？"
                  description="用于遗失：手机下次联网时删除全部副本，没有发送的记录也一并删除，不能恢复。"
                  okText="清除"
                  onConfirm={() => onEnd(id, true)}
                >
                  <Button size="small" danger>
                    清除
                  </Button>
                </Popconfirm>
              )}
            </Space>
          ),
        },
      ]}
    />
  )
}

function PhoneState({ phone: { endedAt, wipe, wipedAt } }: { phone: Phone }) {
  if (wipedAt !== null) return <Tag>已清除</Tag>
  if (wipe) return <Tag color="error">等待清除</Tag>
  return endedAt === null ? <Tag color="success">使用中</Tag> : <Tag>已停用</Tag>
}
