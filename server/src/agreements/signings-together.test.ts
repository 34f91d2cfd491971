import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import type { HttpReply } from '../testing/county.ts'
import {
  householdOfFour,
  type Person,
  personOf,
  personSigningOf,
  type Signing,
  signingOf,
  signingOn,
} from './agreements.fixture.ts'

type Request = { id: string; [field: string]: unknown }

/** Sends signings all at once: while the first are under way the others gather, and share a transaction. */
async function allAtOnce({ nurse }: Signing, requests: readonly Request[]): Promise<HttpReply[]> {
  return await Promise.all(requests.map((request) => nurse.post('/agreements', request)))
}

async function peopleOf(signing: Signing, many: number): Promise<Person[]> {
  const people: Person[] = []
  for (let n = 0; n < many; n++) {
    people.push(
      await personOf(signing.county, { name: `张${n}`, birthDate: `19${50 + n}-03-0${1 + (n % 9)}` }),
    )
  }
  return people
}

/** Signings of people and households, drafts among them, with and without fees. */
async function signingsOf(signing: Signing): Promise<Request[]> {
  const { packages } = signing
  const people = await peopleOf(signing, 12)
  const second = await householdOfFour(signing.county)
  const third = await householdOfFour(signing.county)
  const grandmother = third.grandmother
  return [
    ...people.slice(0, 5).map((person) => personSigningOf(signing, person)),
    signingOf(signing),
    signingOf({ ...signing, household: second }, { startsOn: '2026-11-01' }),
    ...people.slice(5, 8).map((person) => personSigningOf(signing, person, { pending: true })),
    ...people
      .slice(8)
      .map((person, n) => personSigningOf(signing, person, { startsOn: `2026-12-0${1 + n}` })),
    personSigningOf(signing, grandmother, {
      members: [{ residentId: grandmother.id, packageIds: [packages['hypertension-primary']] }],
    }),
    personSigningOf(signing, third.child, { signatoryId: third.mother.id }),
  ]
}

/** Everything that stands in the database about signings and what follows from them, without the ids of this county. */
async function written({ county, packages, teamId, nurse }: Signing, requests: readonly Request[]) {
  const labels = new Map<string, string>([
    [teamId, 'team'],
    [nurse.accountId, 'nurse'],
  ])
  for (const [code, id] of Object.entries(packages)) labels.set(id, code)
  for (const [place, { id }] of requests.entries()) labels.set(id, `agreement ${place}`)
  const { rows: people } = await county.sql.query(
    'select id, household_id, row_number() over (order by id) as place from residents',
  )
  for (const { id, household_id, place } of people) {
    labels.set(id, `resident ${place}`)
    if (household_id && !labels.has(household_id)) labels.set(household_id, `household of ${place}`)
  }
  const plain = (rows: unknown[]) =>
    rows
      .map((row) =>
        JSON.stringify(row).replace(
          /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
          (id) => labels.get(id) ?? id,
        ),
      )
      .sort()
  const of = async (query: string) => plain((await county.sql.query(query)).rows)
  return {
    agreements:
      await of(`select id, unit, household_id, unit_code, team_id, signatory_id, kind, starts_on, ends_on,
      term_months, signed_via, signed_on, created_by, number is not null as numbered from agreements`),
    numbers: await of('select number from agreements where number is not null'),
    serials: await of('select * from agreement_serials'),
    members:
      await of(`select agreement_id, resident_id, team_id, packages, package_version_ids, populations, starts_on,
      ends_on, declined from agreement_members`),
    fees: await of('select * from agreement_fees'),
    events: await of(`select agreement_id, resident_id, kind, happened_on, details, recorded_at, recorded_by
      from agreement_events`),
    teams: await of('select id, team_id from residents'),
    duties: await of(
      'select resident_id, team_id, keys, due_from, due_by, because, packages from resident_duties',
    ),
    standings: await of('select * from resident_standing'),
    counts:
      await of(`select village_code, indicator, sum(denominator) as denominator, sum(numerator) as numerator from (
        select village_code, indicator, denominator, numerator from indicator_counts
        union all select village_code, indicator, denominator, numerator from indicator_count_changes) moved
      group by 1, 2 having sum(denominator) <> 0 or sum(numerator) <> 0`),
    audit: await of(
      "select resident_id, subject, outcome, account_id, action from audit_entries where subject like 'agreement%'",
    ),
    doors: await of('select distinct door_id from door_changes'),
  }
}

/** How many transactions wrote these agreements. */
async function transactionsOf({ county }: Signing): Promise<number> {
  const { rows } = await county.sql.query('select count(distinct xmin::text)::int as n from agreements')
  return rows[0].n
}

