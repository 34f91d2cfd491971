import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { asDefined } from './as-defined.ts'
import type { FormValues } from './form.ts'
import { findForm } from './forms.ts'
import { problemsOf } from './problems.ts'

const form = findForm('hypertension-follow-up')!
const about = {
  ageYears: 70,
  sex: 'female',
  birthDate: localDate('1956-01-01'),
  performedOn: localDate('2026-11-21'),
} as const
const read = (values: object) => asDefined(form, values as FormValues)

describe('values as another program sends them', () => {
  test.each<[string, object, object]>([
    [
      'codes and numbers as they are',
      { symptoms: [1], systolicMmHg: 168 },
      { symptoms: [1], systolicMmHg: 168 },
    ],
    ['a number as text', { systolicMmHg: '168' }, { systolicMmHg: 168 }],
    ['decimals as text', { weightKg: '63.5' }, { weightKg: 63.5 }],
    ['a list of codes as texts', { symptoms: ['2', '9'] }, { symptoms: [2, 9] }],
    ['one code for a list', { symptoms: 1 }, { symptoms: [1] }],
    ['one code as text for a list', { symptoms: '1' }, { symptoms: [1] }],
    ['a choice as text', { medicationAdherence: '1' }, { medicationAdherence: 1 }],
    ['a choice by its printed name', { medicationAdherence: '规律' }, { medicationAdherence: 1 }],
    [
      'a cell of a table',
      { medicines: [{ name: '氨氯地平', timesPerDay: '1' }] },
      { medicines: [{ name: '氨氯地平', timesPerDay: 1 }] },
    ],
  ])('%s', (_, sent, meant) => {
    expect(read(sent)).toEqual(meant)
  })

  test.each<[string, object]>([
    ['two numbers in one', { systolicMmHg: '168/96' }],
    ['a number with its unit', { systolicMmHg: '168mmHg' }],
    ['no number', { systolicMmHg: '' }],
    ['several codes in one text', { symptoms: ['1,2'] }],
    ['a code that there is not', { medicationAdherence: '9' }],
    ['a truth', { medicationAdherence: true }],
  ])('%s is not guessed', (_, sent) => {
    expect(read(sent)).toEqual(sent)
  })

  test('a code that there is not is refused with the ones that may be sent', () => {
    const [problem] = problemsOf(form, read({ medicationAdherence: '9' }), about).filter(
      ({ field }) => field === 'medicationAdherence',
    )
    expect(problem).toMatchObject({
      code: 'unknown-option',
      message: '服药依从性没有代码为 9 的选项，应填：1 规律、2 间断、3 不服药。',
    })
  })
})
