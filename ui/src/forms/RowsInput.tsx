import type { FormValue, RowColumn, RowsField, RowValue } from '@qianyue/domain/forms/form.ts'
import type { Problem } from '@qianyue/domain/forms/problems.ts'
import { Select } from 'antd'
import { DayInput } from './DayInput.tsx'
import { MomentInput } from './MomentInput.tsx'
import { NumberInput } from './NumberInput.tsx'

type Props = {
  field: RowsField
  rows: readonly RowValue[]
  problems: readonly Problem[]
  onChange: (rows: readonly RowValue[] | undefined) => void
}

/** A small table of the sheet. There is always one empty row to go on with; an emptied row is no row. */
export function RowsInput({ field, rows, problems, onChange }: Props) {
  const shown = rows.length < field.maxRows ? [...rows, {}] : rows
  const put = (index: number, column: string, value: FormValue | undefined) => {
    const next = shown.map((row, at) => (at === index ? withCell(row, column, value) : row))
    const filled = next.filter((row) => Object.keys(row).length > 0)
    onChange(filled.length === 0 ? undefined : filled)
  }
  return (
    <table className="rows-input" aria-label={field.name}>
      <thead>
        <tr>
          {field.columns.map(({ code, name }) => (
            <th key={code} scope="col">
              {name}
            </th>
          ))}
          <td />
        </tr>
      </thead>
      <tbody>
        {shown.map((row, index) => (
          <tr key={index}>
            {field.columns.map((column) => (
              <td key={column.code}>
                <Cell
                  column={column}
                  id={index === 0 && column === field.columns[0] ? `field-${field.code}` : undefined}
                  label={`${field.name}第${index + 1}行${column.name}`}
                  value={row[column.code]}
                  invalid={problems.some(
                    (problem) =>
                      problem.severity === 'error' &&
                      problem.field === `${field.code}[${index}].${column.code}`,
                  )}
                  onChange={(value) => put(index, column.code, value)}
                />
              </td>
            ))}
            <td>
              {Object.keys(row).length > 0 && (
                <button
                  type="button"
                  className="row-remove"
                  aria-label={`删除${field.name}第${index + 1}行`}
                  onClick={() => {
                    const left = rows.filter((_, at) => at !== index)
                    onChange(left.length === 0 ? undefined : left)
                  }}
                >
                  ×
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell({
  column,
  id,
  label,
  value,
  invalid,
  onChange,
}: {
  column: RowColumn
  id: string | undefined
  label: string
  value: number | string | undefined
  invalid: boolean
  onChange: (value: number | string | undefined) => void
}) {
  switch (column.kind) {
    case 'number':
    case 'integer':
      return (
        <NumberInput
          id={id}
          label={label}
          unit={column.unit}
          value={value}
          invalid={invalid}
          onChange={onChange}
        />
      )
    case 'date':
      return (
        <DayInput
          id={id}
          label={label}
          value={typeof value === 'string' ? value : undefined}
          invalid={invalid}
          onChange={onChange}
        />
      )
    case 'moment':
      return (
        <MomentInput
          id={id}
          label={label}
          value={typeof value === 'string' ? value : undefined}
          invalid={invalid}
          onChange={onChange}
        />
      )
    case 'choice':
      return (
        <Select
          {...(id === undefined ? {} : { id })}
          aria-label={label}
          allowClear
          style={{ width: '100%' }}
          value={value ?? null}
          status={invalid ? 'error' : ''}
          onChange={(code) => onChange(code ?? undefined)}
          options={column.options.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
        />
      )
    case 'text':
      return (
        <span className={invalid ? 'entry entry-invalid' : 'entry'}>
          <input
            id={id}
            data-entry=""
            aria-label={label}
            placeholder={column.name}
            maxLength={column.maxLength}
            autoComplete="off"
            value={value ?? ''}
            onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
          />
        </span>
      )
  }
}

function withCell(row: RowValue, column: string, value: FormValue | undefined): RowValue {
  const { [column]: _, ...others } = row
  return value === undefined || typeof value === 'object' ? others : { ...others, [column]: value }
}
