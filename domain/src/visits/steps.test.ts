import { expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import type { Subject } from '../forms/form.ts'
import { isShownAtOnce, stepsOf } from './steps.ts'
import { questionsOf, sheetsFor } from './visit.ts'
import { begun } from './visit-values.ts'

const subject: Subject = {
  ageYears: 72,
  sex: 'female',
  birthDate: localDate('1954-01-10'),
  performedOn: localDate('2026-11-21'),
  last: null,
}

function visitOf(...services: string[]) {
  const sheets = sheetsFor(services)
  const groups = questionsOf(sheets)
  return { groups, values: begun(sheets, groups) }
}

test.each([
  [['hypertension-follow-up'], ['symptoms', 'signs']],
  [['type2-diabetes-follow-up'], ['symptoms', 'signs', 'tests']],
  [
    ['hypertension-follow-up', 'type2-diabetes-follow-up'],
    ['symptoms', 'signs', 'tests'],
  ],
  [['home-nursing'], ['general-service:home-nursing']],
])('%j goes through %j; habits, treatment and referral are looked over at the end', (services, expected) => {
  const { groups, values } = visitOf(...services)
  expect(stepsOf(groups, values, () => subject).map(({ code }) => code)).toEqual(expected)
})

test('an examination goes through what it measures, and asks the old more than the young', () => {
  const { groups, values } = visitOf('elderly-examination')
  const codes = (about: Subject) => stepsOf(groups, values, () => about).map(({ code }) => code)
  expect(codes(subject)).toEqual(expect.arrayContaining(['symptoms', 'general-condition', 'elderly']))
  expect(codes({ ...subject, ageYears: 50 })).not.toContain('elderly')
})

test('what the sheet expects stands on the screen at once, other symptoms and targets on request', () => {
  const { groups, values } = visitOf('hypertension-follow-up')
  const shown = groups
    .flatMap(({ questions }) => questions)
    .filter((question) => isShownAtOnce(question, values, () => subject))
    .map(({ field }) => field.code)
  expect(shown).toEqual(expect.arrayContaining(['symptoms', 'dangerSigns', 'systolicMmHg', 'weightKg']))
  expect(shown).not.toContain('otherSymptoms')
  expect(shown).not.toContain('targetWeightKg')
})

test('what a first record cannot be saved without is gone through, and taken over from then on', () => {
  const { groups, values } = visitOf('tuberculosis-first-visit')
  const codes = (about: Subject) => stepsOf(groups, values, () => about).map(({ code }) => code)
  const required = groups.filter(({ questions }) => questions.some(({ field }) => field.need === 'required'))
  expect(codes(subject)).toEqual(expect.arrayContaining(required.map(({ code }) => code)))
  const last = { performedOn: localDate('2026-10-20'), values: { stage: 1, supervisor: 1 } }
  expect(codes(subject)).toContain('drugs')
  expect(codes({ ...subject, last })).not.toContain('drugs')
})
