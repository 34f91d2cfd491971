import { indicators } from '@qianyue/domain/indicators/indicator.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import { expect, test } from 'vitest'
import { units } from '../testing/county.ts'
import { countedCounty } from './indicators.fixture.ts'

type Line = {
  code: string
  orgId: number | null
  doctorId: string | null
  numerator: number
  denominator: number
}

test('of every figure the county is the sum of its townships, each that of its villages, and the names are as many', async () => {
  const county = await countedCounty('2026-11-21')
  const people: [village: number, birthDate: string, populations: Population[]][] = [
    [units.donglingVillage, '1950-01-01', ['hypertension', 'type2-diabetes', 'registered-poor']],
    [units.donglingVillage, '2026-03-01', []],
    [units.donglingVillage, '2023-05-31', []],
    [units.hewan, '1961-11-21', ['severe-mental-disorder', 'disabled']],
    [units.hewan, '1961-11-22', ['hypertension']],
    [units.hewan, '2019-11-22', []],
    [units.xiheVillage, '1980-01-01', ['tuberculosis', 'copd']],
    [units.xiheVillage, '2012-06-01', ['fp-special-family']],
  ]
  for (const [index, [village, birthDate, populations]] of people.entries()) {
    const household = index % 2 === 0 ? await county.household(village) : undefined
    const id = await county.person({ village, birthDate, populations, ...(household ? { household } : {}) })
    if (index % 3 !== 1) await county.sign(id)
  }
  const bureau = await county.as('county-officer', units.county)
  const at = async (orgId: number) => (await bureau.get(`/indicators?orgId=${orgId}`)).body as Line[]
  const sums = (lines: readonly Line[], code: string, self: number) => {
    const of = lines.filter((line) => line.code === code && line.doctorId === null)
    const total = of.find(({ orgId }) => orgId === self)!
    const below = of.filter(({ orgId }) => orgId !== self)
    const sum = (part: 'numerator' | 'denominator') => below.reduce((all, line) => all + line[part], 0)
    return { total: [total.numerator, total.denominator], below: [sum('numerator'), sum('denominator')] }
  }
  const withoutNames = new Set<string>()
  let counted = 0
  for (const unit of [units.county, units.dongling, units.xihe]) {
    const lines = await at(unit)
    for (const { code, name } of indicators) {
      if (!lines.some((line) => line.code === code)) continue
      const { total, below } = sums(lines, code, unit)
      expect(below, `${name} ${unit}`).toEqual(total)
      for (const [part, count] of [
        ['numerator', total[0]!],
        ['denominator', total[1]!],
      ] as const) {
        const { status, body } = await bureau.get(
          `/indicators/${code}/residents?part=${part}&limit=500&orgId=${unit}`,
        )
        if (status === 403) {
          withoutNames.add(code)
          continue
        }
        expect([body.total, body.items.length], `${name} ${unit} ${part}`).toEqual([count, count])
      }
      if (total[1]! > 0) counted += 1
    }
  }
  // Most figures ask about somebody here: a sum of nothing would prove little.
  expect(counted).toBeGreaterThan(60)
  // The bureau is told how many are stable, not who.
  expect([...withoutNames]).toEqual(['smd-stable'])
})
