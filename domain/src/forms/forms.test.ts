import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { anyValuesOf } from './any-values.fixture.ts'
import { dataDictionary } from './data-dictionary.ts'
import { describeForm } from './describe-form.ts'
import { selfCareClass, selfCareScore } from './examination/elderly.ts'
import {
  type Check,
  type Condition,
  completed,
  type Form,
  fieldsOf,
  rounded,
  type Subject,
  usualValues,
} from './form.ts'
import { findForm, forms } from './forms.ts'
import { healthAssessment } from './health-record/health-assessment.ts'
import { hypertensionFollowUp } from './hypertension/follow-up.ts'
import { recordColumns, textOf, textWithUnit } from './value-text.ts'

const visit: Subject = {
  ageYears: 70,
  sex: 'female',
  birthDate: localDate('1956-01-10'),
  performedOn: localDate('2026-03-01'),
}

describe.each(forms.map((form) => [form.code, form] as const))('the form %s', (_, form: Form) => {
  const fields = fieldsOf(form)
  const codes = fields.map(({ code }) => code)

  test('names every field once', () => {
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes.filter((code) => !/^[a-z][A-Za-z0-9]*$/.test(code))).toEqual([])
  })

  test('asks a field only by fields that stand before it', () => {
    const seen = new Set<string>()
    for (const section of form.sections) {
      for (const field of section.fields) {
        for (const asked of fieldsIn(field.showWhen).concat(fieldsIn(section.showWhen)))
          expect(seen).toContain(asked)
        seen.add(field.code)
      }
    }
  })

  test('has targets, exclusive options and checks that point at something', () => {
    for (const field of fields) {
      if ('targetOf' in field && field.targetOf) expect(codes).toContain(field.targetOf)
      if (field.kind === 'choices' && field.noneCode !== undefined) {
        expect(field.options.map(({ code }) => code)).toContain(field.noneCode)
      }
      if (field.kind === 'rows') expect(field.columns.length).toBeGreaterThan(0)
    }
    for (const check of form.checks ?? []) for (const field of check.fields) expect(codes).toContain(field)
  })

  test('takes no day of the next time that is not after this one', () => {
    for (const field of fields) {
      if (field.kind !== 'date' || !field.name.startsWith('下次')) continue
      const check = form.checks?.find(({ fields: [first] }) => first === field.code)
      expect(check, field.code).toMatchObject({
        severity: 'error',
        message: `${field.name}应晚于本次服务日期。`,
      })
      const holdsOn = (day: string) =>
        (check!.holds as Exclude<Check['holds'], Condition>)({ [field.code]: day }, visit)
      expect([holdsOn('2026-02-28'), holdsOn('2026-03-01'), holdsOn('2026-03-02')]).toEqual([
        false,
        false,
        true,
      ])
    }
  })

  test('keeps nothing that hangs on an answer that is not kept, and so changes nothing when it is read again', () => {
    fc.assert(
      fc.property(anyValuesOf(form, visit.performedOn), fc.constantFrom('male', 'female'), (values, sex) => {
        const about: Subject = { ...visit, sex }
        const kept = completed(form, values, about)
        expect(completed(form, kept, about)).toEqual(kept)
      }),
      { numRuns: 30 },
    )
  })

  test('warns only of values it would accept', () => {
    for (const field of fields) {
      if (field.kind !== 'number' && field.kind !== 'integer') continue
      for (const { atOrAbove, above, atOrBelow, below } of field.warn ?? []) {
        const limit = atOrAbove ?? above ?? atOrBelow ?? below ?? Number.NaN
        expect(limit).toBeGreaterThanOrEqual(field.reject.min)
        expect(limit).toBeLessThanOrEqual(field.reject.max)
      }
    }
  })

  test('describes itself as data: units, codes, ranges and source survive JSON', () => {
    const described = describeForm(form)
    expect(JSON.parse(JSON.stringify(described))).toEqual(described)
    expect(described.fields.map(({ code }) => code)).toEqual(codes)
    expect(described.source).not.toBe('')
  })

  test('stands in the data dictionary with every field', () => {
    const dictionary = dataDictionary([form])
    for (const code of codes) expect(dictionary).toContain(`\`${code}\``)
  })
})

