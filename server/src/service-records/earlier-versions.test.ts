import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { residentOf } from '../duties/duties.fixture.ts'
import { countyOn, units } from '../testing/county.ts'

const file = join(import.meta.dirname, '../../../docs/examples/frail-elder.form.json')

type Field = { code: string; options?: { code: number; name: string }[]; [other: string]: unknown }

/** The county has issued a second version: nobody asks for the grip any more, everybody for the hearing; one answer is gone. */
function secondVersion() {
  const form = JSON.parse(readFileSync(file, 'utf8')) as {
    version: number
    sections: { code: string; fields: Field[] }[]
    rules?: unknown
  }
  const eating = form.sections[0]!.fields.find(({ code }) => code === 'eating')!
  eating.options = eating.options!.filter(({ code }) => code !== 2)
  const hearing = { code: 'hearing', kind: 'choice', name: '听力', need: 'required', options: eating.options }
  form.sections[0]!.fields.push(hearing as Field)
  return { ...form, version: 2 }
}

test('a record that an older app wrote on the first version of a form is taken after the second was issued, and nothing of it is lost', async () => {
  const county = await countyOn('2026-11-21')
  const officer = await county.as('county-officer', units.county)
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const elder = await residentOf(county, { populations: ['bed-ridden'] })
  const issue = async (form: unknown) =>
    await officer.post('/local-forms', { id: newId(), validFrom: '2026-01-01', source: '县卫健局通知', form })
  expect((await issue(JSON.parse(readFileSync(file, 'utf8')))).status).toBe(200)
  expect((await issue(secondVersion())).status).toBe(200)

  const values = { eating: 2, dressing: 3, toileting: 2, walking: 2, gripStrengthKg: 12.5, fallsInYear: 0 }
  const written = { residentId: elder, form: 'frail-elder', performedOn: '2026-11-20', mode: 'home', values }
  // Two doctors were out with the old app: both are taken, whatever the one has written.
  const old = await doctor.post('/service-records', { ...written, id: newId(), formVersion: 1 })
  expect(old.status, JSON.stringify(old.body)).toBe(200)
  const kept = await doctor.get(`/service-records/${old.body.id}`)
  expect(kept.body.values).toMatchObject(values)
  const { rows } = await county.sql.query('select form_version from service_records where id = $1', [
    old.body.id,
  ])
  expect(rows).toEqual([{ form_version: 1 }])

  const present = await doctor.post('/service-records', { ...written, id: newId(), formVersion: 2 })
  expect(present).toMatchObject({ status: 422, body: { fields: { hearing: expect.any(String) } } })
  const impossible = { ...written, values: { ...values, gripStrengthKg: 1250 }, id: newId(), formVersion: 1 }
  expect((await doctor.post('/service-records', impossible)).body.fields).toHaveProperty('gripStrengthKg')
})
