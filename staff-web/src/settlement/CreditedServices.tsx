import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listCreditedServices } from '@qianyue/api/settlement.ts'
import { type PointsReason, pointsReasons } from '@qianyue/domain/settlement/points.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Drawer, Tag } from 'antd'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTurner, usePages } from '../shell/PageTurner.tsx'
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
    <DataTable
      rowKey="recordId"
      loading={loading}
      dataSource={[...services]}
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
  const pages = usePages()
  const page = useReply(
    listCreditedServices,
    { id: settlementId, staffId: share.staffId, limit: PAGE, ...pages.asked },
    { keepPrevious: true },
  )
  return (
    <Drawer
      open
      size={720}
      title={`${share.staffName}：${share.services}次服务，${pointsWords(share.points)}分`}
      onClose={onClose}
    >
      {page.error && <Alert type="error" showIcon title={page.error.message} />}
      <ServicesTable services={page.data?.services ?? []} loading={page.isPending} />
      <PageTurner pages={pages} next={page.data?.nextCursor} />
    </Drawer>
  )
}
