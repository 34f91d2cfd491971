import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { type Signing, signingOf, signingOn, teamOf } from './agreements.fixture.ts'

/** A household signed for the year that ends on 2027-11-20, which nobody renewed. */
async function expiredOn(day: string): Promise<{ signing: Signing; old: { id: string; number: string } }> {
  const signing = await signingOn('2026-11-21')
  const signed = await signing.township.post('/agreements', signingOf(signing))
  expect(signed.status, JSON.stringify(signed.body)).toBe(200)
  signing.county.on(day)
  return { signing, old: signed.body }
}

const again = async ({ township }: Signing, body: object) => {
  const reply = await township.post('/agreements', body)
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return reply.body
}

describe('signing again after the end of a term', () => {
  test.each([
    ['2027-11-21', 'the day after'],
    ['2027-12-20', 'the thirtieth day after'],
  ])('on %s, %s, is a renewal of the one that ran out, not a first signing', async (day) => {
    const { signing, old } = await expiredOn(day)
    const body = signingOf(signing, { startsOn: day })
    const seen = await signing.township.post('/agreement-previews', body)
    expect(seen.body.kind, JSON.stringify(seen.body)).toBe('renewal')
    expect(await again(signing, body)).toMatchObject({
      kind: 'renewal',
      follows: { id: old.id, number: old.number },
    })
  })

  test('ahead of the end, for the day after it, it is a renewal too', async () => {
    const { signing, old } = await expiredOn('2027-10-08')
    expect(await again(signing, signingOf(signing, { startsOn: '2027-11-21' }))).toMatchObject({
      kind: 'renewal',
      follows: { id: old.id },
    })
  })

  test('a day later it is a first signing', async () => {
    const { signing } = await expiredOn('2027-12-21')
    expect(await again(signing, signingOf(signing, { startsOn: '2027-12-21' }))).toMatchObject({
      kind: 'first',
      follows: null,
    })
  })

  test('with another team it is a first signing with that team', async () => {
    const { signing } = await expiredOn('2027-11-21')
    const teamId = await teamOf(signing.county, signing.township, { name: '东岭二队' })
    expect((await again(signing, signingOf(signing, { startsOn: '2027-11-21', teamId }))).kind).toBe('first')
  })

  test('of one person out of the household renews nothing for the others', async () => {
    const { signing, old } = await expiredOn('2027-11-21')
    const { id } = signing.household.father
    const alone = {
      unit: 'person',
      householdId: null,
      residentId: id,
      signatoryId: id,
      startsOn: '2027-11-21',
    }
    const members = [{ residentId: id, packageIds: [signing.packages['general-basic']] }]
    expect((await again(signing, signingOf(signing, { ...alone, members }))).kind).toBe('first')
    expect((await signing.township.get(`/agreements/${old.id}`)).body.followedBy).toBeNull()
  })

  test('after an early end is a first signing', async () => {
    const { signing, old } = await expiredOn('2027-11-01')
    const ended = await signing.township.post(`/agreements/${old.id}/termination`, {
      reason: 'resident-request',
      terminatedOn: '2027-11-01',
      note: null,
    })
    expect(ended.status, JSON.stringify(ended.body)).toBe(200)
    expect((await again(signing, signingOf(signing, { id: newId(), startsOn: '2027-11-01' }))).kind).toBe(
      'first',
    )
  })
})
