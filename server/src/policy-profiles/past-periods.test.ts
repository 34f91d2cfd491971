import { defaultPackages } from '@qianyue/domain/packages/default-packages.ts'
import { nationalDefault2022 } from '@qianyue/domain/policy/policy.ts'
import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { signingOf, signingOn } from '../agreements/agreements.fixture.ts'
import { type Caller, countyOn, units } from '../testing/county.ts'

const notice = { name: '2027年签约服务方案', source: '县卫健〔2026〕88号' }

async function published(officer: Caller, content: Record<string, unknown>, validFrom: string) {
  const id = newId()
  const from = { kind: 'file', content: { policies: {}, packages: null, ...content } }
  await officer.post('/policy-profiles', { id, ...notice, from })
  return await officer.post(`/policy-profiles/${id}/publication`, { validFrom })
}

const caps = { ...nationalDefault2022.caps, warnAtPercent: 80 }

describe('what is closed does not move when a profile is published', () => {
  test.each([
    ['2026-09-30', 409],
    ['2026-10-01', 200],
  ])('scores of the third quarter are published: from %s answers %i', async (validFrom, status) => {
    const county = await countyOn('2026-11-21')
    const officer = await county.as('county-officer', units.county)
    const id = newId()
    await county.sql.query(
      `insert into assessment_rounds (id, unit_code, sheet_code, sheet, from_day, to_day, created_by, published_at, published_by)
       values ($1, $2, 'team', '{}', '2026-07-01', '2026-09-30', $1, now(), $1)`,
      [id, units.county],
    )
    const reply = await published(officer, { policies: { caps } }, validFrom)
    expect(reply.status).toBe(status)
    if (status === 409) {
      expect(reply.body.message).toBe(
        '2026-09-30 及以前已结算、公布或超过一年，方案最早从 2026-10-01 起执行。',
      )
    }
  })

  test('an agreement keeps the packages it was signed with; the next one has the new ones', async () => {
    const signing = await signingOn('2026-11-21')
    const { county, township } = signing
    const first = signingOf(signing)
    expect((await township.post('/agreements', first)).status).toBe(200)
    const before = (await township.get(`/agreements/${first.id}`)).body
    const officer = await county.as('county-officer', units.county)
    const packages = defaultPackages.map((one) =>
      one.code === 'general-basic' ? { ...one, name: '改名的基础包', items: one.items.slice(0, 1) } : one,
    )
    expect((await published(officer, { packages }, '2026-11-22')).status).toBe(200)
    county.on('2026-11-22')
    const after = (await township.get(`/agreements/${first.id}`)).body
    expect(after.members).toEqual(before.members)
    const offered = (await township.get('/packages')).body
    expect(offered.map(({ name }: { name: string }) => name)).toContain('改名的基础包')
  })

  test('the figures of a month end and the policy of a day before it stay', async () => {
    const county = await countyOn('2026-11-21')
    const officer = await county.as('county-officer', units.county)
    await county.sql.query(
      `insert into indicator_snapshots (taken_for, village_code, indicator, denominator, numerator)
       values ('2026-10-31', $1, 'coverage', 100, 40)`,
      [units.donglingVillage],
    )
    const figure = async () =>
      (await officer.get(`/indicators?orgId=${units.county}&on=2026-10-31&code=coverage`)).body[0]
    const before = await figure()
    expect(before).toMatchObject({ numerator: 40, denominator: 100, target: null })
    const targets = [{ indicator: 'coverage', year: 2026, orgId: null, percent: 90, source: notice.source }]
    expect((await published(officer, { policies: { targets } }, '2026-11-01')).status).toBe(200)
    expect(await figure()).toEqual(before)
    const today = (await officer.get(`/indicators?orgId=${units.county}&code=coverage`)).body[0]
    expect(today.target).toBe(90)
  })
})
