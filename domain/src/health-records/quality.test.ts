import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import type { FormValues, Subject } from '../forms/form.ts'
import { fieldsOf } from '../forms/form.ts'
import { personalInformation } from '../forms/health-record/personal-information.ts'
import { problemsOf } from '../forms/problems.ts'
import { defaultHealthRecordPolicy } from './health-record-policy.ts'
import {
  flawNames,
  flawOf,
  flawsOf,
  flawText,
  flawWords,
  isQualified,
  type RecordToCheck,
  scoreOf,
} from './quality.ts'
import { whole } from './whole-sheet.fixture.ts'

const about: Subject = {
  ageYears: 76,
  sex: 'female',
  birthDate: localDate('1950-03-02'),
  performedOn: localDate('2026-05-10'),
}

function checked(given: Partial<RecordToCheck> = {}, values: FormValues = whole): string[] {
  return flawsOf({
    openedOn: localDate('2020-05-01'),
    firstServedOn: localDate('2020-05-01'),
    hasIdNumber: true,
    identityWarnings: [],
    hasPhone: true,
    hasContact: true,
    contactIsOneself: false,
    hasAddress: true,
    hasResponsibleDoctor: true,
    populations: [],
    information: { values, about },
    isChild: false,
    ...given,
  }).map(flawText)
}

describe('the basic information sheet 个人基本信息表', () => {
  test('has every box of the national form', () => {
    expect(problemsOf(personalInformation, whole, about)).toEqual([])
    expect(fieldsOf(personalInformation).map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        '血型',
        'RH',
        '文化程度',
        '职业',
        '婚姻状况',
        '医疗费用支付方式',
        '药物过敏史',
        '暴露史',
      ]),
    )
  })

  test.each([
    ['2015-06', true],
    ['1950-03', true],
    ['1950-02', false],
    ['1950', true],
    ['1949', false],
    ['2026-05', true],
    ['2026-06', false],
    ['2026', true],
    ['2027', false],
    ['2015-13', false],
    ['六月', false],
  ])('a disease diagnosed in %s: %s', (diagnosedIn, isPossible) => {
    const values = { ...whole, pastDiseases: [2], diagnosedDiseases: [{ disease: 2, diagnosedIn }] }
    expect(problemsOf(personalInformation, values, about).length === 0).toBe(isPossible)
  })

  test('a diagnosis of a disease that was not ticked is refused', () => {
    const values = { ...whole, pastDiseases: [2], diagnosedDiseases: [{ disease: 3, diagnosedIn: '2015' }] }
    expect(problemsOf(personalInformation, values, about)[0]).toMatchObject({
      severity: 'error',
      field: 'diagnosedDiseases',
    })
  })

  test.each([
    [17, 2, 1],
    [17, 1, 0],
    [18, 2, 0],
  ])('at %i years, 婚姻状况 %i: %i warnings', (ageYears, maritalStatus, warnings) => {
    const problems = problemsOf(personalInformation, { ...whole, maritalStatus }, { ...about, ageYears })
    expect(problems).toHaveLength(warnings)
  })
})

describe('the check of a record 档案质控', () => {
  test('nothing is found in a whole record', () => {
    expect(checked()).toEqual([])
  })

  test.each([
    [{ hasIdNumber: false }, 'no-id-number'],
    [{ identityWarnings: ['birth-contradicts-id'] }, 'identity-contradicts'],
    [{ hasPhone: false }, 'no-phone'],
    [{ hasContact: false }, 'no-contact'],
    [{ contactIsOneself: true }, 'contact-is-oneself'],
    [{ hasAddress: false }, 'no-address'],
    [{ hasResponsibleDoctor: false }, 'no-responsible-doctor'],
    [{ information: null }, 'no-basic-information'],
    [{ firstServedOn: localDate('2020-04-30') }, 'served-before-opening'],
    [{ populations: ['hypertension'] }, 'disease-not-in-history:pastDiseases'],
    [{ populations: ['disabled'] }, 'disability-not-in-history:disabilities'],
  ] as const)('%j is found', (given, flaw) => {
    expect(checked(given)).toEqual([flaw])
  })

  test.each([
    [{ firstServedOn: localDate('2020-05-02') }, 'served after the opening'],
    [{ identityWarnings: ['id-region-unknown'] }, 'a historical region code is no contradiction'],
    [{ information: null, isChild: true }, 'a child has no sheet of its own'],
  ] as const)('%j is in order: %s', (given, _why) => {
    expect(checked(given)).toEqual([])
  })

  test('an empty box is named by its field', () => {
    const { education: _, ...without } = whole
    expect(checked({}, without)).toEqual(['box-empty:education'])
  })

  test.each([
    [2, [], ['disease-not-managed:pastDiseases']],
    [2, ['hypertension'], []],
    [3, [], []],
    [7, [], []],
  ] as const)('既往史 %i on the lists %j: %j', (code, populations, flaws) => {
    const values = {
      ...whole,
      pastDiseases: [code],
      diagnosedDiseases: [{ disease: code, diagnosedIn: '2015' }],
    }
    expect(checked({ populations }, values)).toEqual(flaws)
  })
})

describe('points 得分', () => {
  test('a hundred less what each flaw takes', () => {
    expect(scoreOf([], defaultHealthRecordPolicy)).toBe(100)
    expect(
      scoreOf([{ code: 'no-phone' }, { code: 'box-empty', field: 'water' }], defaultHealthRecordPolicy),
    ).toBe(93)
    expect(scoreOf([{ code: 'no-phone' }], { weights: [] })).toBe(100)
  })

  test('never below nothing', () => {
    const many = Array.from({ length: 60 }, () => ({ code: 'box-empty' as const }))
    expect(scoreOf(many, defaultHealthRecordPolicy)).toBe(0)
  })

  test.each([
    [84, false],
    [85, true],
    [null, false],
  ])('%s of 100 qualifies: %s', (score, qualified) => {
    expect(isQualified(score, defaultHealthRecordPolicy)).toBe(qualified)
  })

  test('every flaw has points, and is told in words as it is kept', () => {
    const weighed = defaultHealthRecordPolicy.weights.map(({ flaw }) => flaw)
    expect(new Set(weighed)).toEqual(new Set(Object.keys(flawNames)))
    const flaw = { code: 'box-empty', field: 'education' } as const
    expect(flawOf(flawText(flaw))).toEqual(flaw)
    expect(flawWords(flaw)).toBe('缺项：文化程度')
    expect(flawOf('no-longer-known')).toBeNull()
  })
})
