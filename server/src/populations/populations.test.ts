import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { residentsOn } from '../residents/residents.fixture.ts'
import { units } from '../testing/county.ts'

const day = '2026-11-21'
const declaration = (more: object = {}) => ({
  membershipId: newId(),
  population: 'hypertension',
  since: '2026-11-01',
  declaredBy: 'clinic-diagnosis',
  ...more,
})

describe('POST /residents/{id}/populations 认定', () => {
  test('puts a resident on a list with its source, and what is owed follows; sent twice it is once', async () => {
    const { officer, put } = await residentsOn(day)
    const { id } = await put({ birthDate: '1980-01-01' })
    expect((await officer.get(`/residents/${id}`)).body.duties).toEqual([])
    const request = declaration()
    expect((await officer.post(`/residents/${id}/populations`, request)).status).toBe(200)
    expect((await officer.post(`/residents/${id}/populations`, request)).status).toBe(200)
    const { body } = await officer.get(`/residents/${id}`)
    expect(body.populationPeriods).toMatchObject([
      { population: 'hypertension', since: '2026-11-01', declaredByName: '医疗机构诊断' },
    ])
    expect(body.duties.map(({ item }: { item: string }) => item)).toContain('高血压患者随访')
  })

  test('ends with a last day and a reason', async () => {
    const { officer, put } = await residentsOn(day)
    const { id } = await put({ birthDate: '1980-01-01' })
    const request = declaration()
    await officer.post(`/residents/${id}/populations`, request)
    const address = `/residents/${id}/populations/${request.membershipId}/ending`
    expect((await officer.post(address, { lastDay: '2026-10-31', reason: '误诊' })).body.code).toBe(
      'ends-before-it-began',
    )
    expect((await officer.post(address, { lastDay: '2026-11-20', reason: '误诊' })).status).toBe(200)
    expect((await officer.get(`/residents/${id}`)).body.populations).toEqual([])
  })

  test('is refused while it holds, for what follows from age, and beyond reach', async () => {
    const { county, officer, put } = await residentsOn(day)
    const { id } = await put({ birthDate: '1950-01-01' })
    await officer.post(`/residents/${id}/populations`, declaration())
    const again = await officer.post(`/residents/${id}/populations`, declaration())
    expect(again).toMatchObject({ status: 409, body: { code: 'population-already-declared' } })
    const old = await officer.post(`/residents/${id}/populations`, declaration({ population: 'elderly' }))
    expect(old.body).toMatchObject({
      code: 'population-follows-from-age',
      message: '老年人按年龄自动认定，不需要登记。',
    })
    const neighbour = await county.as('public-health-staff', units.xihe)
    expect((await neighbour.post(`/residents/${id}/populations`, declaration())).status).toBe(404)
  })
})

describe('GET /populations/comb-through 年度梳理', () => {
  test('suggests whom to confirm, take on and take off, and remembers what was decided', async () => {
    const { officer, put } = await residentsOn(day)
    const on = (population: string, since: string) => [
      { id: newId(), population, since, declaredBy: 'register' },
    ]
    const poor = await put({
      name: '贫困户',
      birthDate: '1980-01-01',
      populations: on('registered-poor', '2024-01-01'),
    })
    const mother = await put({
      name: '产妇',
      sex: 'female',
      birthDate: '1995-01-01',
      populations: on('pregnant', '2025-06-01'),
    })
    const alone = await put({ name: '独居老人', birthDate: '1950-01-01' })
    await put({ name: '壮年', birthDate: '1980-01-01' })
    const listed = async (query = '') => {
      const { status, body } = await officer.get(`/populations/comb-through${query}`)
      expect(status, JSON.stringify(body)).toBe(200)
      return body.items
        .map(
          (item: Record<string, string>) =>
            `${item.suggest} ${item.name} ${item.populationName}: ${item.because}`,
        )
        .sort()
    }
    expect(await listed()).toEqual([
      'add 独居老人 孤寡老人: 76 岁，户内仅一人',
      'confirm 贫困户 建档立卡贫困人口: 2024-01-01 认定，本年度尚未核实',
      'remove 产妇 孕产妇: 孕产期已于 2026-04-19 结束',
    ])
    expect(await listed('?suggest=remove')).toHaveLength(1)
    expect(await listed('?population=lone-elder')).toHaveLength(1)
    expect(await listed(`?orgId=${units.hewan}`)).toEqual([])

    const decisions = [
      {
        id: newId(),
        residentId: poor.id,
        population: 'registered-poor',
        suggested: 'confirm',
        decision: 'keep',
      },
      { id: newId(), residentId: mother.id, population: 'pregnant', suggested: 'remove', decision: 'remove' },
      {
        id: newId(),
        residentId: alone.id,
        population: 'lone-elder',
        suggested: 'add',
        decision: 'leave-out',
      },
    ]
    for (let sent = 0; sent < 2; sent++) {
      expect((await officer.post('/populations/comb-through/decisions', { decisions })).status).toBe(200)
    }
    expect(await listed()).toEqual([])
    const { body } = await officer.get(`/residents/${mother.id}`)
    expect(body.populationPeriods).toMatchObject([{ until: day, endedReason: '年度梳理' }])
  })

  test('a decision to add puts the resident on the list', async () => {
    const { officer, put } = await residentsOn(day)
    const alone = await put({ name: '独居老人', birthDate: '1950-01-01' })
    await officer.post('/populations/comb-through/decisions', {
      decisions: [
        { id: newId(), residentId: alone.id, population: 'lone-elder', suggested: 'add', decision: 'add' },
      ],
    })
    const { body } = await officer.get(`/residents/${alone.id}`)
    expect(body.populations.map(({ population }: { population: string }) => population)).toContain(
      'lone-elder',
    )
    expect((await officer.get('/populations/comb-through')).body.items).toEqual([])
  })

  test('is a list of one’s own reach', async () => {
    const { county, put } = await residentsOn(day)
    await put({ birthDate: '1950-01-01' })
    const neighbour = await county.as('public-health-staff', units.xihe)
    expect((await neighbour.get('/populations/comb-through')).body.items).toEqual([])
  })
})

test('what a county calls its own populations is told to every page, and stands behind the figures', async () => {
  const { county, put } = await residentsOn('2026-11-21')
  const officer = await county.as('county-officer', units.county)
  const nurse = await county.as('nurse', units.dongling)
  expect((await nurse.get('/populations')).body).toEqual([])
  const { body: ages } = (await officer.get('/policies/ages')).body.current
  const own = [{ population: 'county-a', name: '退役军人' }]
  const version = {
    id: newId(),
    validFrom: '2026-01-01',
    source: '县卫健〔2026〕9号',
    body: { ...ages, own },
  }
  expect((await officer.post('/policies/ages/versions', version)).status).toBe(200)
  expect((await nurse.get('/populations')).body).toEqual(own)
  const { id } = await put({ name: '王大山' })
  const membership = { membershipId: newId(), population: 'county-a', since: '2026-01-01' }
  const office = await county.as('public-health-staff', units.dongling)
  const declared = await office.post(`/residents/${id}/populations`, {
    ...membership,
    declaredBy: 'veterans',
    sourceNote: '名单',
  })
  expect(declared.status, JSON.stringify(declared.body)).toBe(200)
  const behind = await office.get('/indicators/coverage/residents?limit=10')
  expect(behind.body.items, JSON.stringify(behind.body)).toMatchObject([
    { name: '王大山', populations: ['退役军人'] },
  ])
})
