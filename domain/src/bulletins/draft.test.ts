import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { statedPercentProblems } from '../reports/integrity.ts'
import { draftBulletin } from './draft.ts'

const of = (numerator: number, denominator = 100) => ({ numerator, denominator })
const place = (placeName: string, now: number, was: number | null, target: number | null = 60) => ({
  placeName,
  rate: of(now),
  before: was === null ? null : of(was),
  target,
})
const draft = (...places: ReturnType<typeof place>[]) =>
  draftBulletin('2026年10月', '青溪县卫生健康局', [{ name: '签约率', places }]).body.split('\n')

describe('通报初稿', () => {
  test('praises who reaches the target and who gained, criticises who falls short and who lost', () => {
    expect(draft(place('东岭镇', 62, 55), place('西河镇', 41, 43), place('南山镇', 59, 59))).toEqual([
      '现将2026年10月家庭医生签约服务情况通报如下。',
      '一、提出表扬',
      '签约率达到目标、位居前列：东岭镇 62.00%（62/100）。',
      '签约率比上月提高较多：东岭镇 62.00%（62/100），提高 7.00 个百分点。',
      '二、提出批评',
      '签约率距目标差距较大：西河镇 41.00%（41/100），低于目标 19.00 个百分点；南山镇 59.00%（59/100），低于目标 1.00 个百分点。',
      '签约率比上月下降：西河镇 41.00%（41/100），下降 2.00 个百分点。',
      '请被批评的单位查找原因，落实整改，并在下月月报中说明整改情况。',
      '青溪县卫生健康局',
    ])
  })

  test('the target reached exactly is praised, a hundredth below is not', () => {
    expect(draft(place('东岭镇', 60, null)).join('')).toContain('位居前列：东岭镇')
    expect(draft(place('东岭镇', 60, null, 60.01)).join('')).toContain('低于目标 0.01 个百分点')
  })

  test('three are named for one reason, the furthest first', () => {
    const places = [51, 48, 44, 49].map((percent, index) => place(`${index}镇`, percent, null))
    expect(draft(...places)[2]).toMatch(/^签约率距目标差距较大：2镇.*；1镇.*；3镇/)
    expect(draft(...places)[2]).not.toContain('0镇')
  })

  test('without a target and without a month before nothing is praised or criticised', () => {
    expect(draft(place('东岭镇', 10, null, null))).toHaveLength(3)
  })

  test('who has nobody to count is not compared', () => {
    const empty = { ...place('东岭镇', 0, 0), rate: of(0, 0) }
    expect(draft(empty).join('')).not.toContain('东岭镇')
  })

  test('every percentage it writes is that of its two counts', () => {
    const anyPlace = fc
      .record({
        denominator: fc.integer({ min: 1, max: 60_000 }),
        share: fc.integer({ min: 0, max: 1000 }),
        was: fc.nat(100),
      })
      .map(({ denominator, share, was }) => ({
        placeName: '某镇',
        rate: of(Math.floor((denominator * share) / 1000), denominator),
        before: of(was),
        target: 50,
      }))
    fc.assert(
      fc.property(fc.array(anyPlace, { minLength: 1, maxLength: 8 }), (places) => {
        const { body } = draftBulletin('2026年10月', '某局', [{ name: '签约率', places }])
        expect(statedPercentProblems(body)).toEqual([])
      }),
    )
  })
})
