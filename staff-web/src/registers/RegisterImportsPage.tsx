import { importRegister, listRegisterImports } from '@qianyue/api/registers.ts'
import { CallError, upload } from '@qianyue/ui/calls/call.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Grid, Spin, Table, Upload } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useMay } from '../session/viewer.ts'
import { PageTitle } from '../shell/PageTitle.tsx'
import { StatusTag } from './StatusTag.tsx'
import './registers.css'

/** 名册导入: drop a register, and what was imported before. */
export function RegisterImportsPage() {
  const imports = useReply(listRegisterImports, { limit: 100 })
  const mayRun = useMay('register-imports.run')
  const isNarrow = !Grid.useBreakpoint().md
  const rows = imports.data ?? []
  return (
    <>
      <PageTitle title="名册导入" />
      {mayRun && <DropRegister />}
      {imports.error && <Alert type="error" showIcon title={imports.error.message} />}
      <h2 className="register-heading">导入记录</h2>
      <Table
        rowKey="id"
        size="small"
        loading={imports.isLoading}
        dataSource={rows}
        pagination={rows.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
        {...(isNarrow ? { showHeader: false } : { scroll: { x: 860 } })}
        locale={{
          emptyText: <span className="quiet">还没有导入过名册。把村里的花名册拖到上面的框里就开始。</span>,
        }}
        columns={
          isNarrow
            ? [{ key: 'import', render: (_, row) => <ImportInBrief row={row} /> }]
            : [
                {
                  title: '名册',
                  dataIndex: 'fileName',
                  render: (name: string, { id }) => <Link to={`/register-imports/${id}`}>{name}</Link>,
                },
                {
                  title: '状态',
                  dataIndex: 'status',
                  width: 100,
                  render: (status) => <StatusTag status={status} />,
                },
                number('人', ({ counts }) => counts.people),
                number('户', ({ counts }) => counts.households),
                number('新增', ({ counts }) => counts.added),
                number('更新', ({ counts }) => counts.changed),
                number('不变', ({ counts }) => counts.unchanged),
                number('未导入', ({ counts }) => counts.withErrors),
                { title: '单位', dataIndex: 'unitName', width: 190, ellipsis: true },
                { title: '导入人', dataIndex: 'createdBy', width: 90, ellipsis: true },
                {
                  title: '时间',
                  dataIndex: 'createdAt',
                  width: 140,
                  render: (at: string) => dayjs(at).format('YYYY-MM-DD HH:mm'),
                },
              ]
        }
      />
    </>
  )
}

/** An import on a phone: its name and state, and what came of it. */
function ImportInBrief({ row }: { row: Row }) {
  const { people, added, changed, withErrors } = row.counts
  return (
    <>
      <Link to={`/register-imports/${row.id}`}>{row.fileName}</Link> <StatusTag status={row.status} />
      <div className="quiet">
        {people} 人，新增 {added}，更新 {changed}，未导入 {withErrors} · {row.createdBy}{' '}
        {dayjs(row.createdAt).format('MM-DD HH:mm')}
      </div>
    </>
  )
}

type Row = NonNullable<ReturnType<typeof useReply<typeof listRegisterImports>>['data']>[number]

function number(title: string, of: (row: Row) => number) {
  return {
    title,
    key: title,
    width: 72,
    align: 'right' as const,
    render: (_: unknown, row: Row) => of(row).toLocaleString('zh-CN'),
  }
}

/** The box to drop a register into; it leads to the import as soon as the file is there. */
function DropRegister() {
  const navigate = useNavigate()
  const client = useQueryClient()
  const [sending, setSending] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)

  const send = async (file: File) => {
    setSending(file.name)
    setError(null)
    try {
      const { id } = await upload(importRegister, {}, file)
      void client.invalidateQueries()
      void navigate(`/register-imports/${id}`)
    } catch (failure) {
      if (!(failure instanceof CallError)) throw failure
      setError(failure.fields.file ?? failure.message)
      setSending(null)
    }
  }

  return (
    <>
      <Upload.Dragger
        className="register-drop"
        accept=".xlsx,.xlsm,.csv,.xls"
        showUploadList={false}
        disabled={sending !== null}
        beforeUpload={(file) => {
          void send(file)
          return false
        }}
        aria-label="选择名册文件"
      >
        {sending ? (
          <div>
            <Spin size="small" /> 正在上传 {sending}
          </div>
        ) : (
          <>
            <p className="register-drop-title">把花名册拖到这里，或点击选择文件</p>
            <p className="quiet">
              .xlsx、.xls、.csv，照村里原来的样子就行：标题行、两行表头、合并的户、各种日期写法、全角数字都认得。
              先检查给您看，确认后才导入，导入后可以撤销。
            </p>
          </>
        )}
      </Upload.Dragger>
      {error && <Alert className="register-gap" type="error" showIcon title={error} />}
    </>
  )
}
