import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { personOf, personSigningOf, signingOn } from '../agreements/agreements.fixture.ts'
import { units } from '../testing/county.ts'

test('why somebody has not signed is noted once, counted with the signed to all listed, and opened to names', async () => {
  const signing = await signingOn('2026-11-21')
  const { county, nurse, township } = signing
  const refuses = await personOf(county, { name: '周不签', birthDate: '1950-01-01' })
  const silent = await personOf(county, { name: '吴未填', birthDate: '1951-01-01' })
  const signed = await personOf(county, { name: '郑已签', birthDate: '1952-01-01' })
  for (const { id } of [refuses, silent]) {
    const membership = { membershipId: newId(), population: 'disabled', since: '2026-01-01' }
    await township.post(`/residents/${id}/populations`, { ...membership, declaredBy: 'family' })
  }

  const note = (residentId: string, more: object = {}) =>
    nurse.post(`/residents/${residentId}/unsigned-reasons`, {
      id: newId(),
      reason: '拒签',
      remark: '说暂时用不上',
      ...more,
    })
  const first = { id: newId() }
  expect((await note(refuses.id, first)).body).toMatchObject({ reason: '拒签', notedOn: '2026-11-21' })
  expect((await note(refuses.id, first)).status).toBe(200)
  expect((await note(refuses.id, { reason: '没有这个原因' })).body.fields.reason).toContain('拒签')
  expect((await note(refuses.id, { notedOn: '2026-11-22' })).status).toBe(422)
  expect((await note(silent.id, first)).body.code).toBe('id-taken')
  const kept = (await nurse.get(`/residents/${refuses.id}/unsigned-reasons`)).body
  expect(kept.noted).toHaveLength(1)
  expect(kept.choices).toContain('长期外出')

  // Who signs afterwards is signed, whatever was noted.
  await note(signed.id)
  expect((await township.post('/agreements', personSigningOf(signing, signed))).status).toBe(200)

  const table = async (query = '') => (await township.get(`/unsigned-reasons${query}`)).body
  const elderly = await table('?population=elderly')
  expect(elderly.reasons).toEqual(['拒签', '未填写'])
  const [whole] = elderly.rows
  expect(whole).toMatchObject({ listed: 3, signed: 1, unsigned: [1, 1] })
  expect(whole.listed).toBe(whole.signed + whole.unsigned.reduce((sum: number, one: number) => sum + one, 0))
  const names = async (query: string) =>
    (await township.get(`/unsigned-reasons/residents?population=elderly${query}`)).body
  expect((await names('&reason=拒签')).items).toMatchObject([
    { name: '周不签', reason: '拒签', remark: '说暂时用不上' },
  ])
  expect((await names('&reason=未填写')).items.map(({ name }: { name: string }) => name)).toEqual(['吴未填'])
  expect((await names('&limit=1')).total).toBe(2)

  // Taken back, it is as if nothing had been said; another list of reasons is for the days after it.
  await note(refuses.id, { reason: null })
  expect((await table('?population=elderly')).reasons).toEqual(['未填写'])
  const officer = await county.as('county-officer', units.county)
  const version = {
    id: newId(),
    validFrom: '2026-11-21',
    source: '县卫健〔2026〕50号',
    body: [{ name: '婉拒' }, { name: '其他' }],
  }
  expect((await officer.post('/policies/unsigned-reasons/versions', version)).status).toBe(200)
  expect((await note(refuses.id)).status).toBe(422)
  expect((await note(refuses.id, { reason: '婉拒' })).status).toBe(200)
})
