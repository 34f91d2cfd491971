import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { type Caller, units } from '../testing/county.ts'
import {
  personOf,
  personSigningOf,
  type Signing,
  signingOf,
  signingOn,
  teamOf,
} from './agreements.fixture.ts'

type Member = { residentId: string; lost: { teamName: string; because: string } | null }

/** 东岭 with a second team that does not serve 东岭村, and somebody of the township who signs for it. */
async function twoTeams(
  villageCodes: number[] = [units.hewan],
): Promise<Signing & { other: Caller; secondTeam: string }> {
  const signing = await signingOn('2026-11-21')
  const secondTeam = await teamOf(signing.county, signing.township, { name: '东岭二队', villageCodes })
  return { ...signing, other: await signing.county.as('public-health-staff'), secondTeam }
}

const atDoor = (signedOn: string) => ({ signedOn, startsOn: signedOn, signedVia: 'home' })

describe('POST /agreements with the day of a signature given at the door 入户签约', () => {
  test('what arrives two days later is confirmed with its own day, and numbered', async () => {
    const signing = await signingOn('2026-11-21')
    const request = signingOf(signing, atDoor('2026-11-19'))
    const { status, body } = await signing.nurse.post('/agreements', request)
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body).toMatchObject({
      number: `${units.dongling}-2026-000001`,
      status: 'active',
      kind: 'first',
      signedOn: '2026-11-19',
      startsOn: '2026-11-19',
      signedVia: 'home',
    })
    expect(body.duties.length).toBeGreaterThan(0)
    const teams = await signing.county.sql.query(
      'select distinct team_id from residents where household_id = $1',
      [signing.household.id],
    )
    expect(teams.rows).toEqual([{ team_id: signing.teamId }])
    const again = await signing.nurse.post('/agreements', request)
    expect(again.body).toEqual(body)
  })

  test.each([
    ['2026-11-22', 'signed-in-future'],
    ['2026-10-21', 'arrived-too-late'],
  ])('signed on %s it is refused as %s, in words', async (signedOn, code) => {
    const signing = await signingOn('2026-11-21')
    const { status, body } = await signing.nurse.post('/agreements', signingOf(signing, atDoor(signedOn)))
    expect([status, body.code]).toEqual([409, code])
    expect(body.message).toContain(signedOn)
  })

  test('what stands against any signing stands against this one too', async () => {
    const signing = await signingOn('2026-11-21')
    const request = signingOf(signing, {
      ...atDoor('2026-11-19'),
      signatoryId: signing.household.child.id,
    })
    expect((await signing.nurse.post('/agreements', request)).body.code).toBe('signatory-not-adult')
  })
})

