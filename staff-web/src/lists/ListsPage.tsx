import { DownloadOutlined } from '@ant-design/icons'
import type { RequestInput } from '@qianyue/api/endpoint.ts'
import { downloadList, listRows } from '@qianyue/api/lists.ts'
import { columnsOf, type ListCode, lists } from '@qianyue/domain/lists/list.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useReplyPages } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Card, Segmented, Select } from 'antd'
import { useMemo } from 'react'
import { Link, useSearchParams } from 'react-router'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { type KeptFilters, ListFilters } from './ListFilters.tsx'
import { SavedLists } from './SavedLists.tsx'
import './lists.css'

/** Which list, narrowed to what, with which columns. It stands in the address. */
export type AskedList = { list: ListCode; filters: KeptFilters; columns: readonly string[] }

const PAGE = 100
/** Columns that a list begins with. */
const USUAL = 9

/** 自定义名单: any list, narrowed, with columns chosen, kept under a name and exported. */
export function ListsPage() {
  const [params, setParams] = useSearchParams()
  const asked = useMemo(() => read(params), [params])
  const { list, filters, columns } = asked
  const open = (next: AskedList) => setParams(written(next), { replace: true })
  const request = { list, ...filters, columns: columns.join(',') } as RequestInput<typeof downloadList>
  const pages = useReplyPages(listRows, { ...request, limit: PAGE })
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  const shown = columnsOf(list, columns)
  return (
    <div className="lists">
      <PageTitle title="自定义名单">
        <Button icon={<DownloadOutlined />} href={addressFor(downloadList, request)} download>
          导出 Excel
        </Button>
      </PageTitle>
      <SavedLists asked={asked} onOpen={open} />
      <Card size="small">
        <div className="lists-choices">
          <Segmented<ListCode>
            value={list}
            onChange={(next) => open({ list: next, filters: {}, columns: usual(next) })}
            options={(Object.keys(lists) as ListCode[]).map((value) => ({ value, label: lists[value].name }))}
          />
          <ListFilters list={list} filters={filters} onChange={(next) => open({ ...asked, filters: next })} />
          <Select
            mode="multiple"
            aria-label="列"
            placeholder="选列，按选的先后排列"
            maxTagCount="responsive"
            style={{ width: '100%' }}
            value={[...columns]}
            onChange={(next: string[]) => open({ ...asked, columns: next.length === 0 ? usual(list) : next })}
            options={columnsOf(list, []).map(({ code, header }) => ({ value: code, label: header }))}
          />
        </div>
      </Card>
      {pages.error ? (
        <Alert type="error" showIcon title={pages.error.message} />
      ) : (
        <DataTable
          rowKey="key"
          loading={pages.isPending}
          dataSource={rows}
          empty="没有符合条件的，请放宽条件"
          columns={shown.map(({ code, header }, index) => ({
            title: header,
            key: code,
            render: (_: unknown, row: (typeof rows)[number]) =>
              code === 'name' ? (
                <Link to={`/residents/${row.residentId}`}>{row.cells[index]}</Link>
              ) : (
                row.cells[index]
              ),
          }))}
          footer={() => (
            <div className="lists-foot">
              <span>{pages.isPending ? '正在读取…' : `已列出 ${rows.length} 行`}</span>
              {pages.hasNextPage && (
                <Button
                  size="small"
                  loading={pages.isFetchingNextPage}
                  onClick={() => void pages.fetchNextPage()}
                >
                  再列 {PAGE} 行
                </Button>
              )}
            </div>
          )}
        />
      )}
    </div>
  )
}

function usual(list: ListCode): string[] {
  return columnsOf(list, [])
    .slice(0, USUAL)
    .map(({ code }) => code)
}

function read(params: URLSearchParams): AskedList {
  const given = params.get('list') ?? ''
  const list = Object.hasOwn(lists, given) ? (given as ListCode) : 'residents'
  const columns = params.get('columns')?.split(',').filter(Boolean) ?? usual(list)
  const filters = Object.fromEntries([...params].filter(([name]) => name !== 'list' && name !== 'columns'))
  return { list, filters, columns }
}

function written({ list, filters, columns }: AskedList): Record<string, string> {
  return { ...filters, list, columns: columns.join(',') }
}
