import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listForms } from '@qianyue/api/forms.ts'
import { downloadServiceRecords, listServiceRecords } from '@qianyue/api/service-records.ts'
import { addDays, dayInShanghai, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Classification } from '@qianyue/domain/follow-ups/assessment.ts'
import { serviceModes } from '@qianyue/domain/service-records/service-mode.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useReply, useReplyPages } from '@qianyue/ui/calls/hooks.ts'
import { ClassificationTag } from '@qianyue/ui/forms/AssessmentPanel.tsx'
import { DayInput } from '@qianyue/ui/forms/DayInput.tsx'
import { countWords } from '@qianyue/ui/words/figures.ts'
import { Button, Empty, Flex, Grid, Select, Table } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { useMay } from '../session/viewer.ts'
import { LoadError } from '../shell/LoadError.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { useRestOfWindow } from '../shell/rest-of-window.ts'
import { nextStepWords } from './record-words.ts'
import { TakeWorkbook } from './TakeWorkbook.tsx'
import './service-records.css'

type Row = ReplyOf<typeof listServiceRecords>['records'][number]
const PAGE = 100
const CLASSES: [Classification, string][] = [
  ['satisfactory', '控制满意'],
  ['unsatisfactory', '控制不满意'],
  ['adverse-reaction', '不良反应'],
  ['complication', '并发症'],
]

/** 服务记录: what one's units have done, the latest first; narrowed and taken out as Excel by form. */
export function ServiceRecordsPage() {
  const today = dayInShanghai(new Date())
  const [params, setParams] = useSearchParams()
  const { md } = Grid.useBreakpoint()
  const forms = useReply(listForms, {})
  const navigate = useNavigate()
  const { frame, height } = useRestOfWindow()
  const mayExport = useMay('service-records.export')
  const mayTake = useMay('service-records.import')
  const [taking, setTaking] = useState(false)
  const form = params.get('form') ?? undefined
  const from = (params.get('from') ?? addDays(today, -30)) as LocalDate
  const to = (params.get('to') ?? today) as LocalDate
  const classification = (params.get('classification') ?? undefined) as Classification | undefined
  const put = (name: string, value: string | undefined) =>
    setParams(
      (before) => {
        if (value === undefined) before.delete(name)
        else before.set(name, value)
        return before
      },
      { replace: true },
    )

  const request = { from, to, ...(form ? { form } : {}), ...(classification ? { classification } : {}) }
  const list = useReplyPages(listServiceRecords, { ...request, limit: PAGE }, { keepPrevious: true })
  const rows = list.data?.pages.flatMap(({ records }) => records) ?? []
  const total = list.data?.pages[0]?.total ?? 0

  return (
    <>
      <PageTitle title="服务记录">
        {mayTake && (
          <Button icon={<UploadOutlined />} onClick={() => setTaking(true)}>
            导入 Excel
          </Button>
        )}
        {mayExport && (
          <Button
            icon={<DownloadOutlined />}
            disabled={form === undefined}
            title={form === undefined ? '先选一种记录表' : undefined}
            {...(form === undefined
              ? {}
              : { href: addressFor(downloadServiceRecords, { ...request, form }) })}
          >
            导出 Excel
          </Button>
        )}
      </PageTitle>
      <Flex wrap gap="8px 12px" align="center" style={{ marginBottom: 8 }}>
        <Select
          aria-label="记录表"
          allowClear
          placeholder="全部记录表"
          style={{ width: 240 }}
          value={form ?? null}
          onChange={(value: string | null) => put('form', value ?? undefined)}
          options={(forms.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        />
        <Select
          aria-label="分类"
          allowClear
          placeholder="全部分类"
          style={{ width: 130 }}
          value={classification ?? null}
          onChange={(value: Classification | null) => put('classification', value ?? undefined)}
          options={CLASSES.map(([value, label]) => ({ value, label }))}
        />
        <div style={{ width: 140 }}>
          <DayInput label="从" value={from} max={to} onChange={(day) => put('from', day)} />
        </div>
        至
        <div style={{ width: 140 }}>
          <DayInput label="到" value={to} max={today} onChange={(day) => put('to', day)} />
        </div>
        {list.data && (
          <span className="recording-quiet">
            {total >= 10_000 ? '超过 10,000 条' : `共 ${countWords(total)} 条`}
          </span>
        )}
      </Flex>
      <LoadError asked={list} />
      <div ref={frame}>
        <Table<Row>
          size="small"
          rowKey="id"
          virtual
          loading={list.isPending || list.isPlaceholderData}
          dataSource={rows}
          pagination={false}
          scroll={{ x: md ? 1150 : 760, y: height }}
          locale={{ emptyText: <Empty description="这个范围内没有服务记录" /> }}
          onRow={(row) => ({ onDoubleClick: () => navigate(`/service-records/${row.id}`) })}
          columns={[
            {
              title: '服务日期',
              width: 106,
              render: (_, { id, performedOn }) => <Link to={`/service-records/${id}`}>{performedOn}</Link>,
            },
            {
              title: '居民',
              width: 88,
              render: (_, { residentId, residentName }) => (
                <Link to={`/residents/${residentId}`}>{residentName}</Link>
              ),
            },
            {
              title: '记录',
              width: 190,
              ellipsis: true,
              render: (_, row) => row.serviceName ?? row.formName,
            },
            {
              title: '内容',
              ellipsis: true,
              width: 190,
              render: (_, { summary, withheld }) => (withheld ? '内容受保护' : summary),
            },
            {
              title: '分类',
              width: 108,
              render: (_, row) =>
                row.classification === null ? '' : <ClassificationTag classification={row.classification} />,
            },
            { title: '下一步', width: 124, ellipsis: true, render: (_, row) => nextStepWords(row) },
            { title: '下次日期', width: 106, dataIndex: 'nextDueOn' },
            { title: '方式', width: 56, render: (_, { mode }) => serviceModes[mode].name },
            { title: '医生', width: 76, dataIndex: 'performedByName' },
            { title: '机构', width: 106, ellipsis: true, dataIndex: 'unitName' },
          ]}
          onScroll={({ currentTarget }) => {
            const { scrollTop, clientHeight, scrollHeight } = currentTarget
            if (
              scrollHeight - scrollTop - clientHeight < 400 &&
              list.hasNextPage &&
              !list.isFetchingNextPage
            ) {
              void list.fetchNextPage()
            }
          }}
        />
      </div>
      {taking && <TakeWorkbook form={form} onClose={() => setTaking(false)} />}
    </>
  )
}
