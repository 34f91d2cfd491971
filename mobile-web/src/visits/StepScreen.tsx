import type { FormValue } from '@qianyue/domain/forms/form.ts'
import { isShownAtOnce } from '@qianyue/domain/visits/steps.ts'
import { type TrendPoint, trendOf } from '@qianyue/domain/visits/trend.ts'
import { type Question, type QuestionGroup, sheetName } from '@qianyue/domain/visits/visit.ts'
import {
  answerOf,
  isQuestionAsked,
  lastAnswer,
  usualAnswer,
  type VisitProblem,
} from '@qianyue/domain/visits/visit-values.ts'
import { useState } from 'react'
import { DeviceReader } from '../bluetooth/DeviceReader.tsx'
import { Keypad } from '../forms/Keypad.tsx'
import { afterKey, isWhole, type Key, type NumericField, numberOf } from '../forms/keypad.ts'
import { ComputedValues } from './ComputedValues.tsx'
import { type PersonDraft, withAnswer, withNothing, withReading } from './person-draft.ts'
import { QuestionView } from './QuestionView.tsx'
import type { PersonVisit } from './use-person-visit.ts'

/** Said as soon as they are there; that something is missing is said at the end. */
const saidAtOnce: readonly VisitProblem['code'][] = [
  'impossible',
  'unusual',
  'contradiction',
  'changed-much',
  'wrong-kind',
  'not-a-day',
  'after-the-visit',
  'before-birth',
  'excluded-option',
]

/** One group of questions: the keypad for its numbers, “nothing found” for its choices at one press. */
export function StepScreen({
  group,
  visit,
  draft,
  records,
  onChange,
  onSettled,
  onNext,
}: {
  group: QuestionGroup
  visit: PersonVisit
  draft: PersonDraft
  /** Earlier records of the person, for the line beside a number. */
  records: Parameters<typeof trendOf>[1]
  onChange: (draft: PersonDraft) => void
  /** An answer stands as it was meant, so that danger signs can be looked for. */
  onSettled: () => void
  /** With the draft as it is then, which may be ahead of what is drawn. */
  onNext: (draft: PersonDraft) => void
}) {
  const { about, problems } = visit
  const [showsAll, setShowsAll] = useState(false)
  const asked = group.questions.filter((question) => isQuestionAsked(question, visit.kept, about))
  const shown = asked.filter((question) => showsAll || isShownAtOnce(question, draft.values, about))
  const numbers = shown.filter(isNumeric)
  const [active, setActive] = useState<{ key: string; typed: string } | null>(() =>
    begin(numbers.find((question) => isWanted(question, draft))),
  )
  const current = numbers.find(({ key }) => key === active?.key)
  const canSayNothing = shown.some(
    (question) => usualAnswer(question) !== undefined && answerOf(question, draft.values) === undefined,
  )

  const answer = (question: Question, value: FormValue | undefined) => {
    const next = withAnswer(draft, question, value)
    onChange(next)
    return next
  }
  /**
   * To the next number that is expected; when none is left, on to the next screen if nothing is to be looked at. Who leaves
   * a number out is not led back to those left out before: what cannot be measured keeps nobody on the screen.
   */
  const goOn = (from: Question, next: PersonDraft) => {
    const at = numbers.indexOf(from)
    const isLeftOut = answerOf(from, next.values) === undefined
    const before = isLeftOut ? [] : numbers.slice(0, at)
    const following = [...numbers.slice(at + 1), ...before].find((one) => isWanted(one, next))
    setActive(begin(following))
    onSettled()
    if (following === undefined && !shown.some((question) => isWanted(question, next))) onNext(next)
  }
  const press = (key: Key) => {
    if (!current || !active) return
    const typed = afterKey(current.field as NumericField, active.typed, key)
    const next = answer(current, numberOf(typed))
    if (key !== 'back' && isWhole(current.field as NumericField, typed)) goOn(current, next)
    else setActive({ key: active.key, typed })
  }
  const problemsOf = (question: Question) =>
    problems.filter(
      (one) =>
        one.question === question.key &&
        saidAtOnce.includes(one.code) &&
        !(one.code === 'impossible' && question.key === active?.key && isStillSmall(question, active.typed)),
    )
  const names = shown.map(({ field }) => field.name)

  return (
    <div className="step">
      <div className="step-questions">
        {isInstruction(group.name) && <p className="question-note">{group.name}</p>}
        {canSayNothing && (
          <button
            type="button"
            className="nothing-found"
            onClick={() => {
              const next = withNothing(draft, [group], about)
              onChange(next)
              if (!shown.some((question) => isWanted(question, next))) onNext(next)
            }}
          >
            全部未见异常
          </button>
        )}
        <DeviceReader
          fields={numbers.map((question) => ({ ...question.field, question }))}
          onFilled={(filled) => {
            onChange(
              filled.reduce(
                (all, { field, value, ...from }) => withReading(all, field.question, value, from),
                draft,
              ),
            )
            setActive(null)
            onSettled()
          }}
        />
        {shown.map((question) => (
          <QuestionView
            key={question.key}
            question={question}
            value={answerOf(question, draft.values)}
            typed={active?.key === question.key ? active.typed : null}
            problems={problemsOf(question)}
            trend={pointsOf(question, records)}
            last={lastAnswer(question, about)?.value}
            isCopied={draft.copied.includes(question.key)}
            sheetName={
              names.filter((name) => name === question.field.name).length > 1
                ? sheetName(question.places[0].sheet)
                : null
            }
            onChange={(value) => {
              const next = answer(question, value)
              if (isNumeric(question) && value !== undefined) goOn(question, next)
              else onSettled()
            }}
            onActivate={() => setActive(begin(question))}
          />
        ))}
        <ComputedValues values={visit.computed.filter(({ section }) => section === group.code)} />
        {shown.length < asked.length && (
          <button type="button" className="plain-button" onClick={() => setShowsAll(true)}>
            更多（{asked.length - shown.length} 项）
          </button>
        )}
      </div>
      <div className="step-foot">
        {current && (
          <Keypad field={current.field as NumericField} onKey={press} onNext={() => goOn(current, draft)} />
        )}
        {!current && (
          <button type="button" className="main-button" onClick={() => onNext(draft)}>
            下一步
          </button>
        )}
      </div>
    </div>
  )
}

/** Some sheets put into the name of a section what to say to the person (请根据近一年的体验和感觉回答……). */
export function isInstruction(name: string): boolean {
  return name.length > 20
}

function isNumeric({ field }: Question): boolean {
  return field.kind === 'number' || field.kind === 'integer'
}

function isWanted(question: Question, { values }: PersonDraft): boolean {
  return question.field.need !== undefined && answerOf(question, values) === undefined
}

function begin(question: Question | undefined): { key: string; typed: string } | null {
  return question ? { key: question.key, typed: '' } : null
}

/** A number that more digits can still make a right one. */
function isStillSmall({ field }: Question, typed: string): boolean {
  const value = numberOf(typed)
  return 'reject' in field && value !== undefined && value < field.reject.min
}

function pointsOf(question: Question, records: Parameters<typeof trendOf>[1]): TrendPoint[] {
  return isNumeric(question) ? trendOf(question, records) : []
}
