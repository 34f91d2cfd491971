import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { countyOn, units } from '../testing/county.ts'

test('activities are counted unit by unit with every kind of material, in the period only', async () => {
  const county = await countyOn('2026-11-21')
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const office = await county.as('public-health-staff', units.dongling)
  const activity = (changes: Record<string, unknown>) => ({
    id: newId(),
    unitCode: units.donglingVillage,
    kind: 'lecture',
    title: '高血压日讲座',
    heldOn: '2026-10-08',
    place: '村委会',
    people: 42,
    materials: [{ kind: 'leaflet', count: 80 }],
    ...changes,
  })
  const first = activity({})
  await doctor.post('/publicity-activities', first)
  expect((await doctor.post('/publicity-activities', first)).status).toBe(200)
  await doctor.post(
    '/publicity-activities',
    activity({
      heldOn: '2026-11-01',
      people: 8,
      materials: [
        { kind: 'leaflet', count: 20 },
        { kind: 'card', count: 8 },
      ],
    }),
  )
  await doctor.post('/publicity-activities', activity({ heldOn: '2026-09-30' }))
  const { units: sums, activities } = (
    await office.get('/publicity-activities?fromDay=2026-10-01&toDay=2026-11-21')
  ).body
  expect(activities).toHaveLength(2)
  expect(sums).toEqual([
    {
      unitCode: units.donglingVillage,
      unitName: '东岭村卫生室',
      activities: 2,
      people: 50,
      materials: { leaflet: 100, card: 8 },
    },
  ])
  expect((await doctor.post('/publicity-activities', activity({ unitCode: units.hewan }))).status).toBe(404)
  expect((await doctor.post('/publicity-activities', activity({ heldOn: '2026-11-22' }))).status).toBe(422)
})
