import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { dutiesOf } from '../duties/duties-of.ts'
import { agreement, belongsTo, national, person, visit as record } from '../duties/duty-facts.fixture.ts'
import { type Field, type Form, fieldsOf, type NumberField } from '../forms/form.ts'
import { forms } from '../forms/forms.ts'
import { servicesProvenBy } from '../services/proven.ts'
import { GENERAL_SERVICE_FORM, type ServiceCode, services } from '../services/services.ts'
import { mergesWith } from './merge-fields.ts'
import {
  closedBy,
  type OwedDuty,
  type Question,
  questionsOf,
  type Sheet,
  sheetFromKey,
  sheetName,
  sheetsFor,
} from './visit.ts'

const codes = Object.keys(services) as ServiceCode[]
const someServices = fc.uniqueArray(fc.constantFrom(...codes), { minLength: 1, maxLength: 12 })

function allQuestions(sheets: readonly Sheet[]): Question[] {
  return questionsOf(sheets).flatMap(({ questions }) => questions)
}

describe('the sheets of a visit', () => {
  test.each([
    [['hypertension-follow-up'], ['hypertension-follow-up']],
    [['elderly-examination', 'chronic-examination', 'health-assessment'], ['health-assessment']],
    [
      ['type2-diabetes-follow-up', 'fasting-glucose', 'hypertension-follow-up'],
      ['type2-diabetes-follow-up', 'hypertension-follow-up'],
    ],
    [['blood-pressure-check'], ['blood-pressure-screening']],
    [['blood-pressure-check', 'hypertension-follow-up'], ['hypertension-follow-up']],
    [
      ['home-nursing', 'hypertension-follow-up'],
      ['hypertension-follow-up', 'general-service:home-nursing'],
    ],
    [['health-assessment:RFfound'], ['encounter-note']],
    [['health-assessment:RFfound', 'hypertension-follow-up:2026Q1'], ['hypertension-follow-up']],
    [
      ['health-assessment:RFfound', 'copd-follow-up:2026Q1'],
      ['encounter-note', 'copd-follow-up'],
    ],
    [['a service of another year'], []],
  ])('for %j are %j', (owed, expected) => {
    expect(sheetsFor(owed).map(({ key }) => key)).toEqual(expected)
  })

  test('prove every service that is owed, and none is there for nothing', () => {
    fc.assert(
      fc.property(someServices, (owed) => {
        const sheets = sheetsFor(owed)
        const proves = (sheet: Sheet) =>
          servicesProvenBy(sheet.form.code, (sheet.given.service as string | undefined) ?? null)
        for (const service of owed) expect(sheets.flatMap(proves)).toContain(service)
        for (const sheet of sheets) expect(proves(sheet).some((service) => owed.includes(service))).toBe(true)
        expect(new Set(sheets.map(({ key }) => key)).size).toBe(sheets.length)
      }),
    )
  })

  test('are found again by their keys', () => {
    fc.assert(
      fc.property(someServices, (owed) => {
        for (const sheet of sheetsFor(owed)) expect(sheetFromKey(sheet.key)).toEqual(sheet)
      }),
    )
    expect(sheetFromKey('no-longer-known')).toBeNull()
    expect(sheetFromKey('general-service:no-longer-known')).toBeNull()
  })

  test('a general record is called by its service', () => {
    expect(sheetsFor(['home-nursing']).map(sheetName)).toEqual(['家庭护理'])
  })
})

