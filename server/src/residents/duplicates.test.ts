import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { type Identity, likenessOf } from '@qianyue/domain/residents/identity.ts'
import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { units } from '../testing/county.ts'
import { inventedNumber, residentsOn } from './residents.fixture.ts'

const day = '2026-11-21'
const woman = { name: '王秀英', sex: 'female' as const, birthDate: '1950-03-02' }

describe('GET /residents/duplicates 疑似重复', () => {
  test('shows pairs of one name and birth date, not those with two numbers, until somebody says they are two', async () => {
    const { officer, put } = await residentsOn(day)
    const first = await put({ ...woman, idNumber: inventedNumber('1950-03-02', 100) })
    const second = await put({ ...woman, villageCode: units.hewan })
    await put({ ...woman, birthDate: '1951-04-05' })
    await put({ name: '李四', idNumber: inventedNumber('1970-01-01', 1) })
    await put({ name: '李四', idNumber: inventedNumber('1970-01-01', 3) })
    const { body } = await officer.get('/residents/duplicates')
    expect(body.items).toHaveLength(1)
    expect(body.items[0]).toMatchObject({
      degree: 'likely',
      reasons: ['姓名相同', '出生日期相同'],
      first: { id: first.id },
      second: { id: second.id },
    })
    expect(
      (await officer.post('/residents/distinct-pairs', { firstId: second.id, secondId: first.id })).status,
    ).toBe(200)
    expect((await officer.get('/residents/duplicates')).body.items).toEqual([])
  })
})

describe('who is looked for as a duplicate', () => {
  test('is every pair that the rule of likeness says, whichever of the two has no number', async () => {
    const { officer, put } = await residentsOn(day)
    const household = await put({ name: '户主' })
    const everybody: (Identity & { id: string })[] = []
    let sequence = 100
    for (const sex of ['female', 'unknown', 'male'] as const)
      for (const birthDate of ['1950-03-02', '1951-03-02', '1950-07-09', '1963-01-01'])
        for (const [hasNumber, phone, isAtHome] of [
          [true, '13800001234', false],
          [false, '13800001234', false],
          [false, null, true],
          [true, null, true],
        ] as const) {
          sequence += 2
          const idNumber = hasNumber ? inventedNumber(birthDate, sequence) : null
          const householdId = isAtHome ? household.householdId : undefined
          const { id } = await put({
            name: '王秀英',
            sex,
            birthDate,
            idNumber,
            phone,
            ...(householdId && { householdId }),
          })
          everybody.push({
            id,
            name: '王秀英',
            sex,
            birthDate: birthDate as LocalDate,
            idNumberHash: idNumber,
            phoneHash: phone,
            householdId: householdId ?? id,
          })
        }
    const expected = everybody
      .flatMap((one) =>
        everybody
          .filter((other) => one.id < other.id && likenessOf(one, other))
          .map((other) => `${one.id}/${other.id}`),
      )
      .sort()
    const found: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const { body } = await officer.get(`/residents/duplicates?limit=100${cursor && `&cursor=${cursor}`}`)
      found.push(
        ...body.items.map(
          ({ first, second }: { first: { id: string }; second: { id: string } }) =>
            `${first.id}/${second.id}`,
        ),
      )
      cursor = body.nextCursor
    }
    expect(expected.length).toBeGreaterThan(100)
    expect(found).toEqual(expected)
  })
})

