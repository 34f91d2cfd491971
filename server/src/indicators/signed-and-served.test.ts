import { localDate } from '@qianyue/domain/days/local-date.ts'
import { readXlsx } from 'hucre/xlsx'
import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { personOf, signingOf, signingOn } from '../agreements/agreements.fixture.ts'
import { inCounty } from '../database/in-county.ts'
import { refreshResidents } from '../duties/refresh-residents.ts'
import { type Caller, units } from '../testing/county.ts'

const TODAY = '2026-11-21'

/** The household of four with a neighbour, known to the figures as a register leaves them. */
async function village() {
  const signing = await signingOn(TODAY)
  const { county, household } = signing
  const neighbour = await personOf(county, { name: '赵四', populations: ['hypertension'] })
  const { father, mother, grandmother, child } = household
  const ids = [father, mother, grandmother, child, neighbour].map(({ id }) => id)
  await inCounty(county.services.database, 320399, (db) =>
    refreshResidents({ db, today: localDate(TODAY) }, ids),
  )
  return { ...signing, neighbour, family: ids.slice(0, 4).sort() }
}

/** Numerator and denominator of each figure for the township, and the names in the numerator. */
async function standing(caller: Caller, code: string) {
  const figures = await caller.get(`/indicators?code=${code}&below=false`)
  const { numerator, denominator } = figures.body[0]
  const names = await caller.get(`/indicators/${code}/residents?part=numerator&limit=500`)
  const counted: string[] = names.body.items.map(({ residentId }: { residentId: string }) => residentId)
  expect(names.body.total).toBe(numerator)
  return { numerator, denominator, counted: counted.sort() }
}

describe('from the signature to the figure', () => {
  test('signing a household moves coverage by its four people, in every population each belongs to', async () => {
    const place = await village()
    const { township, household, family } = place
    expect(await standing(township, 'coverage')).toEqual({ numerator: 0, denominator: 5, counted: [] })

    const signed = await township.post('/agreements', signingOf(place))
    expect(signed.status, JSON.stringify(signed.body)).toBe(200)

    expect(await standing(township, 'coverage')).toEqual({ numerator: 4, denominator: 5, counted: family })
    const grandmother = [household.grandmother.id]
    const oneOf = (denominator: number) => ({ numerator: 1, denominator, counted: grandmother })
    expect(await standing(township, 'special-coverage')).toEqual(oneOf(1))
    expect(await standing(township, 'coverage-hypertension')).toEqual(oneOf(2))
    expect(await standing(township, 'coverage-elderly')).toEqual(oneOf(1))
    expect(await standing(township, 'coverage-child')).toEqual({
      numerator: 1,
      denominator: 1,
      counted: [household.child.id],
    })
    expect(await standing(township, 'household-coverage')).toMatchObject({
      numerator: 1,
      denominator: 1,
      counted: [household.father.id],
    })
    expect(await standing(township, 'fulfilment')).toEqual({ numerator: 0, denominator: 4, counted: [] })
  })

  test('signing twice with the same id moves it once', async () => {
    const place = await village()
    const request = signingOf(place)
    await place.township.post('/agreements', request)
    await place.township.post('/agreements', request)
    expect(await standing(place.township, 'coverage')).toMatchObject({ numerator: 4, denominator: 5 })
  })

  test("the grandmother's follow-up at 168/96 moves fulfilment by her alone, and control not yet", async () => {
    const place = await village()
    const { township, county, household } = place
    await township.post('/agreements', signingOf(place))
    const record = async (performedOn: string, systolicMmHg: number, diastolicMmHg: number) => {
      const { status, body } = await township.post('/service-records', {
        id: newId(),
        residentId: household.grandmother.id,
        form: 'hypertension-follow-up',
        performedOn,
        mode: 'clinic',
        values: { systolicMmHg, diastolicMmHg, symptoms: [1] },
      })
      expect(status, JSON.stringify(body)).toBe(200)
    }
    await record(TODAY, 168, 96)
    const grandmother = [household.grandmother.id]
    expect(await standing(township, 'fulfilment')).toEqual({
      numerator: 1,
      denominator: 4,
      counted: grandmother,
    })
    expect(await standing(township, 'special-fulfilment')).toEqual({
      numerator: 1,
      denominator: 1,
      counted: grandmother,
    })
    expect(await standing(township, 'served')).toEqual({ numerator: 1, denominator: 4, counted: grandmother })
    expect(await standing(township, 'hypertension-controlled')).toEqual({
      numerator: 0,
      denominator: 2,
      counted: [],
    })

    county.on('2026-12-01')
    await record('2026-12-01', 138, 84)
    expect(await standing(township, 'hypertension-controlled')).toEqual({
      numerator: 1,
      denominator: 2,
      counted: grandmother,
    })
    expect(await standing(township, 'fulfilment')).toMatchObject({ numerator: 1, denominator: 4 })
  })

  test('page, list and Excel say the same, and the neighbour township says nothing of it', async () => {
    const place = await village()
    const { township, county } = place
    await township.post('/agreements', signingOf(place))
    const excel = await township.get('/indicators/coverage/workbook?part=numerator')
    const rows = (await readXlsx(new Uint8Array(excel.raw))).sheets[0]!.rows
    const names = rows.slice(rows.findIndex(([first]) => first === '村') + 1).map(([, name]) => name)
    expect(names.toSorted()).toEqual(['王建国', '李梅', '王秀英', '王小明'].toSorted())
    const neighbour = await county.as('public-health-staff', units.xihe)
    expect(await standing(neighbour, 'coverage')).toEqual({ numerator: 0, denominator: 0, counted: [] })
  })
})