describe('the questions of a visit', () => {
  test('ask every box of every sheet that is filled by hand exactly once', () => {
    fc.assert(
      fc.property(someServices, (owed) => {
        const sheets = sheetsFor(owed)
        const asked = allQuestions(sheets).flatMap(({ places }) =>
          places.map(({ sheet, field }) => `${sheet.key}/${field.code}`),
        )
        const boxes = sheets.flatMap((sheet) =>
          fieldsOf(sheet.form)
            .filter(({ kind, code }) => kind !== 'computed' && sheet.given[code] === undefined)
            .map(({ code }) => `${sheet.key}/${code}`),
        )
        expect(asked.toSorted()).toEqual(boxes.toSorted())
      }),
    )
  })

  test('need what any of their boxes needs', () => {
    fc.assert(
      fc.property(someServices, (owed) => {
        for (const { field, places } of allQuestions(sheetsFor(owed))) {
          const needs = places.map((place) => place.field.need)
          expect(field.need).toBe(
            needs.includes('required') ? 'required' : needs.includes('expected') ? 'expected' : undefined,
          )
        }
      }),
    )
  })

  test('ask blood pressure, weight, habits, medicines and glucose of both chronic diseases and the examination once', () => {
    const sheets = sheetsFor(['hypertension-follow-up', 'type2-diabetes-follow-up', 'elderly-examination'])
    const shared = allQuestions(sheets)
      .filter(({ places }) => places.length > 1)
      .map(({ field, places }) => [field.name, places.length])
    expect(shared).toEqual(
      expect.arrayContaining([
        ['左侧收缩压', 3],
        ['左侧舒张压', 3],
        ['体重', 3],
        ['身高', 3],
        ['日吸烟量', 3],
        ['日饮酒量', 3],
        ['用药情况', 2],
        ['服药依从性', 2],
        ['空腹血糖', 2],
        ['心脏：心率', 3],
      ]),
    )
    expect(shared.map(([name]) => name)).not.toContain('药物不良反应')
    expect(shared.map(([name]) => name)).not.toContain('右侧收缩压')
  })

  test('a measurement of the day on one sheet is not taken over from last time for another', () => {
    const alone = allQuestions(sheetsFor(['hypertension-follow-up']))
    const together = allQuestions(sheetsFor(['hypertension-follow-up', 'elderly-examination']))
    const height = (questions: Question[]) => questions.find(({ field }) => field.measures === 'heightCm')!
    expect(height(alone).field.copyable).toBe(true)
    expect(height(together).field.copyable).toBe(false)
  })

  test('two boxes of one sheet are never made one', () => {
    fc.assert(
      fc.property(someServices, (owed) => {
        for (const { places } of allQuestions(sheetsFor(owed)))
          expect(new Set(places.map(({ sheet }) => sheet.key)).size).toBe(places.length)
      }),
    )
  })
})

describe('what merges', () => {
  const number = fc.record({
    unit: fc.constantFrom('mmol/L', 'mg/dL'),
    decimals: fc.constantFrom(1, 2),
    reject: fc.record({ min: fc.constantFrom(0, 1), max: fc.constantFrom(50, 500) }),
  })
  const field = (code: string, of: Pick<NumberField, 'unit' | 'decimals' | 'reject'>): Field => ({
    code,
    kind: 'number',
    name: code,
    measures: 'glucose',
    ...of,
  })
  const form = (code: string, box: Field): Sheet => {
    const defined: Form = { ...forms[0]!, code, sections: [{ code: 'tests', name: '检查', fields: [box] }] }
    return { key: code, form: defined, given: {} }
  }

  test('unequal units, decimals or ranges are asked apart, equal ones together', () => {
    fc.assert(
      fc.property(number, number, (one, other) => {
        const questions = allQuestions([form('one', field('a', one)), form('other', field('b', other))])
        expect(questions).toHaveLength(JSON.stringify(one) === JSON.stringify(other) ? 1 : 2)
      }),
    )
  })

  test('boxes that do not say what they hold stay apart, whatever they are called', () => {
    const box: Field = { code: 'symptoms', kind: 'text', name: '症状', maxLength: 100 }
    expect(mergesWith(box, box)).toBe(false)
  })

  test('options of other words or codes stay apart', () => {
    const choice = (name: string): Field => ({
      code: 'a',
      kind: 'choice',
      name: 'a',
      measures: 'x',
      options: [{ code: 1, name }],
    })
    expect(mergesWith(choice('无'), choice('无'))).toBe(true)
    expect(mergesWith(choice('无'), choice('有'))).toBe(false)
  })
})

