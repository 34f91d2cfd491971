import { textWithUnit } from '@qianyue/domain/forms/value-text.ts'
import type { ComputedValue } from '@qianyue/domain/visits/visit-values.ts'

/** What follows from the answers (体质指数, 评分): told, never typed. */
export function ComputedValues({ values }: { values: readonly ComputedValue[] }) {
  if (values.length === 0) return null
  return (
    <dl className="computed-values" aria-label="自动计算">
      {values.map(({ sheet, field, value }) => (
        <div key={`${sheet.key}/${field.code}`}>
          <dt>{field.name}</dt>
          <dd>{textWithUnit(field, value)}</dd>
        </div>
      ))}
    </dl>
  )
}
