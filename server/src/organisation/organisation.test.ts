import { describe, expect, test } from 'vitest'
import { countyOn, units } from '../testing/county.ts'

const id = (last: number) => `01990000-0000-7000-8000-${String(last).padStart(12, '0')}`

const village = (changes: object = {}) => ({
  code: 320399101204,
  name: '石桥村卫生室',
  areaName: '石桥村',
  archiveCode: '104',
  phone: null,
  address: null,
  ...changes,
})

const doctor = (changes: object = {}) => ({
  id: id(1),
  unitCode: units.donglingVillage,
  name: '李大夫',
  qualification: '乡村医生',
  licenceNumber: '141320399000001',
  licenceExpiresOn: '2027-06-30',
  phone: '0516-8000001',
  suspendedSince: null,
  leftOn: null,
  ...changes,
})

describe('机构', () => {
  test('a village is opened in its township, edited, and sent twice it is opened once', async () => {
    const county = await countyOn('2026-11-21')
    const admin = await county.as('system-admin', units.county)
    const opened = await admin.post('/org-units', village())
    expect(opened).toMatchObject({
      status: 200,
      body: { code: 320399101204, parentCode: units.dongling, level: 'village', closedOn: null },
    })
    expect((await admin.post('/org-units', village())).body).toEqual(opened.body)
    const edited = await admin.put('/org-units/320399101204', village({ phone: '0516-8000004' }))
    expect(edited.body).toMatchObject({ phone: '0516-8000004' })
    expect((await admin.get('/org-units')).body).toContainEqual(edited.body)
  })

  test.each([
    [{ code: 320399109204 }, 409, 'unit-parent-missing'],
    [{ code: 320400101204 }, 409, 'unit-outside-county'],
    [{ code: units.donglingVillage }, 409, 'unit-code-taken'],
    [{ code: 1234 }, 422, 'invalid'],
    [{ archiveCode: '101' }, 422, 'invalid'],
    [{ archiveCode: '1' }, 422, 'invalid'],
    [{ name: '东岭村卫生室' }, 422, 'invalid'],
    [{ code: 320399103000, archiveCode: '104' }, 422, 'invalid'],
  ])('opening %o is refused with %i %s', async (changes, status, code) => {
    const county = await countyOn('2026-11-21')
    const admin = await county.as('county-officer', units.county)
    expect(await admin.post('/org-units', village(changes))).toMatchObject({ status, body: { code } })
  })

  test('a unit closes when nothing hangs on it, and stays in the books', async () => {
    const county = await countyOn('2026-11-21')
    const admin = await county.as('system-admin', units.county)
    await admin.post('/org-units', village())
    await admin.post('/staff', doctor({ unitCode: 320399101204 }))
    const close = () => admin.post('/org-units/320399101204/closing')
    expect(await close()).toMatchObject({
      status: 409,
      body: { code: 'unit-in-use', staff: 1, message: '该机构还有1 名人员，请先调整后再撤销。' },
    })
    await admin.put(`/staff/${id(1)}`, doctor({ unitCode: 320399101204, leftOn: '2026-11-21' }))
    expect(await close()).toMatchObject({ status: 200, body: { closedOn: '2026-11-21' } })
    expect(await close(), 'sent again').toMatchObject({ status: 200, body: { closedOn: '2026-11-21' } })
    const codes = async (query: string) =>
      (await admin.get(`/org-units${query}`)).body.map((unit: { code: number }) => unit.code)
    expect(await codes('')).not.toContain(320399101204)
    expect(await codes('?closed=true')).toContain(320399101204)
    expect(await admin.post(`/org-units/${units.dongling}/closing`)).toMatchObject({
      status: 409,
      body: { units: 2 },
    })
    expect(await admin.post(`/org-units/${units.county}/closing`)).toMatchObject({ status: 409 })
  })
})

describe('人员', () => {
  test('staff are added, edited and found by name, unit and licence', async () => {
    const county = await countyOn('2026-11-21')
    const admin = await county.as('county-officer', units.county)
    const added = await admin.post('/staff', doctor())
    expect(added).toMatchObject({
      status: 200,
      body: { unitName: '东岭村卫生室', licence: 'valid', username: null },
    })
    expect((await admin.post('/staff', doctor())).body, 'sent again').toEqual(added.body)
    await admin.post('/staff', doctor({ id: id(2), name: '赵护士', licenceExpiresOn: '2027-01-20' }))
    await admin.post(
      '/staff',
      doctor({ id: id(3), name: '钱大夫', licenceExpiresOn: '2026-11-20', unitCode: units.xihe }),
    )
    const found = async (query: string) =>
      (await admin.get(`/staff?${query}`)).body.map((member: { name: string }) => member.name)
    expect(await found('expiringWithinDays=60')).toEqual(['赵护士', '钱大夫'])
    expect(await found('expiringWithinDays=59')).toEqual(['钱大夫'])
    expect(await found(`unitCode=${units.dongling}&q=${encodeURIComponent('大夫')}`)).toEqual(['李大夫'])
    const edited = await admin.put(`/staff/${id(1)}`, doctor({ suspendedSince: '2026-11-01' }))
    expect(edited.body).toMatchObject({ suspendedSince: '2026-11-01' })
    expect(await found('suspended=true')).toEqual(['李大夫'])
  })

  test('a township administrator keeps the staff of the township and does not see the neighbour’s', async () => {
    const county = await countyOn('2026-11-21')
    const own = await county.as('township-admin', units.dongling)
    const neighbour = await county.as('nurse', units.xihe)
    expect(await own.post('/staff', doctor())).toMatchObject({ status: 200 })
    expect(await own.post('/staff', doctor({ id: id(2), unitCode: units.xiheVillage }))).toMatchObject({
      status: 422,
      body: { fields: { unitCode: '没有这个机构，或不在您的管辖范围内。' } },
    })
    expect(await own.put(`/staff/${neighbour.staffId}`, doctor())).toMatchObject({ status: 404 })
    expect(await own.put(`/staff/${id(1)}`, doctor({ unitCode: units.xihe }))).toMatchObject({ status: 422 })
    const seen = (await own.get('/staff')).body.map((member: { id: string }) => member.id)
    expect(seen).toContain(id(1))
    expect(seen).not.toContain(neighbour.staffId)
  })

  test.each([
    [{ qualification: '神医' }, 'qualification'],
    [{ name: '李' }, 'name'],
    [{ licenceExpiresOn: '2027-02-30' }, 'licenceExpiresOn'],
    [{ phone: 'none' }, 'phone'],
  ])('%o is refused at its field', async (changes, field) => {
    const county = await countyOn('2026-11-21')
    const admin = await county.as('county-officer', units.county)
    const reply = await admin.post('/staff', doctor(changes))
    expect([reply.status, Object.keys(reply.body.fields)]).toEqual([422, [field]])
  })
})
