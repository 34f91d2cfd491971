import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { type Field, type FormValue, type FormValues, fieldsOf, type Subject } from '../forms/form.ts'
import { questionsOf, sheetsFor } from './visit.ts'
import {
  answered,
  answerOf,
  begun,
  copiedOn,
  isQuestionAsked,
  keptOf,
  lastAnswer,
  offeredFromLast,
  recordValues,
  type SubjectOf,
  visitProblems,
  withNothingFound,
} from './visit-values.ts'

const subject: Subject = {
  ageYears: 72,
  sex: 'female',
  birthDate: localDate('1954-01-10'),
  performedOn: localDate('2026-11-21'),
  last: null,
}
const about: SubjectOf = () => subject

function visitOf(...services: string[]) {
  const sheets = sheetsFor(services)
  const groups = questionsOf(sheets)
  const questions = groups.flatMap((group) => group.questions)
  const ask = (field: string) =>
    questions.find(({ places }) => places.some((place) => place.field.code === field))!
  return { sheets, groups, questions, ask }
}

/** Some value that a box would take. */
function valueFor(field: Field, seed: number): FormValue {
  switch (field.kind) {
    case 'integer':
      return Math.ceil(field.reject.min) + (seed % 20)
    case 'number':
      return Math.min(field.reject.max, Math.ceil(field.reject.min) + (seed % 20))
    case 'choice':
      return field.options[seed % field.options.length]!.code
    case 'choices':
      return [field.options[seed % field.options.length]!.code]
    case 'date':
      return '2026-11-20'
    case 'rows':
      return [{ [field.columns[0]!.code]: `第${seed}行` }]
    default:
      return `字${seed}`
  }
}

const some = fc.uniqueArray(
  fc.constantFrom(
    'hypertension-follow-up',
    'type2-diabetes-follow-up',
    'elderly-examination',
    'home-nursing',
  ),
  { minLength: 1 },
)
const seeds = fc.array(fc.nat({ max: 1000 }), { minLength: 40, maxLength: 40 })

describe('the answers of a visit', () => {
  test('stand on every sheet that asks for them, and nowhere else', () => {
    fc.assert(
      fc.property(some, seeds, (services, random) => {
        const { sheets, groups, questions } = visitOf(...services)
        let values = begun(sheets, groups)
        const given = new Map<string, FormValue>()
        for (const [index, question] of questions.entries()) {
          const seed = random[index % random.length]!
          if (seed % 3 === 0) continue
          given.set(question.key, valueFor(question.field, seed))
          values = answered(question, values, given.get(question.key))
        }
        const expected: Record<string, FormValues> = Object.fromEntries(
          sheets.map((sheet) => [sheet.key, { ...sheet.given }]),
        )
        for (const { key, places } of questions) {
          for (const { sheet, field } of places) {
            const answer = given.get(key)
            if (answer !== undefined) expected[sheet.key] = { ...expected[sheet.key], [field.code]: answer }
          }
        }
        expect(values).toEqual(expected)
        for (const question of questions) expect(answerOf(question, values)).toEqual(given.get(question.key))
      }),
    )
  })

  test('reach the record of each sheet that asks for them of this person', () => {
    fc.assert(
      fc.property(some, seeds, (services, random) => {
        const { sheets, groups, questions } = visitOf(...services)
        let values = begun(sheets, groups)
        for (const [index, question] of questions.entries())
          values = answered(question, values, valueFor(question.field, random[index % random.length]!))
        const records = new Map(sheets.map((sheet) => [sheet.key, recordValues(sheet, values, about)]))
        for (const question of questions) {
          const kept = question.places.map(
            ({ sheet, field }) => records.get(sheet.key)![field.code] !== undefined,
          )
          expect(kept.includes(true)).toBe(isQuestionAsked(question, keptOf(sheets, values, about), about))
        }
        for (const sheet of sheets) {
          const codes = fieldsOf(sheet.form).map(({ code }) => code)
          for (const code of Object.keys(records.get(sheet.key)!)) expect(codes).toContain(code)
        }
      }),
      { numRuns: 30 },
    )
  })

  test('taken back are gone from every sheet', () => {
    const { sheets, groups, ask } = visitOf('hypertension-follow-up', 'type2-diabetes-follow-up')
    const pressure = ask('systolicMmHg')
    const values = answered(pressure, begun(sheets, groups), 138)
    expect(answered(pressure, values, undefined)).toEqual(begun(sheets, groups))
  })

  test('are kept when the visit grows by a sheet, and go onto it', () => {
    const before = visitOf('hypertension-follow-up')
    const values = answered(before.ask('systolicMmHg'), begun(before.sheets, before.groups), 138)
    const after = visitOf('hypertension-follow-up', 'type2-diabetes-follow-up')
    const grown = begun(after.sheets, after.groups, values)
    expect(grown['type2-diabetes-follow-up']).toEqual({ systolicMmHg: 138 })
    expect(begun(before.sheets, before.groups, grown)).toEqual(values)
  })

  test('of one person never stand with another: two visits share nothing', () => {
    const { sheets, groups, ask } = visitOf('hypertension-follow-up')
    const wang = begun(sheets, groups)
    const li = begun(sheets, groups)
    expect(answered(ask('systolicMmHg'), wang, 168)['hypertension-follow-up']).toEqual({ systolicMmHg: 168 })
    expect(wang).toEqual(li)
    expect(answerOf(ask('systolicMmHg'), li)).toBeUndefined()
  })
})

