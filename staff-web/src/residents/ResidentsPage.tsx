import { DownloadOutlined, SettingOutlined, UserAddOutlined } from '@ant-design/icons'
import { exportResidents, listResidents } from '@qianyue/api/residents.ts'
import { addressFor, type call } from '@qianyue/ui/calls/call.ts'
import { useReplyPages } from '@qianyue/ui/calls/hooks.ts'
import { countWords } from '@qianyue/ui/words/figures.ts'
import { Button, Checkbox, Empty, Flex, Grid, type InputRef, Popover, Table } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { useMay } from '../session/viewer.ts'
import { LinkButton } from '../shell/LinkButton.tsx'
import { LoadError } from '../shell/LoadError.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { useRestOfWindow } from '../shell/rest-of-window.ts'
import { selectionWords } from '../shell/selection-words.ts'
import { useKept } from './kept.ts'
import { ResidentFilters } from './ResidentFilters.tsx'
import {
  type ColumnName,
  columnsOf,
  narrowColumns,
  type ResidentRow,
  residentColumns,
  usualColumns,
} from './resident-columns.tsx'
import { requestOf, useResidentFilter } from './resident-filter.ts'
import './residents.css'

const PAGE = 100
const LAST_OPENED = 'residents.last-opened'

type TableRef = NonNullable<React.ComponentRef<typeof Table>>
type Page = Awaited<ReturnType<typeof call<typeof listResidents>>>

/** 居民列表: the workbench. Enter opens a person, Esc there returns to the same row. */
export function ResidentsPage() {
  const navigate = useNavigate()
  const { md } = Grid.useBreakpoint()
  const work = useResidentFilter()
  const request = useMemo(() => requestOf(work.filter), [work.filter])
  const mayRegister = useMay('residents.register')
  const mayExport = useMay('residents.export')
  const [names, keepNames] = useKept<ColumnName[]>('residents.columns', usualColumns)
  const [selected, setSelected] = useState<string | null>(() => sessionStorage.getItem(LAST_OPENED))
  const [chosen, setChosen] = useState<string[]>([])
  const search = useRef<InputRef>(null)
  const table = useRef<TableRef>(null)
  const { frame, height } = useRestOfWindow()

  const list = useReplyPages(listResidents, { ...request, limit: PAGE }, { keepPrevious: true })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const first = list.data?.pages[0]

  const isReady = rows.length > 0
  useEffect(() => {
    const last = sessionStorage.getItem(LAST_OPENED)
    if (!isReady || !last) return
    sessionStorage.removeItem(LAST_OPENED)
    table.current?.scrollTo({ key: last })
  }, [isReady])

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (target.closest('textarea, [role="combobox"], [role="dialog"]')) return
      const isTyping = target.closest('input') !== null
      const at = rows.findIndex(({ id }) => id === selected)
      const go = (to: number) => {
        const row = rows[Math.max(0, Math.min(rows.length - 1, to))]
        if (!row) return
        setSelected(row.id)
        table.current?.scrollTo({ key: row.id })
      }
      if (event.key === 'ArrowDown') go(at + 1)
      else if (event.key === 'ArrowUp') go(at - 1)
      else if (event.key === '/' && !isTyping) search.current?.focus()
      else if (event.key === 'Enter' && !target.closest('a, button'))
        open(rows[at] ?? (isTyping ? rows[0] : undefined))
      else return
      event.preventDefault()
    }
    const open = (row: ResidentRow | undefined) => {
      if (!row) return
      sessionStorage.setItem(LAST_OPENED, row.id)
      navigate(`/residents/${row.id}`)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [rows, selected, navigate])

  return (
    <>
      <PageTitle title="居民">
        <Flex gap={8} align="center" wrap>
          {chosen.length > 0 && <span>已选 {countWords(chosen.length)} 人</span>}
          {mayExport && (
            <Button
              icon={<DownloadOutlined />}
              href={addressFor(exportResidents, chosen.length > 0 ? { ids: chosen } : request)}
              disabled={rows.length === 0}
            >
              {chosen.length > 0 ? '导出所选' : '导出'}
            </Button>
          )}
          {md && <ChooseColumns names={names} onChange={keepNames} />}
          {mayRegister && (
            <LinkButton to="/residents/new" type="primary" icon={<UserAddOutlined />}>
              登记居民
            </LinkButton>
          )}
        </Flex>
      </PageTitle>
      <ResidentFilters {...work} search={search} />
      <div className="list-count" aria-live="polite">
        {first && countOf(first, rows.length)}
      </div>
      <LoadError asked={list} />
      <div ref={frame}>
        {list.isSuccess && rows.length === 0 ? (
          <Nobody
            page={first!}
            q={work.filter.q}
            isNarrowed={Object.values(work.filter).some(Boolean)}
            onClear={() => work.replace({ q: '' })}
            mayRegister={mayRegister}
          />
        ) : (
          <Table<ResidentRow>
            virtual
            ref={table}
            size="small"
            rowKey="id"
            className="resident-table"
            columns={md ? columnsOf(names) : narrowColumns}
            dataSource={rows}
            loading={list.isPending || list.isPlaceholderData}
            pagination={false}
            scroll={{
              y: height,
              x: md ? names.reduce((sum, name) => sum + (residentColumns[name]?.width ?? 0), 40) : 320,
            }}
            {...(md
              ? {
                  rowSelection: {
                    ...selectionWords(({ name }: ResidentRow) => name),
                    columnWidth: 40,
                    selectedRowKeys: chosen,
                    onChange: (keys: React.Key[]) => setChosen(keys.map(String)),
                  },
                }
              : {})}
            rowClassName={({ id, presence }) =>
              `${id === selected ? 'row-selected' : ''} ${presence === 'dead' || presence === 'moved-out' ? 'row-gone' : ''}`
            }
            onRow={(row) => ({
              onClick: () => {
                setSelected(row.id)
                sessionStorage.setItem(LAST_OPENED, row.id)
              },
              onDoubleClick: () => navigate(`/residents/${row.id}`),
            })}
            onScroll={({ currentTarget }) => {
              const { scrollTop, scrollHeight, clientHeight } = currentTarget
              const isNearEnd = scrollTop + clientHeight > scrollHeight - 800
              if (isNearEnd && list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage()
            }}
            locale={{ emptyText: ' ' }}
          />
        )}
      </div>
    </>
  )
}

