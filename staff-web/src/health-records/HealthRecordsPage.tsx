import { DownloadOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { exportHealthRecords, listHealthRecords } from '@qianyue/api/health-records.ts'
import { healthRecordStatuses } from '@qianyue/domain/health-records/health-record.ts'
import { type RecordList, recordLists } from '@qianyue/domain/health-records/record-lists.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useReplyPages } from '@qianyue/ui/calls/hooks.ts'
import { ageWords, countWords, sexWords } from '@qianyue/ui/words/figures.ts'
import { Alert, Button, Empty, Flex, Select, Skeleton, Table, Tag } from 'antd'
import { useMemo, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useMay } from '../session/viewer.ts'
import { PageTitle } from '../shell/PageTitle.tsx'
import { OpenRecord } from './OpenRecord.tsx'
import { flawAddress } from './QualityCard.tsx'
import { RecordFigures } from './RecordFigures.tsx'
import { statusColours } from './record-words.ts'
import '../residents/residents.css'
import { selectionWords } from '../shell/selection-words.ts'
import './health-records.css'

type Reply = ReplyOf<typeof listHealthRecords>
type Item = Reply['items'][number]

const PAGE = 100
const opensHere: readonly RecordList[] = ['unopened', 'signed-without-record']

/** 健康档案: how the unit stands, and the lists behind every figure. What is looked at stands in the address. */
export function HealthRecordsPage() {
  const mayExport = useMay('health-records.export')
  const [params, setParams] = useSearchParams()
  const orgId = params.get('org') ? Number(params.get('org')) : null
  const asked = params.get('list') ?? ''
  const list: RecordList = Object.hasOwn(recordLists, asked) ? (asked as RecordList) : 'flawed'
  const [chosen, setChosen] = useState<string[]>([])
  const go = (change: { org?: number | null; list?: RecordList }) => {
    setChosen([])
    setParams((before) => {
      const after = new URLSearchParams(before)
      if (change.list) after.set('list', change.list)
      if (change.org === null) after.delete('org')
      else if (change.org !== undefined) after.set('org', String(change.org))
      return after
    })
  }
  const request = useMemo(() => ({ list, ...(orgId === null ? {} : { orgId }) }), [list, orgId])

  return (
    <>
      <PageTitle title="健康档案" />
      <RecordFigures orgId={orgId} onGo={go} />
      <Flex gap={8} wrap align="center" style={{ margin: '16px 0 8px' }}>
        <Select
          aria-label="清单"
          style={{ width: 180 }}
          value={list}
          onChange={(value) => go({ list: value })}
          options={Object.entries(recordLists).map(([value, { name }]) => ({
            value: value as RecordList,
            label: name,
          }))}
        />
        <span className="quiet">{recordLists[list].definition}</span>
        <span style={{ flex: 1 }} />
        {opensHere.includes(list) && <OpenRecord residentIds={chosen} onOpened={() => setChosen([])} />}
        {mayExport && (
          <Button icon={<DownloadOutlined />} href={addressFor(exportHealthRecords, request)}>
            导出
          </Button>
        )}
      </Flex>
      <Listed request={request} {...(opensHere.includes(list) ? { chosen, onChoose: setChosen } : {})} />
    </>
  )
}

function Listed({
  request,
  chosen,
  onChoose,
}: {
  request: { list: RecordList; orgId?: number }
  chosen?: string[]
  onChoose?: (ids: string[]) => void
}) {
  const list = useReplyPages(listHealthRecords, { ...request, limit: PAGE })
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const total = list.data?.pages[0]?.total ?? null
  if (list.error) return <Alert type="error" showIcon title={list.error.message} />
  if (list.isPending) return <Skeleton active />
  if (items.length === 0) return <Empty description="这份清单上没有人" style={{ padding: 48 }} />
  return (
    <>
      <div className="list-count">{total !== null && `共 ${countWords(total)} 人`}</div>
      <Table<Item>
        size="small"
        rowKey="residentId"
        pagination={false}
        className="scroll-sideways record-table"
        dataSource={items}
        columns={columns}
        {...(onChoose
          ? {
              rowSelection: {
                ...selectionWords(({ name }: Item) => name),
                selectedRowKeys: chosen ?? [],
                onChange: (keys: React.Key[]) => onChoose(keys.map(String)),
              },
            }
          : {})}
      />
      {list.hasNextPage && (
        <Button
          style={{ marginTop: 12 }}
          loading={list.isFetchingNextPage}
          onClick={() => list.fetchNextPage()}
        >
          再看 {PAGE} 人
        </Button>
      )}
    </>
  )
}

const columns = [
  {
    title: '姓名',
    width: 110,
    render: (_: unknown, one: Item) => (
      <Link to={`/residents/${one.residentId}/health-record`}>{one.name}</Link>
    ),
  },
  {
    title: '性别年龄',
    width: 90,
    render: (_: unknown, one: Item) => `${sexWords[one.sex]} ${ageWords(one.ageYears)}`,
  },
  { title: '村（社区）', width: 110, dataIndex: 'villageName' },
  {
    title: '档案',
    width: 110,
    render: (_: unknown, { status }: Item) =>
      status === null ? (
        <Tag color="warning">未建档</Tag>
      ) : (
        <Tag color={statusColours[status]}>{healthRecordStatuses[status]}</Tag>
      ),
  },
  { title: '建档日期', width: 110, render: (_: unknown, { openedOn }: Item) => openedOn ?? '' },
  { title: '最近服务', width: 110, render: (_: unknown, { lastActiveOn }: Item) => lastActiveOn ?? '' },
  { title: '签约', width: 80, render: (_: unknown, { signed }: Item) => (signed ? '已签约' : '未签约') },
  {
    title: '得分',
    width: 70,
    align: 'right' as const,
    render: (_: unknown, { score }: Item) => score ?? '',
  },
  {
    title: '质控问题',
    render: (_: unknown, { flaws, residentId, informationRecordId }: Item) => (
      <Flex gap="2px 10px" wrap className="flaw-links">
        {flaws.slice(0, 4).map((flaw) => (
          <Link
            key={flaw.text}
            to={
              flaw.text === '没有个人基本信息表'
                ? `/residents/${residentId}/record/personal-information`
                : flawAddress(residentId, informationRecordId, flaw)
            }
          >
            {flaw.text}
          </Link>
        ))}
        {flaws.length > 4 && <span className="quiet">等 {flaws.length} 处</span>}
      </Flex>
    ),
  },
]
