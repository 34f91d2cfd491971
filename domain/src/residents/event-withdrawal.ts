import type { LocalDate } from '../days/local-date.ts'
import type { ResidentEventKind } from './resident-event.ts'

/** Tables whose rows an event can change, by what is kept of them. */
export type ChangedTable =
  | 'residents'
  | 'households'
  | 'household_memberships'
  | 'resident_populations'
  | 'agreements'
  | 'agreement_members'
  | 'agreement_fees'

type Values = Record<string, unknown>

/** A row as it stood at one moment: `key` tells it from the others, `values` is what an event can change of it. */
export type KeptRow = { table: ChangedTable; key: Values; values: Values }

/** What an event did to a row; only the columns that changed. `was` is null for a row that the event made. */
export type ChangedRow = { table: ChangedTable; key: Values; was: Values | null; became: Values }

const nameOf = ({ table, key }: { table: ChangedTable; key: Values }) =>
  `${table} ${JSON.stringify(Object.entries(key).sort(([a], [b]) => (a < b ? -1 : 1)))}`

/** Columns that tell one thing between them: where one changes, the other is part of what the event said. */
const together = [['away_since', 'away_until']]

/** The rows that are not after as they were before. */
export function changesBetween(before: readonly KeptRow[], after: readonly KeptRow[]): ChangedRow[] {
  const earlier = new Map(before.map((row) => [nameOf(row), row.values]))
  return after.flatMap((row): ChangedRow[] => {
    const was = earlier.get(nameOf(row))
    if (was === undefined) return [{ table: row.table, key: row.key, was: null, became: row.values }]
    const changed = Object.keys(row.values).filter((column) => was[column] !== row.values[column])
    const columns = [...new Set(changed.flatMap((one) => together.find((all) => all.includes(one)) ?? [one]))]
    if (columns.length === 0) return []
    return [{ table: row.table, key: row.key, was: pick(was, columns), became: pick(row.values, columns) }]
  })
}

/** What of an event's doing is no longer as the event left it. */
export function changedSince(changes: readonly ChangedRow[], now: readonly KeptRow[]): ChangedTable[] {
  const present = new Map(now.map((row) => [nameOf(row), row.values]))
  const tables = changes
    .filter((change) => {
      const values = present.get(nameOf(change))
      return (
        values === undefined ||
        Object.entries(change.became).some(([column, became]) => values[column] !== became)
      )
    })
    .map(({ table }) => table)
  return [...new Set(tables)]
}

function pick(values: Values, columns: readonly string[]): Values {
  return Object.fromEntries(columns.map((column) => [column, values[column]]))
}

export type WithdrawalRefusal =
  /** It was recorded by an import or before what it changed was kept. */
  | { code: 'event-without-trace' }
  /** A later event or edit builds on it; `later` is the event that has to be withdrawn first, where there is one. */
  | {
      code: 'changed-since'
      tables: readonly ChangedTable[]
      later: { name: string; kind: ResidentEventKind; on: LocalDate } | null
    }
  /** The agreement that the event ended would cover days of one signed since. */
  | { code: 'signed-since'; startsOn: LocalDate }
  | { code: 'declared-since' }
