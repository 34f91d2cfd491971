import { describe, expect, test } from 'vitest'
import { visit } from '../duties/duty-facts.fixture.ts'
import { generalService } from '../forms/general-service.ts'
import { delivers } from './delivered.ts'
import type { OwnService } from './own-service.ts'

describe('what counts as delivered when a fee is refunded is what fulfils the duty', () => {
  test.each([
    ['clinic', true],
    ['group', true],
    ['phone', false],
    ['online', false],
  ] as const)('a follow-up by %s: %s', (mode, isDelivered) => {
    expect(delivers(visit('2026-03-01', { mode }), 'hypertension-follow-up', {})).toBe(isDelivered)
  })

  test('what needs no meeting is delivered by phone', () => {
    const call = visit('2026-03-01', {
      form: 'general-service',
      service: 'medication-guidance',
      mode: 'phone',
    })
    expect(delivers(call, 'medication-guidance', {})).toBe(true)
  })

  test('a diabetes follow-up after a meal delivers the visit, not the fasting glucose', () => {
    const record = visit('2026-03-01', { form: 'type2-diabetes-follow-up', controlled: null })
    expect(delivers(record, 'type2-diabetes-follow-up', {})).toBe(true)
    expect(delivers(record, 'fasting-glucose', {})).toBe(false)
  })

  test('what a county proves by its own sheet, or calls its own service, was refunded although it was done', () => {
    const sheet = { ...generalService, code: 'local-bath', proves: ['tcm-care'] as const }
    const record = visit('2026-03-01', { form: 'local-bath' })
    expect(delivers(record, 'tcm-care', {})).toBe(false)
    expect(delivers(record, 'tcm-care', { 'local-forms': [sheet] })).toBe(true)

    const bath = { name: '助浴', faceToFace: true } as OwnService
    const given = visit('2026-03-01', { form: 'general-service', service: 'own-助浴', mode: 'home' })
    expect(delivers(given, 'own-助浴', { 'own-services': [bath] })).toBe(true)
    expect(delivers({ ...given, mode: 'phone' }, 'own-助浴', { 'own-services': [bath] })).toBe(false)
  })
})