function countOf({ total, totalIsCapped, isCut }: Page, shown: number): string {
  if (isCut) return '符合的人太多，先列出最接近的；多输入一个字会更准'
  if (total === null) return `已列出 ${countWords(shown)} 人`
  return totalIsCapped ? `超过 ${countWords(total)} 人` : `共 ${countWords(total)} 人`
}

function Nobody({
  page,
  q,
  onClear,
  mayRegister,
  isNarrowed,
}: {
  page: Page
  q: string
  isNarrowed: boolean
  onClear: () => void
  mayRegister: boolean
}) {
  const mayImport = useMay('register-imports.run')
  const words =
    page.searchedBy === 'incomplete-number'
      ? '号码没有输完：请输入 11 位手机号、18 位身份证号或其后四位。'
      : q
        ? `管辖范围内没有找到“${q}”。`
        : isNarrowed
          ? '没有符合条件的居民。'
          : '还没有居民，先导入村里的花名册。'
  return (
    <Empty description={words} style={{ padding: 48 }}>
      <Flex gap={8} justify="center">
        {isNarrowed && <Button onClick={onClear}>清除筛选</Button>}
        {!isNarrowed && mayImport && (
          <LinkButton to="/register-imports" type="primary">
            导入花名册
          </LinkButton>
        )}
        {mayRegister && (
          <LinkButton to="/residents/new" type={isNarrowed ? 'primary' : 'default'}>
            登记新居民
          </LinkButton>
        )}
      </Flex>
    </Empty>
  )
}

function ChooseColumns({
  names,
  onChange,
}: {
  names: ColumnName[]
  onChange: (names: ColumnName[]) => void
}) {
  const all = Object.keys(residentColumns) as ColumnName[]
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <Checkbox.Group
          className="choose-columns"
          value={names}
          options={all.map((name) => ({
            value: name,
            label: residentColumns[name].title,
            disabled: name === 'name',
          }))}
          onChange={(chosen) => onChange(all.filter((name) => name === 'name' || chosen.includes(name)))}
        />
      }
    >
      <Button icon={<SettingOutlined />} aria-label="选择列" />
    </Popover>
  )
}
