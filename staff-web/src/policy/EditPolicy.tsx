import { policyBodies, savePolicy } from '@qianyue/api/policy.ts'
import type { PolicyKind } from '@qianyue/domain/policy/policy.ts'
import { policyFieldsIn } from '@qianyue/domain/policy/policy-fields.ts'
import { differences } from '@qianyue/domain/policy/value-words.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { DayPicker } from '@qianyue/ui/forms/DayPicker.tsx'
import { App, Button, Flex, Input } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { Differences } from './Differences.tsx'
import { useOwn } from './own-names.tsx'
import { PolicyFields } from './PolicyFields.tsx'

/** A new version of one kind of policy: what changes is shown before it is saved. */
export function EditPolicy({ kind, body, onDone }: { kind: PolicyKind; body: unknown; onDone: () => void }) {
  const { message } = App.useApp()
  const [id] = useState(newId)
  const [draft, setDraft] = useState(body)
  const [validFrom, setValidFrom] = useState<Dayjs>(dayjs())
  const [source, setSource] = useState('')
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const save = useSend(savePolicy)
  const fields = policyFieldsIn(kind, useOwn())
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
      <PolicyFields fields={fields} body={draft} wrong={wrong} onChange={setDraft} />
      <section className="policy-save">
        <h3>本次修改</h3>
        <Differences found={changes} />
        <Flex gap={12} wrap align="center">
          <div className="policy-inline">
            <span>执行日期</span>
            <DayPicker
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
