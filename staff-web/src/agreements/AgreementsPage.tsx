import { DownloadOutlined, PlusOutlined } from '@ant-design/icons'
import { exportAgreements, listAgreements } from '@qianyue/api/agreements.ts'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listOrgUnits } from '@qianyue/api/organisation.ts'
import { listTeams } from '@qianyue/api/teams.ts'
import { agreementStatuses, signingKinds } from '@qianyue/domain/agreements/agreement.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useReply, useReplyPages } from '@qianyue/ui/calls/hooks.ts'
import { statusColours } from '@qianyue/ui/words/agreements.ts'
import { countWords, moneyWords } from '@qianyue/ui/words/figures.ts'
import { Button, Empty, Grid, Input, Select, Space, Table, type TableColumnsType, Tag } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { PopulationName } from '../populations/population-names.tsx'
import { useMay } from '../session/viewer.ts'
import { LoadError } from '../shell/LoadError.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { selectionWords } from '../shell/selection-words.ts'
import { asRequest, useAgreementFilter, type View, views } from './agreement-filter.ts'
import { BatchRenewal } from './BatchRenewal.tsx'
import './agreements.css'

type Reply = ReplyOf<typeof listAgreements>
export type AgreementLine = Reply['items'][number]

const PAGE = 100

/** 签约协议: who is signed with whom until when; from here one signs, renews many at once, and opens one. */
export function AgreementsPage() {
  const { filter, change } = useAgreementFilter()
  const request = asRequest(filter)
  const maySign = useMay('agreements.sign')
  const mayExport = useMay('agreements.export')
  const mayFilter = useMay('org-units.read')
  const navigate = useNavigate()
  const list = useReplyPages(listAgreements, { ...request, limit: PAGE }, { keepPrevious: true })
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  const first = list.data?.pages[0]
  const [chosen, setChosen] = useState<AgreementLine[]>([])
  const [renewing, setRenewing] = useState(false)
  const { md } = Grid.useBreakpoint()

  return (
    <>
      <PageTitle title="签约协议">
        <Space>
          {first && (
            <span>
              {countWords(first.total)}
              {first.totalIsCapped ? '+' : ''} 份
            </span>
          )}
          {mayExport && rows.length > 0 && (
            <Button icon={<DownloadOutlined />} href={addressFor(exportAgreements, request)}>
              导出
            </Button>
          )}
          {maySign && md && rows.length > 0 && (
            <Button onClick={() => setChosen(chosen.length === 0 ? rows.slice(0, 200) : [])}>
              {chosen.length === 0 ? '全选' : '取消选择'}
            </Button>
          )}
          {maySign && chosen.length > 0 && (
            <Button onClick={() => setRenewing(true)}>批量续约（{chosen.length}）</Button>
          )}
          {maySign && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate('/agreements/sign')}>
              新签约
            </Button>
          )}
        </Space>
      </PageTitle>
      {mayFilter && <Filters filter={filter} change={change} />}
      <LoadError asked={list} />
      {list.isSuccess && rows.length === 0 ? (
        <Empty description={filter.view === 'all' ? '还没有签约协议。' : '这个范围内没有协议。'}>
          {filter.view !== 'all' && <Button onClick={() => change({ view: 'all' })}>看全部协议</Button>}
        </Empty>
      ) : (
        <Table<AgreementLine>
          size="small"
          sticky={{ offsetHeader: 48 }}
          rowKey="id"
          loading={list.isPending || list.isPlaceholderData}
          dataSource={rows}
          columns={md ? wide : narrow}
          scroll={md ? { x: 1150 } : {}}
          pagination={false}
          {...(maySign && md
            ? {
                rowSelection: {
                  ...selectionWords(({ signatoryName }: AgreementLine) => signatoryName),
                  hideSelectAll: true,
                  selectedRowKeys: chosen.map(({ id }) => id),
                  onChange: (_: unknown, selected: AgreementLine[]) => setChosen(selected.slice(0, 200)),
                },
              }
            : {})}
        />
      )}
      {list.hasNextPage && (
        <Button
          block
          style={{ marginTop: 8 }}
          loading={list.isFetchingNextPage}
          onClick={() => list.fetchNextPage()}
        >
          再看 {PAGE} 份
        </Button>
      )}
      {renewing && (
        <BatchRenewal
          agreements={chosen}
          onClose={(renewed) => {
            setRenewing(false)
            if (renewed) setChosen([])
          }}
        />
      )}
    </>
  )
}