describe('POST /residents/merges 合并', () => {
  test('moves records, populations and numbers to the kept one, hides the other, and is undone whole', async () => {
    const { county, officer, put } = await residentsOn(day)
    const kept = await put({ ...woman, phone: '13800001234' })
    const idNumber = inventedNumber('1950-03-02', 100)
    const dropped = await put({
      ...woman,
      idNumber,
      villageCode: units.hewan,
      populations: [{ id: newId(), population: 'hypertension', since: '2024-01-01', declaredBy: 'register' }],
    })
    const record = await officer.post('/service-records', {
      id: newId(),
      residentId: dropped.id,
      form: 'hypertension-follow-up',
      performedOn: '2026-10-10',
      mode: 'clinic',
      values: {
        symptoms: [1],
        systolicMmHg: 138,
        diastolicMmHg: 86,
        medicationAdherence: 1,
        adverseReaction: 1,
      },
    })
    const hasRecord = record.status === 200
    const before = {
      kept: (await officer.get(`/residents/${kept.id}`)).body,
      dropped: (await officer.get(`/residents/${dropped.id}`)).body,
    }

    const merge = { id: newId(), keptId: kept.id, droppedId: dropped.id, reason: '同一人，重复建档' }
    const merged = await officer.post('/residents/merges', merge)
    expect(merged.status, JSON.stringify(merged.body)).toBe(200)
    expect(await officer.post('/residents/merges', merge)).toMatchObject({ status: 200, body: merged.body })
    const { body: page } = await officer.get(`/residents/${kept.id}`)
    expect(page.populations.map(({ population }: { population: string }) => population)).toContain(
      'hypertension',
    )
    expect(page.idNumberMasked).toBe(`320399**********${idNumber.slice(-2)}`)
    if (hasRecord)
      expect(page.lastValues[0]).toMatchObject({ code: 'systolicMmHg', points: [{ value: 138 }] })
    expect((await officer.get(`/residents/${dropped.id}`)).status).toBe(404)
    expect(
      (await officer.get(`/residents?q=${idNumber}`)).body.items.map(({ id }: { id: string }) => id),
    ).toEqual([kept.id])
    expect((await officer.get(`/residents?q=${encodeURIComponent('王秀英')}`)).body.items).toHaveLength(1)

    expect((await officer.post(`/residents/merges/${merge.id}/undo`)).status).toBe(200)
    expect((await officer.post(`/residents/merges/${merge.id}/undo`)).status).toBe(200)
    const after = {
      kept: (await officer.get(`/residents/${kept.id}`)).body,
      dropped: (await officer.get(`/residents/${dropped.id}`)).body,
    }
    expect(after).toEqual(before)
    expect((await officer.get('/residents/merges')).body[0].undoneAt).not.toBeNull()
    expect(
      (await county.sql.query('select count(*)::int as n from residents where id_number_hash is not null'))
        .rows,
    ).toEqual([{ n: 1 }])
  })

  test('a merge into a record that was merged on itself is undone after that one, and nothing is lost on the way', async () => {
    const { county, officer, put } = await residentsOn(day)
    const first = await put({
      ...woman,
      idNumber: inventedNumber('1950-03-02', 100),
      populations: [{ id: newId(), population: 'hypertension', since: '2024-01-01', declaredBy: 'register' }],
    })
    const second = await put({ ...woman, villageCode: units.hewan })
    const third = await put(woman)
    const pages = async () => {
      const { rows } = await county.sql.query('select * from resident_duties order by resident_id')
      const of = (id: string) => officer.get(`/residents/${id}`)
      return [rows, await Promise.all([first, second, third].map(async ({ id }) => (await of(id)).body))]
    }
    const before = await pages()
    const merge = async (keptId: string, droppedId: string) => {
      const id = newId()
      const { status } = await officer.post('/residents/merges', {
        id,
        keptId,
        droppedId,
        reason: '重复建档',
      })
      expect(status).toBe(200)
      return id
    }
    const inner = await merge(second.id, first.id)
    const outer = await merge(third.id, second.id)
    const merged = await pages()
    expect(await officer.post(`/residents/merges/${inner}/undo`)).toMatchObject({
      status: 409,
      body: { message: '保留的那份档案后来又并入了另一份，请先撤销后来的那次合并。' },
    })
    expect(await pages()).toEqual(merged)
    expect((await officer.post(`/residents/merges/${outer}/undo`)).status).toBe(200)
    expect((await officer.post(`/residents/merges/${inner}/undo`)).status).toBe(200)
    expect(await pages()).toEqual(before)
  })

  test('is refused for two numbers, for one record, twice, beyond reach and for a nurse', async () => {
    const { county, officer, put } = await residentsOn(day)
    const a = await put({ ...woman, idNumber: inventedNumber('1950-03-02', 100) })
    const b = await put({ ...woman, idNumber: inventedNumber('1950-03-02', 102) })
    const c = await put(woman)
    const merge = (keptId: string, droppedId: string) => ({
      id: newId(),
      keptId,
      droppedId,
      reason: '重复建档',
    })
    expect((await officer.post('/residents/merges', merge(a.id, b.id))).body.code).toBe(
      'merge-different-id-numbers',
    )
    expect((await officer.post('/residents/merges', merge(a.id, a.id))).body.code).toBe('merge-with-itself')
    expect((await officer.post('/residents/merges', merge(a.id, c.id))).status).toBe(200)
    expect((await officer.post('/residents/merges', merge(b.id, c.id))).body.code).toBe('already-merged')
    const neighbour = await county.as('public-health-staff', units.xihe)
    expect((await neighbour.post('/residents/merges', merge(a.id, b.id))).status).toBe(404)
    const nurse = await county.as('nurse', units.dongling)
    expect((await nurse.post('/residents/merges', merge(a.id, b.id))).status).toBe(403)
  })
})
