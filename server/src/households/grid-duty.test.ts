import { describe, expect, test } from 'vitest'
import { residentsOn } from '../residents/residents.fixture.ts'
import { units } from '../testing/county.ts'

const village = units.donglingVillage

async function villageOfThree() {
  const { county, officer, put } = await residentsOn('2026-11-21')
  const doctor = await county.as('village-doctor', village)
  const households: string[] = []
  for (const [name, group] of [
    ['王一', 1],
    ['王二', 1],
    ['王三', 2],
  ] as const) {
    const { householdId } = await put({ name, birthDate: '1960-01-01' })
    await county.sql.query('update households set group_number = $1 where id = $2', [group, householdId])
    households.push(householdId)
  }
  return { county, officer, doctor, households }
}

describe('POST /grid-duty/assignments 包户责任', () => {
  test('a group is given to a doctor at once; the others stay, and the figures by doctor know', async () => {
    const { county, officer, doctor, households } = await villageOfThree()
    const request = { villageCode: village, groupNumbers: [1], staffId: doctor.staffId }
    expect((await officer.post('/grid-duty/assignments', request)).body).toEqual({
      households: 2,
      persons: 2,
    })
    expect((await officer.post('/grid-duty/assignments', request)).body).toEqual({
      households: 0,
      persons: 0,
    })
    expect((await officer.get(`/households/${households[0]}`)).body.responsibleDoctorId).toBe(doctor.staffId)
    const { body } = await officer.get(`/grid-duty?villageCode=${village}`)
    expect(body.groups).toMatchObject([
      {
        groupNumber: 1,
        households: 2,
        persons: 2,
        unassigned: 0,
        doctors: [{ staffId: doctor.staffId, households: 2 }],
      },
      { groupNumber: 2, households: 1, unassigned: 1, doctors: [] },
    ])
    expect(body.doctors.map(({ staffId }: { staffId: string }) => staffId)).toContain(doctor.staffId)
    const { rows } = await county.sql.query(
      'select count(*)::int as n from resident_standing where responsible_staff_id = $1',
      [doctor.staffId],
    )
    expect(rows).toEqual([{ n: 2 }])
  })

  test('only what nobody has is given, when that is asked', async () => {
    const { county, officer, doctor } = await villageOfThree()
    await officer.post('/grid-duty/assignments', {
      villageCode: village,
      groupNumbers: [1],
      staffId: doctor.staffId,
    })
    const other = await county.as('village-doctor', village)
    const rest = { villageCode: village, staffId: other.staffId, onlyUnassigned: true }
    expect((await officer.post('/grid-duty/assignments', rest)).body.households).toBe(1)
  })

  test('a village beyond reach is not found, and a doctor from elsewhere is refused', async () => {
    const { county, officer } = await villageOfThree()
    const neighbour = await county.as('public-health-staff', units.xihe)
    expect((await neighbour.get(`/grid-duty?villageCode=${village}`)).status).toBe(404)
    const stranger = await county.as('family-doctor', units.xihe)
    const reply = await officer.post('/grid-duty/assignments', {
      villageCode: village,
      staffId: stranger.staffId,
    })
    expect(reply).toMatchObject({
      status: 422,
      body: { fields: { staffId: '请选择您管辖范围内在岗的医生' } },
    })
  })
})
