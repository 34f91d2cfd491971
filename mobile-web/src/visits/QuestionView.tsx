import type { FormValue } from '@qianyue/domain/forms/form.ts'
import { textWithUnit } from '@qianyue/domain/forms/value-text.ts'
import type { TrendPoint } from '@qianyue/domain/visits/trend.ts'
import type { Question } from '@qianyue/domain/visits/visit.ts'
import type { VisitProblem } from '@qianyue/domain/visits/visit-values.ts'
import { useEffect, useRef } from 'react'
import { ChoiceQuestion } from '../forms/ChoiceQuestion.tsx'
import { type NumericField, nearValues } from '../forms/keypad.ts'
import { Trend } from '../forms/Trend.tsx'
import { RowsQuestion, WrittenQuestion } from '../forms/WrittenQuestion.tsx'

type Props = {
  question: Question
  value: FormValue | undefined
  /** Digits as they are typed, while this is the number under the keypad. */
  typed: string | null
  problems: readonly VisitProblem[]
  trend: readonly TrendPoint[]
  /** Of the last record, for what is chosen or written. */
  last: FormValue | undefined
  isCopied: boolean
  /** Several sheets ask something of this name: which one. */
  sheetName: string | null
  onChange: (value: FormValue | undefined) => void
  onActivate: () => void
}

/** One question with what was said last time beside it and what is wrong below it. */
export function QuestionView(props: Props) {
  const { question, value, typed, problems, isCopied, sheetName } = props
  const { field } = question
  const section = useRef<HTMLElement>(null)
  const isActive = typed !== null
  useEffect(() => {
    if (isActive) section.current?.scrollIntoView({ block: 'nearest' })
  }, [isActive])
  return (
    <section className="question" ref={section}>
      <h2>
        {field.name}
        {sheetName && <small>{sheetName}</small>}
        {field.need !== undefined && value === undefined && <small className="question-needed">应填</small>}
        {isCopied && <small className="question-copied">照上次</small>}
      </h2>
      <Control {...props} />
      {field.note && <p className="question-note">{field.note}</p>}
      {problems.map(({ code, message, severity }) => (
        <p key={code + message} role="alert" className={`question-${severity}`}>
          {message}
        </p>
      ))}
    </section>
  )
}

function Control({ question, value, typed, trend, last, onChange, onActivate }: Props) {
  const { field } = question
  switch (field.kind) {
    case 'number':
    case 'integer':
      return (
        <>
          <div className="number-line">
            <button
              type="button"
              className={typed === null ? 'number-box' : 'number-box number-box-active'}
              aria-label={`${field.name}（${field.unit}）`}
              aria-pressed={typed !== null}
              onClick={onActivate}
            >
              <output>{typed ?? (value === undefined ? '' : String(value))}</output>
              <span>{field.unit}</span>
            </button>
            <Trend points={trend} />
          </div>
          {(field.need !== undefined || typed !== null) && (
            <NearValues field={field} last={trend.at(-1)?.value} value={value} onChange={onChange} />
          )}
        </>
      )
    case 'choice':
    case 'choices':
      return (
        <>
          <ChoiceQuestion field={field} value={value} onChange={onChange} />
          {value === undefined && last !== undefined && (
            <p className="question-note">上次：{textWithUnit(field, last)}</p>
          )}
        </>
      )
    case 'rows':
      return <RowsQuestion field={field} value={value} onChange={onChange} />
    case 'date':
    case 'moment':
    case 'text':
      return <WrittenQuestion field={field} label={field.name} value={value} onChange={onChange} />
    case 'computed':
      return null
  }
}

/** For what changes little: the value that was measured, at one press. */
function NearValues({
  field,
  last,
  value,
  onChange,
}: {
  field: NumericField
  last: number | undefined
  value: FormValue | undefined
  onChange: (value: number) => void
}) {
  const near = nearValues(field, last)
  if (near.length === 0) return null
  return (
    <fieldset className="near-values" aria-label={`${field.name}本次测得`}>
      {near.map((one) => (
        <button key={one} type="button" aria-pressed={value === one} onClick={() => onChange(one)}>
          {one}
        </button>
      ))}
    </fieldset>
  )
}
