import { describe, expect, test } from 'vitest'
import type { FormValues } from '../forms/form.ts'
import { answer } from './cases.fixture.ts'

/** High pressure or glucose of a pregnant or nursing woman is an emergency, on whichever sheet it is found. §9.2, §10. */

const onSheets = (...sheets: string[]) => sheets.map((sheet) => [sheet] as const)
const stepOf = (sheet: string, values: FormValues, isInMaternity: boolean) => {
  const { nextStep, dangers } = answer(sheet, values, { born: '1990-05-06', isInMaternity })
  return { nextStep, dangers: dangers.map(({ code }) => code) }
}

describe('a pregnant woman found with 140/85 besides her follow-ups waited two weeks for another reading', () => {
  const pressure = (systolicMmHg: number): FormValues => ({
    systolicMmHg,
    diastolicMmHg: 85,
    leftSystolicMmHg: systolicMmHg,
    leftDiastolicMmHg: 85,
  })

  test.each(
    onSheets(
      'blood-pressure-screening',
      'health-assessment',
      'encounter-note',
      'hypertension-follow-up',
      'type2-diabetes-follow-up',
      'copd-follow-up',
      'home-visit',
      'home-bed-round',
      'yearly-home-visit',
    ),
  )('%s', (sheet) => {
    expect(stepOf(sheet, pressure(140), true)).toEqual({
      nextStep: 'refer-urgently',
      dangers: ['maternity-pressure'],
    })
    expect(stepOf(sheet, pressure(139), true).dangers).toEqual([])
    expect(stepOf(sheet, pressure(140), false).dangers).toEqual([])
  })
})

describe('a pregnant woman found with 7.0 mmol/L besides her follow-ups waited two weeks for another reading', () => {
  test.each(
    onSheets('fasting-glucose-check', 'health-assessment', 'result-recheck', 'type2-diabetes-follow-up'),
  )('%s', (sheet) => {
    const glucose = (fastingGlucoseMmolL: number): FormValues => ({ fastingGlucoseMmolL, rechecked: [11] })
    expect(stepOf(sheet, glucose(7), true)).toEqual({
      nextStep: 'refer-urgently',
      dangers: ['maternity-glucose'],
    })
    expect(stepOf(sheet, glucose(6.9), true).dangers).toEqual([])
    expect(stepOf(sheet, glucose(7), false).dangers).toEqual([])
  })
})
