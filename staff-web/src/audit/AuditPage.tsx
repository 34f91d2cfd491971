import { auditState, searchAudit } from '@qianyue/api/audit.ts'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { dayFormats } from '@qianyue/ui/forms/DayPicker.tsx'
import { auditedActions, auditedActionWords } from '@qianyue/ui/words/actions.ts'
import { auditSubjectWords } from '@qianyue/ui/words/audit-subjects.ts'
import { countWords } from '@qianyue/ui/words/figures.ts'
import { exactMomentWords } from '@qianyue/ui/words/moments.ts'
import { Alert, Button, DatePicker, Flex, Form, Input, Select, Table, type TableColumnsType, Tag } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useSearchParams } from 'react-router'
import { PageTitle } from '../shell/PageTitle.tsx'
import { PageTurner, usePages } from '../shell/PageTurner.tsx'

type Entry = ReplyOf<typeof searchAudit>['items'][number]

const outcomes = {
  done: '完成',
  refused: '被拒绝',
  'not-found': '不存在或越权',
  failed: '出错未成',
} as const

const outcomeColour = {
  done: 'default',
  refused: 'warning',
  'not-found': 'warning',
  failed: 'error',
} as const

type Filters = {
  residentName?: string
  account?: string
  action?: string
  outcome?: keyof typeof outcomes
  days?: [Dayjs | null, Dayjs | null] | null
}

const columns: TableColumnsType<Entry> = [
  { title: '时间', dataIndex: 'at', width: 160, render: exactMomentWords },
  {
    title: '账号',
    width: 160,
    render: (_, { accountName, username }) =>
      accountName ? (
        <>
          {accountName} <span className="quiet">{username}</span>
        </>
      ) : (
        <span className="quiet">未知</span>
      ),
  },
  { title: '操作', dataIndex: 'action', width: 200, render: auditedActionWords },
  {
    title: '结果',
    dataIndex: 'outcome',
    width: 110,
    render: (outcome: Entry['outcome']) => <Tag color={outcomeColour[outcome]}>{outcomes[outcome]}</Tag>,
  },
  { title: '居民', dataIndex: 'residentName', width: 100 },
  { title: '对象', dataIndex: 'subject', ellipsis: true, render: auditSubjectWords },
  { title: '原因', dataIndex: 'reason', ellipsis: true },
]

/** 审计: who saw or changed what, and when; looking is in the trail too. */
export function AuditPage() {
  const [params, setParams] = useSearchParams()
  const residentId = params.get('resident')
  const asked = { ...Object.fromEntries(params), ...(residentId ? { residentId } : {}) }
  const pages = usePages()
  const entries = useReply(searchAudit, { ...asked, limit: 100, ...pages.asked }, { keepPrevious: true })
  const state = useReply(auditState, {})

  const search = ({ days, ...values }: Filters) => {
    const given: Record<string, string> = {}
    for (const [name, value] of Object.entries(values)) if (value) given[name] = value.trim()
    if (days?.[0]) given.from = days[0].format('YYYY-MM-DD')
    if (days?.[1]) given.until = days[1].format('YYYY-MM-DD')
    pages.toFirst()
    setParams(given, { replace: true })
  }
  const dayOf = (name: string) => (params.get(name) ? dayjs(params.get(name)) : null)

  return (
    <>
      <PageTitle title="审计" />
      <Form<Filters>
        layout="inline"
        style={{ rowGap: 8, marginBottom: 12 }}
        initialValues={{ ...Object.fromEntries(params), days: [dayOf('from'), dayOf('until')] }}
        onFinish={search}
      >
        <Form.Item name="residentName" label="居民">
          <Input allowClear placeholder="居民姓名" style={{ width: 120 }} />
        </Form.Item>
        <Form.Item name="account" label="账号">
          <Input allowClear placeholder="账号或姓名" style={{ width: 130 }} />
        </Form.Item>
        <Form.Item name="action" label="操作">
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="全部"
            style={{ width: 190 }}
            options={auditedActions}
          />
        </Form.Item>
        <Form.Item name="outcome" label="结果">
          <Select
            allowClear
            placeholder="全部"
            style={{ width: 130 }}
            options={Object.entries(outcomes).map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
        <Form.Item name="days" label="日期">
          <DatePicker.RangePicker format={dayFormats} allowEmpty={[true, true]} style={{ width: 240 }} />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          查询
        </Button>
      </Form>
      {residentId && (
        <Alert
          type="info"
          style={{ marginBottom: 12 }}
          title="只看一位居民的记录"
          action={<Button onClick={() => search({})}>看全部</Button>}
        />
      )}
      {entries.error && (
        <Alert type="error" showIcon title={entries.error.message} style={{ marginBottom: 12 }} />
      )}
      <Table<Entry>
        size="small"
        rowKey="id"
        columns={columns}
        dataSource={entries.data?.items ?? []}
        loading={entries.isFetching}
        scroll={{ x: 960 }}
        pagination={false}
        locale={{ emptyText: '没有符合条件的记录' }}
      />
      <Flex justify="space-between" align="center" wrap gap={8} style={{ marginTop: 8 }}>
        <span className="quiet">
          {state.data?.lastSealedAt
            ? `已封存 ${countWords(state.data.sealedEntries)} 条，最近一次 ${exactMomentWords(state.data.lastSealedAt)}，封印 ${state.data.lastHash?.slice(0, 16)}…`
            : '记录将在半分钟内封存'}
        </span>
        <PageTurner pages={pages} next={entries.data?.nextCursor} />
      </Flex>
    </>
  )
}
