import {
  completed,
  type Form,
  type FormValue,
  type FormValues,
  fieldsOf,
  isAsked,
  type Section,
  type Subject,
  usualValues,
} from '@qianyue/domain/forms/form.ts'
import { type Problem, problemsOf } from '@qianyue/domain/forms/problems.ts'
import { type KeyboardEvent, type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import { entryOf, FieldView } from './FieldView.tsx'
import './form-view.css'

/** What has been entered, and which of it was taken over from the last record. */
export type Entered = { readonly values: FormValues; readonly copied: readonly string[] }

type Props = {
  form: Form
  entered: Entered
  about: Subject
  /** Missing boxes are pointed out: after somebody tried to save. */
  strict: boolean
  /** What the server said about fields. */
  refused?: Readonly<Record<string, string>>
  onChange: (change: (entered: Entered) => Entered) => void
  onSave: () => void
}

/**
 * Any form of the service, from its definition: in the order of the sheet, in two columns, filled with number keys,
 * Tab and Enter. The same checks run here as on the server.
 */
export function FormView({ form, entered, about, strict, refused = {}, onChange, onSave }: Props) {
  const { values, copied } = entered
  const kept = useMemo(() => completed(form, values, about), [form, values, about])
  const problems = useMemo(
    () => byField(problemsOf(form, values, about), refused),
    [form, values, about, refused],
  )
  const fields = useMemo(() => fieldsOf(form), [form])

  const put = useCallback(
    (code: string, value: FormValue | undefined) =>
      onChange(({ values: before, copied: taken }) => {
        const { [code]: _, ...others } = before
        return {
          values: value === undefined ? others : { ...others, [code]: value },
          copied: taken.filter((field) => field !== code),
        }
      }),
    [onChange],
  )
  const last = about.last?.values
  const copy = useCallback(
    (code: string) => {
      const value = last?.[code]
      if (value === undefined) return
      onChange(({ values: before, copied: taken }) => ({
        values: { ...before, [code]: value },
        copied: [...taken.filter((field) => field !== code), code],
      }))
    },
    [last, onChange],
  )

  return (
    <EntryArea onSave={onSave}>
      {form.sections.map((section) => {
        const asked = section.fields.filter(
          (field) => isAsked(section, field, kept, about) && !isTarget(field),
        )
        if (asked.length === 0) return null
        return (
          <SectionView
            key={section.code}
            section={section}
            onUsual={
              section.usual === undefined
                ? null
                : () =>
                    onChange((before) => ({
                      ...before,
                      values: { ...before.values, ...usualValues(section, before.values, about) },
                    }))
            }
            isFilled={asked.some(({ code }) => values[code] !== undefined)}
          >
            {asked.map((field) => {
              const entry = entryOf(fields, field, field.kind === 'computed' ? kept : values)
              return (
                <FieldView
                  key={field.code}
                  field={field}
                  {...entry}
                  last={last?.[field.code]}
                  copied={copied.includes(field.code)}
                  problems={problems.get(field.code) ?? none}
                  strict={strict}
                  onChange={put}
                  onCopy={copy}
                />
              )
            })}
          </SectionView>
        )
      })}
    </EntryArea>
  )
}

/** Where boxes are filled one after the other: Enter goes on to the next, Ctrl and Enter save. */
export function EntryArea({ onSave, children }: { onSave: () => void; children: ReactNode }) {
  const root = useRef<HTMLDivElement>(null)
  const press = (event: KeyboardEvent) => {
    if (
      event.key === 'Tab' &&
      !event.shiftKey &&
      (event.target as HTMLElement).matches('.ant-picker input')
    ) {
      // The button that clears a day stands between it and the next box, for the mouse.
      if (focusBeside(root.current, event.target as HTMLElement, 1)) event.preventDefault()
      return
    }
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    if (event.ctrlKey) {
      event.preventDefault()
      onSave()
      return
    }
    const target = event.target as HTMLElement
    if (target.tagName === 'TEXTAREA' || target.closest('.ant-select-open, .ant-picker-dropdown')) return
    if (target.tagName === 'BUTTON' && target.dataset.code === undefined) return
    event.preventDefault()
    focusBeside(root.current, target, event.shiftKey ? -1 : 1)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter goes on to the next box, as Tab does
    <div ref={root} className="form-view" onKeyDown={press}>
      {children}
    </div>
  )
}

const none: readonly Problem[] = []

function isTarget(field: Section['fields'][number]): boolean {
  return 'targetOf' in field && field.targetOf !== undefined
}

/** A section of the sheet under its name, folded where it is done only as the clinic can. */
export function SectionView({
  section,
  onUsual,
  isFilled,
  children,
}: {
  section: Pick<Section, 'name' | 'folded' | 'layout'>
  /** Fills “nothing found” where nothing is filled. */
  onUsual: (() => void) | null
  isFilled: boolean
  children: ReactNode
}) {
  const [open, setOpen] = useState(!section.folded || isFilled)
  return (
    <section className="form-section" aria-label={section.name}>
      <h2>
        {section.folded ? (
          <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? '▾' : '▸'} {section.name}
          </button>
        ) : (
          section.name
        )}
        {onUsual && (
          <button type="button" className="section-usual" onClick={onUsual}>
            其余未见异常
          </button>
        )}
      </h2>
      {open && (
        <div className={section.layout === 'grid' ? 'form-grid form-questions' : 'form-grid'}>{children}</div>
      )}
    </section>
  )
}

/** Problems by the field they are shown at: a cell's at its table, a target's at its current value. */
function byField(
  problems: readonly Problem[],
  refused: Readonly<Record<string, string>>,
): Map<string, Problem[]> {
  const found = new Map<string, Problem[]>()
  const add = (problem: Problem) => {
    const at = problem.field.split('[')[0]!
    found.set(at, [...(found.get(at) ?? []), problem])
  }
  problems.forEach(add)
  for (const [field, message] of Object.entries(refused)) {
    if (!problems.some((problem) => problem.field === field))
      add({ severity: 'error', code: 'impossible', field, message })
  }
  return found
}

/** False when there is no box on that side. */
function focusBeside(root: HTMLElement | null, from: HTMLElement, by: number): boolean {
  const entries = [
    ...(root?.querySelectorAll<HTMLElement>(
      '[data-entry], .entry input, .ant-picker input, .ant-select input',
    ) ?? []),
  ].filter((element) => element.tabIndex >= 0 && element.tagName !== 'DIV')
  const group = from.closest('.code-choice')
  const at = entries.findIndex((element) => element === from || group?.contains(element))
  const next = at < 0 ? undefined : entries[at + by]
  next?.focus()
  return next !== undefined
}

/** Brings the box of a problem into view and puts the cursor there. */
export function goToField(field: string): void {
  const element = document.getElementById(`field-${field.split('[')[0]}`)
  element?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  element?.focus({ preventScroll: true })
}
