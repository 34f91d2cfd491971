import type { listDuties } from '@qianyue/api/duties.ts'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { getForm } from '@qianyue/api/forms.ts'
import { recordService, startServiceRecord } from '@qianyue/api/service-records.ts'
import type { Form } from '@qianyue/domain/forms/form.ts'
import { findForm } from '@qianyue/domain/forms/forms.ts'
import { GENERAL_SERVICE_FORM } from '@qianyue/domain/services/services.ts'
import { closedBy, isLong, type Sheet, sheetName, sheetsFor } from '@qianyue/domain/visits/visit.ts'
import { answered, copiedOn, offeredFromLast, recordValues } from '@qianyue/domain/visits/visit-values.ts'
import { type CallError, call } from '@qianyue/ui/calls/call.ts'
import { useReplies } from '@qianyue/ui/calls/hooks.ts'
import { AssessmentPanel, saysNothing } from '@qianyue/ui/forms/AssessmentPanel.tsx'
import { goToField } from '@qianyue/ui/forms/FormView.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Checkbox, Empty, Flex, Skeleton } from 'antd'
import { useMemo, useState } from 'react'
import type { Start } from '../service-records/facts-of.ts'
import { RecordingHead } from '../service-records/RecordingHead.tsx'
import { closedWords } from '../service-records/record-words.ts'
import { QuestionList } from './QuestionList.tsx'
import { useVisit } from './use-visit.ts'
import { useVisitDraft } from './use-visit-draft.ts'

type Duty = ReplyOf<typeof listDuties>[number]
type Kept = ReturnType<typeof useVisitDraft>
type SavedSheet = { sheet: Sheet; reply: ReplyOf<typeof recordService> }

/** One person's part of the visit: which sheets, their questions once each, and what follows. */
export function PersonVisit({ residentId, duties }: { residentId: string; duties: readonly Duty[] }) {
  const kept = useVisitDraft(residentId)
  const { draft } = kept
  const { performedOn, left } = draft
  const unknown = [...new Set(duties.map(({ form }) => form))].filter(
    (code) => !findForm(code) || code === GENERAL_SERVICE_FORM,
  )
  const local = useReplies(
    getForm,
    unknown.map((code) => ({ code })),
  )
  const sheets = useMemo(() => {
    const forms = (local.data ?? []).flatMap(({ definition }): Form[] => (definition ? [definition] : []))
    return sheetsFor(
      duties.map(({ key }) => key),
      forms,
    )
  }, [duties, local.data])
  const [saved, setSaved] = useState<readonly SavedSheet[]>([])
  /** An examination of half an hour is done only when it is chosen. */
  const isChosen = (sheet: Sheet) => (left === null ? !isLong(sheet) : !left.includes(sheet.key))
  const chosen = sheets.filter(isChosen)
  const toggle = (sheet: Sheet) => {
    const next = new Set(left ?? sheets.filter(isLong).map(({ key }) => key))
    if (next.has(sheet.key)) next.delete(sheet.key)
    else next.add(sheet.key)
    kept.change({ ...draft, left: [...next] })
  }
  const codes = [...new Set(chosen.map(({ form }) => form.code))]
  const starts = useReplies(
    startServiceRecord,
    codes.map((form) => ({ residentId, form, performedOn })),
  )
  const error = local.error ?? starts.error
  if (error) return <Alert type="error" showIcon title={error.message} />
  return (
    <>
      {saved.length > 0 && <Saved saved={saved} />}
      {kept.isRestored && (
        <Alert
          type="info"
          showIcon
          title="已恢复上次没有保存的内容"
          action={
            <Button size="small" onClick={kept.restart}>
              重新填写
            </Button>
          }
        />
      )}
      {sheets.length === 0 ? (
        <Empty description="目前没有待做的服务。" image={Empty.PRESENTED_IMAGE_SIMPLE} />
      ) : (
        <Flex gap="4px 16px" wrap className="visit-sheets" role="group" aria-label="这次做的表">
          {sheets.map((sheet) => (
            <Checkbox key={sheet.key} checked={isChosen(sheet)} onChange={() => toggle(sheet)}>
              {sheetName(sheet)}
            </Checkbox>
          ))}
        </Flex>
      )}
      {chosen.length > 0 &&
        (starts.data ? (
          <Filling
            key={kept.turn}
            residentId={residentId}
            duties={duties}
            sheets={chosen}
            starts={new Map(starts.data.map((start, index) => [codes[index]!, start]))}
            kept={kept}
            onSaved={setSaved}
          />
        ) : (
          <Skeleton active />
        ))}
    </>
  )
}

