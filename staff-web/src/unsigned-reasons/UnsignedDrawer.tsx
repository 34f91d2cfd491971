import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listUnsignedResidents } from '@qianyue/api/unsigned-reasons.ts'
import { call } from '@qianyue/ui/calls/call.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { countWords } from '@qianyue/ui/words/figures.ts'
import { Alert, App, Button, Drawer } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { DataTable } from '../shell/DataTable.tsx'
import type { Asked } from './UnsignedReasonsPage.tsx'

type Item = ReplyOf<typeof listUnsignedResidents>['items'][number]

/** Who has not signed, for one reason or for all. */
export function UnsignedDrawer({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const { placeName, ...request } = asked
  const { message } = App.useApp()
  const first = useReply(listUnsignedResidents, request as never)
  const [more, setMore] = useState<{ items: readonly Item[]; next: string | null } | null>(null)
  const next = more === null ? (first.data?.next ?? null) : more.next
  const items = [...(first.data?.items ?? []), ...(more?.items ?? [])]
  const goOn = async () => {
    try {
      const page = await call(listUnsignedResidents, { ...request, after: next } as never)
      setMore({ items: [...(more?.items ?? []), ...page.items], next: page.next })
    } catch (error) {
      message.error((error as Error).message)
    }
  }
  return (
    <Drawer
      open
      size={760}
      title={`${placeName}　${asked.reason ?? '未签约'}　${first.data ? `${countWords(first.data.total)}人` : ''}`}
      onClose={onClose}
    >
      {first.error && <Alert type="error" showIcon title={first.error.message} />}
      <DataTable<Item>
        rowKey="residentId"
        loading={first.isLoading}
        dataSource={items}
        onRow={() => ({ tabIndex: 0 })}
        columns={[
          {
            title: '姓名',
            render: (_, { residentId, name }) => <Link to={`/residents/${residentId}`}>{name}</Link>,
          },
          { title: '年龄', align: 'right', render: (_, { ageYears }) => `${ageYears}岁` },
          { title: '村', dataIndex: 'villageName' },
          { title: '原因', dataIndex: 'reason' },
          { title: '说明', dataIndex: 'remark' },
          { title: '登记', render: (_, one) => [one.notedOn, one.notedByName].filter(Boolean).join(' ') },
        ]}
      />
      {next !== null && (
        <Button block style={{ marginTop: 8 }} onClick={() => void goOn()}>
          更多
        </Button>
      )}
    </Drawer>
  )
}
