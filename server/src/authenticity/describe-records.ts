import { findForm } from '@qianyue/domain/forms/forms.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import type { Context } from '../http/context.ts'
import { type RecordShown, recordsShown } from './services-seen.queries.ts'

/** Most services that a question shows: more say nothing that these do not. */
const SHOWN = 200

/** Services as the page of a question shows them; each person's record that is shown stands in the trail. */
export async function describeRecords(context: Context, recordIds: readonly string[]) {
  const rows = await recordsShown(context.db, recordIds.slice(0, SHOWN))
  for (const { residentId } of rows) context.note({ residentId })
  return rows.map(describeRecord)
}

export function describeRecord({ form, service, recordedAt, values, ...row }: RecordShown) {
  const found = findForm(form)
  const measured = (found?.sections ?? [])
    .flatMap(({ fields }) => fields)
    .filter(({ kind, measures, code }) => {
      return measures !== undefined && (kind === 'integer' || kind === 'number') && values[code] !== undefined
    })
  return {
    ...row,
    form,
    formName: service === null ? (found?.name ?? form) : serviceName(service),
    recordedAt: recordedAt.toISOString(),
    readings: measured
      .slice(0, 6)
      .map(({ name, code }) => `${name} ${values[code]}`)
      .join('，'),
  }
}
