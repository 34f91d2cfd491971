import { policyBodies, savePolicy } from '@qianyue/api/policies.ts'
import type { PolicyKind } from '@qianyue/domain/policy/policy.ts'
import { type PolicyField, policyFields, valueAt, withValue } from '@qianyue/domain/policy/policy-fields.ts'
import { differences } from '@qianyue/domain/policy/value-words.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, App, Button, DatePicker, Flex, Input } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { Differences } from './Differences.tsx'
import { FieldInput } from './FieldInput.tsx'
import { RowsTable } from './RowsTable.tsx'

/** A new version of one kind of policy: what changes is shown before it is saved. */
export function EditPolicy({ kind, body, onDone }: { kind: PolicyKind; body: unknown; onDone: () => void }) {
  const { message } = App.useApp()
  const [id] = useState(newId)
  const [draft, setDraft] = useState(body)
  const [validFrom, setValidFrom] = useState<Dayjs>(dayjs())
  const [source, setSource] = useState('')
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const save = useSend(savePolicy)
  const fields = policyFields[kind]
  const changes = differences(fields, body, draft)

  const submit = () => {
    const checked = policyBodies[kind].safeParse(draft)
    const found: Record<string, string> = {}
    for (const issue of checked.error?.issues ?? []) found[issue.path.join('.')] ??= issue.message
    if (source.trim().length < 2) found.source ??= '请填写文件名称或文号'
    setWrong(found)
    if (Object.keys(found).length > 0) return
    save.mutate(
      { id, kind, validFrom: validFrom.format('YYYY-MM-DD'), source, body: draft },
      {
        onSuccess: ({ recomputes }) => {
          message.success(recomputes ? '已保存，正在后台按新政策重新计算' : '已保存')
          onDone()
        },
        onError: (error) => {
          setWrong(error.fields)
          message.error(error.message)
        },
      },
    )
  }

  return (
    <Flex vertical gap={16}>
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
        <OneField key={field.label} field={field} draft={draft} wrong={wrong} onChange={setDraft} />
      ))}
      <section className="policy-save">
        <h3>本次修改</h3>
        <Differences found={changes} />
        <Flex gap={12} wrap align="center">
          <div className="policy-inline">
            <span>执行日期</span>
            <DatePicker
              aria-label="执行日期"
              value={validFrom}
              allowClear={false}
              onChange={(chosen) => chosen && setValidFrom(chosen)}
            />
          </div>
          <div className="policy-inline" style={{ flex: 1, minWidth: 240 }}>
            <span>文件</span>
            <Input
              aria-label="文件"
              placeholder="文件名称或文号"
              value={source}
              maxLength={200}
              {...(wrong.source ? { status: 'error' as const } : {})}
              onChange={({ target }) => setSource(target.value)}
            />
          </div>
          <Button onClick={onDone}>取消</Button>
          <Button type="primary" disabled={changes.length === 0} loading={save.isPending} onClick={submit}>
            保存为新版本
          </Button>
        </Flex>
      </section>
    </Flex>
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
        <RowsTable
          field={field}
          rows={value as Record<string, unknown>[]}
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
