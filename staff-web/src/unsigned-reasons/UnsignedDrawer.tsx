import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listUnsignedResidents } from '@qianyue/api/unsigned-reasons.ts'
import { useReplyPages } from '@qianyue/ui/calls/hooks.ts'
import { countWords } from '@qianyue/ui/words/figures.ts'
import { Alert, Button, Drawer } from 'antd'
import { Link } from 'react-router'
import { DataTable } from '../shell/DataTable.tsx'
import type { Asked } from './UnsignedReasonsPage.tsx'

type Item = ReplyOf<typeof listUnsignedResidents>['items'][number]

/** Who has not signed, for one reason or for all. */
export function UnsignedDrawer({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const { placeName, ...request } = asked
  const list = useReplyPages(listUnsignedResidents, request)
  const [first] = list.data?.pages ?? []
  return (
    <Drawer
      open
      size={760}
      title={`${placeName}　${asked.reason ?? '未签约'}　${first ? `${countWords(first.total)}人` : ''}`}
      onClose={onClose}
    >
      {list.error && <Alert type="error" showIcon title={list.error.message} />}
      <DataTable<Item>
        rowKey="residentId"
        loading={list.isLoading}
        dataSource={list.data?.pages.flatMap(({ items }) => items) ?? []}
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
      {list.hasNextPage && (
        <Button
          block
          style={{ marginTop: 8 }}
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          更多
        </Button>
      )}
    </Drawer>
  )
}
