import type {
  ChoiceField,
  Code,
  Field,
  FormValue,
  FormValues,
  IntegerField,
  NumberField,
  RowValue,
} from '@qianyue/domain/forms/form.ts'
import type { Problem } from '@qianyue/domain/forms/problems.ts'
import { textOf } from '@qianyue/domain/forms/value-text.ts'
import { Select } from 'antd'
import { memo, useState } from 'react'
import { CodeChoice } from './CodeChoice.tsx'
import { DayInput } from './DayInput.tsx'
import { MomentInput } from './MomentInput.tsx'
import { NumberInput } from './NumberInput.tsx'
import { RowsInput } from './RowsInput.tsx'

/** More options than this are looked for by name instead of chosen by number. */
const CHOSEN_BY_NUMBER = 30
/** A choice with more characters than this has a line of its own. */
const WIDE_CHOICE_CHARACTERS = 22

export type Entry = {
  field: Field
  value: FormValue | undefined
  /** The target beside a current value (目前/目标). */
  target: { field: NumberField | IntegerField | ChoiceField; value: FormValue | undefined } | null
  last: FormValue | undefined
  copied: boolean
  /** Of this field, its target and its cells. */
  problems: readonly Problem[]
  /** What is missing is said too. */
  strict: boolean
  onChange: (code: string, value: FormValue | undefined) => void
  onCopy: (code: string) => void
}

