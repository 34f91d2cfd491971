import { policyBodies } from '@qianyue/api/policy.ts'
import { nationalDefault2022, type PolicyKind, policyKinds } from '@qianyue/domain/policy/policy.ts'
import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { residentOf } from '../duties/duties.fixture.ts'
import { runRequestedJobs } from '../jobs/run-requested-jobs.fixture.ts'
import { countyOn, units } from '../testing/county.ts'

const ages = (validFrom: string, elderlyFromYears: unknown, id = newId()) => ({
  id,
  validFrom,
  source: '县卫健〔2026〕12号',
  body: { elderlyFromYears, childUntilYears: 7 },
})

describe('the national default', () => {
  test.each(Object.keys(nationalDefault2022) as PolicyKind[])(
    'of %s is one that could be written',
    (kind) => {
      expect(policyBodies[kind].parse(nationalDefault2022[kind])).toEqual(nationalDefault2022[kind])
    },
  )
})

describe('policies 政策', () => {
  test('a bureau officer sees what holds and where it comes from', async () => {
    const county = await countyOn('2026-11-21')
    const officer = await county.as('county-officer', units.county)
    const { body } = await officer.get('/policies')
    expect(body.map(({ kind }: { kind: string }) => kind)).toEqual(Object.keys(policyKinds))
    expect(body).toContainEqual({
      kind: 'duties',
      name: '应尽服务与频次',
      validFrom: null,
      source: '国家规范（第三版，2017）与签约服务指导意见（2022）的默认值',
      versions: 0,
      nextFrom: null,
    })
  })

  test('a version holds from its day; one to come is told', async () => {
    const county = await countyOn('2026-11-21')
    const officer = await county.as('county-officer', units.county)
    expect((await officer.post('/policies/ages/versions', ages('2026-01-01', 60))).status).toBe(200)
    await officer.post('/policies/ages/versions', ages('2027-01-01', 62))
    const { body } = await officer.get('/policies')
    expect(body.find(({ kind }: { kind: string }) => kind === 'ages')).toMatchObject({
      validFrom: '2026-01-01',
      source: '县卫健〔2026〕12号',
      versions: 2,
      nextFrom: '2027-01-01',
    })
    const one = (await officer.get('/policies/ages')).body
    expect(one.current.body.elderlyFromYears).toBe(60)
    expect(
      one.versions.map((version: { body: { elderlyFromYears: number } }) => version.body.elderlyFromYears),
    ).toEqual([62, 60, 65])
  })

  test('what everybody is owed is computed anew in the background', async () => {
    const county = await countyOn('2026-11-21')
    const residentId = await residentOf(county, { birthDate: '1964-05-01' })
    const officer = await county.as('county-officer', units.county)
    const owed = async () => (await officer.get(`/duties?residentId=${residentId}`)).body.length
    expect(await owed()).toBe(0)
    const reply = await officer.post('/policies/ages/versions', ages('2026-01-01', 60))
    expect(reply.body.recomputes).toBe(true)
    await runRequestedJobs(county.services)
    expect(await owed()).toBe(2)
  })

  test('a version to come computes nothing yet', async () => {
    const county = await countyOn('2026-11-21')
    const officer = await county.as('county-officer', units.county)
    expect((await officer.post('/policies/ages/versions', ages('2026-11-22', 60))).body.recomputes).toBe(
      false,
    )
  })

  test('sent twice it is one', async () => {
    const county = await countyOn('2026-11-21')
    const officer = await county.as('county-officer', units.county)
    const version = ages('2026-01-01', 60)
    const first = await officer.post('/policies/ages/versions', version)
    expect((await officer.post('/policies/ages/versions', version)).body).toEqual(first.body)
    expect((await county.sql.query('select count(*)::int as n from policy_versions')).rows).toEqual([
      { n: 1 },
    ])
  })

  test.each([
    ['a word for a number', '六十', 'elderlyFromYears'],
    ['a figure that cannot be', 20, 'elderlyFromYears'],
  ])('%s is refused at its field', async (_, years, field) => {
    const county = await countyOn('2026-11-21')
    const officer = await county.as('county-officer', units.county)
    const reply = await officer.post('/policies/ages/versions', ages('2026-01-01', years))
    expect(reply.status).toBe(422)
    expect(Object.keys(reply.body.fields)).toEqual([field])
  })

  test('two rules of one code in one time are refused, at the second', async () => {
    const county = await countyOn('2026-11-21')
    const officer = await county.as('county-officer', units.county)
    const { rules, ...rest } = nationalDefault2022.duties
    const reply = await officer.post('/policies/duties/versions', {
      ...ages('2026-01-01', 0),
      body: { ...rest, rules: [rules[0], rules[0]] },
    })
    expect(reply).toMatchObject({
      status: 422,
      body: { fields: { 'rules.1.code': '规则“hypertension-follow-up”在同一时期出现两次' } },
    })
  })

  test('a target raised in a second row beside the old one was kept, and the old one went on holding', async () => {
    const county = await countyOn('2026-11-21')
    const officer = await county.as('county-officer', units.county)
    const target = { indicator: 'coverage', year: 2026, orgId: null, percent: 50, source: '第二条' }
    const save = (more: object) =>
      officer.post('/policies/targets/versions', {
        ...ages('2026-01-01', 0),
        body: [target, { ...target, percent: 60, ...more }],
      })
    expect(await save({})).toMatchObject({
      status: 422,
      body: { fields: { '1.percent': '同一指标、年度和范围的目标在第 1 行已写过，请改那一行或删去其一' } },
    })
    expect((await save({ orgId: units.dongling })).status).toBe(200)
  })

  test.each([
    ['2025-11-19', 409],
    ['2025-11-20', 200],
  ])('beginning on %s answers %i: a year back at most', async (validFrom, status) => {
    const county = await countyOn('2026-11-21')
    const officer = await county.as('county-officer', units.county)
    expect((await officer.post('/policies/ages/versions', ages(validFrom, 60))).status).toBe(status)
  })

  test.each([
    ['village-doctor', units.donglingVillage],
    ['public-health-staff', units.dongling],
    ['team-leader', units.dongling],
  ] as const)('a %s reads it and cannot change it', async (role, unit) => {
    const county = await countyOn('2026-11-21')
    const caller = await county.as(role, unit)
    expect((await caller.get('/policies/duties')).status).toBe(200)
    expect((await caller.post('/policies/ages/versions', ages('2026-01-01', 60))).status).toBe(403)
  })

  test('who changed it, to what and by which notice is in the audit trail', async () => {
    const county = await countyOn('2026-11-21')
    const officer = await county.as('county-officer', units.county)
    await officer.post('/policies/ages/versions', ages('2026-01-01', 60))
    const { rows } = await county.sql.query(
      "select subject, reason from audit_entries where action = 'policies.manage'",
    )
    expect(rows).toEqual([{ subject: 'policy ages 2026-01-01', reason: '县卫健〔2026〕12号' }])
  })
})
