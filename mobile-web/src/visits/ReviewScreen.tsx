import { textWithUnit } from '@qianyue/domain/forms/value-text.ts'
import { type ServiceMode, serviceModes } from '@qianyue/domain/service-records/service-mode.ts'
import { type QuestionGroup, sheetName } from '@qianyue/domain/visits/visit.ts'
import {
  answerOf,
  isQuestionAsked,
  offeredFromLast,
  usualAnswer,
} from '@qianyue/domain/visits/visit-values.ts'
import type { ReactNode } from 'react'
import { ComputedValues } from './ComputedValues.tsx'
import { type PersonDraft, withLast, withNothing, withoutSheet } from './person-draft.ts'
import { ResultCard } from './ResultCard.tsx'
import type { PersonVisit } from './use-person-visit.ts'

/** 核对: what follows from the visit, every group with what it says, and the one press that keeps it. */
export function ReviewScreen({
  visit,
  draft,
  isSaving,
  children,
  onOpen,
  onChange,
  onSave,
}: {
  visit: PersonVisit
  draft: PersonDraft
  isSaving: boolean
  /** Evidence: place, signature, photographs. */
  children: ReactNode
  onOpen: (group: QuestionGroup) => void
  onChange: (draft: PersonDraft) => void
  onSave: (draft: PersonDraft) => void
}) {
  const { groups, steps, sheets, about, problems, results } = visit
  const errors = problems.filter(({ severity }) => severity === 'error')
  const missing = problems.filter(({ code }) => code === 'incomplete')
  const others = groups.filter((group) => !steps.includes(group))
  const offered = offeredFromLast(groups, draft.values, about)
  const unsaid = others
    .flatMap(({ questions }) => questions)
    .filter(
      (question) =>
        usualAnswer(question) !== undefined &&
        answerOf(question, draft.values) === undefined &&
        isQuestionAsked(question, visit.kept, about),
    )
  const asLast = () => withNothing(withLast(draft, groups, about), others, about)
  const isOffering = offered.length > 0 || unsaid.length > 0

  return (
    <div className="review">
      {sheets.map((sheet) => {
        const result = results.get(sheet.key)
        return result ? <ResultCard key={sheet.key} sheet={sheet} result={result} /> : null
      })}
      {errors.length > 0 && (
        <div className="review-errors" role="alert">
          <strong>还有 {errors.length} 处要改</strong>
          {errors.map(({ sheet, question, field, message }) => (
            <button
              key={sheet + field + message}
              type="button"
              onClick={() => {
                const group = groups.find(({ questions }) => questions.some(({ key }) => key === question))
                if (group) onOpen(group)
              }}
            >
              {message}
            </button>
          ))}
        </div>
      )}
      {sheets.length > 1 &&
        sheets.map((sheet) => (
          <button
            key={sheet.key}
            type="button"
            className="leave-out"
            onClick={() => onChange(withoutSheet(draft, sheet.key, visit.local))}
          >
            这次不做：{sheetName(sheet)}
          </button>
        ))}
      <ModeChoice mode={draft.mode} onChange={(mode) => onChange({ ...draft, mode })} />
      {groups.map((group) => (
        <GroupCard key={group.code} group={group} visit={visit} draft={draft} onOpen={() => onOpen(group)} />
      ))}
      <ComputedValues values={visit.computed} />
      {children}
      <div className="review-foot">
        {missing.length > 0 && !isOffering && (
          <p className="quiet-words">规范要求的 {missing.length} 项未填，按不完整保存，以后可以补。</p>
        )}
        {isOffering && errors.length === 0 && (
          <button type="button" className="main-button" disabled={isSaving} onClick={() => onSave(asLast())}>
            {offered.length > 0 ? '其余与上次相同，保存' : '其余未见异常，保存'}
          </button>
        )}
        <button
          type="button"
          className={isOffering ? 'wide-button' : 'main-button'}
          disabled={isSaving || errors.length > 0}
          onClick={() => onSave(draft)}
        >
          {isOffering ? '只保存已填的' : '保存'}
        </button>
      </div>
    </div>
  )
}

function ModeChoice({ mode, onChange }: { mode: ServiceMode; onChange: (mode: ServiceMode) => void }) {
  return (
    <fieldset className="segments" aria-label="方式">
      {(['home', 'clinic', 'phone'] as const).map((one) => (
        <button key={one} type="button" aria-pressed={mode === one} onClick={() => onChange(one)}>
          {one === 'home' ? '上门' : serviceModes[one].name}
        </button>
      ))}
    </fieldset>
  )
}

function GroupCard({
  group,
  visit,
  draft,
  onOpen,
}: {
  group: QuestionGroup
  visit: PersonVisit
  draft: PersonDraft
  onOpen: () => void
}) {
  const asked = group.questions.filter((question) => isQuestionAsked(question, visit.kept, visit.about))
  const answeredNow = asked.flatMap((question) => {
    const value = answerOf(question, draft.values)
    return value === undefined ? [] : [{ question, value }]
  })
  const unanswered = asked.filter(
    (question) => question.field.need !== undefined && answerOf(question, draft.values) === undefined,
  ).length
  return (
    <button type="button" className="group-card" onClick={onOpen}>
      <strong>{group.name}</strong>
      {unanswered > 0 && <em>{unanswered} 项未填</em>}
      <span>
        {answeredNow.length === 0
          ? '未填'
          : answeredNow
              .map(
                ({ question, value }) =>
                  `${question.field.name} ${textWithUnit(question.field, value)}${
                    draft.copied.includes(question.key) ? '（照上次）' : ''
                  }`,
              )
              .join('；')}
      </span>
    </button>
  )
}
