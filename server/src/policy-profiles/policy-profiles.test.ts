import { localDate } from '@qianyue/domain/days/local-date.ts'
import { defaultPackages } from '@qianyue/domain/packages/default-packages.ts'
import { nationalDefault2022 } from '@qianyue/domain/policy/policy.ts'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { putPackages } from '../agreements/agreements.fixture.ts'
import { type Caller, countyOn, type TestCounty, units } from '../testing/county.ts'

const notice = { name: '2027年签约服务方案', source: '县卫健〔2026〕88号' }

async function bureau(day = '2026-11-21'): Promise<{ county: TestCounty; officer: Caller }> {
  const county = await countyOn(day)
  return { county, officer: await county.as('county-officer', units.county) }
}

async function draft(officer: Caller, content: Record<string, unknown>) {
  const id = newId()
  const from = { kind: 'file', content: { policies: {}, packages: null, ...content } }
  const reply = await officer.post('/policy-profiles', { id, ...notice, from })
  expect(reply.status).toBe(200)
  return id
}

const caps = { ...nationalDefault2022.caps, caps: { persons: 1800, households: 640, villages: 3 } }

describe('policy profiles 政策方案', () => {
  test('a draft is kept half right, told what is wrong with it, and not published until it is mended', async () => {
    const { officer } = await bureau()
    const id = await draft(officer, { policies: { caps: { ...caps, warnAtPercent: 200 } } })
    expect((await officer.get(`/policy-profiles/${id}/faults`)).body).toEqual([
      { section: '团队签约上限', place: 'warnAtPercent', message: '不大于 100' },
    ])
    const refused = await officer.post(`/policy-profiles/${id}/publication`, { validFrom: '2027-01-01' })
    expect(refused).toMatchObject({ status: 409, body: { code: 'profile-has-faults' } })
    const content = { policies: { caps }, packages: null }
    expect((await officer.put(`/policy-profiles/${id}`, { ...notice, revision: 1, content })).status).toBe(
      200,
    )
    expect((await officer.get(`/policy-profiles/${id}/faults`)).body).toEqual([])
  })

  test('published, it writes a version of what it changes and of nothing else, from its day on', async () => {
    const { county, officer } = await bureau()
    const id = await draft(officer, { policies: { caps, ages: nationalDefault2022.ages } })
    const reply = await officer.post(`/policy-profiles/${id}/publication`, { validFrom: '2027-01-01' })
    expect(reply.body).toMatchObject({ state: 'published', validFrom: '2027-01-01' })
    expect(
      (await county.sql.query('select kind, valid_from::text, source from policy_versions')).rows,
    ).toEqual([{ kind: 'caps', valid_from: '2027-01-01', source: notice.source }])
    const kinds = (await officer.get('/policies')).body
    expect(kinds.find(({ kind }: { kind: string }) => kind === 'caps')).toMatchObject({
      validFrom: null,
      nextFrom: '2027-01-01',
    })
    // Published again, or after it was published: it stays as it was.
    await officer.post(`/policy-profiles/${id}/publication`, { validFrom: '2027-02-01' })
    expect((await officer.get(`/policy-profiles/${id}`)).body.validFrom).toBe('2027-01-01')
    const edited = await officer.put(`/policy-profiles/${id}`, {
      ...notice,
      revision: 1,
      content: { policies: {}, packages: null },
    })
    expect(edited).toMatchObject({ status: 409, body: { code: 'profile-published' } })
    expect((await county.sql.query('select count(*)::int as n from policy_versions')).rows[0].n).toBe(1)
  })

  test('the words of what changes are those of both versions', async () => {
    const { officer } = await bureau()
    const packages = defaultPackages.map((one) =>
      one.code === 'elderly-basic' ? { ...one, name: '老年人健康包' } : one,
    )
    const id = await draft(officer, { policies: { caps }, packages })
    const found = (await officer.get(`/policy-profiles/${id}/differences`)).body
    expect(found).toContainEqual({
      section: '团队签约上限',
      label: '每个团队签约人数上限',
      before: '2000人',
      after: '1800人',
    })
    const other = await draft(officer, { policies: { caps: { ...caps, warnAtPercent: 80 } }, packages })
    const between = (await officer.get(`/policy-profiles/${other}/differences?against=${id}`)).body
    expect(between).toEqual([{ section: '团队签约上限', label: '接近上限提醒', before: '90%', after: '80%' }])
  })

  test('packages that say the same stay, others get a new version, those left out end the day before', async () => {
    const { county, officer } = await bureau()
    await putPackages(county, localDate('2026-01-01'))
    const before = (await officer.get('/packages')).body.length
    const [first, second, third, ...rest] = defaultPackages
    const packages = [first, { ...second, name: '改了名的包' }, ...rest]
    const id = await draft(officer, { packages, policies: { 'package-proposals': [] } })
    const published = await officer.post(`/policy-profiles/${id}/publication`, { validFrom: '2027-01-01' })
    expect(published.status).toBe(200)
    const today = (await officer.get('/packages')).body
    const then = (await officer.get('/packages?on=2027-01-01')).body
    expect(today).toHaveLength(before)
    const codes = (list: { code: string }[]) => list.map(({ code }) => code)
    expect(codes(today)).toContain(third!.code)
    expect(codes(then)).not.toContain(third!.code)
    const idOf = (list: { code: string; id: string }[], code: string) =>
      list.find((one) => one.code === code)!.id
    expect(idOf(then, first!.code)).toBe(idOf(today, first!.code))
    expect(idOf(then, second!.code)).not.toBe(idOf(today, second!.code))
    expect((await officer.get(`/policy-profiles/${id}`)).body.content.packages).toHaveLength(packages.length)
  })

  test('what was exported is imported as it was', async () => {
    const { officer } = await bureau()
    const id = await draft(officer, { policies: { caps }, packages: defaultPackages })
    const file = JSON.parse((await officer.get(`/policy-profiles/${id}/file`)).raw.toString())
    expect(file).toMatchObject({ format: 'qianyue-policy-profile', name: notice.name })
    const again = await draft(officer, file.content)
    expect((await officer.get(`/policy-profiles/${again}`)).body.content).toEqual(
      (await officer.get(`/policy-profiles/${id}`)).body.content,
    )
    expect((await officer.get(`/policy-profiles/${again}/differences?against=${id}`)).body).toEqual([])
  })

  test('a draft is discarded, a published one is not', async () => {
    const { officer } = await bureau()
    const id = await draft(officer, { policies: { caps } })
    expect((await officer.delete(`/policy-profiles/${id}`)).status).toBe(200)
    expect((await officer.get(`/policy-profiles/${id}`)).status).toBe(404)
    const published = await draft(officer, { policies: { caps } })
    await officer.post(`/policy-profiles/${published}/publication`, { validFrom: '2027-01-01' })
    expect((await officer.delete(`/policy-profiles/${published}`)).status).toBe(409)
  })

  test.each([
    ['team-leader', units.dongling],
    ['village-doctor', units.donglingVillage],
  ] as const)('a %s reads profiles and cannot make one', async (role, unit) => {
    const county = await countyOn('2026-11-21')
    const caller = await county.as(role, unit)
    expect((await caller.get('/policy-profiles')).status).toBe(200)
    const from = { kind: 'in-force' }
    expect((await caller.post('/policy-profiles', { id: newId(), ...notice, from })).status).toBe(403)
  })
})

