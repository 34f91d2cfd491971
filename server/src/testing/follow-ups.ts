import { v7 as newId } from 'uuid'
import { expect } from 'vitest'
import { type Caller, countyOn, type TestCounty, units } from './county.ts'

/** 王秀英, 76, with hypertension, of 东岭村. */
export async function grandmother(
  county: TestCounty,
  given: { villageCode?: number; diedOn?: string; birthDate?: string } = {},
): Promise<string> {
  const id = newId()
  await county.sql.query(
    `insert into residents (id, village_code, name, name_initials, sex, birth_date, registered_on, died_on)
     values ($1, $2, '王秀英', 'wxy', 'female', $3, '2024-01-05', $4)`,
    [id, given.villageCode ?? units.donglingVillage, given.birthDate ?? '1950-03-02', given.diedOn ?? null],
  )
  await county.sql.query(
    `insert into resident_populations (id, resident_id, population, since, source)
     values ($1, $2, 'hypertension', '2024-01-05', 'declared')`,
    [newId(), id],
  )
  return id
}

export const values168 = { systolicMmHg: 168, diastolicMmHg: 96, symptoms: [1] }
export const values138 = { systolicMmHg: 138, diastolicMmHg: 86, symptoms: [1] }

export function followUp(residentId: string, given: Record<string, unknown> = {}) {
  return {
    id: newId(),
    residentId,
    form: 'hypertension-follow-up',
    performedOn: '2026-11-21',
    mode: 'clinic',
    values: values168,
    ...given,
  }
}

export async function recorded(nurse: Caller, residentId: string, given: Record<string, unknown> = {}) {
  const request = followUp(residentId, given)
  const reply = await nurse.post('/service-records', request)
  expect(reply.body).toMatchObject({ id: request.id })
  return reply.body
}

export async function arranged(given: Parameters<typeof grandmother>[1] = {}) {
  const county = await countyOn('2026-11-21')
  const doctor = await county.as('village-doctor', units.donglingVillage)
  return { county, doctor, wang: await grandmother(county, given) }
}
