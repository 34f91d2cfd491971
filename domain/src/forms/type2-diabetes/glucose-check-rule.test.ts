import { describe, expect, test } from 'vitest'
import { localDate } from '../../days/local-date.ts'
import { assess } from '../../follow-ups/assess.ts'
import { nationalFollowUpPolicy } from '../../follow-ups/follow-up-policy.ts'
import { sheetsFor } from '../../visits/visit.ts'
import { glucoseCheck } from './glucose-check.ts'

const checked = (fastingGlucoseMmolL: number, ageYears = 50) =>
  assess(
    glucoseCheck,
    { fastingGlucoseMmolL },
    {
      ageYears,
      sex: 'female',
      birthDate: localDate('1976-01-10'),
      performedOn: localDate('2026-05-20'),
      previous: null,
      policy: nationalFollowUpPolicy,
    },
  )

describe('空腹血糖检测', () => {
  test.each([
    [3.9, 'refer-urgently', '2026-06-03', 1],
    [4, 'routine', null, 0],
    [6.99, 'routine', null, 0],
    [7, 'measure-fasting-glucose', null, 0],
    [16.6, 'measure-fasting-glucose', null, 0],
    [16.7, 'refer-urgently', '2026-06-03', 1],
  ])('%d mmol/L: %s by %s', (mmolL, nextStep, nextDueOn, dangers) => {
    const found = checked(mmolL)
    expect(found).toMatchObject({ nextStep, nextDueOn, referred: dangers > 0, controlled: null })
    expect(found.dangers).toHaveLength(dangers)
  })

  test.each([
    [6.99, undefined],
    [7, '2026-06-03'],
  ])('%d mmol/L is to be looked at again by %s', (mmolL, recheckBy) => {
    const found = checked(mmolL)
    expect(found.results).toMatchObject([{ group: 'glucose' }])
    expect(found.results![0]!.recheckBy).toBe(recheckBy)
    expect(found.advice.map(({ code }) => code)).toEqual(recheckBy ? ['recheck-glucose'] : [])
  })

  test('a glucose test of a package opened the whole diabetes sheet for somebody without diabetes', () => {
    const opened = (...duties: string[]) => sheetsFor(duties).map(({ form }) => form.code)
    expect(opened('fasting-glucose:2026')).toEqual(['fasting-glucose-check'])
    expect(opened('fasting-glucose:2026', 'type2-diabetes-follow-up:2026Q2')).toEqual([
      'type2-diabetes-follow-up',
    ])
  })
})
