import { writeXlsx } from 'hucre'
import iconv from 'iconv-lite'
import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { personOf } from '../agreements/agreements.fixture.ts'
import { type Caller, countyOn, type TestCounty, units } from '../testing/county.ts'

const SERIAL = 'YTJ-2026-0007'
const WANG = '32039919500302122X'

/** 东岭村 with a device, and 王秀英 whom it measures. */
async function clinicOn(day: string) {
  const county = await countyOn(day)
  const clinic = await county.as('village-doctor', units.donglingVillage)
  const deviceId = newId()
  const { id: residentId } = await personOf(county, {
    name: '王秀英',
    birthDate: '1950-03-02',
    villageCode: units.donglingVillage,
    populations: ['hypertension'],
  })
  const hash = county.services.crypto.keyedHash('id number', WANG)
  await county.sql.query(
    'update residents set id_number_hash = $1, health_record_number = $2 where id = $3',
    [hash, '32039910120100077', residentId],
  )
  const register = (more: Record<string, unknown> = {}, by: Caller = clinic) =>
    by.put(`/devices/${deviceId}`, {
      unitCode: units.donglingVillage,
      serial: SERIAL,
      kind: 'all-in-one',
      model: 'HK-8',
      since: '2026-01-05',
      state: 'in-use',
      ...more,
    })
  const send = async (...measurements: Record<string, unknown>[]) => {
    const reply = await clinic.post('/device-messages', { measurements })
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    return reply.body.outcomes
  }
  return { county, clinic, deviceId, residentId, register, send }
}

const measured = (more: Record<string, unknown> = {}) => ({
  id: '20261120-0001',
  deviceSerial: SERIAL,
  takenAt: '2026-11-20T09:31:00',
  person: { idNumber: WANG, name: '王秀英' },
  values: { systolicMmHg: 137, diastolicMmHg: 86 },
  ...more,
})

const kept = async (county: TestCounty) =>
  Number((await county.sql.query('select count(*) from device_messages')).rows[0].count)

