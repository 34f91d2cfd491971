import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { residentOf, sign } from '../duties/duties.fixture.ts'
import { countyOn, units } from '../testing/county.ts'

test('a prescription of eight weeks is assessed, closes what was agreed, is delivered, and its end is told in time', async () => {
  const county = await countyOn('2026-11-21')
  const residentId = await residentOf(county, { populations: ['hypertension'] })
  await sign(county, residentId, { items: [{ service: 'long-prescription', times: 1, every: 'year' }] })
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const wanted = {
    id: newId(),
    residentId,
    condition: 'hypertension',
    isStable: true,
    prescribedOn: '2026-11-21',
    weeks: 8,
    medicines: [{ name: '氨氯地平片', dose: '5 mg', timesPerDay: 1 }],
  }
  const refused = await doctor.post('/long-prescriptions', {
    ...wanted,
    medicines: [...wanted.medicines, { name: '地西泮片', dose: '2.5 mg', timesPerDay: 1 }],
  })
  expect([refused.status, Object.keys(refused.body.fields)]).toEqual([
    422,
    ['medicines.1.name', 'assessment', 'educated', 'confirmed'],
  ])
  const right = { ...wanted, assessment: '血压平稳三个月', educated: true, confirmed: true }
  for (const _ of [1, 2]) {
    const { status, body } = await doctor.post('/long-prescriptions', right)
    expect([status, body.endsOn, body.supply]).toEqual([200, '2027-01-15', 'lasting'])
  }
  const owed = await doctor.get(
    `/duties?residentId=${residentId}&service=long-prescription&state=due,overdue`,
  )
  expect(owed.body).toEqual([])

  const delivery = { id: newId(), deliveredOn: '2026-11-21', how: 'home', receivedBy: '本人' }
  const address = `/long-prescriptions/${wanted.id}/deliveries`
  for (const _ of [1, 2]) expect((await doctor.post(address, delivery)).body.deliveries).toHaveLength(1)
  const early = await doctor.post(address, { ...delivery, id: newId(), deliveredOn: '2026-11-20' })
  expect(Object.keys(early.body.fields)).toEqual(['deliveredOn'])

  county.on('2027-01-08')
  expect((await doctor.get('/long-prescriptions')).body).toMatchObject([{ id: wanted.id, supply: 'ending' }])
  const neighbour = await county.as('village-doctor', units.xiheVillage)
  expect((await neighbour.get('/long-prescriptions')).body).toEqual([])
  expect((await neighbour.post(address, { ...delivery, id: newId() })).status).toBe(404)
})
