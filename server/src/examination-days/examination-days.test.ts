import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { residentOf } from '../duties/duties.fixture.ts'
import { countyOn, units } from '../testing/county.ts'
import { readPdf } from '../testing/read-pdf.ts'

/** 东岭村 with three old people and a day for the two that fit. */
async function dayOfTwo() {
  const county = await countyOn('2026-11-16')
  const [first, second, third] = [
    await residentOf(county, { name: '王一', birthDate: '1950-01-01' }),
    await residentOf(county, { name: '王二', birthDate: '1951-01-01', populations: ['hypertension'] }),
    await residentOf(county, { name: '王三', birthDate: '1952-01-01' }),
  ] as const
  await residentOf(county, { name: '王小', birthDate: '1990-01-01' })
  const office = await county.as('public-health-staff', units.dongling)
  const nurse = await county.as('nurse', units.dongling)
  const id = newId()
  const request = {
    id,
    villageCode: units.donglingVillage,
    heldOn: '2026-11-21',
    place: '东岭村卫生室',
    firstMinute: 450,
    slotMinutes: 30,
    slotCapacity: 1,
    slots: 2,
  }
  const made = await office.post('/examination-days', request)
  expect(made.status).toBe(200)
  expect((await office.post('/examination-days', request)).body).toEqual(made.body)
  const page = async () => (await nurse.get(`/examination-days/${id}`)).body
  const invitee = async (residentId: string) =>
    (await page()).invitees.find((one: { residentId: string }) => one.residentId === residentId)
  const at = (residentId: string, rest = '') => `/examination-days/${id}/invitations/${residentId}${rest}`
  return { county, id, office, nurse, page, invitee, at, people: [first, second, third] as const }
}

describe('集中体检日', () => {
  test('who is owed an examination is invited, comes, passes the stations, and the sheet closes what is owed', async () => {
    const { county, id, office, nurse, page, invitee, at, people } = await dayOfTwo()
    const [first, second, third] = people
    const eligible = (await office.get(`/examination-days/${id}/eligible`)).body
    expect(eligible.map(({ name }: { name: string }) => name)).toEqual(['王一', '王三', '王二'])
    const residentIds = [...people]
    expect((await office.post(`/examination-days/${id}/invitations`, { residentIds })).body).toEqual({
      invited: 2,
      leftOut: 1,
    })
    expect((await office.post(`/examination-days/${id}/invitations`, { residentIds })).body).toEqual({
      invited: 0,
      leftOut: 1,
    })
    const invited = (await page()).invitees.map(({ residentId }: { residentId: string }) => residentId)
    expect(invited).not.toContain(people.find((one) => !invited.includes(one)))
    const { text } = await readPdf((await office.get(`/examination-days/${id}/document`)).raw)
    expect(text).toContain('07:30—08:00')

    const person = invited.includes(second) ? second : first
    const early = await nurse.put(at(person), { arrived: true })
    expect([early.status, early.body.code]).toEqual([409, 'not-the-day-yet'])
    county.on('2026-11-21')
    const absent = await nurse.put(at(person, '/parts/measuring'), { values: {} })
    expect(absent.body.code).toBe('not-arrived')
    await nurse.put(at(person), { arrived: true })
    const wrong = await nurse.put(at(person, '/parts/measuring'), { values: { leftSystolicMmHg: 900 } })
    expect([wrong.status, Object.keys(wrong.body.fields)]).toEqual([422, ['leftSystolicMmHg']])
    await nurse.put(at(person, '/parts/measuring'), {
      values: { leftSystolicMmHg: 186, leftDiastolicMmHg: 96, heightCm: 158, weightKg: 60 },
    })
    const recordId = newId()
    const unfinished = await nurse.post(at(person, '/record'), { recordId })
    expect(unfinished.body.code).toBe('no-conclusion')
    const elsewhere = await nurse.put(at(person, '/parts/conclusion'), { values: { leftSystolicMmHg: 120 } })
    expect(elsewhere.status).toBe(422)
    await nurse.put(at(person, '/parts/conclusion'), {
      values: { healthEvaluation: 2, abnormalities: [{ finding: '血压高' }], healthGuidance: [3] },
    })
    expect((await invitee(person)).stationsDone.sort()).toEqual(['conclusion', 'measuring'])

    const finished = await nurse.post(at(person, '/record'), { recordId })
    expect(finished.status).toBe(200)
    expect(finished.body.fulfilled.length).toBeGreaterThan(0)
    expect((await nurse.post(at(person, '/record'), { recordId })).body.id).toBe(recordId)
    const told = await invitee(person)
    expect(told).toMatchObject({ recordId, followUpBy: '2026-12-05' })
    expect(told.findings.join()).toContain('186')
    const owed = (await office.get(`/duties?residentId=${person}&state=due,overdue,upcoming`)).body
    expect(owed.some(({ dueBy }: { dueBy: string }) => dueBy === '2026-12-05')).toBe(true)

    const given = await nurse.post(at(person, '/results'), { givenOn: '2026-11-21', givenHow: '当面告知' })
    expect(given.body.givenOn).toBe('2026-11-21')
    expect(await page()).toMatchObject({ invited: 2, arrived: 1, finished: 1, given: 1 })
    expect(third).toBeDefined()
  })

  test('who had been away and was back was never invited again; who is away on the day is not', async () => {
    const { county, id, office, people } = await dayOfTwo()
    const away = (resident: string, since: string, until: string | null) =>
      county.sql.query('update residents set away_since = $2, away_until = $3 where id = $1', [
        resident,
        since,
        until,
      ])
    await away(people[0], '2026-03-01', '2026-11-20')
    await away(people[1], '2026-11-21', '2026-11-21')
    await away(people[2], '2026-03-01', null)
    const eligible = (await office.get(`/examination-days/${id}/eligible`)).body
    expect(eligible.map(({ name }: { name: string }) => name)).toEqual(['王一'])
  })

  test('a full slot is refused, one who will not come frees it, and the neighbour has no such day', async () => {
    const { county, id, office, nurse, at, page, people } = await dayOfTwo()
    await office.post(`/examination-days/${id}/invitations`, { residentIds: people })
    const [one, other] = (await page()).invitees.map(({ residentId }: { residentId: string }) => residentId)
    const full = await nurse.put(at(one), { slot: 1 })
    expect([full.status, full.body.code]).toEqual([409, 'slot-full'])
    await nurse.put(at(other), { answer: 'not-coming' })
    expect((await nurse.put(at(one), { slot: 1 })).body.slotWords).toBe('08:00—08:30')
    const neighbour = await county.as('public-health-staff', units.xihe)
    expect((await neighbour.get(`/examination-days/${id}`)).status).toBe(404)
    const doctor = await county.as('village-doctor', units.donglingVillage)
    expect((await doctor.get('/examination-days')).body).toHaveLength(1)
  })
})