describe('设备消息', () => {
  test('a measurement finds its resident by the identity number, and sent again changes nothing', async () => {
    const { county, clinic, residentId, register, send } = await clinicOn('2026-11-21')
    expect((await register()).status).toBe(200)
    const [first] = await send(measured())
    expect(first).toMatchObject({ id: '20261120-0001', state: 'matched', again: false, reason: '' })
    const [again] = await send(measured())
    expect(again).toEqual({ ...first, again: true })
    const [unnumbered] = await send(measured({ id: undefined, takenAt: '2026-11-20 09:31:00+08:00' }))
    expect(unnumbered).toMatchObject({ messageId: first.messageId, again: true })
    expect(await kept(county)).toBe(1)
    const { body } = await clinic.get(`/residents/${residentId}/device-measurements`)
    expect(body).toMatchObject([
      { takenOn: '2026-11-20', values: { systolicMmHg: 137, diastolicMmHg: 86 }, deviceSerial: SERIAL },
    ])
    const stored = JSON.stringify((await county.sql.query('select * from device_messages')).rows)
    expect(stored).not.toContain(WANG)
  })

  test('the record number and the card find the resident too; numbers of two people find nobody', async () => {
    const { county, residentId, register, send } = await clinicOn('2026-11-21')
    await register()
    const code = 'QY-2345-6789-ABCD-EFGH'
    await county.sql.query('insert into service_cards (code, resident_id, issued_by) values ($1, $2, $3)', [
      code,
      residentId,
      newId(),
    ])
    const other = await personOf(county, {
      name: '李建国',
      birthDate: '1948-07-01',
      villageCode: units.donglingVillage,
    })
    await county.sql.query("update residents set health_record_number = '32039910120100088' where id = $1", [
      other.id,
    ])
    const outcomes = await send(
      measured({ id: '1', person: { healthRecordNumber: '32039910120100077' } }),
      measured({ id: '2', person: { serviceCard: code } }),
      measured({
        id: '3',
        person: { idNumber: WANG, healthRecordNumber: '32039910120100088' },
        takenAt: '2026-11-19',
      }),
      measured({ id: '4', person: { idNumber: WANG, name: '张三' }, takenAt: '2026-11-18' }),
    )
    expect(outcomes.map(({ state }: { state: string }) => state)).toEqual([
      'matched',
      'matched',
      'unmatched',
      'unmatched',
    ])
    expect(outcomes[2].reason).toContain('不同的人')
    expect(outcomes[3].reason).toContain('姓名与消息里的不同')
  })

  test('who cannot be told is said by a person, who may also take it back', async () => {
    const { clinic, residentId, register, send } = await clinicOn('2026-11-21')
    await register()
    const [{ messageId, state, reason }] = await send(
      measured({ person: { name: '王秀英', birthDate: '1950-03-02' } }),
    )
    expect(state).toBe('unmatched')
    expect(reason).toContain('请人工认定')
    const shown = await clinic.get(`/device-messages/${messageId}`)
    expect(shown.body.like).toMatchObject([{ residentId, name: '王秀英' }])
    const match = () => clinic.post(`/device-messages/${messageId}/match`, { residentId })
    expect((await match()).body).toMatchObject({ state: 'matched', matchedHow: 'by-hand', residentId })
    expect((await match()).status).toBe(200)
    expect((await clinic.get(`/residents/${residentId}/device-measurements`)).body).toHaveLength(1)
    const back = await clinic.post(`/device-messages/${messageId}/unmatch`, { reason: '是同名的另一人' })
    expect(back.body).toMatchObject({ state: 'unmatched', reason: '是同名的另一人', residentId: null })
    expect((await clinic.get(`/residents/${residentId}/device-measurements`)).body).toEqual([])
  })

  test('what cannot be used is refused in words and kept', async () => {
    const { county, clinic, register, send } = await clinicOn('2026-11-21')
    await register()
    const outcomes = await send(
      measured({ id: '1', takenAt: '昨天' }),
      measured({ id: '2', takenAt: '2026-11-22T08:00:00' }),
      measured({ id: '3', values: { systolicMmHg: 999, mood: 3 } }),
      measured({ id: '4', takenAt: '2026-01-04' }),
      measured({ id: '5' }),
      measured({ id: '5', values: { systolicMmHg: 150 } }),
    )
    expect(outcomes.map(({ state, reason }: { state: string; reason: string }) => [state, reason])).toEqual([
      ['refused', expect.stringContaining('测量时间缺失或不能识别')],
      ['refused', expect.stringContaining('晚于今天')],
      ['refused', expect.stringContaining('收缩压999超出可能的范围（40～300）')],
      ['refused', expect.stringContaining('早于设备的启用日期2026-01-05')],
      ['matched', ''],
      ['refused', expect.stringContaining('编号5已用于这台设备的另一条测量')],
    ])
    expect(await kept(county)).toBe(6)
    const { body } = await clinic.get('/device-messages?state=refused')
    expect(body.messages).toHaveLength(5)
    expect(body.counts).toEqual({ received: 0, unmatched: 0, matched: 1, refused: 5 })
    const refusedId = body.messages[0].id
    const match = await clinic.post(`/device-messages/${refusedId}/match`, {
      residentId: (await county.sql.query('select id from residents limit 1')).rows[0].id,
    })
    expect(match.body.code).toBe('not-unmatched')
  })

  test('a message of a device that is not registered waits, and is used once the device is', async () => {
    const { clinic, residentId, register, send } = await clinicOn('2026-11-21')
    const [waiting] = await send(measured())
    expect(waiting).toMatchObject({ state: 'received', reason: expect.stringContaining('还没有登记') })
    await register()
    const { body } = await clinic.get('/device-messages')
    expect(body.messages).toMatchObject([{ id: waiting.messageId, state: 'matched', residentId }])
    expect((await clinic.get('/devices')).body).toMatchObject([{ serial: SERIAL, messagesLately: 1 }])
  })

  test('day files in Excel and in GBK text are read, and the same day twice is one day', async () => {
    const { county, clinic, register } = await clinicOn('2026-11-21')
    await register()
    const titles = ['姓名', '身份证号', '测量时间', '收缩压(mmHg)', '舒张压(mmHg)', '空腹血糖（mg/dL）']
    const rows = [
      ['东岭村卫生室体检日报'],
      titles,
      ['王秀英', WANG, '2026-11-20 09:31', 137, 86, 108],
      ['无名氏', '', '2026-11-20 09:40', 121, 75, ''],
      ['王秀英', WANG, '2026-11-20', '无法测量', '', ''],
    ]
    const xlsx = Buffer.from(await writeXlsx({ sheets: [{ name: '日报', rows }] }))
    const upload = (name: string, content: Buffer) =>
      clinic.upload(`/device-messages/files?deviceSerial=${SERIAL}`, { name, content })
    const first = await upload('日报.xlsx', xlsx)
    expect(first.body).toEqual({ rows: 3, matched: 1, unmatched: 1, received: 0, refused: 1, again: 0 })
    const csv = iconv.encode(
      rows
        .slice(1)
        .map((row) => row.join(','))
        .join('\r\n'),
      'gbk',
    )
    expect((await upload('日报.csv', csv)).body).toMatchObject({ rows: 3, again: 3 })
    expect(await kept(county)).toBe(3)
    const { rows: found } = await county.sql.query(
      "select values from device_messages where state = 'matched'",
    )
    expect(found[0].values).toEqual({ systolicMmHg: 137, diastolicMmHg: 86, fastingGlucoseMmolL: 6 })
    const empty = await upload('空.csv', Buffer.from('甲,乙\r\n1,2\r\n'))
    expect(empty.status).toBe(422)
  })

  test('an HL7 message is acknowledged: accepted, refused with words, or not of this kind', async () => {
    const { county, clinic, residentId, register } = await clinicOn('2026-11-21')
    await register()
    const oru = (controlId: string, systolic: string, type = 'ORU^R01^ORU_R01') =>
      [
        `MSH|^~\\&|KIOSK|DL|QIANYUE|COUNTY|20261120093105||${type}|${controlId}|P|2.5.1|||||CHN|UNICODE UTF-8`,
        `PID|1||${WANG}^^^GA^NI||王^秀英||19500302|F`,
        'OBR|1|||BP|||20261120093100',
        `OBX|1|NM|8480-6^Systolic^LN||${systolic}|mm[Hg]|||||F|||||||${SERIAL}`,
        'OBX|2|NM|150022^MDC_PRESS_BLD_NONINV_DIA^MDC||86|mm[Hg]|||||F',
      ].join('\r')
    const post = async (payload: string | Buffer) => {
      const reply = await county.app.inject({
        method: 'POST',
        url: '/api/v1/device-messages/hl7',
        headers: { ...clinic.headers, 'content-type': 'application/hl7-v2' },
        payload,
      })
      expect(reply.statusCode).toBe(200)
      expect(reply.headers['content-type']).toContain('application/hl7-v2')
      return reply.payload.split('\r')
    }
    const [header, answer] = await post(oru('77', '137'))
    expect(header).toContain('|ACK^R01^ACK|')
    expect(answer).toBe('MSA|AA|77|已收到')
    expect((await post(iconv.encode(oru('77', '137'), 'gb18030')))[1]).toBe('MSA|AA|77|已收到')
    expect(await kept(county)).toBe(1)
    expect((await clinic.get(`/residents/${residentId}/device-measurements`)).body).toMatchObject([
      { values: { systolicMmHg: 137, diastolicMmHg: 86 }, takenAt: '2026-11-20T01:31:00.000Z' },
    ])
    expect((await post(oru('77', '150')))[1]).toContain('MSA|AE|77|编号77已用于')
    expect((await post(oru('78', '137', 'ADT^A01')))[1]).toContain('MSA|AR|78|只接收 ORU')
    expect((await post('hello'))[1]).toContain('MSA|AR')
  })

  test('a program sends with a token that opens nothing else', async () => {
    const { county, clinic, register } = await clinicOn('2026-11-21')
    await register()
    await county.sql.query("update api_tokens set scopes = '{device-messages.send}' where account_id = $1", [
      clinic.accountId,
    ])
    county.services.viewers.forget(clinic.accountId)
    expect((await clinic.post('/device-messages', { measurements: [measured()] })).status).toBe(200)
    expect((await clinic.get('/device-messages')).status).toBe(403)
  })

  test('use and upload rates count, and open to names', async () => {
    const { clinic, residentId, register, send } = await clinicOn('2026-11-21')
    await register()
    const visit = async (performedOn: string, mode: string) => {
      const reply = await clinic.post('/service-records', {
        id: newId(),
        residentId,
        form: 'hypertension-follow-up',
        performedOn,
        mode,
        values: { systolicMmHg: 137, diastolicMmHg: 86, symptoms: [1] },
      })
      expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    }
    await visit('2026-11-20', 'clinic')
    await visit('2026-11-18', 'home')
    await visit('2026-11-17', 'phone')
    await send(measured(), measured({ id: '2', person: {}, takenAt: '2026-11-19' }))
    const period = 'fromDay=2026-11-01&toDay=2026-11-30'
    expect((await clinic.get(`/devices/use?${period}`)).body).toMatchObject([
      { unitCode: units.donglingVillage, devices: 1, needing: 2, onDevice: 1, measured: 2, uploaded: 1 },
    ])
    const names = await clinic.get(
      `/devices/use/services?${period}&unitCode=${units.donglingVillage}&onDevice=no`,
    )
    expect(names.body).toMatchObject([{ residentId, performedOn: '2026-11-18', onDevice: false }])
  })

  test('a device keeps its log, its serial number is its own, and the neighbour sees neither', async () => {
    const { county, clinic, deviceId, register, send } = await clinicOn('2026-11-21')
    await register()
    await send(measured())
    const entryId = newId()
    const entry = {
      entryId,
      happenedOn: '2026-11-20',
      kind: 'consumable',
      quantity: 50,
      words: '血糖试纸 50 条',
    }
    await clinic.post(`/devices/${deviceId}/log`, entry)
    const again = await clinic.post(`/devices/${deviceId}/log`, entry)
    expect(again.body).toMatchObject([{ id: entryId, quantity: 50, words: '血糖试纸 50 条' }])
    const other = { serial: SERIAL, kind: 'glucose', since: '2026-02-01', state: 'in-use' }
    const neighbour = await county.as('village-doctor', units.xiheVillage)
    const taken = await neighbour.put(`/devices/${newId()}`, { ...other, unitCode: units.xiheVillage })
    expect(taken.body.code).toBe('serial-taken')
    expect((await neighbour.get(`/devices/${deviceId}`)).status).toBe(404)
    expect((await neighbour.get('/device-messages')).body.messages).toEqual([])
    expect(
      (await neighbour.put(`/devices/${newId()}`, { ...other, serial: 'X', unitCode: units.hewan })).status,
    ).toBe(404)
  })
})
