import type { Field, Warning } from '../forms/form.ts'

/**
 * Whether two boxes hold the same thing in the same way, so that one answer is right for both: the same `measures`,
 * and no difference in what would be refused. Medicine decides the first, arithmetic the second.
 */
export function mergesWith(one: Field, other: Field): boolean {
  return (
    one.measures !== undefined && one.measures === other.measures && wayOfHolding(one) === wayOfHolding(other)
  )
}

/** All that decides which values a box can hold, as one text. */
function wayOfHolding(field: Field): string {
  switch (field.kind) {
    case 'number':
      return JSON.stringify([field.kind, field.unit, field.reject.min, field.reject.max, field.decimals])
    case 'integer':
      return JSON.stringify([field.kind, field.unit, field.reject.min, field.reject.max])
    case 'choice':
      return JSON.stringify([field.kind, field.options.map(({ code, name }) => [code, name])])
    case 'choices':
      return JSON.stringify([
        field.kind,
        field.options.map(({ code, name }) => [code, name]),
        field.noneCode ?? null,
      ])
    case 'date':
    case 'moment':
      return JSON.stringify([field.kind, field.mayBeAfterVisit ?? false])
    case 'text':
      return JSON.stringify([field.kind, field.maxLength])
    case 'rows':
      return JSON.stringify([
        field.kind,
        field.maxRows,
        field.columns.map((column) => [column.code, wayOfHolding(column)]),
      ])
    case 'computed':
      return JSON.stringify([field.kind, field.formula])
  }
}

/** The one box that is asked for two that merge: it needs what either needs and warns of what either warns of. */
export function mergedField(one: Field, other: Field): Field {
  const { need: _, ...rest } = one
  const need = strongest(one.need, other.need)
  const warn = warningsOf(one).concat(
    warningsOf(other).filter(({ message }) => !warningsOf(one).some((known) => known.message === message)),
  )
  return {
    ...rest,
    name: mergedName(one.name, other.name),
    ...(need === undefined ? {} : { need }),
    ...(warn.length === 0 ? {} : { warn }),
    // What is a measurement of the day on one sheet is not copied from last time for the other.
    copyable: one.copyable === true && other.copyable === true,
  } as Field
}

function strongest(one: Field['need'], other: Field['need']): Field['need'] {
  if (one === 'required' || other === 'required') return 'required'
  return one ?? other
}

function warningsOf(field: Field): readonly Warning[] {
  return 'warn' in field ? (field.warn ?? []) : []
}

/** The name that says more (左侧收缩压 for 收缩压), or both. */
function mergedName(one: string, other: string): string {
  if (one.includes(other)) return one
  return other.includes(one) ? other : `${one}／${other}`
}
