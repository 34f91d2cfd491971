import { describe, expect, test } from 'vitest'
import { addDays, addMonths, localDate } from '../../days/local-date.ts'
import { assess } from '../../follow-ups/assess.ts'
import type { AssessmentFacts } from '../../follow-ups/assessment.ts'
import { type MotherAndChildLimits, nationalMotherAndChildLimits } from '../../follow-ups/care-policy.ts'
import { nationalFollowUpPolicy } from '../../follow-ups/follow-up-policy.ts'
import { formFor, formForDuty } from '../../services/proven.ts'
import { completed, type Form, type FormValues, fieldsOf, isAsked } from '../form.ts'
import { findForm } from '../forms.ts'
import { problemsOf } from '../problems.ts'
import { nextCheckOn } from './child-rule.ts'

const birthDate = localDate('2024-03-15')

function at(months: number, days = 0): AssessmentFacts {
  const performedOn = addDays(addMonths(birthDate, months), days)
  return {
    birthDate,
    performedOn,
    sex: 'male',
    ageYears: Math.floor(months / 12),
    previous: null,
    policy: nationalFollowUpPolicy,
  }
}

function sheet(code: string): Form {
  const form = findForm(code)
  if (!form) throw new Error(`no form ${code}`)
  return form
}

function check(months: number, values: FormValues) {
  const form = sheet(formFor('child-health-check', months))
  const about = at(months)
  return assess(form, completed(form, { weightKg: 8.4, heightCm: 68.7, ...values }, about), about)
}

describe('the sheet for an age', () => {
  test.each([
    ['child-health-check:age1', 'child-check-1-8-months'],
    ['child-health-check:age8', 'child-check-1-8-months'],
    ['child-health-check:age12', 'child-check-12-30-months'],
    ['child-health-check:age30', 'child-check-12-30-months'],
    ['child-health-check:age36', 'child-check-3-6-years'],
    ['child-health-check:age72', 'child-check-3-6-years'],
    ['newborn-home-visit:age0', 'newborn-home-visit'],
    ['tcm-child:age18', 'tcm-child'],
    ['hypertension-follow-up:2026Q4', 'hypertension-follow-up'],
  ])('%s is recorded on %s', (key, form) => {
    expect(formForDuty(key)).toBe(form)
  })
})

describe('what is asked at an age', () => {
  const asked = (months: number, days = 0) => {
    const form = sheet(formFor('child-health-check', months))
    const about = at(months, days)
    return form.sections.flatMap((section) =>
      section.fields.flatMap((field) => (isAsked(section, field, {}, about) ? [field.code] : [])),
    )
  }
  test.each([
    [1, 'umbilicus', true],
    [3, 'umbilicus', false],
    [1, 'ricketsSigns', false],
    [3, 'ricketsSigns', true],
    [5, 'hearing', false],
    [6, 'hearing', true],
    [8, 'hearing', false],
    [3, 'haemoglobinGL', false],
    [6, 'haemoglobinGL', true],
    [12, 'hearing', true],
    [18, 'hearing', false],
    [24, 'hearing', true],
    [12, 'haemoglobinGL', false],
    [18, 'haemoglobinGL', true],
    [24, 'haemoglobinGL', false],
    [30, 'haemoglobinGL', true],
    [36, 'hearing', true],
    [48, 'hearing', false],
    [36, 'leftVision', false],
    [48, 'leftVision', true],
    [36, 'haemoglobinGL', false],
    [48, 'haemoglobinGL', true],
  ])('at %i months %s: %s', (months, field, isThere) => {
    expect(asked(months).includes(field)).toBe(isThere)
  })

  test.each([
    [3, 'warningSigns3m'],
    [6, 'warningSigns6m'],
    [8, 'warningSigns8m'],
    [12, 'warningSigns12m'],
    [18, 'warningSigns18m'],
    [24, 'warningSigns24m'],
    [30, 'warningSigns30m'],
    [36, 'warningSigns3y'],
    [48, 'warningSigns4y'],
    [60, 'warningSigns5y'],
    [72, 'warningSigns6y'],
  ])('at %i months exactly the signs %s, with four of them', (months, code) => {
    expect(asked(months).filter((field) => field.startsWith('warningSigns'))).toEqual([code])
    const field = fieldsOf(sheet(formFor('child-health-check', months))).find((one) => one.code === code)
    expect(field).toMatchObject({ kind: 'choices', noneCode: 1 })
    expect(field && 'options' in field ? field.options : []).toHaveLength(5)
  })

  test('the day before three months is still the full-month column', () => {
    expect(asked(3, -1)).not.toContain('warningSigns3m')
  })
})