describe('the duties that a visit closes', () => {
  const today = localDate('2026-11-21')
  const arbitraryFacts = fc
    .record({
      hypertension: fc.boolean(),
      diabetes: fc.boolean(),
      born: fc.constantFrom('1950-03-02', '1975-03-02'),
      signed: fc.boolean(),
      earlier: fc.uniqueArray(fc.constantFrom('2026-01-20', '2026-04-20', '2026-07-20', '2026-11-10')),
      unsatisfactory: fc.boolean(),
    })
    .map(({ hypertension, diabetes, born, signed, earlier, unsatisfactory }) =>
      person({
        birthDate: localDate(born),
        populations: [
          ...(hypertension ? [belongsTo('hypertension')] : []),
          ...(diabetes ? [belongsTo('type2-diabetes')] : []),
        ],
        agreements: signed
          ? [
              agreement('2026-01-01', '2026-12-31', [
                { service: 'health-education', times: 4, every: 'year' },
                { service: 'blood-pressure-check', times: 12, every: 'year' },
              ]),
            ]
          : [],
        services: earlier
          .toSorted()
          .map((day) =>
            record(day, unsatisfactory ? { controlled: false, nextDueOn: localDate('2026-11-24') } : {}),
          ),
      }),
    )

  test.each([
    ['2026-11-20', ['health-assessment:RFfound', 'hypertension-follow-up:2026Q4']],
    ['2026-11-10', ['hypertension-follow-up:2026Q4']],
  ])(
    'whom an examination of 10 November sent to hospital is asked after by the follow-up of %s',
    (on, expected) => {
      const examined = record('2026-11-10', {
        recordId: 'found',
        form: 'health-assessment',
        controlled: null,
        nextDueOn: localDate('2026-11-24'),
        referred: true,
      })
      const facts = person({ populations: [belongsTo('hypertension')], services: [examined] })
      const owed = dutiesOf(facts, national, localDate(on)).map((duty) => ({
        ...duty,
        id: duty.key,
        isReturnVisit: duty.key.includes(':R'),
      }))
      const sheets = sheetsFor(['hypertension-follow-up'])
      const predicted = closedBy(sheets, owed, { mode: 'home', on: localDate(on) }).map(({ id }) => id)
      expect(predicted.toSorted()).toEqual(expected)
      const after = { ...facts, services: [examined, record(on, { recordId: 'asked' })] }
      const done = dutiesOf(after, national, localDate(on)).filter(
        ({ fulfilledBy }) => fulfilledBy === 'asked',
      )
      expect(done.map(({ key }) => key).toSorted()).toEqual(expected)
    },
  )

  test('are those that the duty engine closes when the records are there', () => {
    fc.assert(
      fc.property(arbitraryFacts, fc.constantFrom('home', 'phone'), (facts, mode) => {
        const before = dutiesOf(facts, national, today)
        const owed: OwedDuty[] = before.map((duty) => ({
          ...duty,
          id: duty.key,
          isReturnVisit: duty.because.some(({ kind }) => kind === 'result'),
        }))
        const open = owed.filter(({ state }) => state === 'due' || state === 'overdue')
        const sheets = sheetsFor(open.map(({ service }) => service))
        const records = sheets.map(({ key, form, given }) =>
          record(today, {
            recordId: key,
            form: form.code,
            mode,
            ...(form.code === GENERAL_SERVICE_FORM ? { service: String(given.service) } : {}),
          }),
        )
        const after = dutiesOf({ ...facts, services: [...facts.services, ...records] }, national, today)
        // 首诊测血压 is owed by the first visit itself, and so not before it.
        const wasOwed = new Set(owed.map(({ id }) => id))
        const doneNow = after
          .filter(({ fulfilledBy }) => records.some(({ recordId }) => recordId === fulfilledBy))
          .map(({ key }) => key)
          .filter((key) => wasOwed.has(key))
        const predicted = closedBy(sheets, owed, { mode, on: today }).map(({ id }) => id)
        expect(predicted.toSorted()).toEqual(doneNow.toSorted())
      }),
    )
  })
})
