import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { personOf, personSigningOf, type Signing, signingOn } from '../agreements/agreements.fixture.ts'
import { units } from '../testing/county.ts'

const content = {
  code: 'hypertension-primary',
  name: '高血压患者初级包（2027版）',
  group: 'hypertension',
  tier: 'primary',
  validFrom: '2027-01-01',
  items: [
    {
      service: 'blood-pressure-check',
      times: 10,
      every: 'year',
      by: ['nurse'],
      modes: ['clinic'],
      unitPriceFen: 500,
    },
  ],
  yearlyPriceFen: 10_000,
  shares: [{ payer: 'insurance-fund', basisPoints: 3333 }],
  needsAnyPopulation: ['hypertension'],
  needsAnyPackage: [],
  excludes: [],
  maxPersons: null,
}

const bureauOf = ({ county }: Signing) => county.as('county-officer', units.county)

describe('GET /packages', () => {
  test('a tier shows what it contains, all that is owed with it, and who pays', async () => {
    const signing = await signingOn('2026-11-21')
    const { body } = await signing.nurse.get('/packages')
    const advanced = body.find((one: { code: string }) => one.code === 'hypertension-advanced')
    expect(advanced).toMatchObject({
      paid: true,
      contains: [
        { code: 'hypertension-basic', name: '高血压患者基础包' },
        { code: 'hypertension-primary', name: '高血压患者初级包' },
        { code: 'hypertension-intermediate', name: '高血压患者中级包' },
      ],
      feeSplit: [
        { payer: 'public-health-fund', fen: 12_600 },
        { payer: 'insurance-fund', fen: 12_600 },
        { payer: 'resident', fen: 16_800 },
      ],
    })
    expect(advanced.allItems).toEqual(
      expect.arrayContaining([{ service: 'hypertension-follow-up', times: 1, every: 'quarter' }]),
    )
  })
})

describe('PUT /packages/{id}', () => {
  test('a new version takes the place of the old one from its day; agreements keep what they agreed', async () => {
    const signing = await signingOn('2026-11-21')
    const person = await personOf(signing.county, { populations: ['hypertension'] })
    const before = await signing.nurse.post(
      '/agreements',
      personSigningOf(signing, person, {
        members: [{ residentId: person.id, packageIds: [signing.packages['hypertension-primary']] }],
      }),
    )
    const bureau = await bureauOf(signing)
    const id = newId()
    const saved = await bureau.put(`/packages/${id}`, content)
    expect(saved.status, JSON.stringify(saved.body)).toBe(200)
    expect(saved.body.feeSplit).toEqual([
      { payer: 'insurance-fund', fen: 3333 },
      { payer: 'resident', fen: 6667 },
    ])
    expect((await bureau.put(`/packages/${id}`, content)).body.id).toBe(id)
    const idOn = async (day: string) =>
      (await signing.nurse.get(`/packages?on=${day}`)).body.find(
        (one: { code: string }) => one.code === content.code,
      ).id
    expect(await idOn('2026-12-31')).toBe(signing.packages['hypertension-primary'])
    expect(await idOn('2027-01-01')).toBe(id)
    const after = await signing.nurse.get(`/agreements/${before.body.id}`)
    expect(after.body.members[0].packages).toEqual(before.body.members[0].packages)
    const other = await personOf(signing.county, { populations: ['hypertension'] })
    const refused = await signing.nurse.post(
      '/agreements',
      personSigningOf(signing, other, {
        startsOn: '2026-12-01',
        members: [{ residentId: other.id, packageIds: [id] }],
      }),
    )
    expect([refused.status, refused.body.code]).toEqual([409, 'package-not-offered'])
  })

  test.each([
    [{ validFrom: '2026-11-20' }, 409, 'package-version-in-past'],
    [{ shares: [{ payer: 'insurance-fund', fen: 10_001 }] }, 422, 'invalid'],
    [{ tier: 'basic' }, 422, 'invalid'],
    [{ items: [] }, 422, 'invalid'],
    [{ items: [{ ...content.items[0], service: 'massage' }] }, 422, 'invalid'],
  ])('%o is refused', async (changes, status, code) => {
    const signing = await signingOn('2026-11-21')
    const bureau = await bureauOf(signing)
    const reply = await bureau.put(`/packages/${newId()}`, { ...content, ...changes })
    expect([reply.status, reply.body.code]).toEqual([status, code])
  })

  test('two packages that exclude or need each other are written one after the other', async () => {
    const signing = await signingOn('2026-11-21')
    const bureau = await bureauOf(signing)
    for (const [code, other] of [
      ['home-care', 'clinic-care'],
      ['clinic-care', 'home-care'],
    ] as const) {
      const needing = {
        ...content,
        code: `${code}-pair`,
        name: `${code} 夫妻包`,
        needsAnyPackage: [`${other}-pair`],
      }
      const excluding = { ...content, code, name: `${code} 服务包`, excludes: [other] }
      for (const one of [needing, excluding]) {
        const reply = await bureau.put(`/packages/${newId()}`, one)
        expect(reply.status, JSON.stringify(reply.body)).toBe(200)
      }
    }
  })

  test.each([
    [
      { excludes: ['hypertension-basic'] },
      { excludes: '本包已包含“高血压患者基础包”，又写不能同时选它，这样没有人能签，请去掉其一' },
    ],
    [
      { excludes: ['hypertension-primary'] },
      { excludes: '“不能同时选”里写了本包自己，这样没有人能签，请去掉' },
    ],
    [
      { needsAnyPackage: ['general-basic'], excludes: ['general-basic'] },
      {
        needsAnyPackage: '“一般人群基础包”须同时选，又写不能同时选，这样没有人能签，请去掉其一',
      },
    ],
  ])('a package that nobody could ever sign was kept: %o', async (changes, fields) => {
    const signing = await signingOn('2026-11-21')
    const bureau = await bureauOf(signing)
    const reply = await bureau.put(`/packages/${newId()}`, { ...content, ...changes })
    expect([reply.status, reply.body.fields]).toEqual([422, fields])
  })

  test('only the bureau writes packages', async () => {
    const signing = await signingOn('2026-11-21')
    expect((await signing.township.put(`/packages/${newId()}`, content)).status).toBe(403)
  })

  test('a withdrawn package cannot be signed any more from the day after', async () => {
    const signing = await signingOn('2026-11-21')
    const bureau = await bureauOf(signing)
    const id = signing.packages['home-care-special']
    const withdrawn = await bureau.post(`/packages/${id}/withdrawal`, { validUntil: '2026-11-21' })
    expect(withdrawn.body.validUntil).toBe('2026-11-21')
    const codes = async (on: string) =>
      (await signing.nurse.get(`/packages?on=${on}`)).body.map((one: { code: string }) => one.code)
    expect(await codes('2026-11-21')).toContain('home-care-special')
    expect(await codes('2026-11-22')).not.toContain('home-care-special')
  })
})

test('the last place of a limited package is given once, also to two at once', async () => {
  const signing = await signingOn('2026-11-21')
  await signing.county.sql.query(
    "update package_versions set max_persons = 1 where code = 'home-care-special'",
  )
  const ask = async () => {
    const person = await personOf(signing.county)
    const packageIds = ['home-care-special', 'general-basic'].map((code) => signing.packages[code])
    return personSigningOf(signing, person, { members: [{ residentId: person.id, packageIds }] })
  }
  const requests = [await ask(), await ask(), await ask()]
  const replies = await Promise.all(requests.map((request) => signing.nurse.post('/agreements', request)))
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  expect(replies.filter(({ body }) => body.code === 'package-full')).toHaveLength(2)
})
