import { type PolicyField, valueAt, withValue } from '@qianyue/domain/policy/policy-fields.ts'
import { Alert } from 'antd'
import { FieldInput } from './FieldInput.tsx'
import { RowsTable } from './RowsTable.tsx'

/** Everything that one kind of policy says, to be changed; what is wrong stands above it and at its place. */
export function PolicyFields({
  fields,
  body,
  wrong,
  onChange,
}: {
  fields: readonly PolicyField[]
  body: unknown
  /** By place in the body, what is wrong. */
  wrong: Record<string, string>
  onChange: (body: unknown) => void
}) {
  return (
    <>
      {Object.keys(wrong).length > 0 && (
        <Alert
          type="error"
          showIcon
          title={`有 ${Object.keys(wrong).length} 处需要修改`}
          description={
            <ul className="policy-list">
              {Object.entries(wrong).map(([path, words]) => (
                <li key={path}>
                  {placeWords(fields, path)}：{words}
                </li>
              ))}
            </ul>
          }
        />
      )}
      {fields.map((field) => (
        <OneField key={field.label} field={field} draft={body} wrong={wrong} onChange={onChange} />
      ))}
    </>
  )
}

function OneField({
  field,
  draft,
  wrong,
  onChange,
}: {
  field: PolicyField
  draft: unknown
  wrong: Record<string, string>
  onChange: (draft: unknown) => void
}) {
  const value = valueAt(draft, field.path)
  if (field.kind === 'rows') {
    const prefix = field.path.length === 0 ? '' : `${field.path.join('.')}.`
    const inRows = Object.fromEntries(
      Object.entries(wrong)
        .filter(([path]) => path.startsWith(prefix))
        .map(([path, words]) => [path.slice(prefix.length), words]),
    )
    return (
      <section>
        <h3>{field.label}</h3>
        {field.note && <p className="quiet">{field.note}</p>}
        <RowsTable
          field={field}
          rows={(value ?? []) as Record<string, unknown>[]}
          wrong={inRows}
          onChange={(rows) => onChange(withValue(draft, field.path, rows))}
        />
      </section>
    )
  }
  const words = wrong[field.path.join('.')]
  return (
    <div className="policy-field">
      <span>{field.label}</span>
      <div>
        <FieldInput
          field={field}
          value={value}
          invalid={words !== undefined}
          onChange={(changed) => onChange(withValue(draft, field.path, changed))}
        />
        {words && <div className="policy-wrong">{words}</div>}
        {field.note && <div className="quiet">{field.note}</div>}
      </div>
    </div>
  )
}

/** Where something is wrong, as the form names it. */
function placeWords(fields: readonly PolicyField[], path: string): string {
  if (path === 'source') return '文件'
  for (const field of fields) {
    const own = field.path.join('.')
    if (field.kind !== 'rows') {
      if (path === own || path.startsWith(`${own}.`)) return field.label
      continue
    }
    const rest = own === '' ? path : path.startsWith(`${own}.`) ? path.slice(own.length + 1) : null
    const [, index, place] = /^(\d+)\.?(.*)$/.exec(rest ?? '') ?? []
    if (index === undefined) continue
    const column = field.columns.find((one) => one.path.join('.') === place)
    return `${field.label}第${Number(index) + 1}条${column ? `“${column.label}”` : ''}`
  }
  return path
}