function Filling({
  residentId,
  duties,
  sheets,
  starts,
  kept,
  onSaved,
}: {
  residentId: string
  duties: readonly Duty[]
  sheets: readonly Sheet[]
  starts: ReadonlyMap<string, Start>
  kept: Kept
  onSaved: (saved: readonly SavedSheet[]) => void
}) {
  const { message } = App.useApp()
  const client = useQueryClient()
  const { draft, change, restart } = kept
  const { performedOn, mode } = draft
  const visit = useVisit(sheets, starts, [draft, change])
  const first = starts.values().next().value!
  const [performedBy, setPerformedBy] = useState(first.staffId)
  const [strict, setStrict] = useState(false)
  const [isSaving, setIsSaving] = useState(false)
  const errors = visit.problems.filter(({ severity }) => severity === 'error')
  const missing = visit.problems.filter(({ code }) => code === 'incomplete')
  const offered = offeredFromLast(visit.groups, visit.values, visit.about)
  const closes = closedBy(
    sheets,
    duties.map((duty) => ({ ...duty, isReturnVisit: duty.because.some(({ kind }) => kind === 'result') })),
    { mode, on: performedOn },
  )
  const shared = visit.groups
    .flatMap(({ questions }) => questions)
    .filter(({ places }) => places.length > 1).length

  const save = async () => {
    setStrict(true)
    if (errors.length > 0) {
      goToField(errors[0]!.question ?? '')
      return
    }
    setIsSaving(true)
    visit.change({})
    const done: SavedSheet[] = []
    try {
      for (const sheet of sheets) {
        const reply = await call(recordService, {
          id: visit.idOf(sheet),
          residentId,
          form: sheet.form.code,
          performedOn,
          mode,
          values: recordValues(sheet, visit.values, visit.about),
          copied: copiedOn(sheet, visit.groups, draft.copied),
          ...(performedBy === null ? {} : { performedBy }),
        })
        done.push({ sheet, reply })
      }
      restart()
      message.success(`已保存 ${done.length} 张表`)
      onSaved(done)
    } catch (error) {
      // What was taken before stays taken: saving again sends the same ids.
      message.error((error as CallError).message)
    } finally {
      setIsSaving(false)
      if (done.length > 0) await client.invalidateQueries()
    }
  }

  return (
    <div className="recording">
      <RecordingHead
        performedOn={performedOn}
        mode={mode}
        today={first.today}
        performedBy={performedBy}
        staff={first.staff}
        problem={undefined}
        onDay={(day) => change({ ...draft, performedOn: day })}
        onMode={(chosen) => change({ ...draft, mode: chosen })}
        onPerformer={setPerformedBy}
      />
      {strict && (errors.length > 0 || missing.length > 0) && (
        <Alert
          type={errors.length > 0 ? 'error' : 'warning'}
          showIcon
          title={[
            errors.length > 0 && `${errors.length} 处需要修改`,
            missing.length > 0 && `规范要求的 ${missing.length} 项未填`,
          ]
            .filter(Boolean)
            .join('；')}
        />
      )}
      {offered.length > 0 && (
        <div>
          <Button
            size="small"
            onClick={() =>
              visit.change({
                values: offered.reduce(
                  (all, { question, value }) => answered(question, all, value),
                  visit.values,
                ),
                copied: [...draft.copied, ...offered.map(({ question }) => question.key)],
              })
            }
          >
            填入上次的生活方式、用药等 {offered.length} 项
          </Button>
          <span className="recording-quiet">　填入的标“照上次”，请逐项核对</span>
        </div>
      )}
      <QuestionList visit={visit} draft={draft} strict={strict} onSave={() => void save()} />
      <div className="recording-foot">
        {sheets.map((sheet) => {
          const result = visit.results.get(sheet.key)
          return result && !saysNothing(result) ? (
            <div key={sheet.key}>
              <strong>{sheetName(sheet)}</strong>
              <AssessmentPanel result={result} />
            </div>
          ) : null
        })}
        <Flex gap={8} align="center" justify="end" wrap>
          <span className="recording-quiet">
            {sheets.length} 张表
            {shared > 0 && `，${shared} 项共用只问一次`}，保存后完成 {closes.length} 项应尽服务
          </span>
          <Button type="primary" loading={isSaving} onClick={() => void save()}>
            保存
          </Button>
        </Flex>
      </div>
    </div>
  )
}

function Saved({ saved }: { saved: readonly SavedSheet[] }) {
  return (
    <div className="visit-saved">
      {saved.map(({ sheet, reply }) => (
        <div key={sheet.key}>
          <strong>{sheetName(sheet)}</strong>
          <span className="recording-quiet">
            　{['已保存', closedWords(reply)].filter(Boolean).join('，')}
          </span>
          <AssessmentPanel result={reply} />
        </div>
      ))}
    </div>
  )
}
