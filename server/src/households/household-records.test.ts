import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { residentsOn } from '../residents/residents.fixture.ts'

const survey = { residents: 2, awayMembers: 0, groups: [1], water: 3, willingToSign: 2 }

test('a survey of a household is recorded once and stands with everybody who lives there, and on its page', async () => {
  const { officer, put } = await residentsOn('2026-03-10')
  const head = await put({ name: '王建国', birthDate: '1958-05-01' })
  const wife = await put({
    name: '李秀英',
    sex: 'female',
    birthDate: '1960-02-01',
    householdId: head.householdId,
    relation: '10',
  })
  const neighbour = await put({ name: '赵六' })
  const record = async (residentId: string, form: string, values: object) => {
    const body = { id: newId(), residentId, form, performedOn: '2026-03-10', mode: 'home', values }
    const reply = await officer.post('/service-records', body)
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    return reply.body.id as string
  }
  const id = await record(head.id, 'household-survey', survey)
  await record(head.id, 'encounter-note', { subjective: '腰痛' })

  const formsOf = async (residentId: string) =>
    (await officer.get(`/residents/${residentId}/service-records`)).body.map(
      ({ form }: { form: string }) => form,
    )
  expect((await formsOf(head.id)).sort()).toEqual(['encounter-note', 'household-survey'])
  expect(await formsOf(wife.id)).toEqual(['household-survey'])
  expect(await formsOf(neighbour.id)).toEqual([])
  const { body: page } = await officer.get(`/residents/${wife.id}`)
  expect(JSON.stringify(page.timeline)).toContain('家庭入户调查表')

  const { body: household } = await officer.get(`/households/${head.householdId}`)
  expect(household.records).toEqual([
    expect.objectContaining({
      id,
      name: '家庭入户调查表',
      performedOn: '2026-03-10',
      askedOf: '王建国',
      said: expect.stringContaining('饮水 井水'),
    }),
  ])

  // Whoever is asked next time begins from what the household said.
  const start = await officer.get(`/residents/${wife.id}/forms/household-survey`)
  expect(JSON.stringify(start.body), JSON.stringify(start.body)).toContain('"water":3')

  // What is taken back counts nowhere.
  await officer.post(`/service-records/${id}/withdrawal`, { id: newId(), reason: '录错户' })
  expect(await formsOf(wife.id)).toEqual([])
  expect((await officer.get(`/households/${head.householdId}`)).body.records).toEqual([])
})
