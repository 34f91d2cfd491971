import { residentDeviceMeasurements } from '@qianyue/api/devices.ts'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { recordService, startServiceRecord } from '@qianyue/api/service-records.ts'
import { ageYearsOn } from '@qianyue/domain/days/local-date.ts'
import { offeredValues } from '@qianyue/domain/devices/offered-values.ts'
import { assess } from '@qianyue/domain/follow-ups/assess.ts'
import {
  completed,
  type Form,
  type FormValue,
  type FormValues,
  fieldsOf,
  type Subject,
} from '@qianyue/domain/forms/form.ts'
import { problemsOf } from '@qianyue/domain/forms/problems.ts'
import { isListedOn } from '@qianyue/domain/populations/population.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { AssessmentPanel } from '@qianyue/ui/forms/AssessmentPanel.tsx'
import { type Entered, FormView, goToField } from '@qianyue/ui/forms/FormView.tsx'
import { useForm } from '@qianyue/ui/forms/use-form.ts'
import { sexWords } from '@qianyue/ui/words/figures.ts'
import { Alert, App, Button, Flex, Result, Skeleton } from 'antd'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useViewer } from '../session/viewer.ts'
import { RecordingHead } from './RecordingHead.tsx'
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
  onSaved: (saved: Saved) => void
}

/** Fills one form for one resident: the last values beside it, what the rules say below it, kept until it is saved. */
export function RecordServiceForm({ residentId, form: code, service, begin, onSaved }: Props) {
  const { form, isPending } = useForm(code)
  const start = useReply(startServiceRecord, { residentId, form: code })
  if (isPending) return <Skeleton active />
  if (!form) return <Result status="404" title="没有这种记录表" />
  if (start.error)
    return (
      <Alert
        type="error"
        showIcon
        title={start.error.message}
        action={<Button onClick={() => start.refetch()}>重试</Button>}
      />
    )
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

  // A visit entered for an earlier day is compared with the record before that day.
  const earlier = useReply(
    startServiceRecord,
    draft.performedOn === today
      ? null
      : { residentId: resident.id, form: form.code, performedOn: draft.performedOn },
    { keepPrevious: true },
  )
  const { previous, policy, pregnancy, doses, specialConditions, vaccination } =
    draft.performedOn === today ? start : (earlier.data ?? start)
  const about = useMemo<Subject>(
    () => ({
      birthDate: resident.birthDate,
      sex: resident.sex,
      performedOn: draft.performedOn,
      ageYears: ageYearsOn(draft.performedOn, resident.birthDate),
      last: previous,
      pregnancy,
      doses,
      specialConditions,
      isInMaternity: isListedOn(draft.performedOn, resident.maternity),
    }),
    [resident, draft.performedOn, previous, pregnancy, doses, specialConditions],
  )
  const problems = useMemo(() => problemsOf(form, draft.values, about), [form, draft.values, about])
  const errors = problems.filter(({ severity }) => severity === 'error')
  const incomplete = problems.filter(({ code }) => code === 'incomplete')
  const result = useMemo(
    () =>
      errors.length > 0
        ? null
        : assess(form, completed(form, draft.values, about), { ...about, previous, policy, vaccination }),
    [form, draft.values, about, previous, policy, vaccination, errors.length],
  )
  const edit = useCallback(
    (next: (entered: Entered) => Entered) => {
      setConfirmed(false)
      change((before) => ({ ...before, ...next(before) }))
    },
    [change],
  )
  const measured = useReply(residentDeviceMeasurements, { residentId: resident.id, limit: 20 })
  const offered = useMemo(
    () => offeredValues(form, draft.values, measured.data ?? [], draft.performedOn),
    [form, draft.values, measured.data, draft.performedOn],
  )
  const copyable = useMemo(
    () => copyableValues(form, previous?.values, draft.values),
    [form, previous, draft.values],
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
          onSaved(saved)
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
          className="recording-note"
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
      {strict && (errors.length > 0 || incomplete.length > 0) && (
        <Alert
          type={errors.length > 0 ? 'error' : 'warning'}
          showIcon
          className="recording-note"
          title={[
            errors.length > 0 && `${errors.length} 处需要修改`,
            incomplete.length > 0 &&
              `规范要求的 ${incomplete.length} 项未填${errors.length === 0 ? '，再按一次保存则按不完整保存' : ''}`,
          ]
            .filter(Boolean)
            .join('；')}
          description={
            <Flex wrap gap={4}>
              {[...errors, ...incomplete].slice(0, 12).map(({ field, message: words }) => (
                <Button key={field + words} size="small" type="link" onClick={() => goToField(field)}>
                  {nameOf(form, field)}
                </Button>
              ))}
            </Flex>
          }
        />
      )}
      {offered.length > 0 && (
        <div className="recording-note">
          <Button
            size="small"
            onClick={() =>
              edit(({ values, copied }) => ({
                values: {
                  ...values,
                  ...Object.fromEntries(offered.map(({ field, value }) => [field, value])),
                },
                copied,
              }))
            }
          >
            填入设备当日所测 {offered.map(({ name, value, unit }) => `${name} ${value} ${unit}`).join('、')}
          </Button>
          <span className="recording-quiet">　{offered[0]!.deviceSerial}</span>
        </div>
      )}
      {copyable.length > 0 && (
        <div className="recording-note">
          <Button
            size="small"
            onClick={() =>
              edit(({ values, copied }) => ({
                values: { ...values, ...Object.fromEntries(copyable) },
                copied: [...copied, ...copyable.map(([field]) => field)],
              }))
            }
          >
            填入上次的生活方式、用药等 {copyable.length} 项
          </Button>
          <span className="recording-quiet">　填入的标“照上次”，请逐项核对</span>
        </div>
      )}
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

/** Habits and treatment of last time that are not filled yet. */
function copyableValues(form: Form, last: FormValues | undefined, values: FormValues): [string, FormValue][] {
  if (!last) return []
  return fieldsOf(form).flatMap((field): [string, FormValue][] => {
    const value = last[field.code]
    const isOffered =
      field.copyable && field.kind !== 'computed' && value !== undefined && values[field.code] === undefined
    return isOffered ? [[field.code, value]] : []
  })
}

function nameOf(form: Form, field: string): string {
  const code = field.split('[')[0]
  return fieldsOf(form).find((candidate) => candidate.code === code)?.name ?? field
}

/** Puts the cursor into the first box, where nobody has put it into the form yet. */
export function focusFirstEntry(): void {
  if (document.activeElement?.closest('.recording')) return
  document.querySelector<HTMLElement>('.recording .form-view [data-entry]')?.focus({ preventScroll: true })
}
