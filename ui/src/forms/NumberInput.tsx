import { useEffect, useState } from 'react'
import { typedNumber } from './typed-entry.ts'

type Props = {
  id?: string | undefined
  label: string
  unit: string
  value: number | string | undefined
  invalid: boolean
  describedBy?: string | undefined
  onChange: (value: number | string | undefined) => void
  onLeave?: (() => void) | undefined
}

/** A number with its unit inside the box. What is not a number yet stays as typed, and is said to be none. */
export function NumberInput({ id, label, unit, value, invalid, describedBy, onChange, onLeave }: Props) {
  const [text, setText] = useState(() => textOf(value))
  useEffect(() => {
    setText((shown) =>
      (typedNumber(shown) ?? (shown === '' ? undefined : shown)) === value ? shown : textOf(value),
    )
  }, [value])
  return (
    <span className={invalid ? 'entry entry-invalid' : 'entry'}>
      <input
        id={id}
        data-entry=""
        aria-label={unit === '' ? label : `${label}（${unit}）`}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        inputMode="decimal"
        autoComplete="off"
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          const trimmed = target.value.trim()
          onChange(trimmed === '' ? undefined : (typedNumber(trimmed) ?? trimmed))
        }}
        onFocus={({ target }) => target.select()}
        onBlur={onLeave}
      />
      {unit !== '' && <span className="entry-unit">{unit}</span>}
    </span>
  )
}

function textOf(value: number | string | undefined): string {
  return value === undefined ? '' : String(value)
}
