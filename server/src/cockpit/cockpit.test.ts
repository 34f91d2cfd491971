import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { countedCounty } from '../indicators/indicators.fixture.ts'
import { units } from '../testing/county.ts'

/** 东岭村 has one of two signed, 西河村 none of three; the target is 80 %. */
async function fivePeople() {
  const county = await countedCounty('2026-11-21')
  await county.setTargets([{ indicator: 'coverage', orgId: null, percent: 80 }])
  const wang = await county.person({ name: '王守信' })
  await county.person()
  for (let index = 0; index < 3; index++) await county.person({ village: units.xiheVillage })
  await county.sign(wang)
  const { rows } = await county.sql.query(
    `insert into service_records (id, resident_id, form, form_version, performed_on, mode, values, complete, next_step,
       referred, unit_code, recorded_by)
     select uuidv7(), $1, 'hypertension-follow-up', 1, date '2026-10-01' + n, 'home', '{}', true, 'routine', false, $2, $3
     from generate_series(1, 3) n returning id, performed_on`,
    [wang, units.donglingVillage, newId()],
  )
  await county.sql.query(
    `insert into service_verdicts (record_id, verdict, reason, decided_by)
     select unnest($1::uuid[]), unnest(array['genuine', 'fake']), '入户核实', $2`,
    [rows.slice(0, 2).map(({ id }) => id), newId()],
  )
  return county
}

describe('驾驶舱', () => {
  test('the four dimensions stand side by side for each township, and add up', async () => {
    const county = await fivePeople()
    const bureau = await county.as('county-officer', units.county)
    const { status, body } = await bureau.get('/cockpit')
    expect(status, JSON.stringify(body)).toBe(200)
    const line = ({ placeName, figures, checked, lastServiceOn }: (typeof body)['own']) => [
      placeName,
      figures[0].numerator,
      figures[0].denominator,
      checked.genuine,
      checked.fake,
      checked.value,
      lastServiceOn,
    ]
    expect(line(body.own).slice(1)).toEqual([1, 5, 1, 1, 50, '2026-10-04'])
    expect(body.below.map(line)).toEqual([
      ['东岭镇', 1, 2, 1, 1, 50, '2026-10-04'],
      ['西河镇', 0, 3, 0, 0, null, null],
    ])
    // Four of five are 80 %: three more, all that 西河镇 is short of, most of them there.
    expect(body.closing).toEqual([
      expect.objectContaining({
        code: 'coverage',
        shortfall: 3,
        places: [expect.objectContaining({ placeName: '西河镇', people: 3 })],
      }),
    ])
  })

  test('the services that were checked open, only for who reaches them, and each is put into the trail', async () => {
    const county = await fivePeople()
    const township = await county.as('public-health-staff', units.dongling)
    const { body } = await township.get('/cockpit/checked-services?limit=1')
    expect(body.items).toMatchObject([
      { residentName: '王守信', verdict: 'fake', performedOn: '2026-10-03', villageName: '东岭村' },
    ])
    const next = await township.get(`/cockpit/checked-services?limit=1&cursor=${body.nextCursor}`)
    expect(next.body.items).toMatchObject([{ verdict: 'genuine', performedOn: '2026-10-02' }])
    const neighbour = await county.as('public-health-staff', units.xihe)
    expect((await neighbour.get('/cockpit/checked-services')).body.items).toEqual([])
    expect((await neighbour.get(`/cockpit?orgId=${units.dongling}`)).status).toBe(404)
    expect((await neighbour.get('/cockpit')).body.own.checked).toMatchObject({ genuine: 0, value: null })
  })
})
