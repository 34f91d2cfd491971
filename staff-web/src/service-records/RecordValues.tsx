import type { Form, FormValues, Subject } from '@qianyue/domain/forms/form.ts'
import { isAsked } from '@qianyue/domain/forms/form.ts'
import { textWithUnit } from '@qianyue/domain/forms/value-text.ts'

/** What a record says, in the order of its sheet, without the boxes that were left empty. */
export function RecordValues({
  form,
  values,
  about,
  copied,
  before,
}: {
  form: Form
  values: FormValues
  about: Subject
  copied: readonly string[]
  /** An earlier version to compare with: what differs is marked. */
  before?: FormValues | undefined
}) {
  return form.sections.map((section) => {
    const shown = section.fields.filter(
      (field) =>
        isAsked(section, field, values, about) &&
        (values[field.code] !== undefined || before?.[field.code] !== undefined),
    )
    if (shown.length === 0) return null
    return (
      <section key={section.code} className="record-section">
        <h2>{section.name}</h2>
        <dl className="record-sheet">
          {shown.map((field) => {
            const changed =
              before !== undefined &&
              JSON.stringify(before[field.code]) !== JSON.stringify(values[field.code])
            return (
              <div key={field.code} className={changed ? 'record-changed' : undefined}>
                <dt>{field.name}</dt>
                <dd>
                  {textWithUnit(field, values[field.code]) || '（空）'}
                  {changed && <del> {textWithUnit(field, before[field.code]) || '空'}</del>}
                  {copied.includes(field.code) && <span className="recording-quiet"> 照上次</span>}
                </dd>
              </div>
            )
          })}
        </dl>
      </section>
    )
  })
}