describe('nothing found, at one press', () => {
  const section = healthAssessment.sections.find(({ code }) => code === 'physical')!
  const about = {
    ageYears: 70,
    sex: 'female',
    birthDate: localDate('1956-01-10'),
    performedOn: localDate('2026-03-01'),
  } as const

  test('fills what is expected and not filled, and leaves what was found', () => {
    const filled = usualValues(section, { heartMurmur: 2 }, about)
    expect(filled).toMatchObject({ skin: 1, barrelChest: 1, heartRhythm: 1, oedema: 1 })
    expect(filled).not.toHaveProperty('heartMurmur')
    expect(filled).not.toHaveProperty('dorsalisPedisPulse')
    expect(filled).not.toHaveProperty('heartRatePerMinute')
  })

  test.each(forms.flatMap((form) => form.sections.filter(({ usual }) => usual !== undefined)))(
    'stands for a normal finding in every expected choice of $name',
    ({ usual, fields }) => {
      for (const field of fields) {
        if ((field.kind !== 'choice' && field.kind !== 'choices') || field.need !== 'expected') continue
        const name = field.options.find(({ code }) => code === usual)?.name ?? ''
        expect([
          '正常',
          '红润',
          '无充血',
          '听见',
          '可顺利完成',
          '未触及',
          '否',
          '无',
          '齐',
          '未发现',
          '未见异常',
        ]).toContain(name)
      }
    },
  )
})

test('a form is found by its code', () => {
  expect(findForm('hypertension-follow-up')).toBe(hypertensionFollowUp)
  expect(findForm('nothing')).toBeUndefined()
})

describe('the self-care sheet 生活自理能力评估', () => {
  const answers = (eating: number, washing: number, dressing: number, toileting: number, moving: number) => ({
    selfCareEating: eating,
    selfCareWashing: washing,
    selfCareDressing: dressing,
    selfCareToileting: toileting,
    selfCareMoving: moving,
  })

  test.each([
    [answers(1, 1, 1, 1, 1), 0, 1],
    [answers(1, 2, 1, 2, 2), 3, 1],
    [answers(3, 2, 1, 1, 1), 4, 2],
    [answers(1, 3, 1, 3, 1), 8, 2],
    [answers(3, 2, 1, 3, 1), 9, 3],
    [answers(3, 1, 1, 3, 4), 18, 3],
    [answers(3, 2, 1, 3, 4), 19, 4],
    [answers(4, 4, 4, 4, 4), 37, 4],
  ])('%j is %i points, class %i', (values, score, found) => {
    expect(selfCareScore(values)).toBe(score)
    expect(selfCareClass(score)).toBe(found)
  })

  test('has no sum before all five are answered, and no 轻度依赖 for eating and dressing', () => {
    expect(selfCareScore({ selfCareEating: 1 })).toBeNull()
    expect(selfCareScore(answers(2, 1, 1, 1, 1))).toBeNull()
    expect(selfCareScore(answers(1, 1, 2, 1, 1))).toBeNull()
  })
})

test.each([
  [24.949, 1, 24.9],
  [24.95, 1, 25],
  [1.005, 2, 1.01],
  [0, 1, 0],
])('%d to %i decimals is %d', (value, decimals, expected) => {
  expect(rounded(value, decimals)).toBe(expected)
})

describe('a value in words', () => {
  const field = (code: string) => fieldsOf(hypertensionFollowUp).find((candidate) => candidate.code === code)!

  test.each([
    ['symptoms', [2, 6], '头痛头晕、心悸胸闷'],
    ['saltIntake', 3, '重'],
    ['systolicMmHg', 138, '138'],
    ['bmi', 25, '25.0'],
    ['nextVisitOn', '2026-06-01', '2026-06-01'],
  ])('%s of %j reads %s', (code, value, text) => {
    expect(textOf(field(code), value)).toBe(text)
  })

  test('medicines read as on a prescription', () => {
    const medicines = [{ name: '氨氯地平', timesPerDay: 1, dosePerTime: '5mg' }, { name: '阿司匹林' }]
    expect(textOf(field('medicines'), medicines)).toBe('氨氯地平 每日1次 每次5mg；阿司匹林')
  })

  test('a unit follows a number, and nothing follows nothing', () => {
    expect(textWithUnit(field('systolicMmHg'), 138)).toBe('138 mmHg')
    expect(textWithUnit(field('systolicMmHg'), undefined)).toBe('')
  })

  test('columns of a spreadsheet keep numbers as numbers', () => {
    const columns = recordColumns(hypertensionFollowUp)
    const cell = (key: string) =>
      columns.find((column) => column.key === key)?.cell({ systolicMmHg: 138, symptoms: [1] })
    expect([cell('systolicMmHg'), cell('symptoms'), cell('weightKg')]).toEqual([138, '无症状', null])
    expect(columns.find(({ key }) => key === 'systolicMmHg')?.title).toBe('收缩压（mmHg）')
  })
})

function fieldsIn(condition: Condition | undefined): string[] {
  if (condition === undefined) return []
  if ('all' in condition) return condition.all.flatMap(fieldsIn)
  return 'field' in condition ? [condition.field] : []
}
