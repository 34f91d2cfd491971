import { readXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { type Caller, units } from '../testing/county.ts'
import { type CountedCounty, countedCounty } from './indicators.fixture.ts'

const TODAY = '2026-11-21'

type Row = {
  code: string
  orgId: number | null
  doctorId: string | null
  numerator: number
  denominator: number
}

async function figure(caller: Caller, code: string, orgId?: number) {
  const { status, body } = await caller.get(`/indicators?code=${code}${orgId ? `&orgId=${orgId}` : ''}`)
  expect(status).toBe(200)
  return (body as Row[]).map(({ orgId, numerator, denominator }) => [orgId, numerator, denominator])
}

async function names(caller: Caller, code: string, part: string, orgId?: number): Promise<string[]> {
  const { status, body } = await caller.get(
    `/indicators/${code}/residents?part=${part}&limit=500${orgId ? `&orgId=${orgId}` : ''}`,
  )
  expect(status).toBe(200)
  expect(body.total).toBe(body.items.length)
  return body.items.map(({ residentId }: { residentId: string }) => residentId)
}

/** Two people in 东岭村, one in 河湾村, one in the neighbour township; the first is signed. */
async function fourPeople(county: CountedCounty) {
  const wang = await county.person({ populations: ['hypertension'] })
  const li = await county.person()
  const zhao = await county.person({ village: units.hewan })
  const qian = await county.person({ village: units.xiheVillage })
  await county.sign(wang)
  return { wang, li, zhao, qian }
}

describe('GET /indicators 指标', () => {
  test('a township sees itself and its villages', async () => {
    const county = await countedCounty(TODAY)
    await fourPeople(county)
    const township = await county.as('public-health-staff', units.dongling)
    expect(await figure(township, 'coverage')).toEqual([
      [units.dongling, 1, 3],
      [units.donglingVillage, 1, 2],
      [units.hewan, 0, 1],
    ])
  })

  test('and neither the neighbour nor the county', async () => {
    const county = await countedCounty(TODAY)
    await fourPeople(county)
    const township = await county.as('public-health-staff', units.dongling)
    for (const orgId of [units.xihe, units.xiheVillage, units.county]) {
      expect((await township.get(`/indicators?orgId=${orgId}`)).status).toBe(404)
      expect((await township.get(`/indicators/workbook?orgId=${orgId}`)).status).toBe(404)
      expect((await township.get(`/indicators/coverage/trend?orgId=${orgId}`)).status).toBe(404)
      expect((await township.get(`/indicators/coverage/residents?orgId=${orgId}`)).status).toBe(404)
    }
    expect((await township.get('/indicators?orgId=320399199000')).status).toBe(404)
  })

  test('the county sees its townships, and is their sum', async () => {
    const county = await countedCounty(TODAY)
    await fourPeople(county)
    const bureau = await county.as('county-officer', units.county)
    expect(await figure(bureau, 'coverage')).toEqual([
      [units.county, 1, 4],
      [units.dongling, 1, 3],
      [units.xihe, 0, 1],
    ])
  })

  test('every figure comes with its definition, population, day and target', async () => {
    const county = await countedCounty(TODAY)
    await fourPeople(county)
    await county.setTargets([{ indicator: 'coverage', orgId: null, percent: 40 }])
    const township = await county.as('public-health-staff', units.dongling)
    const { body } = await township.get('/indicators')
    expect(body[0]).toMatchObject({
      code: 'coverage',
      name: '签约率',
      definition: expect.stringContaining('÷'),
      level: 'township',
      placeName: '东岭镇卫生院',
      numerator: 1,
      denominator: 3,
      value: 33.33,
      target: 40,
      targetSource: '县卫健〔2026〕3号',
      meetsTarget: false,
      shortfall: 1,
      populationOn: TODAY,
    })
    expect(body.find((row: Row) => row.code === 'coverage-tuberculosis')).toMatchObject({
      denominator: 0,
      value: null,
      meetsTarget: null,
    })
    expect(new Set(body.map((row: Row) => row.code)).size).toBeGreaterThanOrEqual(39)
  })

  test('only what is asked for is given: some figures, or the place alone', async () => {
    const county = await countedCounty(TODAY)
    await fourPeople(county)
    const township = await county.as('public-health-staff', units.dongling)
    const some = await township.get('/indicators?code=served,coverage')
    expect(some.body.map(({ code, orgId }: Row) => [code, orgId]).slice(0, 3)).toEqual([
      ['served', units.dongling],
      ['coverage', units.dongling],
      ['served', units.donglingVillage],
    ])
    const alone = await township.get('/indicators?below=false')
    expect(new Set(alone.body.map(({ orgId }: Row) => orgId))).toEqual(new Set([units.dongling]))
  })

  test("a place's own target goes before its township's, and that before the county's", async () => {
    const county = await countedCounty(TODAY)
    await fourPeople(county)
    await county.setTargets([
      { indicator: 'coverage', orgId: null, percent: 30 },
      { indicator: 'coverage', orgId: units.dongling, percent: 50 },
      { indicator: 'coverage', orgId: units.hewan, percent: 100 },
    ])
    const bureau = await county.as('county-officer', units.county)
    const targets = async (orgId: number) => {
      const { body } = await bureau.get(`/indicators?code=coverage&orgId=${orgId}`)
      return body.map(({ orgId, target }: { orgId: number; target: number }) => [orgId, target])
    }
    expect(await targets(units.county)).toEqual([
      [units.county, 30],
      [units.dongling, 50],
      [units.xihe, 30],
    ])
    expect(await targets(units.dongling)).toEqual([
      [units.dongling, 50],
      [units.donglingVillage, 50],
      [units.hewan, 100],
    ])
  })

  test('a village is shown by responsible doctor', async () => {
    const county = await countedCounty(TODAY)
    const doctor = await county.as('village-doctor', units.donglingVillage)
    const home = await county.household(units.donglingVillage, doctor.staffId)
    const wang = await county.person({ household: home })
    await county.person()
    await county.sign(wang)
    const { body } = await doctor.get('/indicators?code=coverage')
    const rows = body.map((row: Row) => [row.doctorId, row.numerator, row.denominator])
    expect(rows[0]).toEqual([null, 1, 2])
    expect(rows.slice(1)).toHaveLength(2)
    expect(rows.slice(1)).toEqual(
      expect.arrayContaining([
        [doctor.staffId, 1, 1],
        [null, 0, 1],
      ]),
    )
    const his = await doctor.get(`/indicators/coverage/residents?part=denominator&doctorId=${doctor.staffId}`)
    expect(his.body).toMatchObject({ total: 1, items: [{ residentId: wang, isCounted: true }] })
    const nobodys = await doctor.get('/indicators/coverage/residents?part=gap&doctorId=none')
    expect(nobodys.body.total).toBe(1)
  })

  test('a household given to another doctor counts with that doctor at once', async () => {
    const county = await countedCounty(TODAY)
    const doctor = await county.as('village-doctor', units.donglingVillage)
    const other = await county.as('village-doctor', units.donglingVillage)
    const home = await county.household(units.donglingVillage, doctor.staffId)
    await county.person({ household: home })
    const township = await county.as('public-health-staff', units.dongling)
    const given = await township.patch(`/households/${home}`, { responsibleStaffId: other.staffId })
    expect(given.status, JSON.stringify(given.body)).toBe(200)
    const { body } = await doctor.get('/indicators?code=coverage')
    expect(body.slice(1).map(({ doctorId, denominator }: Row) => [doctorId, denominator])).toEqual([
      [other.staffId, 1],
    ])
  })

  test('a nurse sees the villages of her teams', async () => {
    const county = await countedCounty(TODAY)
    await fourPeople(county)
    const nurse = await county.as('nurse', units.dongling)
    await county.sql.query(
      'insert into team_members (team_id, staff_id, role, since) values ($1, $2, $3, $4)',
      [county.teamId, nurse.staffId, 'nurse', '2026-01-01'],
    )
    for (const village of [units.donglingVillage, units.hewan]) {
      await county.sql.query('insert into team_villages (team_id, village_code, since) values ($1, $2, $3)', [
        county.teamId,
        village,
        '2026-01-01',
      ])
    }
    expect(await figure(nurse, 'coverage')).toEqual([
      [null, 1, 3],
      [units.donglingVillage, 1, 2],
      [units.hewan, 0, 1],
    ])
    expect((await nurse.get(`/indicators?orgId=${units.dongling}`)).status).toBe(404)
    expect(await figure(nurse, 'coverage', units.hewan)).toEqual([[units.hewan, 0, 1]])
  })

  test('who has no part in figures is refused, and money people see no names', async () => {
    const county = await countedCounty(TODAY)
    const admin = await county.as('system-admin', units.county)
    expect((await admin.get('/indicators')).status).toBe(403)
    const finance = await county.as('finance-officer', units.dongling)
    expect((await finance.get('/indicators')).status).toBe(200)
    expect((await finance.get('/indicators/coverage/residents')).status).toBe(403)
    expect((await finance.get('/indicators/coverage/workbook')).status).toBe(403)
  })

  test('a figure that does not exist is not found, and a day that is none does not parse', async () => {
    const county = await countedCounty(TODAY)
    const township = await county.as('public-health-staff', units.dongling)
    expect((await township.get('/indicators?code=happiness')).status).toBe(404)
    expect((await township.get('/indicators/happiness/residents')).status).toBe(404)
    expect((await township.get('/indicators?on=2026-02-30')).status).toBe(422)
    expect((await township.get('/indicators/coverage/residents?cursor=x')).status).toBe(422)
  })
})

describe('what is done moves figures by exactly those people', () => {
  test('signing moves coverage, and the names change sides', async () => {
    const county = await countedCounty(TODAY)
    const { wang, li, zhao } = await fourPeople(county)
    const township = await county.as('public-health-staff', units.dongling)
    expect(await names(township, 'coverage', 'gap')).toEqual([li, zhao])
    await county.sign(li)
    expect(await figure(township, 'coverage')).toEqual([
      [units.dongling, 2, 3],
      [units.donglingVillage, 2, 2],
      [units.hewan, 0, 1],
    ])
    expect(await names(township, 'coverage', 'numerator')).toEqual([wang, li])
    expect(await names(township, 'coverage', 'gap')).toEqual([zhao])
    expect(await names(township, 'coverage', 'denominator')).toEqual([wang, li, zhao])
    expect(await names(township, 'coverage', 'gap', units.donglingVillage)).toEqual([])
  })

  test('a recorded follow-up moves fulfilment and control by that person', async () => {
    const county = await countedCounty(TODAY)
    const { wang, li } = await fourPeople(county)
    await county.sign(li)
    const township = await county.as('public-health-staff', units.dongling)
    expect(await names(township, 'fulfilment', 'numerator')).toEqual([])
    await county.record(wang, 'hypertension-follow-up', { controlled: false })
    expect(await names(township, 'fulfilment', 'numerator')).toEqual([wang])
    expect(await names(township, 'fulfilment', 'gap')).toEqual([li])
    expect(await names(township, 'served', 'numerator')).toEqual([wang])
    expect(await names(township, 'hypertension-controlled', 'gap')).toEqual([wang])
    await county.on('2026-11-28')
    await county.record(wang, 'hypertension-follow-up', { controlled: true })
    expect(await names(township, 'hypertension-controlled', 'numerator')).toEqual([wang])
    expect(await figure(township, 'fulfilment', units.donglingVillage)).toEqual([
      [units.donglingVillage, 1, 2],
    ])
  })

  test('ending an agreement takes the person out again', async () => {
    const county = await countedCounty(TODAY)
    const { wang } = await fourPeople(county)
    const township = await county.as('public-health-staff', units.dongling)
    await county.terminate(wang, TODAY)
    expect(await figure(township, 'coverage', units.donglingVillage)).toEqual([[units.donglingVillage, 0, 2]])
    expect(await figure(township, 'fulfilment', units.donglingVillage)).toEqual([
      [units.donglingVillage, 0, 0],
    ])
  })

  test('who dies or moves away is counted nowhere; who moves village is counted there', async () => {
    const county = await countedCounty(TODAY)
    const { wang, li, zhao } = await fourPeople(county)
    const township = await county.as('public-health-staff', units.dongling)
    await county.change(li, { died_on: TODAY })
    expect(await figure(township, 'coverage')).toEqual([
      [units.dongling, 1, 2],
      [units.donglingVillage, 1, 1],
      [units.hewan, 0, 1],
    ])
    await county.change(wang, { village_code: units.hewan })
    expect(await figure(township, 'coverage')).toEqual([
      [units.dongling, 1, 2],
      [units.donglingVillage, 0, 0],
      [units.hewan, 1, 2],
    ])
    await county.change(zhao, { moved_out_on: TODAY })
    expect(await names(township, 'coverage', 'denominator')).toEqual([wang])
  })

  test('two records of one person that are made one are counted once', async () => {
    const county = await countedCounty(TODAY)
    const { wang, li } = await fourPeople(county)
    const township = await county.as('public-health-staff', units.dongling)
    await county.change(wang, { merged_into_id: li })
    expect(await figure(township, 'coverage', units.donglingVillage)).toEqual([[units.donglingVillage, 0, 1]])
    await county.change(wang, { merged_into_id: null })
    expect(await figure(township, 'coverage', units.donglingVillage)).toEqual([[units.donglingVillage, 1, 2]])
  })

  test('somebody with two tags counts in each population, and once in the total', async () => {
    const county = await countedCounty(TODAY)
    const wang = await county.person({ populations: ['hypertension', 'registered-poor'] })
    await county.sign(wang)
    const township = await county.as('public-health-staff', units.dongling)
    for (const code of [
      'key-coverage',
      'special-coverage',
      'coverage-hypertension',
      'coverage-registered-poor',
    ]) {
      expect(await figure(township, code, units.donglingVillage)).toEqual([[units.donglingVillage, 1, 1]])
    }
  })

  test('a household is counted once, by its head, and signed with its first member', async () => {
    const county = await countedCounty(TODAY)
    const home = await county.household()
    const head = await county.person({ household: home })
    const son = await county.person({ household: home })
    await county.person({ household: await county.household() })
    const township = await county.as('public-health-staff', units.dongling)
    expect(await figure(township, 'household-coverage', units.donglingVillage)).toEqual([
      [units.donglingVillage, 0, 2],
    ])
    await county.sign(son)
    expect(await figure(township, 'household-coverage', units.donglingVillage)).toEqual([
      [units.donglingVillage, 1, 2],
    ])
    expect(await names(township, 'household-coverage', 'numerator')).toEqual([head])
    await county.change(head, { died_on: TODAY })
    expect(await names(township, 'household-coverage', 'numerator')).toEqual([son])
    await county.terminate(son, TODAY)
    expect(await figure(township, 'household-coverage', units.donglingVillage)).toEqual([
      [units.donglingVillage, 0, 2],
    ])
  })
})

describe('GET /indicators/{code}/residents 名单', () => {
  test('page by page they are everybody, once, in the order of villages', async () => {
    const county = await countedCounty(TODAY)
    const everybody: string[] = []
    for (const village of [units.donglingVillage, units.hewan, units.donglingVillage, units.xiheVillage]) {
      everybody.push(await county.person({ village }), await county.person({ village }))
    }
    const bureau = await county.as('county-officer', units.county)
    const found: string[] = []
    let cursor = ''
    do {
      const { body } = await bureau.get(`/indicators/coverage/residents?part=denominator&limit=3${cursor}`)
      expect(body.total).toBe(8)
      found.push(...body.items.map(({ residentId }: { residentId: string }) => residentId))
      cursor = body.nextCursor ? `&cursor=${encodeURIComponent(body.nextCursor)}` : ''
    } while (cursor)
    expect(found).toHaveLength(8)
    expect([...found].sort()).toEqual([...everybody].sort())
  })

  test('a name comes with who it is, masked, and where', async () => {
    const county = await countedCounty(TODAY)
    const home = await county.household()
    await county.person({
      household: home,
      birthDate: '1950-03-02',
      name: '王秀英',
      populations: ['hypertension'],
    })
    const township = await county.as('public-health-staff', units.dongling)
    const { body } = await township.get('/indicators/coverage/residents')
    expect(body.items).toEqual([
      expect.objectContaining({
        name: '王秀英',
        ageYears: 76,
        phoneMasked: '139****0000',
        villageName: '东岭村',
        address: '一组12号',
        populations: ['老年人', '高血压'],
        isKey: true,
        isSpecial: false,
        isSigned: false,
        isCounted: false,
      }),
    ])
  })

  test('looking at names is in the audit trail', async () => {
    const county = await countedCounty(TODAY)
    const township = await county.as('public-health-staff', units.dongling)
    await township.get('/indicators/coverage/residents?part=gap')
    const { rows } = await county.sql.query('select action, subject, account_id from audit_entries')
    expect(rows).toEqual([
      { action: 'indicators.read-names', subject: 'indicator coverage gap', account_id: township.accountId },
    ])
  })
})

describe('Excel', () => {
  const rowsOf = async (raw: Buffer) => (await readXlsx(new Uint8Array(raw))).sheets[0]!.rows

  test('the table of figures says the same numbers, with definition, place and day', async () => {
    const county = await countedCounty(TODAY)
    await fourPeople(county)
    await county.setTargets([{ indicator: 'coverage', orgId: null, percent: 40 }])
    const township = await county.as('public-health-staff', units.dongling)
    const { status, headers, raw } = await township.get('/indicators/workbook?code=coverage')
    expect(status).toBe(200)
    expect(headers['content-disposition']).toContain(encodeURIComponent(`指标表 东岭镇卫生院 ${TODAY}`))
    const rows = await rowsOf(raw)
    expect(rows.slice(0, 2).map((row) => row.slice(0, 2))).toEqual([
      ['指标表', '东岭镇卫生院'],
      ['统计日', TODAY],
    ])
    const table = rows.slice(rows.findIndex(([first]) => first === '单位'))
    expect(table.map((row) => row.slice(0, 8))).toEqual([
      ['单位', '指标', '分子', '分母', '指标值', '目标', '达标', '离目标还差'],
      ['东岭镇卫生院', '签约率', 1, 3, 1 / 3, 0.4, '未达标', 1],
      ['东岭村', '签约率', 1, 2, 0.5, 0.4, '达标', 0],
      ['河湾村', '签约率', 0, 1, 0, 0.4, '未达标', 1],
    ])
    expect(table[1]![9]).toContain('÷')
  })

  test('the names in it are those on screen', async () => {
    const county = await countedCounty(TODAY)
    await fourPeople(county)
    const township = await county.as('public-health-staff', units.dongling)
    const { raw } = await township.get('/indicators/coverage/workbook?part=gap')
    const rows = await rowsOf(raw)
    const table = rows.slice(rows.findIndex(([first]) => first === '村') + 1)
    const { body } = await township.get('/indicators/coverage/residents?part=gap')
    expect(table.map(([village, name]) => [village, name])).toEqual(
      body.items.map(({ villageName, name }: { villageName: string; name: string }) => [villageName, name]),
    )
    expect(table).toHaveLength(body.total)
    expect(rows.find(([label]) => label === '分子/分母')![1]).toBe('1 / 3　33.33%')
  })
})
