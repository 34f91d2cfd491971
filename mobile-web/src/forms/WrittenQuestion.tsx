import type {
  DateField,
  FormValue,
  MomentField,
  RowColumn,
  RowsField,
  RowValue,
  TextField,
} from '@qianyue/domain/forms/form.ts'

type Change = (value: FormValue | undefined) => void

/** A day, a moment or words. */
export function WrittenQuestion({
  field,
  label,
  value,
  onChange,
}: {
  field: DateField | MomentField | TextField
  label: string
  value: FormValue | undefined
  onChange: Change
}) {
  const text = typeof value === 'string' ? value : ''
  const write = (next: string) => onChange(next === '' ? undefined : next)
  if (field.kind === 'text' && field.multiline)
    return (
      <textarea
        aria-label={label}
        rows={3}
        maxLength={field.maxLength}
        value={text}
        onChange={({ target }) => write(target.value)}
      />
    )
  const type = { date: 'date', moment: 'datetime-local', text: 'text' }[field.kind]
  return (
    <input
      type={type}
      aria-label={label}
      autoComplete="off"
      {...(field.kind === 'text' ? { maxLength: field.maxLength } : {})}
      value={text}
      onChange={({ target }) => write(target.value)}
    />
  )
}

/** A small table of the sheet (用药情况), a card a row. */
export function RowsQuestion({
  field,
  value,
  onChange,
}: {
  field: RowsField
  value: FormValue | undefined
  onChange: Change
}) {
  const rows = (Array.isArray(value) ? value : []) as readonly RowValue[]
  const put = (next: readonly RowValue[]) => onChange(next.length === 0 ? undefined : next)
  const change = (at: number, column: string, cell: FormValue | undefined) =>
    put(rows.map((row, index) => (index === at ? withCell(row, column, cell) : row)))
  return (
    <div className="rows">
      {rows.map((row, at) => (
        <fieldset key={at}>
          <legend>第 {at + 1} 行</legend>
          {field.columns.map((column) => (
            <div key={column.code} className="row-cell">
              <span>{column.name}</span>
              <Cell
                column={column}
                label={`${field.name}第 ${at + 1} 行${column.name}`}
                value={row[column.code]}
                onChange={(cell) => change(at, column.code, cell)}
              />
            </div>
          ))}
          <button type="button" onClick={() => put(rows.filter((_, index) => index !== at))}>
            删除这一行
          </button>
        </fieldset>
      ))}
      {rows.length < field.maxRows && (
        <button type="button" onClick={() => put([...rows, {}])}>
          添加{field.name}
        </button>
      )}
    </div>
  )
}

function Cell({
  column,
  label,
  value,
  onChange,
}: {
  column: RowColumn
  label: string
  value: RowValue[string]
  onChange: Change
}) {
  switch (column.kind) {
    case 'number':
    case 'integer':
      return (
        <input
          type="number"
          inputMode="decimal"
          aria-label={label}
          value={value ?? ''}
          onChange={({ target }) => onChange(target.value === '' ? undefined : Number(target.value))}
        />
      )
    case 'choice':
      return (
        <select
          aria-label={label}
          value={value ?? ''}
          onChange={({ target }) =>
            onChange(column.options.find(({ code }) => String(code) === target.value)?.code)
          }
        >
          <option value="">未选</option>
          {column.options.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      )
    default:
      return <WrittenQuestion field={column} label={label} value={value} onChange={onChange} />
  }
}

function withCell(row: RowValue, column: string, cell: FormValue | undefined): RowValue {
  const { [column]: _, ...others } = row
  return cell === undefined || typeof cell === 'object' ? others : { ...others, [column]: cell }
}
