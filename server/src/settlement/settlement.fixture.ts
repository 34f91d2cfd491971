import { v7 as newId } from 'uuid'
import { expect } from 'vitest'
import { personOf } from '../agreements/agreements.fixture.ts'
import { type Caller, countyOn, type TestCounty, units } from '../testing/county.ts'

export const quarter = { fromDay: '2026-07-01', toDay: '2026-09-30' }

/** A village with two doctors who have done some follow-ups, a finance officer and a bureau. */
export async function villageOn(day: string) {
  const county = await countyOn(day)
  const finance = await county.as('finance-officer', units.county)
  const bureau = await county.as('county-officer')
  const first = await county.as('village-doctor', units.donglingVillage)
  const second = await county.as('village-doctor', units.donglingVillage)
  const recordIds = [
    ...(await visits(county, first, ['2026-08-03', '2026-08-04', '2026-08-05'])),
    ...(await visits(county, second, ['2026-08-06'])),
  ]
  const prepared = async (change: Record<string, unknown> = {}) => {
    const id = newId()
    const reply = await finance.post('/settlements', {
      id,
      unitCode: units.donglingVillage,
      fundCode: 'special-grant',
      year: 2026,
      part: 'advance',
      number: 1,
      ...quarter,
      ...change,
    })
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    return id
  }
  /** The grant of 100.01 yuan, computed. */
  const granted = async () => {
    const id = await prepared()
    await finance.put(`/settlements/${id}/entries`, {
      pools: [{ unitCode: units.donglingVillage, enteredFen: 10_001, scoreHundredths: null }],
      staff: [],
    })
    return id
  }
  return { county, finance, bureau, first, second, recordIds, prepared, granted }
}

async function visits(county: TestCounty, doctor: Caller, days: readonly string[]): Promise<string[]> {
  const ids: string[] = []
  for (const day of days) {
    const { id: residentId } = await personOf(county, {
      name: '王秀英',
      birthDate: '1950-03-02',
      villageCode: units.donglingVillage,
      populations: ['hypertension'],
    })
    county.on(day)
    const id = newId()
    const reply = await doctor.post('/service-records', {
      id,
      residentId,
      form: 'hypertension-follow-up',
      performedOn: day,
      mode: 'clinic',
      values: { systolicMmHg: 138, diastolicMmHg: 86, symptoms: [1] },
    })
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    ids.push(id)
  }
  // Recorded on the day itself, with no box left empty: these are to count whole.
  await county.sql.query('alter table service_records disable trigger record_keeps_its_past')
  await county.sql.query(
    `update service_records set complete = true, recorded_at = performed_on + time '04:00' where id = any($1)`,
    [ids],
  )
  await county.sql.query('alter table service_records enable trigger record_keeps_its_past')
  county.on('2026-11-21')
  return ids
}
