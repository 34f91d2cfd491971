import { describe, expect, test } from 'vitest'
import { localDate } from '../../days/local-date.ts'
import { assess } from '../../follow-ups/assess.ts'
import type { AssessmentFacts } from '../../follow-ups/assessment.ts'
import { nationalFollowUpPolicy } from '../../follow-ups/follow-up-policy.ts'
import { completed, type FormValues } from '../form.ts'
import { findForm } from '../forms.ts'
import { expectedOn, gestationOn } from './pregnancy.ts'

const about: AssessmentFacts = {
  birthDate: localDate('1998-05-20'),
  performedOn: localDate('2026-06-01'),
  sex: 'female',
  ageYears: 28,
  previous: null,
  policy: nationalFollowUpPolicy,
  pregnancy: { lastPeriodOn: localDate('2026-03-02'), deliveredOn: null },
}

function judged(code: string, values: FormValues, given: Partial<AssessmentFacts> = {}) {
  const form = findForm(code)!
  const facts = { ...about, ...given }
  return assess(form, completed(form, values, facts), facts)
}

const well = {
  systolicMmHg: 112,
  diastolicMmHg: 70,
  overall: 1,
  riskGrade: 1,
  dangerSigns: [1],
  haemoglobinGL: 120,
}

describe('gestation', () => {
  test.each([
    ['2026-03-02', 0, 0],
    ['2026-05-31', 12, 6],
    ['2026-06-01', 13, 0],
  ])('on %s it is %i weeks and %i days', (day, weeks, days) => {
    expect(gestationOn(localDate(day), localDate('2026-03-02'))).toEqual({ weeks, days })
  })

  test('the expected day is 280 days after the last period', () => {
    expect(expectedOn(localDate('2026-03-02'))).toBe('2026-12-07')
  })

  test('the weeks on the sheet follow from the pregnancy, and from its own last period where it has one', () => {
    expect(completed(findForm('antenatal-follow-up')!, {}, about).gestationalWeeks).toBe(13)
    const first = completed(findForm('first-antenatal-check')!, { lastPeriodOn: '2026-04-06' }, about)
    expect(first.gestationalWeeks).toBe(8)
  })
})

describe('an antenatal visit 产前随访', () => {
  test.each<[string, FormValues, string, string | null]>([
    ['well', {}, 'routine', null],
    ['haemoglobin 70', { haemoglobinGL: 70 }, 'routine', null],
    ['haemoglobin 69 was left until the next weeks', { haemoglobinGL: 69 }, 'refer', '2026-06-15'],
    ['139/89', { systolicMmHg: 139, diastolicMmHg: 89 }, 'routine', null],
    ['protein with 139/89', { systolicMmHg: 139, diastolicMmHg: 89, urineProtein: 3 }, 'routine', null],
    [
      'protein with 140/80',
      { systolicMmHg: 140, diastolicMmHg: 80, urineProtein: 3 },
      'refer-urgently',
      '2026-06-15',
    ],
    [
      'a trace of protein with 140/80',
      { systolicMmHg: 140, diastolicMmHg: 80, urineProtein: 2 },
      'refer',
      '2026-06-15',
    ],
    ['139/89', { systolicMmHg: 139, diastolicMmHg: 89 }, 'routine', null],
    ['180/100', { systolicMmHg: 180, diastolicMmHg: 100 }, 'refer-urgently', '2026-06-15'],
    ['fetal heart 110', { fetalHeartPerMinute: 110 }, 'routine', null],
    ['fetal heart 109', { fetalHeartPerMinute: 109 }, 'refer-urgently', '2026-06-15'],
    ['fetal heart 160', { fetalHeartPerMinute: 160 }, 'routine', null],
    ['fetal heart 161', { fetalHeartPerMinute: 161 }, 'refer-urgently', '2026-06-15'],
    ['bleeding', { dangerSigns: [2] }, 'refer-urgently', '2026-06-15'],
    ['abnormal', { overall: 2 }, 'refer', '2026-06-15'],
    ['yellow', { riskGrade: 2 }, 'watch-closely', '2026-06-15'],
    ['orange', { riskGrade: 3 }, 'watch-closely', '2026-06-08'],
    ['red', { riskGrade: 4 }, 'watch-closely', '2026-06-08'],
    // At risk she was asked back within a week, and owed in two because she was sent to hospital besides.
    ['orange and abnormal', { riskGrade: 3, overall: 2 }, 'refer', '2026-06-08'],
    ['red and bleeding', { riskGrade: 4, dangerSigns: [2] }, 'refer-urgently', '2026-06-08'],
    ['yellow and abnormal', { riskGrade: 2, overall: 2 }, 'refer', '2026-06-15'],
    ['yellow, asked earlier', { riskGrade: 2, nextVisitOn: '2026-06-10' }, 'watch-closely', '2026-06-10'],
  ])('%s: %j', (_, values, nextStep, nextDueOn) => {
    expect(judged('antenatal-follow-up', { ...well, ...values })).toMatchObject({ nextStep, nextDueOn })
  })

  test.each<[FormValues, number, string | null]>([
    [{}, 34, null],
    [{}, 35, '高危因素：年龄 35 岁（≥35 岁）。'],
    [{ haemoglobinGL: 109 }, 28, '高危因素：血红蛋白 109 g/L，妊娠期贫血。'],
    [{ haemoglobinGL: 110 }, 28, null],
  ])('%j at %i years: %s', (values, ageYears, words) => {
    const texts = judged('antenatal-follow-up', { ...well, ...values }, { ageYears }).advice.map(
      ({ text }) => text,
    )
    if (words === null) expect(texts).toEqual([])
    else expect(texts).toEqual([words, '有高危因素而风险分级为绿色，请核对妊娠风险分级。'])
  })

  test('the first check finds what history and blood tell', () => {
    const values = {
      ...well,
      lastPeriodOn: '2026-03-02',
      pastHistory: [5],
      caesareanBirths: 1,
      hbsAg: 2,
      riskGrade: 3,
    }
    expect(judged('first-antenatal-check', values).advice[0]?.text).toBe(
      '高危因素：有内外科既往病史；有剖宫产史；乙肝表面抗原阳性。',
    )
  })
})

