import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { nationalFollowUpPolicy } from '../follow-ups/follow-up-policy.ts'
import type { FormValues } from '../forms/form.ts'
import { fieldsOf } from '../forms/form.ts'
import { healthAssessment } from '../forms/health-record/health-assessment.ts'
import { resultRecheck } from '../forms/health-record/result-recheck.ts'
import { assessRecheck } from '../forms/health-record/result-recheck-rule.ts'
import { type JudgedPerson, judgeResults, resultWords } from './judge-results.ts'
import { limitedItemCodes } from './result-items.ts'
import { nationalResultLimits } from './result-limits.ts'

const woman: JudgedPerson = {
  ageYears: 66,
  sex: 'female',
  performedOn: localDate('2026-03-10'),
  policy: nationalFollowUpPolicy,
}
const man: JudgedPerson = { ...woman, sex: 'male' }

/** `group[, recheckBy[, 转诊]]` of every group that was looked at. */
const judged = (values: FormValues, about: JudgedPerson = woman) =>
  judgeResults(values, about).map(({ group, recheckBy, refer }) =>
    [group, recheckBy, refer ? '转诊' : undefined].filter((part) => part !== undefined).join(' '),
  )

describe('体检异常结果: a value outside its range is looked at again, far outside it is referred', () => {
  test.each<[FormValues, string[], string]>([
    [{}, [], 'nothing measured'],
    [{ haemoglobinGL: 115 }, ['blood'], 'the first normal value of a woman'],
    [{ haemoglobinGL: 114.9 }, ['blood 2026-04-09'], 'just below: again within thirty days'],
    [{ haemoglobinGL: 150 }, ['blood'], 'the last normal value'],
    [{ haemoglobinGL: 150.1 }, ['blood 2026-04-09'], 'just above'],
    [{ haemoglobinGL: 90 }, ['blood 2026-04-09'], 'at the limit of referral it is not yet referred'],
    [{ haemoglobinGL: 89.9 }, ['blood 2026-03-24 转诊'], 'below it is, within two weeks'],
    [{ potassiumMmolL: 6 }, ['kidney 2026-03-24'], 'potassium at the limit of referral'],
    [{ potassiumMmolL: 6.01 }, ['kidney 2026-03-24 转诊'], 'above it'],
    [{ altUL: 40 }, ['liver'], 'a range open below'],
    [{ altUL: 40.1 }, ['liver 2026-04-09'], 'above its end'],
    [{ hdlCholesterolMmolL: 0.99 }, ['lipids 2026-06-08'], 'a range open above'],
    [{ hdlCholesterolMmolL: 1 }, ['lipids'], 'at its beginning'],
    [{ ecg: 1 }, ['ecg'], 'read as normal'],
    [{ ecg: 2 }, ['ecg 2026-03-24'], 'read as abnormal'],
    [
      { chestXray: 2, abdominalUltrasound: 2 },
      ['ultrasound 2026-04-09', 'chest-film 2026-03-24'],
      'each its own',
    ],
    [{ urineProtein: '-' }, ['urine'], 'a negative strip'],
    [{ urineProtein: '±' }, ['urine'], 'a trace'],
    [{ urineProtein: '+-' }, ['urine'], 'a trace as it is typed'],
    [{ urineProtein: '+' }, ['urine 2026-03-24'], 'a positive strip'],
    [{ urineGlucose: '＋＋' }, ['urine 2026-03-24'], 'in wide characters'],
    [{ urineOccultBlood: '阳性' }, ['urine 2026-03-24'], 'in words'],
    [{ altUL: 50, albuminGL: 39 }, ['liver 2026-04-09'], 'two of a group are one recheck'],
    [{ creatinineUmolL: 100, sodiumMmolL: 136 }, ['kidney 2026-03-24'], 'the nearer day holds'],
  ])('%j is %j: %s', (values, expected) => {
    expect(judged(values)).toEqual(expected)
  })

  test('ranges differ by sex, and where none is known for the person nothing is said', () => {
    expect(judged({ haemoglobinGL: 129 })).toEqual(['blood'])
    expect(judged({ haemoglobinGL: 129 }, man)).toEqual(['blood 2026-04-09'])
    expect(judged({ haemoglobinGL: 100 }, { ...woman, sex: 'unknown' })).toEqual([])
  })

  test('they are those of adults', () => {
    expect(judged({ haemoglobinGL: 100 }, { ...woman, ageYears: 17 })).toEqual([])
    expect(judged({ haemoglobinGL: 100 }, { ...woman, ageYears: 18 })).toEqual(['blood 2026-04-09'])
  })

  test.each<[FormValues, number, string[]]>([
    [{ leftSystolicMmHg: 139, leftDiastolicMmHg: 89 }, 64, ['pressure']],
    [{ leftSystolicMmHg: 120, rightSystolicMmHg: 140 }, 64, ['pressure 2026-03-24']],
    [{ leftSystolicMmHg: 149, leftDiastolicMmHg: 80 }, 65, ['pressure']],
    [{ leftSystolicMmHg: 149, leftDiastolicMmHg: 90 }, 65, ['pressure 2026-03-24']],
    [{ fastingGlucoseMmolL: 6.9 }, 65, ['glucose']],
    [{ fastingGlucoseMmolL: 7 }, 65, ['glucose 2026-03-24']],
  ])('%j at %s years against the targets of follow-ups: %j', (values, ageYears, expected) => {
    expect(judged(values, { ...woman, ageYears })).toEqual(expected)
  })

  test('an item that the county follows by nothing is not followed', () => {
    const policy = {
      ...nationalFollowUpPolicy,
      resultLimits: nationalResultLimits.filter(({ item }) => item !== 'ecg'),
    }
    expect(judged({ ecg: 2 }, { ...woman, policy })).toEqual([])
  })

  test('it is said in words that a resident can be told', () => {
    const values = { haemoglobinGL: 98, totalCholesterolMmolL: 7.1, triglyceridesMmolL: 3, ecg: 2 }
    expect(
      judgeResults(values, woman).map(({ group, abnormal }) => resultWords(group, abnormal ?? [])),
    ).toEqual([
      '血常规：血红蛋白 98 g/L（低于 115）',
      '血脂：总胆固醇 7.1 mmol/L（高于 6.19）、甘油三酯 3 mmol/L（高于 2.29）',
      '心电图异常',
    ])
  })
})