describe('what is wrong with a visit', () => {
  test('is said at its question, once for all sheets', () => {
    const { sheets, groups, ask } = visitOf('hypertension-follow-up', 'type2-diabetes-follow-up')
    const values = answered(
      ask('diastolicMmHg'),
      answered(ask('systolicMmHg'), begun(sheets, groups), 90),
      120,
    )
    const wrong = visitProblems(sheets, groups, values, about).filter(({ severity }) => severity === 'error')
    expect(wrong.map(({ question, message }) => [question, message])).toEqual(
      [
        ['hypertension-follow-up/diastolicMmHg', '舒张压应低于收缩压，请核对是否填反。'],
        [
          'type2-diabetes-follow-up/fastingGlucoseMmolL',
          '请填写空腹血糖；未测空腹血糖时填写餐后或随机血糖。',
        ],
      ].toSorted(
        (a, b) =>
          sheets.findIndex(({ key }) => a[0]!.startsWith(key)) -
          sheets.findIndex(({ key }) => b[0]!.startsWith(key)),
      ),
    )
  })

  test('a required answer that is missing is asked for once', () => {
    fc.assert(
      fc.property(some, (services) => {
        const { sheets, groups, questions } = visitOf(...services)
        const missing = visitProblems(sheets, groups, begun(sheets, groups), about).filter(
          ({ code }) => code === 'missing',
        )
        const required = questions.filter(({ field }) => field.need === 'required')
        expect(missing.map(({ question }) => question).toSorted()).toEqual(
          required.map(({ key }) => key).toSorted(),
        )
      }),
    )
  })
})

describe('nothing found, at one press', () => {
  test('answers symptoms and danger signs, and leaves what was found', () => {
    const { sheets, groups, ask } = visitOf('hypertension-follow-up')
    const found = answered(ask('symptoms'), begun(sheets, groups), [2])
    const values = withNothingFound(groups[0]!, found, about)
    expect(values['hypertension-follow-up']).toEqual({ symptoms: [2], dangerSigns: [1] })
  })

  test('says no drug reaction and no complication, and nothing about medicine that may have been left off', () => {
    const { sheets, groups } = visitOf('hypertension-follow-up')
    const treatment = groups.find(({ code }) => code === 'treatment')!
    expect(withNothingFound(treatment, begun(sheets, groups), about)['hypertension-follow-up']).toEqual({
      adverseDrugReaction: 1,
      newOrWorseComplication: 1,
    })
  })
})

describe('what was said last time', () => {
  const lastOf: Record<string, { performedOn: string; values: FormValues }> = {
    'hypertension-follow-up': {
      performedOn: '2026-08-20',
      values: { systolicMmHg: 138, cigarettesPerDay: 10, saltIntake: 2 },
    },
    'type2-diabetes-follow-up': {
      performedOn: '2026-09-20',
      values: { systolicMmHg: 142, cigarettesPerDay: 5 },
    },
  }
  const withLast: SubjectOf = (form) => {
    const last = lastOf[form]
    return { ...subject, last: last ? { ...last, performedOn: localDate(last.performedOn) } : null }
  }

  test('is offered for habits and treatment, the newest of all sheets, and never for a measurement', () => {
    const { sheets, groups } = visitOf('hypertension-follow-up', 'type2-diabetes-follow-up')
    const offered = offeredFromLast(groups, begun(sheets, groups), withLast)
    expect(offered.map(({ question, value }) => [question.field.name, value])).toEqual([
      ['日吸烟量', 5],
      ['摄盐情况', 2],
    ])
  })

  test('stands beside a measurement', () => {
    const { ask } = visitOf('hypertension-follow-up', 'type2-diabetes-follow-up')
    expect(lastAnswer(ask('systolicMmHg'), withLast)).toEqual({ performedOn: '2026-09-20', value: 142 })
  })

  test('that is taken over is marked on every sheet it goes to', () => {
    const { sheets, groups, ask } = visitOf('hypertension-follow-up', 'type2-diabetes-follow-up')
    for (const sheet of sheets)
      expect(copiedOn(sheet, groups, [ask('cigarettesPerDay').key])).toEqual(['cigarettesPerDay'])
  })
})