/** One box of the sheet: label, entry with its unit, the value of last time, and what is to be said about it. */
export const FieldView = memo(function FieldView(entry: Entry) {
  const { field, value, target, problems, strict, onChange } = entry
  const [left, setLeft] = useState(value !== undefined)
  const said = problems.filter((problem) => isSaid(problem, value, left || strict, strict))
  const invalid = said.some(({ severity }) => severity === 'error')
  const noteId = said.length > 0 ? `problem-${field.code}` : undefined
  return (
    <div
      className={`field${isWide(field) ? ' field-wide' : ''}${isQuestion(field) ? ' field-question' : ''}${target ? ' field-paired' : ''}${field.startsLine ? ' field-starts-line' : ''}`}
    >
      <Name field={field} />
      <div className="field-entry">
        <Control
          field={field}
          value={value}
          invalid={invalid}
          describedBy={noteId}
          onChange={onChange}
          onLeave={() => setLeft(true)}
          problems={problems}
        />
        {target && (
          <>
            <span className="field-target">目标</span>
            <Control
              field={target.field}
              value={target.value}
              invalid={false}
              describedBy={undefined}
              onChange={onChange}
              onLeave={() => {}}
              problems={[]}
            />
          </>
        )}
        <Last {...entry} />
      </div>
      {said.length > 0 && (
        <ul id={noteId} className="field-problems">
          {said.map(({ code, field: at, severity, message }) => (
            <li key={`${code}${at}`} className={`problem-${severity}`}>
              {message}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
})

/** The label of a box. Options and tables have names of their own, which a label must not replace. */
function Name({ field }: { field: Field }) {
  const words = (
    <>
      {field.name}
      {field.need === 'required' && (
        <span className="field-required" aria-hidden="true">
          *
        </span>
      )}
      {field.note && <span className="field-note"> {field.note}</span>}
    </>
  )
  const isOneEntry = !isChosenByNumber(field) && field.kind !== 'rows'
  return isOneEntry ? (
    <label htmlFor={`field-${field.code}`} className="field-name" title={field.note}>
      {words}
    </label>
  ) : (
    <span className="field-name" title={field.note}>
      {words}
    </span>
  )
}

function isChosenByNumber(field: Field): boolean {
  return (field.kind === 'choice' || field.kind === 'choices') && field.options.length <= CHOSEN_BY_NUMBER
}

/** While a value is typed only what cannot become right any more is said; when one has left the field, everything. */
function isSaid(
  { code, field, severity }: Problem,
  value: FormValue | undefined,
  left: boolean,
  strict: boolean,
): boolean {
  if (code === 'missing' || code === 'incomplete')
    return strict || (code === 'missing' && field.includes('['))
  if (severity === 'warning' || Array.isArray(value)) return true
  return left
}

function Last({ field, value, last, copied, onCopy }: Entry) {
  if (last === undefined || field.kind === 'computed') return null
  const words = textOf(field, last)
  if (copied) return <span className="field-last field-copied">照上次</span>
  if (!field.copyable) {
    return (
      <span className="field-last" title={`上次：${words}`}>
        上次 {words}
      </span>
    )
  }
  return (
    <button
      type="button"
      tabIndex={-1}
      className="field-last field-copy"
      title={`填入上次的值：${words}`}
      onClick={() => onCopy(field.code)}
      disabled={JSON.stringify(value) === JSON.stringify(last)}
    >
      上次 {words}
    </button>
  )
}

type ControlProps = {
  field: Field
  value: FormValue | undefined
  invalid: boolean
  describedBy: string | undefined
  problems: readonly Problem[]
  onChange: Entry['onChange']
  onLeave: () => void
}

function Control({ field, value, invalid, describedBy, problems, onChange, onLeave }: ControlProps) {
  const id = `field-${field.code}`
  const put = (next: FormValue | undefined) => onChange(field.code, next)
  switch (field.kind) {
    case 'number':
    case 'integer':
      return (
        <NumberInput
          id={id}
          label={field.name}
          unit={field.unit}
          value={typeof value === 'object' ? undefined : value}
          invalid={invalid}
          describedBy={describedBy}
          onChange={put}
          onLeave={onLeave}
        />
      )
    case 'choice':
      if (field.options.length > CHOSEN_BY_NUMBER) {
        return (
          <Select
            id={id}
            data-entry=""
            aria-label={field.name}
            style={{ width: '100%' }}
            showSearch={{ optionFilterProp: 'label' }}
            allowClear
            placeholder="输入名称查找"
            value={typeof value === 'object' ? null : (value ?? null)}
            status={invalid ? 'error' : ''}
            onChange={(code) => put(code ?? undefined)}
            options={field.options.map(({ code, name }) => ({ value: code, label: name }))}
          />
        )
      }
      return (
        <CodeChoice
          id={id}
          label={field.name}
          options={field.options}
          chosen={value === undefined || typeof value === 'object' ? [] : [value]}
          several={false}
          invalid={invalid}
          onChange={([code]) => put(code)}
        />
      )
    case 'choices':
      return (
        <CodeChoice
          id={id}
          label={field.name}
          options={field.options}
          chosen={Array.isArray(value) ? (value as readonly Code[]) : []}
          several
          noneCode={field.noneCode}
          invalid={invalid}
          onChange={(codes) => put(codes.length === 0 ? undefined : codes)}
        />
      )
    case 'date':
      return (
        <DayInput
          id={id}
          label={field.name}
          value={typeof value === 'string' ? value : undefined}
          invalid={invalid}
          onChange={put}
        />
      )
    case 'moment':
      return (
        <MomentInput
          id={id}
          label={field.name}
          value={typeof value === 'string' ? value : undefined}
          invalid={invalid}
          onChange={put}
          onLeave={onLeave}
        />
      )
    case 'text':
      return (
        <span className={invalid ? 'entry entry-invalid' : 'entry'}>
          {field.multiline ? (
            <textarea
              id={id}
              data-entry=""
              aria-label={field.name}
              rows={2}
              maxLength={field.maxLength}
              value={typeof value === 'string' ? value : ''}
              onChange={({ target }) => put(target.value === '' ? undefined : target.value)}
            />
          ) : (
            <input
              id={id}
              data-entry=""
              aria-label={field.name}
              maxLength={field.maxLength}
              autoComplete="off"
              value={typeof value === 'string' ? value : ''}
              onChange={({ target }) => put(target.value === '' ? undefined : target.value)}
            />
          )}
        </span>
      )
    case 'rows':
      return (
        <RowsInput
          field={field}
          rows={Array.isArray(value) ? (value as readonly RowValue[]) : []}
          problems={problems}
          onChange={put}
        />
      )
    case 'computed':
      return (
        <output id={id} className="entry-computed" title={field.formula}>
          {value === undefined ? '—' : textOf(field, value)}
          {field.unit && !field.options && value !== undefined && (
            <span className="entry-unit">{field.unit}</span>
          )}
        </output>
      )
  }
}

/** A whole sentence asked of the resident (中医体质辨识): it stands on a line of its own, not in the width of a label. */
function isQuestion({ name }: Field): boolean {
  return name.endsWith('？')
}

function isWide(field: Field): boolean {
  if (field.kind === 'rows') return true
  if (field.kind === 'text') return field.multiline === true
  if (field.kind === 'choice' || field.kind === 'choices') {
    if (field.options.length > CHOSEN_BY_NUMBER) return false
    return field.options.reduce((sum, { name }) => sum + name.length + 2, 0) > WIDE_CHOICE_CHARACTERS
  }
  return false
}

/** The value of a field in a set of values, and of the target that stands beside it. */
export function entryOf(
  form: readonly Field[],
  field: Field,
  values: FormValues,
): Pick<Entry, 'value' | 'target'> {
  const target = form.find(
    (candidate): candidate is NumberField | IntegerField | ChoiceField =>
      'targetOf' in candidate && candidate.targetOf === field.code && candidate.kind !== 'computed',
  )
  return {
    value: values[field.code],
    target: target ? { field: target, value: values[target.code] } : null,
  }
}