describe('after a birth', () => {
  test.each<[FormValues, string, string | null]>([
    [{ overall: 1, temperatureC: 37.9 }, 'routine', null],
    [{ overall: 1, temperatureC: 38 }, 'refer-urgently', '2026-06-15'],
    [{ overall: 2 }, 'refer', '2026-06-15'],
  ])('a home visit with %j: %s', (values, nextStep, nextDueOn) => {
    expect(judged('postpartum-visit', { endedOn: '2026-05-25', ...values })).toMatchObject({
      nextStep,
      nextDueOn,
    })
  })

  test.each<[FormValues, string, string]>([
    [{ recovery: 1, disposal: 1 }, 'recovered', 'close'],
    [{ recovery: 2, disposal: 2 }, 'not-recovered', 'refer'],
    [{ recovery: 2, disposal: 1 }, 'not-recovered', 'refer'],
    [{ recovery: 2 }, 'not-recovered', 'refer'],
  ])('day 42 with %j: %s, %s', (values, classification, nextStep) => {
    expect(judged('postpartum-42-day-check', { endedOn: '2026-04-20', ...values })).toMatchObject({
      classification,
      nextStep,
    })
  })
})

test('lochia ticked as abnormal on a sheet without anything abnormal passed in silence', () => {
  const said = (code: string, values: FormValues) =>
    judged(code, { ...well, ...values }).advice.map(({ text }) => text)
  expect(said('postpartum-visit', { temperatureC: 36.8, lochia: 2, wound: 2 })).toEqual([
    '恶露、伤口异常而未转诊：请核对分类，需要的转诊。',
  ])
  expect(said('postpartum-42-day-check', { recovery: 1, disposal: 1, uterus: 2 })).toEqual([
    '子宫异常而未转诊：请核对分类，需要的转诊。',
  ])
  expect(said('first-antenatal-check', { cervix: 2 })).toContain('宫颈异常而未转诊：请核对分类，需要的转诊。')
  // Referred is looked at already.
  expect(said('postpartum-visit', { temperatureC: 36.8, lochia: 2, overall: 2 })).toEqual([
    '转诊到分娩或上级机构，两周内随访转诊情况。',
  ])
})

test('a blood glucose of 16.7 at the booking was written down and nothing said', () => {
  const booking = (glucoseMmolL: number) => judged('first-antenatal-check', { ...well, glucoseMmolL })
  expect(booking(16.7)).toMatchObject({ nextStep: 'refer-urgently', nextDueOn: '2026-06-15' })
  expect(booking(16.6)).toMatchObject({ nextStep: 'routine', dangers: [] })
  const risk = (mmolL: number) => booking(mmolL).advice.find(({ code }) => code === 'risk')?.text
  expect(risk(7)).toBe('高危因素：血糖 7 mmol/L，高于正常。')
  expect([risk(6.9), booking(3.6).dangers]).toEqual([undefined, []])
})
