import { correctServiceRecord } from '@qianyue/api/service-records.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import type { Form, FormValues, Subject } from '@qianyue/domain/forms/form.ts'
import { problemsOf } from '@qianyue/domain/forms/problems.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { DayInput } from '@qianyue/ui/forms/DayInput.tsx'
import { type Entered, FormView, goToField } from '@qianyue/ui/forms/FormView.tsx'
import { Alert, App, Button, Drawer, Flex, Grid, Input } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import type { ReadRecord } from './ServiceRecordPage.tsx'

/** 更正: the same form with what it says now; the reason is asked, the old words are kept. */
export function CorrectRecordDrawer({
  record,
  form,
  about,
  field,
  onClose,
}: {
  record: ReadRecord
  form: Form
  about: Subject
  /** The box that it is opened for. */
  field?: string
  onClose: () => void
}) {
  const { message } = App.useApp()
  const { md } = Grid.useBreakpoint()
  const [id] = useState(newId)
  const [entered, setEntered] = useState<Entered>(() => ({
    values: withoutComputed(form, record.values),
    copied: [],
  }))
  const [performedOn, setPerformedOn] = useState(record.performedOn)
  const [reason, setReason] = useState('')
  const [strict, setStrict] = useState(false)
  const send = useSend(correctServiceRecord)
  const change = useCallback((edit: (before: Entered) => Entered) => setEntered(edit), [])
  const subject = useMemo(() => ({ ...about, performedOn }), [about, performedOn])

  const save = () => {
    setStrict(true)
    const wrong = problemsOf(form, entered.values, subject).find(({ severity }) => severity === 'error')
    if (wrong) return goToField(wrong.field)
    if (reason.trim().length < 2) return document.getElementById('correction-reason')?.focus()
    send.mutate(
      { recordId: record.id, id, reason, values: entered.values, performedOn },
      {
        onSuccess: () => {
          message.success('已更正，原内容可在“更正记录”中查看')
          onClose()
        },
        onError: (error) => message.error(error.message),
      },
    )
  }
  return (
    <Drawer
      open
      mask={{ closable: false }}
      onClose={onClose}
      afterOpenChange={(isOpen) => isOpen && field !== undefined && goToField(field)}
      size={md ? Math.min(980, window.innerWidth - 80) : '100%'}
      title={`更正：${record.formName}`}
    >
      <div className="recording">
        <Alert
          type="info"
          showIcon
          title="更正后，分类、下次日期和应尽服务随之重新计算；原内容保留，注明更正人和原因。"
        />
        <Flex gap={8} align="center" wrap>
          <label htmlFor="corrected-day">服务日期</label>
          <div style={{ width: 140 }}>
            <DayInput
              id="corrected-day"
              label="服务日期"
              value={performedOn}
              max={dayInShanghai(new Date())}
              invalid={send.error?.fields.performedOn !== undefined}
              onChange={(day) => day && setPerformedOn(day)}
            />
          </div>
        </Flex>
        <FormView
          form={form}
          entered={entered}
          about={subject}
          strict={strict}
          {...(send.error ? { refused: send.error.fields } : {})}
          onChange={change}
          onSave={save}
        />
        <div className="recording-foot">
          <Flex gap={8} align="center" wrap>
            <label htmlFor="correction-reason">更正原因</label>
            <Input
              id="correction-reason"
              style={{ flex: 1, minWidth: 200 }}
              maxLength={200}
              placeholder="如：血压抄错，以门诊日志为准"
              status={strict && reason.trim().length < 2 ? 'error' : ''}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
            <Button type="primary" loading={send.isPending} onClick={save}>
              保存更正
            </Button>
          </Flex>
        </div>
      </div>
    </Drawer>
  )
}

/** What is computed is computed anew. */
function withoutComputed(form: Form, values: FormValues): FormValues {
  const computed = new Set(
    form.sections.flatMap(({ fields }) =>
      fields.filter(({ kind }) => kind === 'computed').map(({ code }) => code),
    ),
  )
  return Object.fromEntries(Object.entries(values).filter(([code]) => !computed.has(code)))
}