describe('the grades of a filled sheet', () => {
  test('are computed with the values, and a child’s growth is never typed', () => {
    const form = sheet('child-check-1-8-months')
    const values = completed(form, { weightKg: 6.0, heightCm: 68.7, headCm: 47.2 }, at(6))
    expect(values).toMatchObject({
      weightGrade: 5,
      heightGrade: 3,
      heightZ: 0,
      headGrade: 1,
      bmi: 12.7,
      bmiGrade: 5,
    })
  })

  test.each([
    [16.7, 104.9, 1],
    [13.4, 100, 2],
    [13.6, 102, 3],
    [15.6, 97.1, 4],
    [19.5, 104.9, 5],
  ])('体格发育评价 of a boy of four years with %d kg and %d cm is %i', (weightKg, heightCm, code) => {
    const form = sheet('child-check-3-6-years')
    expect(completed(form, { weightKg, heightCm }, at(48)).bodyAssessment).toBe(code)
  })
})

describe('an examination 儿童健康检查', () => {
  test('with nothing found: the next age is owed by itself', () => {
    expect(check(6, {})).toMatchObject({
      classification: 'no-abnormality',
      nextStep: 'routine',
      nextDueOn: null,
      referred: false,
    })
    expect(check(6, {}).advice).toEqual([{ code: 'routine', text: '未见异常，下次检查 2024-11-15 起。' }])
  })

  test('the doctor may ask for the child earlier', () => {
    expect(check(6, { nextVisitOn: '2024-10-01' }).nextDueOn).toBe('2024-10-01')
  })

  test.each<[string, number, FormValues, string, string]>([
    ['haemoglobin 110', 6, { haemoglobinGL: 110 }, 'routine', 'routine'],
    ['haemoglobin 109', 6, { haemoglobinGL: 109 }, 'recheck', 'anaemia'],
    ['haemoglobin 90', 6, { haemoglobinGL: 90 }, 'recheck', 'anaemia'],
    ['haemoglobin 89', 6, { haemoglobinGL: 89 }, 'refer', 'anaemia'],
    ['no warning sign', 6, { warningSigns6m: [1] }, 'routine', 'routine'],
    ['one warning sign', 6, { warningSigns6m: [3] }, 'recheck', 'warning-sign'],
    ['two warning signs', 6, { warningSigns6m: [2, 3] }, 'refer', 'warning-sign'],
    ['hearing passed', 6, { hearing: 1 }, 'routine', 'routine'],
    ['hearing not passed', 6, { hearing: 2 }, 'refer', 'hearing'],
    ['underweight', 6, { weightKg: 6.7 }, 'recheck', 'underweight'],
    ['severely underweight', 6, { weightKg: 6.0 }, 'refer', 'severely-underweight'],
    ['rickets', 6, { ricketsSigns: [3] }, 'recheck', 'rickets'],
    ['no rickets', 6, { ricketsSigns: [1] }, 'routine', 'routine'],
    ['a finding', 6, { chest: 2 }, 'recheck', 'finding'],
    ['a written referral', 6, { referral: 2 }, 'refer', ''],
    ['caries', 24, { weightKg: 12.6, heightCm: 88.2, cariousTeeth: 1 }, 'refer', 'caries'],
    ['no caries', 24, { weightKg: 12.6, heightCm: 88.2, cariousTeeth: 0 }, 'routine', 'routine'],
    [
      'vision 4.8 at four',
      48,
      { weightKg: 16.7, heightCm: 104.9, leftVision: 4.8, rightVision: 4.8 },
      'routine',
      'routine',
    ],
    [
      'vision 4.7 at four',
      48,
      { weightKg: 16.7, heightCm: 104.9, leftVision: 4.7, rightVision: 4.8 },
      'refer',
      'vision',
    ],
    [
      'vision 4.8 at five',
      60,
      { weightKg: 19.1, heightCm: 112, leftVision: 4.8, rightVision: 4.9 },
      'refer',
      'vision',
    ],
    [
      'vision 4.9 at five',
      60,
      { weightKg: 19.1, heightCm: 112, leftVision: 4.9, rightVision: 4.9 },
      'routine',
      'routine',
    ],
  ])('%s', (_, months, values, nextStep, code) => {
    const found = check(months, values)
    expect(found.nextStep).toBe(nextStep)
    if (code !== '') expect(found.advice.map((advice) => advice.code)).toContain(code)
  })

  test('what is referred is followed within two weeks, what is guided within a month', () => {
    expect(check(6, { hearing: 2 }).nextDueOn).toBe('2024-09-29')
    expect(check(6, { haemoglobinGL: 100 }).nextDueOn).toBe('2024-10-15')
  })

  test.each([
    [0, '2024-04-12'],
    [1, '2024-06-15'],
    [8, '2025-03-15'],
    [36, '2028-03-15'],
    [71, '2030-03-15'],
    [72, null],
  ])('after %i months the next is on %s', (months, day) => {
    expect(nextCheckOn(at(months))).toBe(day)
  })

  test('examined on day 28 of a long month, the full month is behind and three months are next', () => {
    expect(nextCheckOn(at(0, 27))).toBe('2024-04-12')
    expect(nextCheckOn(at(0, 28))).toBe('2024-06-15')
  })
})

