import type { ColumnType } from 'kysely'

/** bigint: region codes and counts, which fit a number. */
export type Int8 = ColumnType<number, number, number>

/** jsonb: read as what it holds; written as text by {@link asJson}. */
export type Json = ColumnType<unknown, string, string>

/** A value as a jsonb column takes it. */
export function asJson(value: unknown): string {
  return JSON.stringify(value)
}
