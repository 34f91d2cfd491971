import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listCreditedServices } from '@qianyue/api/settlement.ts'
import { type PointsReason, pointsReasons } from '@qianyue/domain/settlement/points.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Drawer, Flex, Table, Tag } from 'antd'
import { useState } from 'react'
import { pointsWords } from './period.ts'

type Line = ReplyOf<typeof listCreditedServices>['services'][number]

const colours: Record<PointsReason, string> = {
  counted: 'green',
  incomplete: 'orange',
  late: 'orange',
  twice: 'red',
  unproved: 'red',
  surplus: 'default',
  refused: 'red',
  'not-listed': 'default',
}

/** Services with their points and why, as finance and the doctor both see them. */
export function ServicesTable({ services, loading }: { services: readonly Line[]; loading: boolean }) {
  return (
    <Table
      size="small"
      rowKey="recordId"
      loading={loading}
      dataSource={[...services]}
      pagination={false}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: '这段时间没有服务记录' }}
      columns={[
        { title: '日期', dataIndex: 'performedOn' },
        { title: '居民', dataIndex: 'residentName' },
        { title: '服务', dataIndex: 'name' },
        { title: '积分', align: 'right', render: (_, { points }) => pointsWords(points) },
        {
          title: '说明',
          render: (_, { because }) => <Tag color={colours[because]}>{pointsReasons[because]}</Tag>,
        },
      ]}
    />
  )
}

const PAGE = 100

/** The services behind one person's share, page by page. */
export function CreditedServices({
  settlementId,
  share,
  onClose,
}: {
  settlementId: string
  share: { staffId: string; staffName: string; services: number; points: number }
  onClose: () => void
}) {
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined])
  const cursor = cursors.at(-1)
  const page = useReply(
    listCreditedServices,
    { id: settlementId, staffId: share.staffId, limit: PAGE, ...(cursor ? { cursor } : {}) },
    { keepPrevious: true },
  )
  const next = page.data?.next
  return (
    <Drawer
      open
      size={720}
      title={`${share.staffName}：${share.services}次服务，${pointsWords(share.points)}分`}
      onClose={onClose}
    >
      {page.error && <Alert type="error" showIcon title={page.error.message} />}
      <ServicesTable services={page.data?.services ?? []} loading={page.isPending} />
      <Flex gap={8} justify="end" style={{ marginTop: 12 }}>
        <Button disabled={cursors.length === 1} onClick={() => setCursors(cursors.slice(0, -1))}>
          上一页
        </Button>
        <Button disabled={!next} onClick={() => next && setCursors([...cursors, next])}>
          下一页
        </Button>
      </Flex>
    </Drawer>
  )
}
