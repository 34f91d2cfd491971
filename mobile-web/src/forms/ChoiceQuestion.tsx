import type { ChoiceField, ChoicesField, Code, FormValue } from '@qianyue/domain/forms/form.ts'

/** Options large enough for a thumb; one that excludes the others puts them out. */
export function ChoiceQuestion({
  field,
  value,
  onChange,
}: {
  field: ChoiceField | ChoicesField
  value: FormValue | undefined
  onChange: (value: FormValue | undefined) => void
}) {
  const several = field.kind === 'choices'
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [value]
  const press = (code: Code) => {
    if (field.kind === 'choice') return onChange(chosen.includes(code) ? undefined : code)
    if (chosen.includes(code)) return onChange(codesOf(field, (one) => one !== code && chosen.includes(one)))
    if (code === field.noneCode) return onChange([code])
    onChange(codesOf(field, (one) => one === code || (chosen.includes(one) && one !== field.noneCode)))
  }
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a label
    <div className="options" role={several ? 'group' : 'radiogroup'} aria-label={field.name}>
      {field.options.map(({ code, name }) => (
        // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles are checked or not
        <button
          key={code}
          type="button"
          role={several ? 'checkbox' : 'radio'}
          aria-checked={chosen.includes(code)}
          onClick={() => press(code)}
        >
          {name}
        </button>
      ))}
    </div>
  )
}

function codesOf({ options }: ChoicesField, keeps: (code: Code) => boolean): readonly Code[] {
  return options.map(({ code }) => code).filter(keeps)
}
