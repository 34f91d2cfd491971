import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { basicPackage, forms, isControlled } from './facts.ts'
import { basicVersionId, idOf, residentId, teamIdOf, townshipCodeOf, villageCodeOf } from './ids.ts'
import { isoDay, type Person, unitsOf } from './workload.ts'

/** A record of the workload as its generator says it. */
export type MadeRecord = Parameters<import('./workload.ts').OnRecord>

/** Agreements of these people, as years of signing would have left them. */
export async function copyAgreements(client: pg.Client, people: readonly Person[], first: number) {
  const packages = JSON.stringify([basicPackage]).replaceAll('\\', '\\\\')
  const agreements: string[] = []
  const members: string[] = []
  for (const [i, person] of people.entries()) {
    if (!person.signedDay) continue
    const resident = first + i
    const { village } = unitsOf(resident)
    const term = [isoDay(person.signedDay), isoDay(person.signedDay + 364)]
    const [id, team, who] = [idOf(4, resident), teamIdOf(village), residentId(resident)]
    agreements.push(
      [
        id,
        `${villageCodeOf(village)}-${resident}`,
        'person',
        townshipCodeOf(Math.floor(village / 10)),
        team,
        who,
        'first',
        ...term,
        12,
        'clinic',
        term[0],
        idOf(6, 0),
      ].join('\t'),
    )
    members.push([id, who, team, packages, `{${basicVersionId}}`, '{}', ...term].join('\t'))
  }
  await copy(
    client,
    'agreements (id, number, unit, unit_code, team_id, signatory_id, kind, starts_on, ends_on, term_months, signed_via, signed_on, created_by)',
    agreements,
  )
  await copy(
    client,
    'agreement_members (agreement_id, resident_id, team_id, packages, package_version_ids, populations, starts_on, ends_on)',
    members,
  )
}

/** Service records of these people. */
export async function copyRecords(
  client: pg.Client,
  people: readonly Person[],
  records: readonly MadeRecord[],
  first: number,
) {
  const rows = records.map(([resident, type, day, systolic, diastolic, glucose], n) => {
    const { form, service } = forms[type]!
    const values: Record<string, unknown> = service ? { service } : {}
    if (systolic) Object.assign(values, { systolicMmHg: systolic, diastolicMmHg: diastolic })
    if (glucose) values.fastingGlucoseMmolL = glucose / 10
    const controlled = isControlled(people[resident - first]!, type, systolic, diastolic, glucose)
    const { village } = unitsOf(resident)
    return [
      idOf(0, first * 64 + n),
      residentId(resident),
      form,
      1,
      service ?? '\\N',
      isoDay(day),
      'home',
      JSON.stringify(values),
      'f',
      controlled ?? '\\N',
      'routine',
      'f',
      idOf(5, village),
      villageCodeOf(village),
      idOf(6, 0),
      `${isoDay(day)} 10:00:00+08`,
    ].join('\t')
  })
  await copy(
    client,
    'service_records (id, resident_id, form, form_version, service, performed_on, mode, values, complete, controlled, next_step, referred, performed_by, unit_code, recorded_by, recorded_at)',
    rows,
  )
}

async function copy(client: pg.Client, target: string, rows: readonly string[]) {
  if (rows.length === 0) return
  await pipeline(Readable.from([`${rows.join('\n')}\n`]), client.query(copyFrom(`copy ${target} from stdin`)))
}
