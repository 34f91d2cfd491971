import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { recordService, startServiceRecord } from '@qianyue/api/service-records.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Form, FormValues } from '@qianyue/domain/forms/form.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { AssessmentPanel } from '@qianyue/ui/forms/AssessmentPanel.tsx'
import { type Entered, FormView, goToField } from '@qianyue/ui/forms/FormView.tsx'
import { useForm } from '@qianyue/ui/forms/use-form.ts'
import { sexWords } from '@qianyue/ui/words/figures.ts'
import { Alert, App, Button, Flex, Result, Skeleton } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useViewer } from '../session/viewer.ts'
import { LoadError } from '../shell/LoadError.tsx'
import { FillFrom } from './FillFrom.tsx'
import { RecordingHead } from './RecordingHead.tsx'
import { ToMend } from './ToMend.tsx'
import { useJudgement } from './use-judgement.ts'
import { useRecordDraft } from './use-record-draft.ts'
import './service-records.css'

type Start = ReplyOf<typeof startServiceRecord>
export type Saved = ReplyOf<typeof recordService>

type Props = {
  residentId: string
  form: string
  /** The service of the catalogue that a general record is about. */
  service?: string | undefined
  /** What the form begins with, where nothing was begun before: proposed, to be looked over. */
  begin?: FormValues | undefined
  /** @param entered what was saved */
  onSaved: (saved: Saved, entered: { performedOn: LocalDate; values: FormValues }) => void
}

/** Fills one form for one resident: the last values beside it, what the rules say below it, kept until it is saved. */
export function RecordServiceForm({ residentId, form: code, service, begin, onSaved }: Props) {
  const { form, isPending } = useForm(code)
  const start = useReply(startServiceRecord, { residentId, form: code })
  if (isPending) return <Skeleton active />
  if (!form) return <Result status="404" title="没有这种记录表" />
  if (start.error) return <LoadError asked={start} />
  if (!start.data) return <Skeleton active />
  return <Filling form={form} start={start.data} service={service} begin={begin} onSaved={onSaved} />
}

function Filling({
  form,
  start,
  service,
  begin,
  onSaved,
}: {
  form: Form
  start: Start
  service: string | undefined
  begin: FormValues | undefined
  onSaved: Props['onSaved']
}) {
  const { message } = App.useApp()
  const { user } = useViewer()
  const { resident, today } = start
  const [fresh] = useState(() => ({
    performedOn: today,
    values: {
      ...begin,
      ...(service === undefined || form.code !== 'general-service' ? {} : { service }),
    } as FormValues,
  }))
  const { draft, change, drop, restart, isRestored, touched } = useRecordDraft(
    { accountId: user.id, residentId: resident.id, form: form.code },
    fresh,
  )
  const [performedBy, setPerformedBy] = useState(start.staffId)
  const [strict, setStrict] = useState(false)
  const [confirmed, setConfirmed] = useState(false)
  const send = useSend(recordService)
  const top = useRef<HTMLDivElement>(null)

  const { about, previous, errors, incomplete, result } = useJudgement(
    form,
    start,
    draft.performedOn,
    draft.values,
  )
  const edit = useCallback(
    (next: (entered: Entered) => Entered) => {
      setConfirmed(false)
      change((before) => ({ ...before, ...next(before) }))
    },
    [change],
  )

  const save = () => {
    setStrict(true)
    if (errors.length > 0) {
      goToField(errors[0]!.field)
      return
    }
    if (incomplete.length > 0 && !confirmed) {
      setConfirmed(true)
      top.current?.scrollIntoView({ block: 'start', behavior: 'smooth' })
      return
    }
    send.mutate(
      {
        id: draft.id,
        residentId: resident.id,
        form: form.code,
        performedOn: draft.performedOn,
        mode: draft.mode,
        values: draft.values,
        copied: [...draft.copied],
        ...(performedBy === null ? {} : { performedBy }),
      },
      {
        onSuccess: (saved) => {
          drop()
          onSaved(saved, draft)
        },
        onError: (error) => {
          message.error(error.message)
          const first = Object.keys(error.fields)[0]
          if (first) goToField(first)
        },
      },
    )
  }

  useEffect(focusFirstEntry, [])

  return (
    <div className="recording" ref={top}>
      <Flex wrap gap="4px 16px" align="center" className="recording-person">
        <strong>{resident.name}</strong>
        <span>
          {sexWords[resident.sex]} {about.ageYears}岁 {resident.villageName}
        </span>
        {previous && <span className="recording-quiet">上次 {previous.performedOn}</span>}
      </Flex>
      {isRestored && !touched && (
        <Alert
          type="info"
          showIcon
          title="已恢复上次没有保存的内容。"
          action={
            <Button size="small" onClick={restart}>
              重新填写
            </Button>
          }
        />
      )}
      <RecordingHead
        performedOn={draft.performedOn}
        mode={draft.mode}
        today={today}
        performedBy={performedBy}
        staff={start.staff}
        problem={send.error?.fields.performedOn}
        onDay={(performedOn) => change((before) => ({ ...before, performedOn }))}
        onMode={(mode) => change((before) => ({ ...before, mode }))}
        onPerformer={setPerformedBy}
      />
      {strict && <ToMend form={form} errors={errors} incomplete={incomplete} />}
      <FillFrom
        form={form}
        residentId={resident.id}
        performedOn={draft.performedOn}
        values={draft.values}
        last={previous?.values}
        onEdit={edit}
      />
      <FormView
        form={form}
        entered={draft}
        about={about}
        strict={strict}
        {...(send.error ? { refused: send.error.fields } : {})}
        onChange={edit}
        onSave={save}
      />
      <div className="recording-foot">
        {result ? (
          <AssessmentPanel result={result} />
        ) : (
          <span className="recording-quiet">填好必填项后，这里显示分类、下一步和下次日期。</span>
        )}
        <Flex gap={8} align="center" justify="end" wrap>
          <span className="recording-quiet recording-keys">Tab、回车到下一项，数字键选择，Ctrl+回车保存</span>
          <Button type="primary" loading={send.isPending} onClick={save}>
            {confirmed && incomplete.length > 0 && errors.length === 0 ? '仍然保存' : '保存'}
          </Button>
        </Flex>
      </div>
    </div>
  )
}

/** Puts the cursor into the first box, where nobody has put it into the form yet. */
export function focusFirstEntry(): void {
  if (document.activeElement?.closest('.recording')) return
  document.querySelector<HTMLElement>('.recording .form-view [data-entry]')?.focus({ preventScroll: true })
}
