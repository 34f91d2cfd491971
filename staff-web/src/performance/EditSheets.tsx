import { policyBodies, savePolicy } from '@qianyue/api/policy.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import type { AssessmentSheet } from '@qianyue/domain/performance/assessment-sheet.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { DayPicker } from '@qianyue/ui/forms/DayPicker.tsx'
import { Alert, App, Button, Card, Input } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { PageTitle } from '../shell/PageTitle.tsx'
import { SheetsEditor } from './SheetsEditor.tsx'

/** A new version of the county's sheets, from a day on by a notice. */
export function EditSheets({
  sheets,
  opened,
  onDone,
}: {
  sheets: readonly AssessmentSheet[]
  opened: string | undefined
  onDone: () => void
}) {
  const { message } = App.useApp()
  const [id] = useState(newId)
  const [draft, setDraft] = useState(sheets)
  const [validFrom, setValidFrom] = useState<string>(dayInShanghai(new Date()))
  const [source, setSource] = useState('')
  const save = useSend(savePolicy)
  const hasFaults = !policyBodies['assessment-sheets'].safeParse(draft).success
  const submit = () =>
    save.mutate(
      { id, kind: 'assessment-sheets', validFrom, source, body: draft },
      {
        onSuccess: () => {
          message.success('已保存')
          onDone()
        },
      },
    )
  return (
    <div className="performance">
      <PageTitle title="考核表：新版本" />
      <SheetsEditor sheets={draft} opened={opened} onChange={setDraft} />
      {save.error && (
        <Alert
          type="error"
          showIcon
          title={save.error.message}
          description={Object.values(save.error.fields).join('；') || undefined}
        />
      )}
      <Card size="small">
        <div className="performance-save">
          <span>执行日期</span>
          <DayPicker
            aria-label="执行日期"
            allowClear={false}
            value={dayjs(validFrom)}
            onChange={(day) => day && setValidFrom(day.format('YYYY-MM-DD'))}
          />
          <span>文件</span>
          <Input
            aria-label="文件"
            placeholder="文件名称或文号"
            style={{ width: 260 }}
            maxLength={200}
            value={source}
            onChange={({ target }) => setSource(target.value)}
          />
          <Button onClick={onDone}>取消</Button>
          <Button
            type="primary"
            disabled={hasFaults || source.trim().length < 2 || draft === sheets}
            loading={save.isPending}
            onClick={submit}
          >
            保存为新版本
          </Button>
        </div>
      </Card>
    </div>
  )
}
