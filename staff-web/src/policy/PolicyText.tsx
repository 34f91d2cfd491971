import type { PolicyKind } from '@qianyue/domain/policy/policy.ts'
import { policyFieldsIn, valueAt } from '@qianyue/domain/policy/policy-fields.ts'
import { valueWords } from '@qianyue/domain/policy/value-words.ts'
import { useOwn } from './own-names.tsx'
import { RowsTable } from './RowsTable.tsx'

/** A policy as it is read. */
export function PolicyText({ kind, body }: { kind: PolicyKind; body: unknown }) {
  const fields = policyFieldsIn(kind, useOwn())
  return (
    <>
      {fields.map((field) =>
        field.kind === 'rows' ? (
          <section key={field.label}>
            <h3>{field.label}</h3>
            <RowsTable field={field} rows={(valueAt(body, field.path) ?? []) as Record<string, unknown>[]} />
          </section>
        ) : null,
      )}
      <dl className="policy-text">
        {fields.map((field) =>
          field.kind === 'rows' ? null : (
            <div key={field.label}>
              <dt>{field.label}</dt>
              <dd title={field.note}>{valueWords(field, valueAt(body, field.path))}</dd>
            </div>
          ),
        )}
      </dl>
    </>
  )
}
