import { hypertensionFollowUp } from '@qianyue/domain/forms/hypertension/follow-up.ts'
import { readXlsx } from 'hucre/xlsx'
import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { units } from '../testing/county.ts'
import { arranged, recorded, values138, values168 } from '../testing/follow-ups.ts'

describe('reading records', () => {
  test('what a form starts from: the person, the last record of the form, the policy of the day', async () => {
    const { doctor, wang } = await arranged()
    await recorded(doctor, wang, {
      performedOn: '2026-08-01',
      values: { ...values138, heightCm: 158, weightKg: 60 },
    })
    await recorded(doctor, wang, { performedOn: '2026-11-01' })
    const start = await doctor.get(`/residents/${wang}/forms/hypertension-follow-up`)
    expect(start.body).toMatchObject({
      resident: { name: '王秀英', sex: 'female', birthDate: '1950-03-02' },
      today: '2026-11-21',
      previous: {
        performedOn: '2026-11-01',
        values: { systolicMmHg: 168 },
        classification: 'unsatisfactory',
      },
      policy: { returnWithinDays: 14 },
      staffId: doctor.staffId,
    })
    const earlier = await doctor.get(`/residents/${wang}/forms/hypertension-follow-up?performedOn=2026-10-01`)
    expect(earlier.body.previous).toMatchObject({ performedOn: '2026-08-01', values: { bmi: 24 } })
    expect((await doctor.get(`/residents/${wang}/forms/health-assessment`)).body.previous).toBeNull()
  })

  test('a resident’s records, the latest first, and of one form', async () => {
    const { doctor, wang } = await arranged()
    await recorded(doctor, wang, { performedOn: '2026-08-01', values: values138 })
    await recorded(doctor, wang)
    await recorded(doctor, wang, {
      form: 'health-assessment',
      values: { healthEvaluation: 1 },
      performedOn: '2026-09-01',
    })
    const all = await doctor.get(`/residents/${wang}/service-records`)
    expect(all.body.map(({ performedOn }: { performedOn: string }) => performedOn)).toEqual([
      '2026-11-21',
      '2026-09-01',
      '2026-08-01',
    ])
    expect(all.body[0]).toMatchObject({ summary: '168/96 mmHg', formName: hypertensionFollowUp.name })
    const some = await doctor.get(`/residents/${wang}/service-records?form=health-assessment`)
    expect(some.body).toHaveLength(1)
  })

  test('the unit’s records page by page, counted, and narrowed', async () => {
    const { county, doctor, wang } = await arranged()
    for (const performedOn of ['2026-11-01', '2026-11-02', '2026-11-03'])
      await recorded(doctor, wang, { performedOn })
    const officer = await county.as('public-health-staff', units.dongling)
    const first = await officer.get('/service-records?limit=2')
    expect(first.body).toMatchObject({
      total: 3,
      records: [{ performedOn: '2026-11-03' }, { performedOn: '2026-11-02' }],
    })
    const second = await officer.get(
      `/service-records?limit=2&cursor=${encodeURIComponent(first.body.nextCursor)}`,
    )
    expect(second.body).toMatchObject({ records: [{ performedOn: '2026-11-01' }], nextCursor: null })
    const narrowed = await officer.get(
      '/service-records?from=2026-11-02&to=2026-11-02&form=hypertension-follow-up',
    )
    expect(narrowed.body.total).toBe(1)
    const neighbour = await county.as('public-health-staff', units.xihe)
    expect((await neighbour.get('/service-records')).body.total).toBe(0)
    expect((await neighbour.get(`/service-records?orgId=${units.dongling}`)).body.total).toBe(0)
    const bureau = await county.as('county-officer', units.county)
    expect((await bureau.get(`/service-records?orgId=${units.dongling}`)).body.total).toBe(3)
  })

  test('a record out of reach and one that does not exist get the same answer', async () => {
    const { county, doctor, wang } = await arranged()
    const { id } = await recorded(doctor, wang)
    const neighbour = await county.as('village-doctor', units.xiheVillage)
    for (const address of ['', '/document']) {
      const beyond = await neighbour.get(`/service-records/${id}${address}`)
      const nobody = await neighbour.get(`/service-records/${newId()}${address}`)
      expect(beyond.status).toBe(404)
      expect(beyond.body).toEqual(nobody.body)
    }
    expect((await neighbour.get(`/residents/${wang}/service-records`)).status).toBe(404)
    expect((await neighbour.get(`/residents/${wang}/forms/hypertension-follow-up`)).status).toBe(404)
  })

  test('reading a record is in the audit trail', async () => {
    const { county, doctor, wang } = await arranged()
    const { id } = await recorded(doctor, wang)
    const officer = await county.as('supervisor', units.dongling)
    await officer.get(`/service-records/${id}`)
    const { rows } = await county.sql.query(
      'select resident_id from audit_entries where account_id = $1 and action = $2',
      [officer.accountId, 'service-records.read'],
    )
    expect(rows).toEqual([{ resident_id: wang }])
  })

  test('the records of a form as an Excel file: a column a field, numbers as numbers, codes in words', async () => {
    const { doctor, wang } = await arranged()
    await recorded(doctor, wang, { values: { ...values168, saltIntake: 3 } })
    const reply = await doctor.get('/service-records/workbook?form=hypertension-follow-up')
    expect(reply.status).toBe(200)
    const book = await readXlsx(new Uint8Array(reply.raw))
    const rows = book.sheets[0]!.rows
    const header = rows.findIndex((row) => row[0] === '姓名')
    const cell = (title: string) => rows[header + 1]![rows[header]!.indexOf(title)]
    expect([cell('姓名'), cell('收缩压（mmHg）'), cell('摄盐情况'), cell('分类')]).toEqual([
      '王秀英',
      168,
      '重',
      '控制不满意',
    ])
  })

  test('the printed sheet is a PDF', async () => {
    const { doctor, wang } = await arranged()
    const { id } = await recorded(doctor, wang)
    const reply = await doctor.get(`/service-records/${id}/document`)
    expect(reply.headers['content-type']).toBe('application/pdf')
    expect(reply.raw.subarray(0, 5).toString()).toBe('%PDF-')
  })
})

describe('what a record costs', () => {
  test('a follow-up with its audit entry stays below a kilobyte', async () => {
    const { county, doctor, wang } = await arranged()
    const values = {
      ...values138,
      heightCm: 158,
      weightKg: 60,
      heartRatePerMinute: 72,
      cigarettesPerDay: 0,
      alcoholLiangPerDay: 0,
      exerciseTimesPerWeek: 3,
      saltIntake: 2,
      psychologicalAdjustment: 1,
      followsAdvice: 1,
      medicationAdherence: 1,
      adverseDrugReaction: 1,
      newOrWorseComplication: 1,
      medicines: [{ name: '氨氯地平', timesPerDay: 1, dosePerTime: '5mg' }],
    }
    await recorded(doctor, wang, { values })
    const { rows } = await county.sql.query(
      `select (select sum(pg_column_size(s)) from service_records s)
        + (select sum(pg_column_size(a)) from audit_entries a where action = 'service-records.write') as bytes`,
    )
    expect(Number(rows[0].bytes)).toBeLessThan(1000)
  })
})
