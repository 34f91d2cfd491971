import { ageYearsOn } from '@qianyue/domain/days/local-date.ts'
import type { Form } from '@qianyue/domain/forms/form.ts'
import { findForm } from '@qianyue/domain/forms/forms.ts'
import { personalInformation } from '@qianyue/domain/forms/health-record/personal-information.ts'
import { textOf } from '@qianyue/domain/forms/value-text.ts'
import { allergiesOf, healthProblems, medicinesOf } from '@qianyue/domain/health-records/derived-lists.ts'
import { measurementsOf } from '@qianyue/domain/health-records/measurements.ts'
import type { Sex } from '@qianyue/domain/residents/resident-facts.ts'
import { localFormsOf } from '@qianyue/domain/services/own-service.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import type { Context } from '../http/context.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { populationsToday } from '../residents/list-residents.ts'
import { coverOf, populationPeriodsOf, recordsOf, residentById } from '../residents/resident-page.queries.ts'
import { coverOfRecord, historyOfRecord } from './health-records.queries.ts'

const RECORDS_READ = 500
const SERVICES_SHOWN = 10

/** Everything that the record of one resident says: what is kept of it, and the lists that are read off its sheets. */
export async function gatherRecord(context: Context, id: string) {
  const { db, today } = context
  const resident = await residentById(context, id)
  const policy = await policyAt(db, today)
  const cover = await coverOfRecord(context, id)
  const records = await recordsOf(context, id, RECORDS_READ)
  const periods = await populationPeriodsOf(context, id)
  const agreement = await coverOf(context, id)
  const populations = populationsToday({
    today,
    ages: policy.ages,
    person: resident,
    held: periods.map(({ population, since, until, source }) => [population, since, until, source]),
  })
  const find = (code: string): Form | undefined => findForm(code, localFormsOf(policy))
  const information = records.findLast(({ form }) => form === personalInformation.code) ?? null
  const ageYears = ageYearsOn(resident.diedOn ?? today, resident.birthDate)
  return {
    resident: { ...resident, sex: resident.sex as Sex },
    ageYears,
    policy,
    cover,
    history: await historyOfRecord(context, id),
    populations,
    teamName: agreement?.teamName ?? null,
    information,
    problems: healthProblems(records, periods, find),
    medicines: medicinesOf(records, find),
    allergies: allergiesOf(records, find),
    measurements: measurementsOf(
      records,
      {
        ageYears,
        sex: resident.sex as Sex,
        isDiabetic: populations.some(({ population }) => population === 'type2-diabetes'),
      },
      policy['follow-ups'],
    ),
    blood: bloodWords(information?.values ?? {}, resident.profile as Record<string, unknown>),
    lastExaminedOn: records.findLast(({ form }) => form === 'health-assessment')?.performedOn ?? null,
    services: records
      .filter(({ form }) => form !== personalInformation.code)
      .slice(-SERVICES_SHOWN)
      .reverse()
      .map(({ id: recordId, performedOn, form, service, performedByName }) => ({
        recordId,
        on: performedOn,
        name: service ? serviceName(service) : (find(form)?.name ?? form),
        performedByName,
      })),
  }
}

/** 血型: of the sheet, else of the register. */
function bloodWords(values: Record<string, unknown>, profile: Record<string, unknown>): string {
  return ['bloodAbo', 'bloodRh']
    .map((code) => {
      const field = personalInformation.sections[0].fields.find((one) => one.code === code)
      const chosen = values[code] ?? profile[code]
      if (field === undefined || chosen === undefined) return ''
      return `${code === 'bloodRh' ? 'RH' : ''}${textOf(field, Number(chosen))}`
    })
    .filter(Boolean)
    .join(' ')
}
