import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { idOf } from '@qianyue/domain/registers/register-reading.fixture.ts'
import { readXlsx, writeXlsx } from 'hucre'
import { describe, expect, test } from 'vitest'
import { runRequestedJobs } from '../jobs/run-requested-jobs.fixture.ts'
import { type Caller, countyOn, type TestCounty, units } from '../testing/county.ts'

const fixtures = join(import.meta.dirname, '../../../e2e/fixtures')
const messy = await readFile(join(fixtures, 'register-messy.xlsx'))
const truth = JSON.parse(await readFile(join(fixtures, 'register-messy.truth.json'), 'utf8')) as {
  people: number
  households: number
  defects: { sheetRow: number; kind: string }[]
}

const villages = { 石桥村: 203, 柳树村: 204, 镇南社区: 1 }

/** A county whose township 东岭 has the five villages of the shared registers. */
async function countyWithRegisterVillages() {
  const county = await countyOn('2026-11-20')
  for (const [name, code] of Object.entries(villages)) {
    await county.sql.query(
      "insert into org_units (code, parent_code, level, name, area_name) values ($1, $2, 'village', $3, $4)",
      [units.dongling + code, units.dongling, `${name}卫生室`, name],
    )
  }
  return { county, officer: await county.as('public-health-staff', units.dongling) }
}

async function upload(
  county: TestCounty,
  officer: Caller,
  name: string,
  content: Buffer,
  fields?: Record<string, string>,
) {
  const reply = await officer.upload('/register-imports', { name, content }, fields)
  expect(reply.status).toBe(201)
  await runRequestedJobs(county.services)
  return reply.body.id as string
}

async function step(county: TestCounty, officer: Caller, id: string, what: string, body: unknown = {}) {
  const reply = await officer.post(`/register-imports/${id}/${what}`, body)
  await runRequestedJobs(county.services)
  return reply
}

async function xlsx(rows: (string | number | null)[][]) {
  return Buffer.from(await writeXlsx({ sheets: [{ name: '名册', rows }] }))
}

async function people(county: TestCounty) {
  const { rows } = await county.sql.query('select count(*)::integer as n from residents')
  return rows[0].n as number
}