test('every item is a box of the examination form and of the sheet of rechecks, and has a range', () => {
  for (const form of [healthAssessment, resultRecheck]) {
    const boxes = fieldsOf(form).map(({ code }) => code)
    expect(boxes).toEqual(expect.arrayContaining([...limitedItemCodes]))
  }
  expect(new Set(nationalResultLimits.map(({ item }) => item))).toEqual(new Set(limitedItemCodes))
})

describe('异常结果复查记录表', () => {
  const about = { ...woman, birthDate: localDate('1960-01-01'), previous: null }
  const values = { rechecked: [5, 6], totalCholesterolMmolL: 6.5, ecg: 1 }

  test('normal again or diagnosed, nothing more is looked at', () => {
    for (const conclusion of [1, 3]) {
      expect(assessRecheck({ ...values, conclusion }, about)).toMatchObject({
        results: [{ group: 'lipids' }, { group: 'ecg' }],
        nextDueOn: null,
        referred: false,
      })
    }
    expect(assessRecheck({ ...values, conclusion: 1 }, about).advice.map(({ text }) => text)).toEqual([
      '结论为恢复正常，而血脂：总胆固醇 6.5 mmol/L（高于 6.19），请核对。',
    ])
  })

  test('still abnormal it is looked at again, by the policy or on the day that was written', () => {
    expect(assessRecheck({ ...values, conclusion: 2 }, about).results).toMatchObject([
      { group: 'lipids', recheckBy: '2026-06-08', abnormal: [{ item: 'totalCholesterolMmolL', value: 6.5 }] },
      { group: 'ecg', recheckBy: '2026-03-24' },
    ])
    const written = { ...values, conclusion: 2, nextRecheckOn: '2026-05-01' }
    expect(assessRecheck(written, about).results).toMatchObject([
      { recheckBy: '2026-05-01' },
      { recheckBy: '2026-05-01' },
    ])
  })

  test('a glucose of danger goes to hospital at once, whatever was concluded', () => {
    const glucose = { rechecked: [11], conclusion: 2, fastingGlucoseMmolL: 16.7 }
    expect(assessRecheck(glucose, about)).toMatchObject({ nextStep: 'refer-urgently', referred: true })
    expect(assessRecheck({ ...glucose, fastingGlucoseMmolL: 16.6 }, about)).toMatchObject({
      nextStep: 'routine',
      results: [{ group: 'glucose', recheckBy: '2026-03-24' }],
    })
  })

  test('referred, the result of the referral is asked after within two weeks', () => {
    expect(assessRecheck({ ...values, conclusion: 4 }, about)).toMatchObject({
      nextStep: 'refer',
      nextDueOn: '2026-03-24',
      referred: true,
    })
  })
})
