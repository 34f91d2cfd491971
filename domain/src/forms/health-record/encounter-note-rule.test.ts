import { describe, expect, test } from 'vitest'
import { localDate } from '../../days/local-date.ts'
import { assess } from '../../follow-ups/assess.ts'
import type { AssessmentFacts } from '../../follow-ups/assessment.ts'
import { nationalFollowUpPolicy } from '../../follow-ups/follow-up-policy.ts'
import type { FormValues } from '../form.ts'
import { encounterNote } from './encounter-note.ts'

const seen = (values: FormValues, about: Partial<AssessmentFacts> = {}) =>
  assess(
    encounterNote,
    { subjective: '咳嗽', ...values },
    {
      ageYears: 50,
      sex: 'female',
      birthDate: localDate('1976-01-10'),
      performedOn: localDate('2026-03-10'),
      previous: null,
      policy: nationalFollowUpPolicy,
      ...about,
    },
  )

describe('接诊: who may have tuberculosis', () => {
  test.each([
    [undefined, 'routine', null],
    [[1], 'routine', null],
    [[2], 'refer', '2026-03-17'],
    [[3], 'refer', '2026-03-17'],
    [[4, 5], 'refer', '2026-03-17'],
    [[7], 'refer', '2026-03-17'],
  ])('%j: %s, asked by %s whether they went', (tuberculosisSymptoms, nextStep, nextDueOn) => {
    const values = tuberculosisSymptoms ? { tuberculosisSymptoms } : {}
    expect(seen(values)).toMatchObject({ nextStep, nextDueOn, referred: nextStep === 'refer' })
  })

  test('within how many days is policy', () => {
    const { care } = nationalFollowUpPolicy
    const tuberculosis = { ...care.tuberculosis, suspectAskWithinDays: 3 }
    const policy = { ...nationalFollowUpPolicy, care: { ...care, tuberculosis } }
    expect(seen({ tuberculosisSymptoms: [2] }, { policy }).nextDueOn).toBe('2026-03-13')
  })
})

describe('接诊: a pressure at danger values', () => {
  test.each([
    [179, 109, false, 'routine', null],
    [180, 90, false, 'refer-urgently', '2026-03-24'],
    [150, 110, false, 'refer-urgently', '2026-03-24'],
    [140, 80, false, 'routine', null],
    [140, 80, true, 'refer-urgently', '2026-03-24'],
  ])(
    '%i/%i, pregnant or nursing %s: %s by %s',
    (systolicMmHg, diastolicMmHg, isInMaternity, nextStep, by) => {
      const found = seen({ systolicMmHg, diastolicMmHg }, { isInMaternity })
      expect(found).toMatchObject({ nextStep, nextDueOn: by })
      expect(found.dangers.length > 0).toBe(by !== null)
    },
  )

  test('with symptoms of tuberculosis it goes to hospital at once, and is asked after at the earlier of both days', () => {
    expect(seen({ systolicMmHg: 190, tuberculosisSymptoms: [3] })).toMatchObject({
      nextStep: 'refer-urgently',
      nextDueOn: '2026-03-17',
    })
  })
})
