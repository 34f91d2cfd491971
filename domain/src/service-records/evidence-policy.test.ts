import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { type EvidenceKind, type EvidencePolicy, evidenceMissing, isLocked } from './evidence-policy.ts'

const policy: EvidencePolicy = {
  lockedAfterDays: 30,
  rules: [
    { form: 'hypertension-follow-up', mode: 'home', anyOf: ['signature', 'card'], leastMinutes: 5 },
    { form: 'hypertension-follow-up', mode: 'clinic', anyOf: ['card'], leastMinutes: null },
  ],
}
const visit = { form: 'hypertension-follow-up', mode: 'home' } as const
const seen = (minutes: number | null, ...kinds: EvidenceKind[]) => ({ kinds: new Set(kinds), minutes })

describe('服务凭证', () => {
  test.each([
    [seen(5, 'signature'), null],
    [seen(5, 'card'), null],
    [seen(4, 'card'), '缺少服务时长满5分钟'],
    [seen(null, 'card'), '缺少服务时长满5分钟'],
    [seen(9, 'place'), '缺少居民签名或出示本人的身份证或服务卡'],
    [seen(null), '缺少居民签名或出示本人的身份证或服务卡、服务时长满5分钟'],
  ])('a home visit with %j: %j', (evidence, missing) => {
    expect(evidenceMissing(visit, evidence, policy)).toBe(missing)
  })

  test('another form or mode asks for nothing', () => {
    expect(evidenceMissing({ ...visit, mode: 'phone' }, seen(null), policy)).toBe(null)
    expect(evidenceMissing({ form: 'elderly-assessment', mode: 'home' }, seen(null), policy)).toBe(null)
    expect(evidenceMissing({ ...visit, mode: 'clinic' }, seen(null, 'card'), policy)).toBe(null)
  })

  test.each([
    ['2026-10-22', false],
    ['2026-10-21', true],
  ])('a service of %s recorded on 21 November is locked: %s', (day, locked) => {
    expect(isLocked(localDate(day), localDate('2026-11-21'), policy)).toBe(locked)
  })

  test('a county that does not lock takes a service of any day', () => {
    const open = { ...policy, lockedAfterDays: null }
    expect(isLocked(localDate('2016-01-01'), localDate('2026-11-21'), open)).toBe(false)
  })
})
