import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { units } from '../testing/county.ts'
import { inventedNumber, register, residentsOn } from './residents.fixture.ts'

const day = '2026-11-21'

describe('POST /residents 登记', () => {
  test('founds a household, numbers the health record in its village, and sends twice with one effect', async () => {
    const { county, officer } = await residentsOn(day)
    const request = { id: newId(), name: '王小明', householdId: undefined, villageCode: units.hewan }
    const first = await register(officer, request)
    expect(first.status, JSON.stringify(first.body)).toBe(200)
    expect(first.body.healthRecordNumber).toBe('32039910110200001')
    const again = await register(officer, request)
    expect(again.body).toEqual(first.body)
    expect((await county.sql.query('select count(*)::int as n from residents')).rows).toEqual([{ n: 1 }])
    const next = await register(officer, { name: '李梅', villageCode: units.hewan })
    expect(next.body.healthRecordNumber).toBe('32039910110200002')
    const other = await register(officer, { name: '赵刚', villageCode: units.donglingVillage })
    expect(other.body.healthRecordNumber).toBe('32039910110100001')
  })

  test('says what contradicts the identity number and keeps both', async () => {
    const { officer } = await residentsOn(day)
    const { status, body } = await register(officer, {
      sex: 'male',
      birthDate: '1950-03-03',
      idNumber: inventedNumber('1950-03-02', 100),
    })
    expect(status).toBe(200)
    expect(body.warnings.map(({ code }: { code: string }) => code)).toEqual([
      'birth-contradicts-id',
      'sex-contradicts-id',
    ])
    const { body: page } = await officer.get(`/residents/${body.id}`)
    expect(page).toMatchObject({ birthDate: '1950-03-03', sex: 'male' })
    expect(page.warnings[0].message).toContain('1950-03-02')
  })

  test.each([
    ['320399500302101', 'idNumber', '15 位'],
    ['32039919500302101', 'idNumber', '17 位'],
    ['320399195013021016', 'idNumber', '不存在'],
    ['320399205003021016', 'idNumber', '今天之后'],
    ['3.20399E+17', 'idNumber', 'Excel'],
  ])('refuses the number %s at its field', async (idNumber, field, words) => {
    const { officer } = await residentsOn(day)
    const { status, body } = await register(officer, { idNumber })
    expect(status).toBe(422)
    expect(body.fields[field]).toContain(words)
  })

  test('refuses a telephone that is none, a birth in the future or two centuries ago, and a name that is none', async () => {
    const { officer } = await residentsOn(day)
    expect((await register(officer, { phone: '12345' })).body.fields).toHaveProperty('phone')
    expect((await register(officer, { birthDate: '2026-11-22' })).body.fields).toHaveProperty('birthDate')
    expect((await register(officer, { birthDate: '1800-01-01' })).body.fields).toHaveProperty('birthDate')
    expect((await register(officer, { name: ' ' })).body.fields).toHaveProperty('name')
    expect((await register(officer, { name: '张😀\n三' })).body.fields).toHaveProperty('name')
  })

  test('warns of a likely duplicate until somebody has looked, and never of two numbers', async () => {
    const { officer, put } = await residentsOn(day)
    const before = await put({ name: '王秀英', sex: 'female', birthDate: '1950-03-02', phone: '13800001234' })
    const likenesses = await officer.post('/residents/likenesses', {
      name: '王秀英',
      sex: 'female',
      birthDate: '1950-03-02',
    })
    expect(likenesses.body).toMatchObject([
      { id: before.id, degree: 'likely', reasons: ['姓名相同', '出生日期相同'] },
    ])
    const twin = { name: '王秀英', sex: 'female' as const, birthDate: '1950-03-02' }
    const warned = await register(officer, twin)
    expect(warned).toMatchObject({
      status: 409,
      body: { code: 'may-be-duplicate', residentIds: [before.id] },
    })
    expect((await register(officer, { ...twin, isNoDuplicate: true })).status).toBe(200)
  })

  test('one identity number is one record in the county, also beyond the reach of who registers', async () => {
    const { county, officer } = await residentsOn(day)
    const idNumber = inventedNumber('1970-01-01', 1)
    expect((await register(officer, { idNumber })).status).toBe(200)
    const neighbour = await county.as('public-health-staff', units.xihe)
    const refused = await register(neighbour, { idNumber, villageCode: units.xiheVillage })
    expect(refused).toMatchObject({ status: 409, body: { code: 'id-number-taken' } })
    expect(JSON.stringify(refused.body)).not.toContain('张三')
  })

  test('two registrations of one number at once: one succeeds', async () => {
    const { officer } = await residentsOn(day)
    const idNumber = inventedNumber('1970-01-01', 1)
    const replies = await Promise.all([1, 2].map(() => register(officer, { idNumber, isNoDuplicate: true })))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('nobody registers into a village or household beyond reach', async () => {
    const { county, officer, put } = await residentsOn(day)
    const own = await put({})
    expect((await register(officer, { name: '李四', villageCode: units.xiheVillage })).status).toBe(422)
    const neighbour = await county.as('public-health-staff', units.xihe)
    expect((await register(neighbour, { householdId: own.householdId })).status).toBe(404)
    const supervisor = await county.as('supervisor', units.dongling)
    expect((await register(supervisor)).status).toBe(403)
  })
})

describe('GET /residents/{id} 居民首页', () => {
  test('shows who it is, populations, agreement, duties, values and the timeline', async () => {
    const { officer, put } = await residentsOn(day)
    const { id } = await put({
      name: '王秀英',
      sex: 'female',
      birthDate: '1950-03-02',
      populations: [
        { id: newId(), population: 'hypertension', since: '2024-05-01', declaredBy: 'clinic-diagnosis' },
      ],
    })
    const { status, body } = await officer.get(`/residents/${id}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      name: '王秀英',
      ageYears: 76,
      villageName: '东岭村',
      townshipName: '东岭镇',
      relationName: '户主',
      householdSize: 1,
      presence: 'here',
      agreement: null,
      lastValues: [],
      populations: [
        { population: 'elderly', basis: 'age' },
        { population: 'hypertension', basis: 'declared' },
      ],
    })
    expect(body.duties.map(({ item }: { item: string }) => item)).toContain('高血压患者随访')
    expect(body.timeline.map(({ title }: { title: string }) => title)).toEqual(['登记', '认定为高血压'])
  })

  test('of another township is answered as one that does not exist, and reading is audited', async () => {
    const { county, officer, put } = await residentsOn(day)
    const { id } = await put({})
    const neighbour = await county.as('public-health-staff', units.xihe)
    const [outOfReach, missing] = [
      await neighbour.get(`/residents/${id}`),
      await neighbour.get(`/residents/${newId()}`),
    ]
    expect(outOfReach.status).toBe(404)
    expect(outOfReach.body).toEqual(missing.body)
    await officer.get(`/residents/${id}`)
    const audit = await county.sql.query(
      "select account_id from audit_entries where action = 'residents.read' and resident_id = $1 and outcome = 'done'",
      [id],
    )
    expect(audit.rows).toEqual([{ account_id: officer.accountId }])
  })
})

describe('PATCH /residents/{id} 修改', () => {
  test('makes a new version, keeps what was there with reason, and is found by the new name', async () => {
    const { officer, put } = await residentsOn(day)
    const { id } = await put({ name: '王小名', phone: '13800001234' })
    const edit = { version: 1, reason: '姓名写错', name: '王晓明', phone: '13900001111' }
    expect(await officer.patch(`/residents/${id}`, edit)).toMatchObject({ status: 200, body: { version: 2 } })
    expect(await officer.patch(`/residents/${id}`, edit)).toMatchObject({ status: 200, body: { version: 2 } })
    expect((await officer.get('/residents?q=13900001111')).body.items).toHaveLength(1)
    expect((await officer.get('/residents?q=13800001234')).body.items).toHaveLength(0)
    expect((await officer.get('/residents?q=wangxiaoming')).body.items[0].name).toBe('王晓明')
    const { body } = await officer.get(`/residents/${id}/versions`)
    expect(body).toHaveLength(1)
    expect(body[0]).toMatchObject({
      version: 1,
      reason: '姓名写错',
      changes: expect.arrayContaining([
        { field: '姓名', was: '王小名' },
        { field: '电话', was: '138****1234' },
      ]),
    })
  })

  test('of a version that somebody else has changed since is refused', async () => {
    const { officer, county, put } = await residentsOn(day)
    const { id } = await put({})
    const colleague = await county.as('public-health-staff', units.dongling)
    await colleague.patch(`/residents/${id}`, { version: 1, reason: '补充民族', ethnicity: '汉族' })
    const late = await officer.patch(`/residents/${id}`, { version: 1, reason: '改名字', name: '李四' })
    expect(late).toMatchObject({ status: 409, body: { code: 'changed-meanwhile' } })
  })

  test('another change with the same reason is not taken for one that was sent twice', async () => {
    const { officer, put } = await residentsOn(day)
    const { id } = await put({ phone: '13800001234' })
    const edit = { version: 1, reason: '上门核实更正：电话', phone: '13900001111' }
    expect((await officer.patch(`/residents/${id}`, edit)).status).toBe(200)
    const other = await officer.patch(`/residents/${id}`, { ...edit, phone: '13700002222' })
    expect(other).toMatchObject({ status: 409, body: { code: 'changed-meanwhile' } })
    expect((await officer.patch(`/residents/${id}`, edit)).body.version).toBe(2)
  })

  test('an edit with an id is known again also after somebody changed the record further', async () => {
    const { officer, put } = await residentsOn(day)
    const { id } = await put({ phone: '13800001234' })
    const edit = { editId: newId(), version: 1, reason: '本人来电', phone: '13900001111' }
    expect((await officer.patch(`/residents/${id}`, edit)).body.version).toBe(2)
    const next = { version: 2, reason: '本人来电', phone: '13700002222' }
    expect((await officer.patch(`/residents/${id}`, next)).body.version).toBe(3)
    expect(await officer.patch(`/residents/${id}`, edit)).toMatchObject({ status: 200, body: { version: 2 } })
    expect((await officer.get('/residents?q=13700002222')).body.items).toHaveLength(1)
    const same = { ...edit, editId: newId() }
    expect((await officer.patch(`/residents/${id}`, same)).status).toBe(409)
  })

  test('an identity number that settles a contradiction takes the warning away, and stays encrypted at rest', async () => {
    const { officer, county, put } = await residentsOn(day)
    const { id } = await put({ birthDate: '1950-03-02', idNumber: null })
    expect((await officer.get(`/residents/${id}`)).body.warnings).toMatchObject([
      { code: 'id-number-missing' },
    ])
    const idNumber = inventedNumber('1950-03-02', 101)
    await officer.patch(`/residents/${id}`, { version: 1, reason: '补登身份证', idNumber })
    expect((await officer.get(`/residents/${id}`)).body.warnings).toEqual([])
    expect((await officer.get(`/residents?q=${idNumber}`)).body.items).toHaveLength(1)
    const dump = await county.sql.query('select residents::text as text from residents')
    expect(dump.rows[0].text).not.toContain(idNumber)
  })

  test('a date of birth that changes the age changes what is owed', async () => {
    const { officer, put } = await residentsOn(day)
    const { id } = await put({ birthDate: '1990-01-01' })
    const owed = async () => (await officer.get(`/residents/${id}`)).body.duties.length
    expect(await owed()).toBe(0)
    await officer.patch(`/residents/${id}`, { version: 1, reason: '出生日期写错', birthDate: '1950-01-01' })
    expect(await owed()).toBeGreaterThan(0)
  })
})

describe('POST /residents/{id}/shown-numbers 显示完整号码', () => {
  test('needs a reason, which stands in the audit trail', async () => {
    const { officer, county, put } = await residentsOn(day)
    const idNumber = inventedNumber('1970-01-01', 1)
    const { id } = await put({ idNumber, phone: '13800001234' })
    expect(
      (await officer.post(`/residents/${id}/shown-numbers`, { which: 'phone', reason: '' })).status,
    ).toBe(422)
    const shown = await officer.post(`/residents/${id}/shown-numbers`, {
      which: 'id-number',
      reason: '核对医保信息',
    })
    expect(shown).toMatchObject({ status: 200, body: { value: idNumber } })
    const audit = await county.sql.query(
      "select resident_id, subject, reason from audit_entries where action = 'residents.show-numbers' and outcome = 'done'",
    )
    expect(audit.rows).toEqual([{ resident_id: id, subject: 'id-number', reason: '核对医保信息' }])
  })

  test('is not for supervisors, and not beyond reach', async () => {
    const { county, put } = await residentsOn(day)
    const { id } = await put({ phone: '13800001234' })
    const request = { which: 'phone', reason: '核对信息' }
    const supervisor = await county.as('supervisor', units.dongling)
    expect((await supervisor.post(`/residents/${id}/shown-numbers`, request)).status).toBe(403)
    const neighbour = await county.as('public-health-staff', units.xihe)
    expect((await neighbour.post(`/residents/${id}/shown-numbers`, request)).status).toBe(404)
  })
})