function Filters({ filter, change }: ReturnType<typeof useAgreementFilter>) {
  const units = useReply(listOrgUnits, {})
  const teams = useReply(listTeams, {})
  const [typed, setTyped] = useState(filter.q)
  useEffect(() => setTyped(filter.q), [filter.q])
  return (
    <div className="agreement-filters">
      {(Object.keys(views) as View[]).map((view) => (
        <Tag.CheckableTag
          key={view}
          className="chip"
          checked={filter.view === view}
          onChange={() => change({ view })}
        >
          {views[view]}
        </Tag.CheckableTag>
      ))}
      <Select
        aria-label="机构"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: 180 }}
        placeholder="全部机构"
        value={filter.orgId || null}
        options={(units.data ?? []).map(({ code, name }) => ({ value: String(code), label: name }))}
        onChange={(orgId) => change({ orgId: orgId ?? '' })}
      />
      <Select
        aria-label="团队"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: 180 }}
        placeholder="全部团队"
        value={filter.teamId || null}
        options={(teams.data ?? []).map(({ id, name, unitName }) => ({
          value: id,
          label: `${name}（${unitName}）`,
        }))}
        onChange={(teamId) => change({ teamId: teamId ?? '' })}
      />
      <Input.Search
        aria-label="按编号或签约代表查找"
        placeholder="编号或签约代表"
        allowClear
        style={{ width: 200 }}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onSearch={(q) => change({ q: q.trim() })}
      />
    </div>
  )
}

function Status({ line }: { line: AgreementLine }) {
  return (
    <>
      <Tag color={statusColours[line.status]}>{agreementStatuses[line.status]}</Tag>
      {line.paperDue && <Tag color="warning">待补纸质</Tag>}
    </>
  )
}

function People({ line }: { line: AgreementLine }) {
  const others = line.memberNames.filter((name) => name !== line.signatoryName)
  return (
    <span className="one-line" title={line.memberNames.join('、')}>
      <Link to={`/agreements/${line.id}`}>{line.signatoryName}</Link>
      {others.length > 0 && <span className="quiet"> {others.join('、')}</span>}
    </span>
  )
}

const wide: TableColumnsType<AgreementLine> = [
  {
    title: '编号',
    width: 212,
    render: (_, line) => (
      <Link className="one-line" to={`/agreements/${line.id}`}>
        {line.number ?? '（待签字）'}
      </Link>
    ),
  },
  { title: '状态', width: 76, render: (_, line) => <Status line={line} /> },
  { title: '签约代表与成员', width: 160, render: (_, line) => <People line={line} /> },
  {
    title: '人数',
    width: 50,
    align: 'right',
    render: (_, { memberNames }) => memberNames.length,
  },
  {
    title: '重点人群',
    width: 136,
    render: (_, line) => (
      <span className="one-line">
        {line.populations.map((one) => (
          <Tag key={one}>
            <PopulationName of={one} />
          </Tag>
        ))}
      </span>
    ),
  },
  { title: '村', width: 76, dataIndex: 'villageName', ellipsis: true },
  { title: '团队', width: 172, dataIndex: 'teamName', ellipsis: true },
  { title: '类型', width: 52, render: (_, { kind }) => signingKinds[kind] },
  {
    title: '到期',
    width: 100,
    render: (_, { startsOn, endsOn, terminatedOn }) => (
      <span title={`${startsOn} 开始`}>{terminatedOn ?? endsOn}</span>
    ),
  },
  {
    title: '个人自付',
    width: 84,
    align: 'right',
    render: (_, { paid, residentFen }) => (paid ? moneyWords(residentFen) : '免费'),
  },
]

const narrow: TableColumnsType<AgreementLine> = [
  {
    title: '协议',
    render: (_, line) => (
      <>
        <div>
          <People line={line} /> <Status line={line} />
        </div>
        <div className="quiet">
          {line.teamName} · {line.startsOn} 至 {line.terminatedOn ?? line.endsOn}
        </div>
      </>
    ),
  },
]