describe('POST /register-imports 名册导入', () => {
  test('a village that the register names by its code is previewed by its name, and codes by their words', async () => {
    const { county, officer } = await countyWithRegisterVillages()
    const content = await xlsx([
      ['姓名', '与户主关系（1户主 2配偶）', '性别(1男2女)', '出生日期', '村编码'],
      ['郭晓鑫', 1, 1, '1968-04-18', String(units.dongling + villages.石桥村)],
      ['苏秋静', 2, 2, '1969-06-01', null],
    ])
    const id = await upload(county, officer, '名册.xlsx', content)
    const { body } = await officer.get(`/register-imports/${id}/households?show=all`)
    expect(body.items).toMatchObject([
      {
        village: '石桥村',
        members: [
          { relation: '户主', sex: 'male' },
          { relation: '配偶', sex: 'female' },
        ],
      },
    ])
  })

  test('the 39 planted defects of a messy register are named at their rows, and nothing else', async () => {
    const { county, officer } = await countyWithRegisterVillages()
    const id = await upload(county, officer, 'register-messy.xlsx', messy)

    const found = await officer.get(`/register-imports/${id}`)
    expect(found.body).toMatchObject({ status: 'ready', progress: 1, failure: null })
    expect(found.body.counts).toEqual({
      rows: 404,
      people: truth.people,
      households: truth.households,
      added: 387,
      changed: 0,
      unchanged: 0,
      withErrors: 17,
      withWarnings: 22,
    })

    const problems = await officer.get(`/register-imports/${id}/problems`)
    const named = problems.body.map(
      ({ sheetRow, code }: { sheetRow: number; code: string }) => `${sheetRow} ${code}`,
    )
    expect(named).toEqual(truth.defects.map(({ sheetRow, kind }) => `${sheetRow} ${kind}`))
    expect(problems.body[0]).toMatchObject({
      sheetRow: 15,
      column: '性别',
      columnLetter: 'E',
      severity: 'warning',
      code: 'sex-contradicts-id',
      value: '男',
    })
  })

  test('what is right goes in, the same file again changes nothing, and undo takes all of it out', async () => {
    const { county, officer } = await countyWithRegisterVillages()
    const id = await upload(county, officer, 'register-messy.xlsx', messy)
    expect((await step(county, officer, id, 'commit')).body).toEqual({ id, status: 'committing' })

    const done = await officer.get(`/register-imports/${id}`)
    expect(done.body).toMatchObject({ status: 'done', counts: { added: 387, withErrors: 17 } })
    expect(await people(county)).toBe(387)

    const again = await upload(county, officer, 'register-messy.xlsx', messy)
    const second = await officer.get(`/register-imports/${again}`)
    expect(second.body.counts).toMatchObject({ added: 0, changed: 0, unchanged: 387, withErrors: 17 })
    expect(second.body.sameFileAs).toMatchObject({ id })
    await step(county, officer, again, 'commit')
    expect(await people(county)).toBe(387)

    await step(county, officer, id, 'undo')
    expect((await officer.get(`/register-imports/${id}`)).body.status).toBe('undone')
    expect(await people(county)).toBe(0)
    const { rows } = await county.sql.query(
      'select (select count(*) from households) + (select count(*) from resident_populations) + (select coalesce(sum(denominator), 0) from indicator_counts_now) as left_over',
    )
    expect(Number(rows[0].left_over)).toBe(0)
  })

  test('how treatment is paid is kept with newcomers, filled in for who is known, printed, and undone', async () => {
    const { county, officer } = await countyWithRegisterVillages()
    const header = ['户号', '姓名', '与户主关系', '性别', '出生日期', '村', '医保类型']
    const row = (insurance: string | null) => [
      'H1',
      '苏秋静',
      '户主',
      '女',
      '1963-11-12',
      '石桥村',
      insurance,
    ]
    const first = await upload(county, officer, 'a.xlsx', await xlsx([header, row(null)]))
    await step(county, officer, first, 'commit')
    const second = await upload(county, officer, 'b.xlsx', await xlsx([header, row('城乡居民医保')]))
    expect((await officer.get(`/register-imports/${second}`)).body.counts).toMatchObject({ changed: 1 })
    await step(county, officer, second, 'commit')
    const known = async () => {
      const { rows } = await county.sql.query('select id, profile from residents')
      return rows[0] as { id: string; profile: { paymentMethods?: string[] } }
    }
    expect((await known()).profile.paymentMethods).toEqual(['2'])
    await step(county, officer, second, 'undo')
    expect((await known()).profile).toEqual({})
    const third = await upload(county, officer, 'c.xlsx', await xlsx([header, row('祖传')]))
    const { body } = await officer.get(`/register-imports/${third}/problems`)
    expect(body).toContainEqual(
      expect.objectContaining({ column: '医保类型', code: 'insurance-unknown', value: '祖传' }),
    )
  })

  test('committing twice brings in once', async () => {
    const { county, officer } = await countyWithRegisterVillages()
    const id = await upload(county, officer, 'register-messy.xlsx', messy)
    await officer.post(`/register-imports/${id}/commit`)
    await step(county, officer, id, 'commit')
    expect((await step(county, officer, id, 'commit')).body.status).toBe('done')
    expect(await people(county)).toBe(387)
  })

  test('what stays out comes back as an Excel that can be mended and imported as it is', async () => {
    const { county, officer } = await countyWithRegisterVillages()
    const id = await upload(county, officer, 'register-messy.xlsx', messy)
    const reply = await officer.get(`/register-imports/${id}/rejected.xlsx`)
    const [sheet] = (await readXlsx(new Uint8Array(reply.raw))).sheets
    const isIn = (row: unknown[]) => String(row.at(-1)).includes('请保留本行')
    expect(sheet!.rows.filter((row) => !isIn(row))).toHaveLength(18)
    expect(sheet!.rows[0]!.slice(2, 6)).toEqual(['与户主关系', '姓 名', '性别', '公民身份号码'])
    expect(sheet!.rows.find((row, line) => line > 0 && !isIn(row))!.at(-1)).toContain('第 19 行')

    await step(county, officer, id, 'commit')
    const asGiven = await upload(county, officer, '待改正.xlsx', Buffer.from(reply.raw))
    const { counts } = (await officer.get(`/register-imports/${asGiven}`)).body
    expect(counts).toMatchObject({ added: 0, changed: 0 })
    expect(counts.unchanged).toBeGreaterThanOrEqual(sheet!.rows.filter(isIn).length)
  })

  test('the village that only the title named, and the number that only the head had, were not given back', async () => {
    const { county, officer } = await countyWithRegisterVillages()
    const id = await upload(
      county,
      officer,
      '名册.xlsx',
      await xlsx([
        ['石桥村居民花名册'],
        ['户号', '姓名', '与户主关系', '身份证号'],
        ['H1', '苏秋静', '户主', '320399196311125960'],
        [null, '毛媛', '女', '12345'],
        ['第3村民小组'],
        ['H2', '郭晓鑫', '户主', '32039919680418577'],
        [null, '江永飞', '子', '320399201501037350'.slice(0, 17)],
      ]),
    )
    const { raw } = await officer.get(`/register-imports/${id}/rejected.xlsx`)
    const [sheet] = (await readXlsx(new Uint8Array(raw))).sheets
    expect(sheet!.rows[0]).toEqual([
      '户号',
      '姓名',
      '与户主关系',
      '身份证号',
      '村',
      '组',
      '原行号',
      '需要改正',
    ])
    expect(sheet!.rows.slice(1).map((row) => [row[0], row[1], row[4], row[5], row[6]])).toEqual([
      ['H1', '苏秋静', '石桥村', null, 3],
      ['H1', '毛媛', '石桥村', null, 4],
      ['H2', '郭晓鑫', '石桥村', '3组', 6],
      ['H2', '江永飞', '石桥村', '3组', 7],
    ])

    const mended = sheet!.rows.map((row) => [...row]) as (string | number | null)[][]
    mended[2]![3] = idOf('20120505', 102)
    mended[3]![3] = idOf('19680418', 577)
    mended[4]![3] = idOf('20150103', 735)
    const again = await upload(county, officer, '名册-待改正.xlsx', await xlsx(mended))
    const { body } = await officer.get(`/register-imports/${again}`)
    expect(body.counts).toMatchObject({ added: 4, households: 2, withErrors: 0, withWarnings: 0 })
  })

  test('a row mended in the list of what stayed out, imported by itself, was a household of its own', async () => {
    const { county, officer } = await countyWithRegisterVillages()
    const first = await upload(
      county,
      officer,
      '名册.xlsx',
      await xlsx([
        ['姓名', '与户主关系', '身份证号', '村', '居住状态', '高血压'],
        ['苏秋静', '户主', '320399196311125960', '石桥村', '外出', '√'],
        ['毛媛', '女', '12345', null, '常住', null],
        ['郭晓鑫', '户主', idOf('19680418', 577), '石桥村', '常住', null],
      ]),
    )
    await step(county, officer, first, 'commit')
    const { raw } = await officer.get(`/register-imports/${first}/rejected.xlsx`)
    const [sheet] = (await readXlsx(new Uint8Array(raw))).sheets
    const given = sheet!.rows.map((row) => [...row]) as (string | number | null)[][]
    expect(given.slice(1).map((row) => [row[0], String(row.at(-1)).includes('请保留本行')])).toEqual([
      ['苏秋静', true],
      ['毛媛', false],
    ])

    given[2]![2] = idOf('20120505', 102)
    const second = await upload(county, officer, '名册-待改正.xlsx', await xlsx(given))
    const { body } = await officer.get(`/register-imports/${second}`)
    expect(body.counts).toMatchObject({ added: 1, changed: 0, unchanged: 1, withErrors: 0 })
    await step(county, officer, second, 'commit')
    const { rows } = await county.sql.query(
      'select household_id, count(*)::integer as members from residents group by 1 order by 2',
    )
    expect(rows.map(({ members }) => members)).toEqual([1, 2])
  })

  test('a corrected number of somebody who went in without one is filled in', async () => {
    const { county, officer } = await countyWithRegisterVillages()
    const header = ['户号', '姓名', '与户主关系', '性别', '身份证号', '出生日期', '村']
    const row = (idNumber: string | number | null) => [
      'H1',
      '苏秋静',
      '户主',
      '女',
      idNumber,
      '1963-11-12',
      '石桥村',
    ]
    const first = await upload(
      county,
      officer,
      'a.xlsx',
      await xlsx([header, row(Number('320399196311125960'))]),
    )
    expect((await officer.get(`/register-imports/${first}/problems`)).body).toMatchObject([
      { sheetRow: 2, code: 'id-lost-precision', severity: 'warning' },
    ])
    await step(county, officer, first, 'commit')

    const second = await upload(county, officer, 'b.xlsx', await xlsx([header, row('320399196311125960')]))
    expect((await officer.get(`/register-imports/${second}`)).body.counts).toMatchObject({
      added: 0,
      changed: 1,
    })
    await step(county, officer, second, 'commit')
    expect(await people(county)).toBe(1)
    const { rows } = await county.sql.query('select id_number_masked, warnings from residents')
    expect(rows).toEqual([{ id_number_masked: '320399**********60', warnings: [] }])

    await step(county, officer, second, 'undo')
    const back = await county.sql.query('select id_number_masked from residents')
    expect(back.rows).toEqual([{ id_number_masked: null }])
  })

  test('a telephone, an absence and a population that are new are brought up to date, and undone', async () => {
    const { county, officer } = await countyWithRegisterVillages()
    const header = ['户号', '姓名', '身份证号', '村', '电话', '是否常住', '人群分类']
    const row = (phone: string, here: string, groups: string) => [
      'H1',
      '苏秋静',
      '320399196311125960',
      '石桥村',
      phone,
      here,
      groups,
    ]
    const first = await upload(county, officer, 'a.xlsx', await xlsx([header, row('15084425037', '是', '')]))
    await step(county, officer, first, 'commit')
    const before = await county.sql.query('select phone_masked, away_since, version from residents')

    const second = await upload(
      county,
      officer,
      'b.xlsx',
      await xlsx([header, row('13800001111', '外出', '高血压')]),
    )
    const preview = await officer.get(`/register-imports/${second}/households`)
    expect(preview.body.items[0].members[0]).toMatchObject({
      outcome: 'change',
      changes: [
        { field: '电话', from: '150****5037', to: '138****1111' },
        { field: '居住状态', from: '常住', to: '外出' },
        { field: '人群分类', from: '无', to: '加上高血压' },
      ],
    })
    await step(county, officer, second, 'commit')
    const after = await county.sql.query('select phone_masked, away_since::text from residents')
    expect(after.rows).toEqual([{ phone_masked: '138****1111', away_since: '2026-11-20' }])

    expect((await step(county, officer, first, 'undo')).status).toBe(200)
    expect((await officer.get(`/register-imports/${first}`)).body).toMatchObject({
      status: 'done',
      failure: expect.stringContaining('资料修改'),
    })
    await step(county, officer, second, 'undo')
    const back = await county.sql.query('select phone_masked, away_since, version from residents')
    expect(back.rows).toEqual(before.rows)
  })

  test('an undo is refused when somebody has worked with the people since', async () => {
    const { county, officer } = await countyWithRegisterVillages()
    const id = await upload(county, officer, 'register-messy.xlsx', messy)
    await step(county, officer, id, 'commit')
    await county.sql.query(
      "insert into resident_events (id, resident_id, kind, happened_on) select gen_random_uuid(), id, 'away', '2026-11-20' from residents limit 3",
    )
    await step(county, officer, id, 'undo')
    const found = await officer.get(`/register-imports/${id}`)
    expect(found.body).toMatchObject({ status: 'done', failure: expect.stringContaining('3 人已有人口变动') })
    expect(await people(county)).toBe(387)
  })

  test('a village that nobody knows is said, and made when the officer says that it is new', async () => {
    const { county, officer } = await countyWithRegisterVillages()
    const file = await xlsx([
      ['姓名', '身份证号', '村'],
      ['苏秋静', '320399196311125960', '新湾村'],
    ])
    const id = await upload(county, officer, 'a.xlsx', file)
    const found = await officer.get(`/register-imports/${id}`)
    expect(found.body).toMatchObject({
      counts: { withErrors: 1 },
      unknownVillages: [{ name: '新湾村', rows: 1, canAdd: true }],
    })
    await step(county, officer, id, 'recheck', { addVillages: true })
    expect((await officer.get(`/register-imports/${id}`)).body).toMatchObject({
      status: 'ready',
      counts: { withErrors: 0, added: 1 },
    })
    await step(county, officer, id, 'commit')
    await step(county, officer, id, 'undo')
    const { rows } = await county.sql.query(
      "select count(*)::integer as n from org_units where area_name = '新湾村'",
    )
    expect(rows[0].n).toBe(0)
  })

  test('somebody of another township is neither changed nor entered twice', async () => {
    const { county, officer } = await countyWithRegisterVillages()
    const neighbour = await county.as('public-health-staff', units.xihe)
    const header = ['姓名', '身份证号', '村']
    const there = await upload(
      county,
      neighbour,
      'a.xlsx',
      await xlsx([header, ['苏秋静', '320399196311125960', '西河村']]),
    )
    await step(county, neighbour, there, 'commit')

    const here = await upload(
      county,
      officer,
      'b.xlsx',
      await xlsx([header, ['苏秋静', '320399196311125960', '石桥村']]),
    )
    expect((await officer.get(`/register-imports/${here}/problems`)).body).toMatchObject([
      { code: 'known-elsewhere', severity: 'error' },
    ])
    const foreign = await upload(
      county,
      officer,
      'c.xlsx',
      await xlsx([header, ['郭晓鑫', '320399196804185777', '西河村']]),
    )
    expect((await officer.get(`/register-imports/${foreign}/problems`)).body).toMatchObject([
      { code: 'village-of-other-unit' },
    ])
    for (const address of ['', '/problems', '/households', '/rejected.xlsx', '/events']) {
      expect((await officer.get(`/register-imports/${there}${address}`)).status).toBe(404)
    }
    for (const what of ['commit', 'undo', 'recheck']) {
      expect((await officer.post(`/register-imports/${there}/${what}`)).status).toBe(404)
    }
  })

  test('of two villages of one name the one in the township that the register names is meant', async () => {
    const { county } = await countyWithRegisterVillages()
    await county.sql.query(
      "insert into org_units (code, parent_code, level, name, area_name) values ($1, $2, 'village', '石桥村卫生室', '石桥村')",
      [units.xihe + 203, units.xihe],
    )
    const bureau = await county.as('county-officer', units.county)
    const row = ['苏秋静', '320399196311125960', '石桥村']
    const unsaid = await upload(county, bureau, 'a.xlsx', await xlsx([['姓名', '身份证号', '村'], row]))
    expect((await bureau.get(`/register-imports/${unsaid}/problems`)).body).toMatchObject([
      { code: 'village-ambiguous' },
    ])
    const said = await upload(
      county,
      bureau,
      'b.xlsx',
      await xlsx([['西河镇居民名册', null, null], ['姓名', '身份证号', '村'], row]),
    )
    await step(county, bureau, said, 'commit')
    const { rows } = await county.sql.query('select village_code from residents')
    expect(rows.map((one) => Number(one.village_code))).toEqual([units.xihe + 203])
  })

  test('once an import is in, the file itself is kept no longer', async () => {
    const { county, officer } = await countyWithRegisterVillages()
    const id = await upload(county, officer, 'register-messy.xlsx', messy)
    await step(county, officer, id, 'commit')
    const { rows } = await county.sql.query('select count(*)::integer as n from register_import_files')
    expect(rows[0].n).toBe(0)
  })

  test('somebody who may be known already is asked about, and the answer holds', async () => {
    const { county, officer } = await countyWithRegisterVillages()
    const header = ['户号', '姓名', '身份证号', '出生日期', '村', '性别']
    const known = await upload(
      county,
      officer,
      'a.xlsx',
      await xlsx([header, ['1', '蔡浩', '', '2015-04-27', '石桥村', '男']]),
    )
    await step(county, officer, known, 'commit')
    const other = await upload(
      county,
      officer,
      'b.xlsx',
      await xlsx([header, ['77', '蔡浩', '', '2015-04-27', '石桥村', '男']]),
    )
    const preview = await officer.get(`/register-imports/${other}/households`)
    const [member] = preview.body.items[0].members
    expect(member).toMatchObject({ outcome: 'out', candidates: [{ name: '蔡浩', birthDate: '2015-04-27' }] })

    const choice = {
      sheet: member.sheet,
      sheetRow: member.sheetRow,
      residentId: member.candidates[0].residentId,
    }
    await step(county, officer, other, 'choices', choice)
    expect((await officer.get(`/register-imports/${other}`)).body.counts).toMatchObject({
      unchanged: 1,
      added: 0,
    })
    await step(county, officer, other, 'choices', { ...choice, residentId: null })
    expect((await officer.get(`/register-imports/${other}`)).body.counts).toMatchObject({
      unchanged: 0,
      added: 1,
    })
  })

  test('a corrected column is understood as corrected, and remembered for the next register of the unit', async () => {
    const { county, officer } = await countyWithRegisterVillages()
    const file = await xlsx([
      ['姓名', '身份证号', '村', '居民分属'],
      ['苏秋静', '320399196311125960', '石桥村', '甲'],
    ])
    const id = await upload(county, officer, 'a.xlsx', file)
    const meaningOf = async (of: string) =>
      (await officer.get(`/register-imports/${of}`)).body.sheets[0].columns.find(
        (column: { title: string }) => column.title === '居民分属',
      )
    expect(await meaningOf(id)).toMatchObject({ meaning: 'ignored', letter: 'D' })
    await step(county, officer, id, 'recheck', { mapping: { 居民分属: 'remarks' } })
    expect(await meaningOf(id)).toMatchObject({ meaning: 'remarks', because: 'chosen' })
    await step(county, officer, id, 'commit')
    const next = await upload(county, officer, 'b.xlsx', file)
    expect(await meaningOf(next)).toMatchObject({ meaning: 'remarks', because: 'remembered' })
    const given = await upload(county, officer, 'c.xlsx', file, { mapping: '{"D":"populations"}' })
    expect(await meaningOf(given)).toMatchObject({ meaning: 'populations', because: 'chosen' })
  })

  test.each([
    ['a.xlsx', Buffer.from('not a workbook'), '不是 Excel 文件'],
    ['a.xlsx', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), '已损坏'],
    ['a.xlsx', messy.subarray(0, 20_000), '已损坏'],
    ['a.csv', Buffer.from('天气,温度\n晴,20\n'), '没有读到居民'],
  ])('a file that is no register fails in words: %s %#', async (name, content, words) => {
    const { county, officer } = await countyWithRegisterVillages()
    const id = await upload(county, officer, name, Buffer.from(content))
    const found = await officer.get(`/register-imports/${id}`)
    expect(found.body).toMatchObject({ status: 'failed', failure: expect.stringContaining(words) })
    expect((await officer.post(`/register-imports/${id}/commit`)).status).toBe(409)
  })

  test('an upload without a file, with an empty one or of another kind is refused in words', async () => {
    const { officer } = await countyWithRegisterVillages()
    const empty = await officer.upload('/register-imports', { name: 'a.xlsx', content: Buffer.alloc(0) })
    expect(empty).toMatchObject({ status: 422, body: { fields: { file: expect.any(String) } } })
    const picture = await officer.upload('/register-imports', { name: 'a.png', content: Buffer.from('x') })
    expect(picture.status).toBe(422)
    const mapping = await officer.upload(
      '/register-imports',
      { name: 'a.xlsx', content: messy },
      { mapping: '{"A":"nonsense"}' },
    )
    expect(mapping).toMatchObject({ status: 422, body: { fields: { mapping: expect.any(String) } } })
  })

  test('the same id uploaded twice is one import', async () => {
    const { county, officer } = await countyWithRegisterVillages()
    const id = '0198c1a0-0000-7000-8000-000000000001'
    await upload(county, officer, 'a.xlsx', messy, { id })
    expect(await upload(county, officer, 'a.xlsx', messy, { id })).toBe(id)
    expect((await officer.get('/register-imports')).body).toHaveLength(1)
  })

  test('a file sent twice without an id, because no answer came, was two imports', async () => {
    const { county, officer } = await countyWithRegisterVillages()
    const send = async (caller: Caller, fields?: Record<string, string>) =>
      (await caller.upload('/register-imports', { name: 'a.xlsx', content: messy }, fields)).body.id as string
    const [id, atOnce] = await Promise.all([send(officer), send(officer)])
    expect(atOnce).toBe(id)
    await runRequestedJobs(county.services)
    expect(await send(officer)).toBe(id)
    expect((await officer.get('/register-imports')).body).toHaveLength(1)
    // Read in another way, sent by a colleague, or when the first is in, it is an import of its own.
    const others = [
      await send(officer, { mapping: '{"备注":"ignored"}' }),
      await send(await county.as('public-health-staff', units.dongling)),
    ]
    await step(county, officer, id, 'commit')
    others.push(await send(officer))
    expect(new Set([id, ...others]).size).toBe(4)
  })

  test('who registers nobody imports nothing', async () => {
    const { county } = await countyWithRegisterVillages()
    for (const role of ['finance-officer', 'supervisor', 'nurse'] as const) {
      const caller = await county.as(role)
      expect((await caller.upload('/register-imports', { name: 'a.xlsx', content: messy })).status).toBe(403)
      expect((await caller.get('/register-imports')).status).toBe(403)
    }
  })

  test('progress is told as events until there is a result', async () => {
    const { county, officer } = await countyWithRegisterVillages()
    const id = await upload(county, officer, 'register-messy.xlsx', messy)
    const reply = await officer.get(`/register-imports/${id}/events`)
    expect(reply.headers['content-type']).toContain('text/event-stream')
    expect(reply.raw.toString()).toMatch(/^data: \{"status":"ready","progress":1,/)
  })

  test('numbers of people are nowhere in the tables of an import', async () => {
    const { county, officer } = await countyWithRegisterVillages()
    await upload(county, officer, 'register-messy.xlsx', messy)
    for (const table of [
      'register_import_rows',
      'register_import_problems',
      'register_import_sheaves',
      'register_import_files',
    ]) {
      const { rows } = await county.sql.query(
        `select count(*)::integer as n from ${table} t where t::text ~ '320399(19|20)\\d{2}'`,
      )
      expect(rows[0].n).toBe(0)
    }
  })
})
