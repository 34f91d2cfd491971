import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { type PolicyField, valueAt, withValue } from '@qianyue/domain/policy/policy-fields.ts'
import { valueWords } from '@qianyue/domain/policy/value-words.ts'
import { Button, Flex, Modal, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { DataTable } from '../shell/DataTable.tsx'
import { withItem } from '../shell/with-item.ts'
import { FieldInput } from './FieldInput.tsx'

type Row = Record<string, unknown>
type RowsField = Extract<PolicyField, { kind: 'rows' }>

/** The rows of a policy as a table; a row opens in a window of its own to be changed. */
export function RowsTable({
  field,
  rows,
  onChange,
  wrong = {},
}: {
  field: RowsField
  rows: readonly Row[]
  /** Left out where it is only read. */
  onChange?: (rows: Row[]) => void
  /** By position and place in the row, what is wrong. */
  wrong?: Record<string, string>
}) {
  const [open, setOpen] = useState<{ index: number; row: Row } | null>(null)
  const close = () => setOpen(null)
  const put = (path: readonly string[], value: unknown) =>
    open && setOpen({ ...open, row: withValue(open.row, path, value) as Row })
  // What only tells one row from another over the versions is written, not read.
  const told = onChange ? field.columns : field.columns.filter((column) => !isCode(column))
  const columns: TableColumnsType<Row & { index: number }> = told.map((column) => ({
    title: column.label,
    key: column.label,
    render: (_, row) => {
      const words = valueWords(column, valueAt(row, column.path))
      return (
        <span className="policy-cell" title={words}>
          {words}
        </span>
      )
    },
  }))
  if (onChange) {
    columns.push({
      title: '',
      key: 'act',
      fixed: 'right',
      width: 112,
      render: (_, { index, ...row }) => (
        <Flex gap={4}>
          <Button size="small" type="link" onClick={() => setOpen({ index, row })}>
            修改
          </Button>
          <Button
            size="small"
            type="link"
            danger
            onClick={() => onChange(rows.filter((_, at) => at !== index))}
          >
            删除
          </Button>
        </Flex>
      ),
    })
  }
  const messages = Object.entries(wrong).filter(([path]) => open && path.startsWith(`${open.index}.`))
  return (
    <>
      <DataTable
        rowKey="index"
        columns={columns}
        dataSource={rows.map((row, index) => ({ ...row, index }))}
        onRow={() => ({ tabIndex: 0 })}
        rowClassName={({ index }) =>
          Object.keys(wrong).some((path) => path.startsWith(`${index}.`)) ? 'policy-row-wrong' : ''
        }
        locale={{ emptyText: '没有' }}
      />
      {onChange && (
        <Button
          style={{ marginTop: 8 }}
          onClick={() => setOpen({ index: rows.length, row: newRow(field, rows) })}
        >
          增加一条
        </Button>
      )}
      <Modal
        open={open !== null}
        title={field.label}
        width={640}
        okText="确定"
        cancelText="取消"
        onCancel={close}
        onOk={() => {
          if (open && onChange) onChange(replaced(rows, open))
          close()
        }}
        destroyOnHidden
      >
        {open && (
          <Flex vertical gap={10}>
            {messages.map(([path, message]) => (
              <div key={path} role="alert" className="policy-wrong">
                {message}
              </div>
            ))}
            {field.columns.map((column) => (
              <div key={column.label} className="policy-field">
                <span>{column.label}</span>
                <div>
                  {column.kind === 'rows' ? (
                    <RowsTable
                      field={column}
                      rows={(valueAt(open.row, column.path) ?? []) as Row[]}
                      onChange={(value) => put(column.path, value)}
                    />
                  ) : (
                    <FieldInput
                      field={column}
                      value={valueAt(open.row, column.path)}
                      invalid={wrong[`${open.index}.${column.path.join('.')}`] !== undefined}
                      onChange={(value) => put(column.path, value)}
                    />
                  )}
                  {column.note && <div className="quiet">{column.note}</div>}
                </div>
              </div>
            ))}
          </Flex>
        )}
      </Modal>
    </>
  )
}

function replaced(rows: readonly Row[], { index, row }: { index: number; row: Row }): Row[] {
  return index < rows.length ? withItem(rows, index, row) : [...rows, row]
}

const isCode = ({ kind, path }: PolicyField) => kind === 'text' && path.join('.') === 'code'

/** A new row; where rows have codes it is given one, which can be written anew. */
function newRow(field: RowsField, rows: readonly Row[]): Row {
  const row = field.blank(dayInShanghai(new Date()), rows)
  return row.code === '' ? { ...row, code: `r-${Date.now().toString(36)}` } : row
}
