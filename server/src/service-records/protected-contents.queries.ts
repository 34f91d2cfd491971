import type { Classification, NextStep } from '@qianyue/domain/follow-ups/assessment.ts'
import type { FormValues } from '@qianyue/domain/forms/form.ts'
import { asJson } from '../database/column-types.ts'
import type { Context } from '../http/context.ts'

/** What a record says, as opposed to that it was made. */
type RecordContent = {
  values: FormValues
  classification: Classification | null
  nextStep: NextStep
  referred: boolean
}

type Held = RecordContent & { protection: string | null; version: number }

/** A record that says nothing: what stands among the other records for a protected one. */
const nothingSaid: RecordContent = { values: {}, classification: null, nextStep: 'routine', referred: false }

/**
 * What of a record everybody in reach may read: all of it, or that it was made. `controlled` tells only who is stable
 * (病情稳定率) and who was not met: the rule of the sheet leaves the rest unsaid.
 */
export function openPart<R extends RecordContent & { protection: string | null }>(record: R): R {
  return record.protection === null ? record : { ...record, ...nothingSaid }
}

/** Keeps what a version of a protected record says apart; nothing to do for others. */
export async function putContent(
  { db }: Pick<Context, 'db'>,
  recordId: string,
  { protection, version, values, classification, nextStep, referred }: Held,
): Promise<void> {
  if (protection === null) return
  await db
    .insertInto('protectedRecordContents')
    .values({ recordId, version, values: asJson(values), classification, nextStep, referred })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The results of a protected record follow those of the record before it. */
export async function putContentResults(
  { db }: Pick<Context, 'db'>,
  recordId: string,
  version: number,
  results: Pick<RecordContent, 'classification' | 'nextStep' | 'referred'>,
): Promise<void> {
  const { classification, nextStep, referred } = results
  await db
    .updateTable('protectedRecordContents')
    .set({ classification, nextStep, referred })
    .where('recordId', '=', recordId)
    .where('version', '=', version)
    .execute()
}

/**
 * Records with what they say, as far as the viewer may read it; `withheld` tells of a protected one that is not for the
 * viewer. Row-level security decides: what is not in protected reach is not found.
 */
export async function withContents<R extends Held & { controlled: boolean | null }>(
  { db }: Pick<Context, 'db'>,
  records: readonly R[],
  recordIdOf: (record: R) => string,
): Promise<(R & { withheld: boolean })[]> {
  const isProtected = records.filter(({ protection }) => protection !== null)
  if (isProtected.length === 0) return records.map((record) => ({ ...record, withheld: false }))
  const rows = await db
    .selectFrom('protectedRecordContents')
    .selectAll()
    .where('recordId', 'in', isProtected.map(recordIdOf))
    .execute()
  const found = new Map(rows.map((row) => [`${row.recordId}/${row.version}`, row]))
  return records.map((record) => {
    if (record.protection === null) return { ...record, withheld: false }
    const content = found.get(`${recordIdOf(record)}/${record.version}`)
    if (!content) return { ...record, ...nothingSaid, controlled: null, withheld: true }
    return {
      ...record,
      values: content.values as FormValues,
      classification: content.classification as Classification | null,
      nextStep: content.nextStep as NextStep,
      referred: content.referred,
      withheld: false,
    }
  })
}