describe('two teams signed one person while apart 重复签约', () => {
  test.each([['the family first'], ['the single first']])(
    'the earlier signature stands, %s to arrive; both see why',
    async (which) => {
      const signing = await twoTeams()
      const { household, nurse, other, secondTeam } = signing
      const family = signingOf(signing, atDoor('2026-11-20'))
      const single = personSigningOf(signing, household.grandmother, {
        ...atDoor('2026-11-19'),
        teamId: secondTeam,
      })
      const send = [() => nurse.post('/agreements', family), () => other.post('/agreements', single)]
      if (which === 'the single first') send.reverse()
      for (const one of send) expect((await one()).status).toBe(200)

      const lost = (await nurse.get(`/agreements/${family.id}`)).body
      expect(lost).toMatchObject({ status: 'active', number: expect.any(String) })
      const parts: Member[] = lost.members
      expect(parts.filter((part) => part.lost !== null).map(({ residentId }) => residentId)).toEqual([
        household.grandmother.id,
      ])
      expect(parts.find((part) => part.lost !== null)!.lost).toMatchObject({
        agreementId: single.id,
        teamName: '东岭二队',
        signedOn: '2026-11-19',
        because: 'signed-first',
      })
      // Her paid package is not charged by an agreement that does not cover her.
      expect([lost.feeFen, lost.refundedFen]).toEqual([12_000, 12_000])
      expect(lost.events.map((event: { kind: string }) => event.kind)).toEqual(['signed', 'contest-lost'])

      const won = (await other.get(`/agreements/${single.id}`)).body
      expect(won).toMatchObject({ status: 'active', number: expect.any(String) })
      expect(won.events.at(-1)).toMatchObject({
        kind: 'contest-won',
        residentId: household.grandmother.id,
        details: { because: 'signed-first', otherTeam: '东岭一队', otherSignedOn: '2026-11-20' },
      })
      const { rows } = await signing.county.sql.query('select team_id from residents where id = $1', [
        household.grandmother.id,
      ])
      expect(rows).toEqual([{ team_id: secondTeam }])
    },
  )

  test('signed on the same day, the team that serves the village stands', async () => {
    const signing = await twoTeams()
    const { household, nurse, other, secondTeam } = signing
    const theirs = personSigningOf(signing, household.grandmother, {
      ...atDoor('2026-11-21'),
      teamId: secondTeam,
    })
    const ours = personSigningOf(signing, household.grandmother, atDoor('2026-11-21'))
    const first = (await other.post('/agreements', theirs)).body
    expect(first.status).toBe('active')
    expect((await nurse.post('/agreements', ours)).body.status).toBe('active')
    const { body } = await other.get(`/agreements/${theirs.id}`)
    expect(body).toMatchObject({ status: 'superseded', number: first.number, duties: [] })
    expect(body.members[0].lost.because).toBe('village-team')
    const list = (await other.get('/agreements?status=superseded')).body
    expect(list.items.map((one: { id: string }) => one.id)).toEqual([theirs.id])
  })

  test('an agreement that was there before it was signed at the door stands; the new one is kept without a number', async () => {
    const signing = await twoTeams()
    const { household, nurse, other, secondTeam } = signing
    await nurse.post('/agreements', personSigningOf(signing, household.father))
    signing.county.on('2026-11-25')
    const late = personSigningOf(signing, household.father, {
      ...atDoor('2026-11-24'),
      teamId: secondTeam,
    })
    const { body } = await other.post('/agreements', late)
    expect(body).toMatchObject({ status: 'superseded', number: null, signedOn: '2026-11-24' })
  })

  test('what lost counts again when the one it lost to loses itself', async () => {
    const signing = await twoTeams()
    const { household, nurse, other, secondTeam } = signing
    const { father } = household
    const signed = (signedOn: string, startsOn: string, teamId: string) =>
      personSigningOf(signing, father, { signedOn, startsOn, signedVia: 'home', teamId })
    // The middle one shares days with both others, which share none with each other.
    const first = signed('2026-11-18', '2026-02-10', secondTeam)
    const middle = signed('2026-11-19', '2026-11-19', signing.teamId)
    const last = signed('2026-11-20', '2027-02-15', secondTeam)
    const standing = async () => {
      const known = await Promise.all([first, middle, last].map(({ id }) => other.get(`/agreements/${id}`)))
      return known.map(({ body }) => body.status ?? null)
    }
    expect((await other.post('/agreements', last)).status).toBe(200)
    expect((await nurse.post('/agreements', middle)).status).toBe(200)
    expect(await standing()).toEqual([null, 'active', 'superseded'])
    expect((await other.post('/agreements', first)).status).toBe(200)
    expect(await standing()).toEqual(['active', 'superseded', 'upcoming'])
  })

  test('the same two signings sent at the same moment are decided alike', async () => {
    const signing = await twoTeams()
    for (let round = 0; round < 4; round++) {
      const person = await personOf(signing.county)
      const ours = { ...personSigningOf(signing, person, atDoor('2026-11-20')), id: newId() }
      const theirs = personSigningOf(signing, person, { ...atDoor('2026-11-20'), teamId: signing.secondTeam })
      const replies = await Promise.all([
        signing.nurse.post('/agreements', ours),
        signing.other.post('/agreements', theirs),
      ])
      expect(replies.map(({ status }) => status)).toEqual([200, 200])
      expect((await signing.nurse.get(`/agreements/${ours.id}`)).body.status).toBe('active')
      expect((await signing.nurse.get(`/agreements/${theirs.id}`)).body.status).toBe('superseded')
    }
  })

  test('of a family that lost one member, the rest is ended and renewed without her', async () => {
    const signing = await twoTeams()
    const { household, nurse, other, secondTeam } = signing
    const single = personSigningOf(signing, household.grandmother, {
      ...atDoor('2026-11-19'),
      teamId: secondTeam,
    })
    await other.post('/agreements', single)
    const family = signingOf(signing, atDoor('2026-11-20'))
    await nurse.post('/agreements', family)
    const leave = await nurse.post(`/agreements/${family.id}/departures`, {
      residentId: household.grandmother.id,
      reason: 'resident-request',
    })
    expect([leave.status, leave.body.code]).toEqual([409, 'not-a-member'])
    const ended = await nurse.post(`/agreements/${family.id}/termination`, { reason: 'moved' })
    expect(ended.status, JSON.stringify(ended.body)).toBe(200)
    expect((await other.get(`/agreements/${single.id}`)).body.status).toBe('active')
  })
})
