import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultAuthenticityPolicy } from '@qianyue/domain/authenticity/authenticity-policy.ts'
import { detectionRates } from '@qianyue/domain/authenticity/detection-rates.fixture.ts'
import { expect, test } from 'vitest'

/** So many quarters are measured here; what is stated was measured on five times as many. */
const QUARTERS = 40
/** By how much forty quarters may differ from two hundred: two standard deviations of a share of a half are 16 points. */
const MARGIN_PERCENT = 17
const MARGIN_PER_THOUSAND = 1.5

const stated = new Map(
  readFileSync(join(import.meta.dirname, '../docs/authenticity.md'), 'utf8')
    .split('\n')
    .filter((line) => / \d+\.\d % \|/.test(line))
    .map((line) => {
      const [, check, , , found, troubled] = line.split('|').map((cell) => cell.trim())
      return [check!, { percent: Number.parseFloat(found!), perThousand: Number.parseFloat(troubled!) }]
    }),
)

test('every check finds what is stated of it, and troubles no more honest services than stated', () => {
  const measured = detectionRates(defaultAuthenticityPolicy, QUARTERS, 7)
  expect(measured.map(({ check }) => check)).toEqual([...stated.keys()])
  for (const { check, cheated, found, honest, troubled } of measured) {
    const { percent, perThousand } = stated.get(check)!
    expect(Math.abs((found * 100) / cheated - percent), check).toBeLessThanOrEqual(MARGIN_PERCENT)
    expect((troubled * 1000) / honest, check).toBeLessThanOrEqual(perThousand + MARGIN_PER_THOUSAND)
  }
}, 60_000)
