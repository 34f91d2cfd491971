import { describe, expect, test } from 'vitest'
import { villageFinder } from './villages.ts'

const units = [
  { code: 320399101000, areaName: '东岭镇' },
  { code: 320399101201, areaName: '东岭村' },
  { code: 320399101203, areaName: '石桥村' },
  { code: 320399102000, areaName: '清水乡' },
  { code: 320399102203, areaName: '石桥村' },
]
const everywhere = { range: { from: 320399000000, to: 320399999999 }, units: [] }
const county = villageFinder({ units, reach: everywhere })

describe('the village that a register names', () => {
  test.each([
    ['东岭', null, { code: 320399101201, name: '东岭村' }],
    ['石桥村', '清水', { code: 320399102203, name: '石桥村' }],
    ['320399102203', null, { code: 320399102203, name: '石桥村' }],
    ['石桥村', null, { finding: { code: 'village-ambiguous', townships: ['东岭镇', '清水乡'] } }],
    ['320399101999', null, { finding: { code: 'village-unknown', village: '320399101999' } }],
    ['320399101000', null, { finding: { code: 'village-unknown', village: '320399101000' } }],
  ])('%s of %s', (village, township, answer) => {
    expect(county.find(village, township)).toEqual(answer)
  })

  test('a village of another unit is not found by its code either', () => {
    const own = villageFinder({ units, reach: { range: null, units: [320399101201] } })
    expect(own.find('320399101203', null)).toEqual({
      finding: { code: 'village-of-other-unit', village: '320399101203' },
    })
    expect(own.find('320399101201', null)).toEqual({ code: 320399101201, name: '东岭村' })
  })
})
