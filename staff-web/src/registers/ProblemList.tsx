import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listRegisterProblems } from '@qianyue/api/registers.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Grid, Table, Tag } from 'antd'
import { useState } from 'react'
import type { RegisterImport } from './use-import.ts'

type Problem = ReplyOf<typeof listRegisterProblems>[number]

const PAGE = 50

const WRITTEN = {
  title: '写的是',
  dataIndex: 'value',
  width: 190,
  render: (value: string) => value || <span className="quiet">空</span>,
} as const

/** 问题清单: every problem in the order of the sheet, with the place where it stands in Excel. */
export function ProblemList({ found, code }: { found: RegisterImport; code: string | null }) {
  const [page, setPage] = useState({ of: code, number: 1 })
  const number = page.of === code ? page.number : 1
  const reply = useReply(
    listRegisterProblems,
    { id: found.id, ...(code ? { code } : {}), offset: (number - 1) * PAGE, limit: PAGE },
    { keepPrevious: true },
  )
  const total = found.problemKinds
    .filter((kind) => code === null || kind.code === code)
    .reduce((sum, { count }) => sum + count, 0)
  const isWide = Grid.useBreakpoint().md ?? true
  const severalSheets = found.sheets.length > 1
  if (reply.error) return <Alert type="error" showIcon title={reply.error.message} />
  return (
    <Table<Problem>
      size="small"
      rowKey={({ sheet, sheetRow, code: kind, column }) => `${sheet}|${sheetRow}|${kind}|${column}`}
      loading={reply.isLoading}
      dataSource={reply.data ?? []}
      locale={{ emptyText: '没有发现问题。' }}
      pagination={{
        current: number,
        pageSize: PAGE,
        total,
        showSizeChanger: false,
        showTotal: (all) => `共 ${all.toLocaleString('zh-CN')} 处`,
        onChange: (next) => setPage({ of: code, number: next }),
      }}
      columns={[
        ...(severalSheets ? [{ title: '工作表', dataIndex: 'sheet', width: 120, ellipsis: true }] : []),
        {
          title: '单元格',
          key: 'cell',
          width: 90,
          render: (_, { columnLetter, sheetRow }) => (
            <span className="register-cell">
              {columnLetter ?? '行'}
              {sheetRow}
            </span>
          ),
        },
        ...(isWide ? [{ title: '列', dataIndex: 'column', width: 120, ellipsis: true }] : []),
        {
          title: '怎么办',
          dataIndex: 'severity',
          width: 84,
          render: (severity) =>
            severity === 'error' ? <Tag color="error">不能导入</Tag> : <Tag color="warning">请核对</Tag>,
        },
        ...(isWide ? [WRITTEN] : []),
        {
          title: '问题与办法',
          key: 'message',
          render: (_, { message, value }) => (isWide || value === '' ? message : `“${value}”：${message}`),
        },
      ]}
    />
  )
}