test('a workbook of a profile is filled in by an officer and read back; what cannot be read is told at its cell', async () => {
  const { officer } = await bureau()
  const id = await draft(officer, { policies: { caps } })
  const book = await officer.get(`/policy-profiles/${id}/workbook`)
  const { sheets } = await readXlsx(book.raw)
  expect(sheets.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      '说明',
      '服务包',
      '团队签约上限',
      '签约、续约与解约',
      '资金与分配办法',
      '绩效考核表',
    ]),
  )
  const send = async (change: (rows: unknown[][]) => void) => {
    const changed = sheets.map(({ name, rows }) => ({ name, rows: rows.map((row) => [...row]) }))
    change(changed.find(({ name }) => name === '团队签约上限')!.rows)
    const file = Buffer.from(await writeXlsx({ sheets: changed as never }))
    return await officer.upload('/policy-profiles/workbook', { name: '方案.xlsx', content: file })
  }
  const cell = (rows: unknown[][], label: string) => rows.find(([first]) => first === label)!
  const read = await send((rows) => {
    cell(rows, '每个团队签约户数上限')[1] = 555
  })
  expect(read.status, JSON.stringify(read.body)).toBe(200)
  expect(read.body).toEqual({
    ...notice,
    content: {
      policies: { caps: { ...caps, caps: { persons: 1800, households: 555, villages: 3 } } },
      packages: null,
    },
    faults: [],
  })
  const wrong = await send((rows) => {
    cell(rows, '每个团队签约户数上限')[1] = '很多'
  })
  expect(wrong.body.faults).toMatchObject([
    { sheet: '团队签约上限', message: '每个团队签约户数上限：“很多”看不懂，应为数字' },
  ])
  const other = Buffer.from(await writeXlsx({ sheets: [{ name: '名册', rows: [['姓名']] }] }))
  const refused = await officer.upload('/policy-profiles/workbook', { name: '名册.xlsx', content: other })
  expect(refused.status).toBe(422)
})
