import type { runAuthenticityChecks as runCall } from '@qianyue/api/authenticity.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import type { CheckCode } from '@qianyue/domain/authenticity/authenticity-policy.ts'
import type { Question, ServiceSeen } from '@qianyue/domain/authenticity/question.ts'
import { questionsOf } from '@qianyue/domain/authenticity/questions-of.ts'
import { addDays, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Field, Form } from '@qianyue/domain/forms/form.ts'
import { findForm } from '@qianyue/domain/forms/forms.ts'
import { v5 as nameBasedId } from 'uuid'
import { reachWhole } from '../access/reach-whole.ts'
import type { Context } from '../http/context.ts'
import { Invalid } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { insertQuestions, type NewQuestion } from './authenticity.queries.ts'
import { residentsServed, servicesOfUnit, unitsWithServices } from './services-seen.queries.ts'

/** How far back the last reading of a person is looked for: a quarter and what it may come late. */
const LAST_TIME_DAYS = 120

/** Checks about a person's whole period: asked once for the period, whichever service comes first. */
const aboutThePeriod: readonly CheckCode[] = ['digit-preference', 'burst']

/** 真实性核查 of a unit's services, clinic by clinic. Run again it asks only what is new. */
export async function runChecks(context: Context, { unitCode, fromDay, toDay }: RequestOf<typeof runCall>) {
  const { db, note } = context
  if (toDay < fromDay) throw new Invalid({ toDay: '截止日期不能早于起始日期' })
  await reachWhole(context, unitCode)
  const { authenticity, 'local-forms': local } = await policyAt(db, toDay)
  const readings = readingsReader((code) => findForm(code, local))
  const before = { fromDay: addDays(fromDay, -LAST_TIME_DAYS), toDay }
  const sum = { services: 0, asked: 0, known: 0 }
  for (const unit of await unitsWithServices(db, rangeOf(unitCode), { fromDay, toDay })) {
    const rows = await servicesOfUnit(db, unit, before)
    const seen = rows.map(
      ({ values, latitude, longitude, accuracyMetres, ...row }): ServiceSeen => ({
        ...row,
        place:
          latitude === null || longitude === null || accuracyMetres === null
            ? null
            : { latitude, longitude, accuracyMetres },
        readings: readings(row.form, values),
      }),
    )
    const inPeriod = seen.filter(({ performedOn }) => performedOn >= fromDay)
    const residents = await residentsServed(db, unit, { fromDay, toDay })
    const questions = [
      ...questionsOf(inPeriod, residents, {
        ...authenticity,
        checks: authenticity.checks.filter((check) => check !== 'copied-values'),
      }),
      ...questionsOf(seen, residents, {
        ...authenticity,
        checks: authenticity.checks.filter((check) => check === 'copied-values'),
      }).filter(({ recordIds }) => inPeriod.some(({ recordId }) => recordId === recordIds.at(-1))),
    ]
    const days = new Map(seen.map(({ recordId, performedOn }) => [recordId, performedOn]))
    const asked = await insertQuestions(
      db,
      questions.map((question) => kept(question, unit, days, fromDay)),
    )
    sum.services += inPeriod.length
    sum.asked += asked
    sum.known += questions.length - asked
  }
  note({ subject: `authenticity run ${unitCode} ${fromDay} ${toDay}` })
  return sum
}

function kept(
  { check, staffId, recordIds, sentence, ...question }: Question,
  unitCode: number,
  days: ReadonlyMap<string, LocalDate>,
  fromDay: LocalDate,
): NewQuestion {
  const about = question.about ?? (aboutThePeriod.includes(check) ? fromDay : recordIds.join())
  return {
    id: nameBasedId(`${check}/${staffId}/${about}`, nameBasedId.URL),
    unitCode,
    staffId,
    checkCode: check,
    recordIds: [...recordIds],
    fromDay: days.get(recordIds[0]!)!,
    toDay: days.get(recordIds.at(-1)!)!,
    sentence,
  }
}

/** What was measured on a form, by what its fields measure. */
function readingsReader(formOf: (code: string) => Form | undefined) {
  const fieldsOf = new Map<string, Field[]>()
  return (code: string, values: Readonly<Record<string, unknown>>): Record<string, number> => {
    let fields = fieldsOf.get(code)
    if (!fields) {
      const all = formOf(code)?.sections.flatMap((section) => [...section.fields]) ?? []
      fields = all.filter(
        ({ kind, measures }) => measures !== undefined && (kind === 'integer' || kind === 'number'),
      )
      fieldsOf.set(code, fields)
    }
    const readings: Record<string, number> = {}
    for (const { code: field, measures } of fields) {
      const value = values[field]
      if (typeof value === 'number') readings[measures!] = value
    }
    return readings
  }
}
