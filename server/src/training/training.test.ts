import { trainingKinds } from '@qianyue/domain/training/training.ts'
import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { type Caller, countyOn, units } from '../testing/county.ts'

const plan = (changes: Record<string, unknown> = {}) => ({
  id: newId(),
  kind: 'quarterly',
  title: '第四季度乡村医生培训',
  topics: '高血压、糖尿病随访规范',
  heldOn: '2026-11-20',
  hours: 4.5,
  place: '会议室',
  trainer: '县医院',
  hasTest: true,
  ...changes,
})

async function office() {
  const county = await countyOn('2026-11-21')
  const manager = await county.as('township-director', units.dongling)
  const doctor = await county.as('village-doctor', units.donglingVillage)
  return { county, manager, doctor }
}
const note = (manager: Caller, id: string, staffId: string, present: boolean, score: number | null) =>
  manager.put(`/trainings/${id}/attendances`, { attendances: [{ staffId, present, score }] })

describe('培训', () => {
  test('whoever was there and passed has a certificate, the same one however often it is sent', async () => {
    const { manager, doctor } = await office()
    const training = plan()
    await manager.put(`/trainings/${training.id}`, training)
    const first = await note(manager, training.id, doctor.staffId, true, 59)
    expect(first.body.attendances).toMatchObject([{ passed: false, certificate: null }])
    const passed = await note(manager, training.id, doctor.staffId, true, 60)
    expect(passed.body).toMatchObject({ invited: 1, present: 1, passed: 1, hours: 4.5 })
    const [{ certificate }] = passed.body.attendances
    expect(certificate).toMatch(/^PX20261120-320399101-[0-9A-F]{8}$/)
    expect((await note(manager, training.id, doctor.staffId, true, 60)).body).toEqual(passed.body)
    const lost = await note(manager, training.id, doctor.staffId, false, null)
    expect(lost.body.attendances[0].certificate).toBe(null)
  })

  test.each(Object.keys(trainingKinds))('a training of the kind %s is kept', async (kind) => {
    const { manager } = await office()
    const training = plan({ kind })
    expect((await manager.put(`/trainings/${training.id}`, training)).body).toMatchObject({ kind })
  })

  test('who was not trained this quarter is owed it', async () => {
    const { county, manager, doctor } = await office()
    const owed = async () => {
      const { staff } = (await manager.get('/trainings')).body
      return staff.find(({ staffId }: { staffId: string }) => staffId === doctor.staffId)
    }
    expect(await owed()).toMatchObject({ thisQuarter: 0, preService: false })
    const training = plan({ heldOn: '2026-10-01' })
    await manager.put(`/trainings/${training.id}`, training)
    await note(manager, training.id, doctor.staffId, true, 80)
    expect(await owed()).toMatchObject({ thisQuarter: 1 })
    county.on('2027-01-01')
    expect(await owed()).toMatchObject({ thisQuarter: 0 })
  })

  test('nobody signs in before the day, or for people of another township', async () => {
    const { county, manager, doctor } = await office()
    const ahead = plan({ heldOn: '2026-11-22' })
    await manager.put(`/trainings/${ahead.id}`, ahead)
    expect((await note(manager, ahead.id, doctor.staffId, true, 80)).body.code).toBe('training-ahead')
    const held = plan()
    await manager.put(`/trainings/${held.id}`, held)
    const stranger = await county.as('village-doctor', units.xiheVillage)
    expect((await note(manager, held.id, stranger.staffId, true, 80)).status).toBe(422)
    const neighbour = await county.as('township-director', units.xihe)
    expect((await neighbour.get(`/trainings/${held.id}`)).status).toBe(404)
    expect((await doctor.get(`/trainings/${held.id}`)).body.title).toBe(held.title)
    expect((await doctor.put(`/trainings/${held.id}`, held)).status).toBe(403)
  })

  test('岗前培训: where the county asks for it, who has not passed is not taken into a team', async () => {
    const { county, manager, doctor } = await office()
    const bureau = await county.as('county-officer', units.county)
    const { current } = (await bureau.get('/policies/supervision')).body
    const body = { ...current.body, training: { ...current.body.training, gate: 'refuse' } }
    const version = { id: newId(), validFrom: '2026-11-01', source: '岗前培训办法', body }
    expect((await bureau.post('/policies/supervision/versions', version)).status).toBe(200)
    const teamId = newId()
    const team = {
      teamId,
      name: '东岭二队',
      unitCode: units.dongling,
      phone: null,
      ownCaps: { persons: null, households: null, villages: null },
      members: [{ staffId: doctor.staffId, role: 'village-doctor', leads: true }],
      villageCodes: [],
    }
    const refused = await manager.put(`/teams/${teamId}`, team)
    expect(refused.body).toMatchObject({ code: 'not-trained' })
    const training = plan({ kind: 'pre-service', title: '岗前培训' })
    await manager.put(`/trainings/${training.id}`, training)
    await note(manager, training.id, doctor.staffId, true, 90)
    const taken = await manager.put(`/teams/${teamId}`, team)
    expect(taken.status, JSON.stringify(taken.body)).toBe(200)
  })
})
