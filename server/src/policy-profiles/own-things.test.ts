import { defaultPackages } from '@qianyue/domain/packages/default-packages.ts'
import { nationalDefault2022 } from '@qianyue/domain/policy/policy.ts'
import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { personOf, personSigningOf, signingOn } from '../agreements/agreements.fixture.ts'
import { type Caller, units } from '../testing/county.ts'

const notice = { name: '中医药特色服务方案', source: '县卫健〔2026〕31号' }

const bath = {
  name: '中医药浴',
  category: 'integrated',
  unit: '次',
  faceToFace: true,
  by: ['village-doctor', 'nurse'],
  modes: ['clinic'],
  times: 2,
  every: 'year',
  unitPriceFen: 3000,
  points: 2.5,
  evidence: [],
  populations: ['county-a'],
}
const own = {
  population: 'county-a',
  name: '60岁以上独居老人',
  by: 'rule',
  fromYears: 60,
  allOf: ['lone-elder'],
}
const bathed = {
  indicator: 'own-1',
  name: '独居老人药浴率',
  note: '方案第九条。',
  populations: ['county-a'],
  signed: 'any',
  fromYears: null,
  untilYears: null,
  services: ['own-中医药浴'],
  modes: [],
  times: 1,
  period: 'year',
  conditions: ['signed'],
}
const bathPackage = {
  ...defaultPackages.find(({ code }) => code === 'general-basic')!,
  code: 'bath',
  name: '药浴包',
  group: 'special-need',
  tier: 'primary',
  yearlyPriceFen: 6000,
  shares: [],
  needsAnyPopulation: ['county-a'],
  items: [
    {
      service: 'own-中医药浴',
      times: 2,
      every: 'year',
      by: ['nurse'],
      modes: ['clinic'],
      unitPriceFen: 3000,
    },
  ],
}

async function drafted(officer: Caller, content: Record<string, unknown>) {
  const id = newId()
  const from = { kind: 'file', content: { policies: {}, packages: null, ...content } }
  expect((await officer.post('/policy-profiles', { id, ...notice, from })).status).toBe(200)
  return id
}

test('a service and a population of the county’s own go from the notice to the agreement, the record and the points', async () => {
  const signing = await signingOn('2026-11-21')
  const { county, nurse, township } = signing
  const officer = await county.as('county-officer', units.county)
  const content = {
    policies: {
      'own-services': [bath],
      'own-indicators': [bathed],
      targets: [{ indicator: 'own-1', year: 2026, orgId: null, percent: 60, source: '方案第九条' }],
      ages: { ...nationalDefault2022.ages, own: [own] },
    },
    packages: [...defaultPackages, bathPackage],
  }
  const unknown = await drafted(officer, {
    ...content,
    policies: { ages: content.policies.ages, targets: [] },
  })
  expect((await officer.get(`/policy-profiles/${unknown}/faults`)).body).toEqual([
    expect.objectContaining({ section: '服务包', message: '县定服务里没有“中医药浴”' }),
  ])
  const id = await drafted(officer, content)
  expect((await officer.get(`/policy-profiles/${id}/faults`)).body).toEqual([])
  const published = await officer.post(`/policy-profiles/${id}/publication`, { validFrom: '2026-11-21' })
  expect(published.status, JSON.stringify(published.body)).toBe(200)

  const offered = (await nurse.get('/services')).body
  expect(offered).toContainEqual(expect.objectContaining({ code: 'own-中医药浴', name: '中医药浴' }))

  const alone = await personOf(county, { name: '赵孤', birthDate: '1960-01-01', populations: ['lone-elder'] })
  const young = await personOf(county, { name: '钱少', birthDate: '1990-01-01', populations: ['lone-elder'] })
  const { rows } = await county.sql.query("select id from package_versions where code = 'bath'")
  const versions = [rows[0].id]
  const sign = (person: { id: string; birthDate: string }) =>
    township.post(
      '/agreements',
      personSigningOf(signing, person, { members: [{ residentId: person.id, packageIds: versions }] }),
    )
  const refused = await sign(young)
  expect(refused.body.message).toBe('“药浴包”面向60岁以上独居老人，与该成员不符。')
  const signed = await sign(alone)
  expect(signed.status, JSON.stringify(signed.body)).toBe(200)

  const page = (await township.get(`/residents/${alone.id}`)).body
  expect(page.populations.map(({ name }: { name: string }) => name)).toContain('60岁以上独居老人')
  expect(page.duties.map(({ item }: { item: string }) => item)).toContain('中医药浴')
  const listed = (await township.get('/residents?population=county-a')).body.items
  expect(listed.map(({ name }: { name: string }) => name)).toEqual(['赵孤'])

  const record = (residentId: string, changes: Record<string, unknown> = {}) => ({
    id: newId(),
    residentId,
    form: 'general-service',
    performedOn: '2026-11-21',
    mode: 'clinic',
    values: { service: 'own-中医药浴', content: '艾叶药浴三十分钟' },
    ...changes,
  })
  const elsewhere = await nurse.post('/service-records', record(alone.id, { mode: 'home' }))
  expect(elsewhere.body.fields).toEqual({ mode: '“中医药浴”的服务方式为门诊，请核对。' })
  const other = await nurse.post('/service-records', record(young.id))
  expect(other.body.fields.service).toContain('面向60岁以上独居老人')
  const unheard = { service: 'own-没有的服务', content: '无' }
  expect((await nurse.post('/service-records', record(alone.id, { values: unheard }))).status).toBe(422)

  const done = await nurse.post('/service-records', record(alone.id))
  expect(done.status, JSON.stringify(done.body)).toBe(200)
  expect(done.body.fulfilled).toHaveLength(1)
  const points = (await nurse.get('/points?fromDay=2026-10-01&toDay=2026-12-31')).body
  expect(points.points).toBe(250)

  // The figure of the notice is computed, opens to the name, and has its target.
  const [figure] = (await officer.get('/indicators?code=own-1')).body
  expect(figure).toMatchObject({
    name: '独居老人药浴率',
    numerator: 1,
    denominator: 1,
    value: 100,
    target: 60,
    meetsTarget: true,
  })
  expect(figure.definition).toContain('本年得到中医药浴至少1次，且已签约')
  const behind = (await officer.get('/indicators/own-1/residents?part=numerator&limit=10')).body
  expect(behind.items).toMatchObject([
    { name: '赵孤', populations: expect.arrayContaining(['60岁以上独居老人']) },
  ])
  const turned = (await officer.get('/pivot?codes=own-1,coverage&by=village')).body
  expect(turned.columns[0].name).toBe('独居老人药浴率')

  // 年度梳理、登记: the county's name, and nobody is put by hand where a rule decides.
  const declared = await township.post(`/residents/${young.id}/populations`, {
    membershipId: newId(),
    population: 'county-a',
    since: '2026-11-01',
    declaredBy: 'family',
  })
  expect(declared.body.message).toBe('60岁以上独居老人按本县政策的条件自动认定，不需要登记。')
})
