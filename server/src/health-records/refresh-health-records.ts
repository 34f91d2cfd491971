import { ageYearsOn, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { FormValues } from '@qianyue/domain/forms/form.ts'
import { flawsOf, flawText, scoreOf } from '@qianyue/domain/health-records/quality.ts'
import type { Policy } from '@qianyue/domain/policy/policy.ts'
import { populationsOn, servedUntilYears } from '@qianyue/domain/populations/population.ts'
import type { IdentityWarning } from '@qianyue/domain/residents/identity.ts'
import type { CompiledQuery } from 'kysely'
import type { Context } from '../http/context.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { moveWritten } from './health-records.queries.ts'
import { type Check, type CheckedRow, checksWritten, recordsToCheck } from './quality.queries.ts'

/**
 * Brings what follows from the facts up to date in the records of these residents: the last service, the flaws and the
 * points, and the clinic that keeps it. In the transaction of whatever changed; residents without a record are passed over.
 */
export async function refreshHealthRecords(
  context: Pick<Context, 'db' | 'today'>,
  residentIds: readonly string[],
): Promise<void> {
  if (residentIds.length === 0) return
  const rows = await recordsToCheck(context, residentIds)
  if (rows.length === 0) return
  const { db, today } = context
  const written = checkedHealthRecords(context, await policyAt(db, today), rows)
  await Promise.all(written.map((statement) => db.executeQuery(statement)))
}

/**
 * The statements that write what {@link refreshHealthRecords} would, for who has read the records and the policy with
 * something else.
 */
export function checkedHealthRecords(
  context: Pick<Context, 'db' | 'today'>,
  policy: Policy,
  rows: readonly CheckedRow[],
): CompiledQuery[] {
  const checks = rows.flatMap((row): Check[] => {
    const found = flawsOf(recordOf(row, context.today, policy.ages))
    const { residentId, lastActiveOn } = row
    const flaws = found.map(flawText).join(' ')
    const score = scoreOf(found, policy['health-records'])
    const isWritten =
      row.keptLastActiveOn === lastActiveOn && row.keptScore === score && row.keptFlaws === flaws
    return isWritten ? [] : [{ residentId, lastActiveOn, score, flaws }]
  })
  const moved = rows.filter(({ keptByUnit, villageCode }) => keptByUnit !== villageCode)
  return [
    ...(checks.length > 0 ? [checksWritten(context, checks)] : []),
    ...moved.flatMap((row) => moveWritten(context, row)),
  ]
}

function recordOf(row: CheckedRow, today: LocalDate, ages: Parameters<typeof populationsOn>[2]) {
  const { birthDate, sex, information } = row
  const populations = (row.populations ?? []).map(([population, since, until, source]) => ({
    population,
    since,
    until,
    source,
  }))
  return {
    ...row,
    identityWarnings: (row.warnings as IdentityWarning[]).map(({ code }) => code),
    populations: [...populationsOn(today, { birthDate, sex, populations }, ages)],
    information: information && {
      values: information.values as FormValues,
      about: {
        birthDate,
        sex,
        performedOn: information.performedOn,
        ageYears: ageYearsOn(information.performedOn, birthDate),
      },
    },
    isChild: ageYearsOn(today, birthDate) < servedUntilYears(ages),
  }
}
