import { DownloadOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { downloadReferrals, listReferrals } from '@qianyue/api/referrals.ts'
import { dayInShanghai, daysBetween } from '@qianyue/domain/days/local-date.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Flex, Grid, Segmented, Select, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { ReferralEvents } from './ReferralEvents.tsx'
import { ReferralMenu } from './ReferralMenu.tsx'
import './referrals.css'

export type Referral = ReplyOf<typeof listReferrals>['referrals'][number]

const shelves = {
  asking: {
    name: '待了解去向',
    holds: ({ state }: Referral) => ['advised', 'sent', 'booked'].includes(state),
  },
  overdue: { name: '已逾期', holds: ({ isOverdue }: Referral) => isOverdue },
  admitted: { name: '住院中', holds: ({ state }: Referral) => state === 'admitted' },
  home: { name: '联系卡未收', holds: ({ state }: Referral) => state === 'home' },
  ended: { name: '已了结', holds: ({ state }: Referral) => state === 'ended' },
} as const
type Shelf = keyof typeof shelves

/** 转诊跟踪: who was sent to a hospital, and of whom nothing is known yet. */
export function ReferralsPage() {
  const mayNote = useMay('service-records.write')
  const mayExport = useMay('service-records.export')
  const { md } = Grid.useBreakpoint()
  const reply = useReply(listReferrals, {}, { keepPrevious: true })
  const [shelf, setShelf] = useState<Shelf>('asking')
  const [village, setVillage] = useState<string | null>(null)
  const all = reply.data?.referrals ?? []
  const villages = [...new Set(all.map(({ villageName }) => villageName))].sort()
  const here = all.filter(({ villageName }) => village === null || villageName === village)
  const today = dayInShanghai(new Date())
  return (
    <>
      <PageTitle title="转诊跟踪">
        {villages.length > 1 && (
          <Select
            aria-label="村"
            placeholder="全部村"
            allowClear
            showSearch
            style={{ width: 160 }}
            value={village}
            onChange={(chosen: string | undefined) => setVillage(chosen ?? null)}
            options={villages.map((value) => ({ value, label: value }))}
          />
        )}
        {mayExport && (
          <Button icon={<DownloadOutlined />} href={addressFor(downloadReferrals, {})}>
            导出
          </Button>
        )}
      </PageTitle>
      {reply.error && <Alert type="error" showIcon title={reply.error.message} />}
      <Segmented<Shelf>
        style={{ marginBottom: 8, maxWidth: '100%', overflowX: 'auto' }}
        value={shelf}
        onChange={setShelf}
        options={(Object.keys(shelves) as Shelf[]).map((value) => ({
          value,
          label: `${shelves[value].name} ${here.filter(shelves[value].holds).length}`,
        }))}
      />
      {reply.data && (
        <p className="quiet">
          {reply.data.from}{' '}
          以来建议转诊或开了转诊单的居民；按随访政策的期限（一般两周）了解去向，出院后两天内收回健康联系卡。严重精神障碍随访中的转诊保密，开了转诊单才列入。
          {reply.data.hasMore && '人数过多，这里只列最近的，请由下级机构查看。'}
        </p>
      )}
      <DataTable<Referral>
        loading={reply.isPending}
        dataSource={here.filter(shelves[shelf].holds)}
        pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
        empty={shelf === 'ended' ? '还没有了结的转诊。' : '没有这样的转诊。'}
        expandable={{
          columnWidth: 36,
          expandedRowRender: (referral) => <ReferralEvents referral={referral} mayNote={mayNote} />,
        }}
        columns={[
          {
            title: '居民',
            render: (_, { residentId, residentName, since }) => (
              <>
                <Link to={`/residents/${residentId}`}>{residentName}</Link>
                {!md && <div className="quiet">{since}</div>}
              </>
            ),
          },
          { title: '村', dataIndex: 'villageName', responsive: ['md'] },
          {
            title: '转诊日期',
            responsive: ['md'],
            render: (_, { since, state }) => (
              <>
                {since}
                {state !== 'ended' && <span className="quiet"> {daysBetween(since, today)} 天</span>}
              </>
            ),
          },
          {
            title: '因何转诊',
            responsive: ['md'],
            render: (_, { formName, reason }) => (
              <div className="referral-reason">
                {reason || formName}
                {reason && <div className="quiet">{formName}</div>}
              </div>
            ),
          },
          {
            title: '转往',
            responsive: ['md'],
            render: (_, { to }) => to || <span className="quiet">未写明</span>,
          },
          { title: '现状', render: (_, referral) => <ReferralState referral={referral} /> },
          { title: '医生', dataIndex: 'performedByName', responsive: ['md'] },
          ...(mayNote
            ? [
                {
                  title: '',
                  render: (_: unknown, referral: Referral) => <ReferralMenu referral={referral} />,
                },
              ]
            : []),
        ]}
      />
    </>
  )
}

const colours: Record<Referral['state'], string> = {
  advised: 'warning',
  sent: 'processing',
  booked: 'processing',
  admitted: 'purple',
  home: 'warning',
  ended: 'default',
}

/** How a referral stands, and until when somebody has to ask. */
function ReferralState({
  referral: { state, stateName, outcomeName, dueBy, isOverdue },
}: {
  referral: Referral
}) {
  return (
    <Flex gap={4} wrap align="center" className="referral-state">
      <Tag color={colours[state]}>{outcomeName ?? stateName}</Tag>
      {dueBy && (
        <span className={isOverdue ? 'referral-overdue' : 'quiet'}>
          {`${dueBy} 前${isOverdue ? '，已逾期' : ''}`}
        </span>
      )}
    </Flex>
  )
}
