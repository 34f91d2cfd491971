import type { Code, Option } from '@qianyue/domain/forms/form.ts'
import { type KeyboardEvent, useRef } from 'react'
import { typeDigit } from './typed-entry.ts'

/** Digits of a code follow each other within this. */
const DIGITS_TOGETHER_MS = 900

type Props = {
  id: string
  label: string
  options: readonly Option[]
  /** The chosen codes; at most one unless `several`. */
  chosen: readonly Code[]
  several: boolean
  /** The option that excludes every other. */
  noneCode?: Code | undefined
  invalid: boolean
  onChange: (chosen: readonly Code[]) => void
}

/** The options of a box of the sheet with their codes: a number key chooses, arrows move, Tab goes on. */
export function CodeChoice({ id, label, options, chosen, several, noneCode, invalid, onChange }: Props) {
  const typed = useRef({ buffer: '', at: 0 })
  const group = useRef<HTMLDivElement>(null)
  const first = options.find(({ code }) => chosen.includes(code)) ?? options[0]

  const toggled = (code: Code, from: readonly Code[]): readonly Code[] => {
    if (!several) return from.includes(code) ? [] : [code]
    if (from.includes(code)) return from.filter((other) => other !== code)
    if (code === noneCode) return [code]
    return options
      .map((option) => option.code)
      .filter((other) => other === code || (from.includes(other) && other !== noneCode))
  }

  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (/^\d$/.test(event.key)) {
      const buffer = event.timeStamp - typed.current.at < DIGITS_TOGETHER_MS ? typed.current.buffer : ''
      const found = typeDigit(
        buffer,
        event.key,
        options.map(({ code }) => String(code)),
      )
      typed.current = { buffer: found.buffer, at: event.timeStamp }
      const option = options.find(({ code }) => String(code) === found.chosen)
      const replaced = options.find(({ code }) => String(code) === found.instead)
      const from =
        replaced && several && chosen.includes(replaced.code)
          ? chosen.filter((code) => code !== replaced.code)
          : chosen
      if (option) {
        onChange(several ? toggled(option.code, from) : [option.code])
        focusOn(option.code)
      }
    } else if (event.key === 'Backspace' || event.key === 'Delete') {
      onChange([])
    } else if (event.key.startsWith('Arrow')) {
      const buttons = [...(group.current?.querySelectorAll('button') ?? [])]
      const by = event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : -1
      buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + by]?.focus()
    } else return
    event.preventDefault()
  }
  const focusOn = (code: Code) =>
    group.current?.querySelector<HTMLButtonElement>(`[data-code="${CSS.escape(String(code))}"]`)?.focus()

  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a label
    <div
      ref={group}
      role={several ? 'group' : 'radiogroup'}
      aria-label={label}
      className={invalid ? 'code-choice code-choice-invalid' : 'code-choice'}
    >
      {options.map(({ code, name }) => {
        const isChosen = chosen.includes(code)
        return (
          // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles are checked or not
          <button
            key={code}
            id={code === first?.code ? id : undefined}
            type="button"
            role={several ? 'checkbox' : 'radio'}
            aria-checked={isChosen}
            data-code={code}
            data-entry={code === first?.code ? '' : undefined}
            tabIndex={code === first?.code ? 0 : -1}
            className={isChosen ? 'code-option code-option-chosen' : 'code-option'}
            onClick={() => onChange(toggled(code, chosen))}
            onKeyDown={press}
          >
            <span className="code-number">{code}</span>
            {name}
          </button>
        )
      })}
    </div>
  )
}