describe('a newborn home visit 新生儿家庭访视', () => {
  const form = sheet('newborn-home-visit')
  const healthy = {
    birthWeightKg: 3.3,
    weightKg: 3.4,
    heightCm: 50,
    gestationalWeeks: 39,
    temperatureC: 36.8,
  }
  const visit = (values: FormValues) => {
    const about = at(0, 5)
    return assess(form, completed(form, { ...healthy, ...values }, about), about)
  }

  test.each<[string, FormValues, string, string | null]>([
    ['healthy', {}, 'routine', null],
    ['37.4 ℃', { temperatureC: 37.4 }, 'routine', null],
    ['37.5 ℃', { temperatureC: 37.5 }, 'refer-urgently', '2024-04-03'],
    ['35.6 ℃', { temperatureC: 35.6 }, 'routine', null],
    ['35.5 ℃', { temperatureC: 35.5 }, 'refer-urgently', '2024-04-03'],
    ['59 breaths', { respirationPerMinute: 59 }, 'routine', null],
    ['60 breaths', { respirationPerMinute: 60 }, 'refer-urgently', '2024-04-03'],
    ['20 breaths', { respirationPerMinute: 20 }, 'routine', null],
    ['19 breaths stood as well', { respirationPerMinute: 19 }, 'refer-urgently', '2024-04-03'],
    ['100 heartbeats', { heartRatePerMinute: 100 }, 'routine', null],
    ['99 heartbeats stood as well', { heartRatePerMinute: 99 }, 'refer-urgently', '2024-04-03'],
    ['160 heartbeats', { heartRatePerMinute: 160 }, 'routine', null],
    ['161 heartbeats stood as well', { heartRatePerMinute: 161 }, 'refer-urgently', '2024-04-03'],
    ['jaundice of the trunk', { jaundice: [2, 3] }, 'routine', null],
    ['jaundice of the limbs', { jaundice: [2, 3, 4] }, 'refer-urgently', '2024-04-03'],
    ['a weeping cord', { umbilicalCord: 3 }, 'refer', '2024-04-03'],
    ['a tenth lighter', { weightKg: 2.97 }, 'routine', null],
    ['more than a tenth lighter', { weightKg: 2.96 }, 'refer', '2024-04-03'],
    ['2.5 kg at birth', { birthWeightKg: 2.5, weightKg: 2.6 }, 'routine', null],
    ['2.49 kg at birth', { birthWeightKg: 2.49, weightKg: 2.6 }, 'extra-visit', '2024-03-27'],
    ['37 weeks', { gestationalWeeks: 37 }, 'routine', null],
    ['36.9 weeks', { gestationalWeeks: 36.9 }, 'extra-visit', '2024-03-27'],
    ['a twin', { birthKind: [1, 5] }, 'extra-visit', '2024-03-27'],
    // Sent to a hospital besides, a newborn at risk was left for two weeks instead of one.
    ['a twin who does not hear', { birthKind: [5], hearingScreen: 2 }, 'refer', '2024-03-27'],
    [
      '2.49 kg and 37.5 ℃',
      { birthWeightKg: 2.49, weightKg: 2.6, temperatureC: 37.5 },
      'refer-urgently',
      '2024-03-27',
    ],
    ['not screened', { hearingScreen: 3, diseaseScreen: [1] }, 'routine', null],
  ])('%s: %j', (_, values, nextStep, nextDueOn) => {
    expect(visit(values)).toMatchObject({ nextStep, nextDueOn })
  })

  test('from which heart rate and breaths is the county’s to set; a version written before it has the usual ones', () => {
    const about = at(0, 5)
    const under = (motherAndChild: MotherAndChildLimits | undefined) => {
      const policy = { ...about.policy, care: { ...about.policy.care, motherAndChild } }
      const values = { ...healthy, heartRatePerMinute: 165, respirationPerMinute: 24 }
      return assess(form, completed(form, values, about), { ...about, policy }).dangers.map(
        ({ code }) => code,
      )
    }
    expect(under(undefined)).toEqual(['heart-rate'])
    const limits = { ...nationalMotherAndChildLimits, newbornHeartRateTo: 170, newbornBreathsFrom: 25 }
    expect(under(limits)).toEqual(['respiration'])
  })

  test('a box that the sheet requires is said', () => {
    expect(
      problemsOf(form, {}, at(0, 5))
        .filter(({ severity }) => severity === 'error')
        .map(({ field }) => field),
    ).toEqual(['birthWeightKg', 'temperatureC'])
  })
})