describe('signings that come at once', () => {
  test('leave behind exactly what they leave one after the other, and share transactions', async () => {
    const [apart, together] = [await signingOn('2026-11-21'), await signingOn('2026-11-21')]
    const [one, other] = [await signingsOf(apart), await signingsOf(together)]
    const inTurn: HttpReply[] = []
    for (const request of one) inTurn.push(await apart.nurse.post('/agreements', request))
    const replies = await allAtOnce(together, other)
    expect(replies.map(({ status, body }) => [status, body.code])).toEqual(one.map(() => [200, undefined]))
    expect(await written(together, other)).toEqual(await written(apart, one))
    expect(await transactionsOf(together)).toBeLessThan(other.length)
    // Each is answered what it was, its number included; which of the numbers is a matter of the order.
    const shown = ({ body }: HttpReply) => ({
      status: body.status,
      kind: body.kind,
      numbered: body.number !== null,
      members: body.members.map(({ name }: { name: string }) => name),
      feeFen: body.feeFen,
      duties: body.duties.map(({ item, dueFrom, dueBy, state }: Record<string, string>) => [
        item,
        dueFrom,
        dueBy,
        state,
      ]),
      events: body.events.map(({ kind }: { kind: string }) => kind),
    })
    expect(replies.map(shown)).toEqual(inTurn.map(shown))
    const { rows } = await together.county.sql.query('select id, number from agreements')
    const numberOf = new Map(rows.map(({ id, number }) => [id, number]))
    for (const { body } of replies) expect(body.number).toBe(numberOf.get(body.id))
    const again = await allAtOnce(together, other)
    expect(again.map(({ body }) => body)).toEqual(replies.map(({ body }) => body))
  })

  test('one id for two people is one agreement, that of whoever came first', async () => {
    const signing = await signingOn('2026-11-21')
    const people = await peopleOf(signing, 8)
    const requests = people.map((person) => personSigningOf(signing, person))
    const id = requests.at(-1)!.id
    const replies = await allAtOnce(signing, [
      ...requests.slice(0, -2),
      { ...requests.at(-2)!, id },
      requests.at(-1)!,
    ])
    expect(replies.map(({ status }) => status)).toEqual(people.map(() => 200))
    const [first, second] = replies.slice(-2)
    expect(second!.body).toEqual(first!.body)
    const { rows } = await signing.county.sql.query(
      'select count(*)::int as members from agreement_members where agreement_id = $1',
      [id],
    )
    expect(rows).toEqual([{ members: 1 }])
    expect(first!.body.number).toMatch(/-2026-\d{6}$/)
  })

  test('a program that writes its ids in capitals gets the agreement with its number', async () => {
    const signing = await signingOn('2026-11-21')
    const [person] = await peopleOf(signing, 1)
    const request = personSigningOf(signing, person!)
    const inCapitals = JSON.parse(
      JSON.stringify(request).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => id.toUpperCase()),
    )
    const { status, body } = await signing.nurse.post('/agreements', inCapitals)
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body).toMatchObject({ id: request.id, number: expect.stringMatching(/-000001$/) })
    expect(await signing.nurse.post('/agreements', request)).toMatchObject({
      status: 200,
      body: { number: body.number },
    })
  })

  test('a person signed alone and with the household is signed once, and the other is refused in words', async () => {
    const signing = await signingOn('2026-11-21')
    const people = await peopleOf(signing, 6)
    const replies = await allAtOnce(signing, [
      ...people.map((person) => personSigningOf(signing, person)),
      signingOf(signing),
      personSigningOf(signing, signing.household.mother),
    ])
    expect(replies.slice(0, 6).map(({ status }) => status)).toEqual(people.map(() => 200))
    expect(
      replies
        .slice(6)
        .map(({ status }) => status)
        .sort(),
    ).toEqual([200, 409])
    const refused = replies.find(({ status }) => status === 409)!
    expect(refused.body).toMatchObject({ code: 'already-signed' })
    expect(refused.body.message).toContain('2027-11-20')
    const { rows } = await signing.county.sql.query(
      'select count(*)::int as n from agreement_members where resident_id = $1',
      [signing.household.mother.id],
    )
    expect(rows).toEqual([{ n: 1 }])
  })

  test('one that is refused spoils none of the others', async () => {
    const signing = await signingOn('2026-11-21')
    const people = await peopleOf(signing, 8)
    const requests: Request[] = people.map((person) => personSigningOf(signing, person))
    requests[5] = { ...requests[5]!, termMonths: 18 }
    requests[6] = { ...requests[6]!, teamId: newId() }
    const replies = await allAtOnce(signing, requests)
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 409, 404, 200])
    const numbers = replies.flatMap(({ body }) => body.number ?? []).sort()
    expect(numbers.map((number: string) => Number(number.slice(-6)))).toEqual([1, 2, 3, 4, 5, 6])
    const { rows } = await signing.county.sql.query(
      "select outcome, count(*)::int as n from audit_entries where action = 'agreements.sign' group by 1 order by 1",
    )
    expect(rows).toEqual([
      { outcome: 'done', n: 6 },
      { outcome: 'not-found', n: 1 },
      { outcome: 'refused', n: 1 },
    ])
  })

  test('the last packages of a limited number go to so many, and no more', async () => {
    const signing = await signingOn('2026-11-21')
    const people = await peopleOf(signing, 9)
    await signing.county.sql.query("update package_versions set max_persons = 6 where code = 'general-basic'")
    const replies = await allAtOnce(
      signing,
      people.map((person) => personSigningOf(signing, person)),
    )
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(6)
    expect(replies.filter(({ status }) => status === 409)).toHaveLength(3)
  })
})
