import type { Form } from '@qianyue/domain/forms/form.ts'
import { describe, expect, test } from 'vitest'
import { mayDo, mayWrite, sheetsOwed, writableForms } from './begin-visit.ts'
import { beginPerson, sheetsAndGroups, withSheet } from './person-draft.ts'

const frailty: Form = {
  code: 'local-frailty',
  name: '衰弱老人随访表',
  version: 1,
  source: '县卫健委通知',
  proves: ['elderly-home-visit' as never],
  sections: [
    { code: 'gait', name: '步态', fields: [{ code: 'falls', kind: 'text', name: '跌倒', maxLength: 50 }] },
  ],
}
const owed = { key: 'elderly-home-visit:2026' }
const disorder = { key: 'severe-mental-disorder-follow-up:2026Q4' }

describe('the sheets of a visit', () => {
  test('what a county lays down is filled on its own form, as the policy of the day has it', () => {
    const form = { ...frailty, proves: ['hypertension-follow-up'] as const }
    const key = { key: 'hypertension-follow-up:2026Q4' }
    expect(sheetsOwed([key], [form]).map((sheet) => sheet.key)).toEqual(['local-frailty'])
    expect(sheetsOwed([key], []).map((sheet) => sheet.key)).toEqual(['hypertension-follow-up'])
    const draft = beginPerson(
      'wang',
      ['local-frailty'],
      { performedOn: '2026-11-21' as never, startedAt: '', mode: 'home' },
      [form],
    )
    expect(Object.keys(draft.ids)).toEqual(['local-frailty'])
    expect(sheetsAndGroups(Object.keys(draft.ids), [form]).groups.map(({ name }) => name)).toEqual(['步态'])
  })

  test('a sheet of severe mental disorder is not offered to a nurse, nor a general one in its stead', () => {
    expect(sheetsOwed([disorder], [])[0]!.form.protection).toBe('severe-mental-disorder')
    expect(mayDo(disorder, { actions: ['service-records.write'], local: [] })).toBe(false)
    const entrusted = ['service-records.write', 'severe-mental-disorder.write']
    expect(mayDo(disorder, { actions: entrusted, local: [] })).toBe(true)
    expect(mayDo(owed, { actions: ['service-records.write'], local: [] })).toBe(true)
    expect(mayWrite({}, [])).toBe(true)
  })

  test('of all sheets, those of another age come last and protected ones only to whom they are entrusted', () => {
    const nurse = { actions: ['service-records.write'], local: [frailty] }
    const offered = writableForms(70 * 12, nurse)
    expect(offered[0]!.code).toBe('local-frailty')
    expect(offered.some(({ protection }) => protection)).toBe(false)
    expect(
      writableForms(0, { ...nurse, actions: ['severe-mental-disorder.write'] }).some((one) => one.protection),
    ).toBe(true)
    const ages = offered.map(({ forAgeMonths }) => forAgeMonths?.before)
    expect(ages.lastIndexOf(undefined)).toBeLessThan(ages.findIndex((before) => before !== undefined))
  })

  test('another sheet joins a begun visit with what it shares, and its id stays', () => {
    const draft = beginPerson('wang', ['hypertension-follow-up'], {
      performedOn: '2026-11-21' as never,
      startedAt: '',
      mode: 'home',
    })
    const filled = { ...draft, values: { 'hypertension-follow-up': { systolicMmHg: 138 } } }
    const both = withSheet(filled, 'type2-diabetes-follow-up')
    expect(both.values['type2-diabetes-follow-up']).toEqual({ systolicMmHg: 138 })
    expect(both.ids['hypertension-follow-up']).toBe(draft.ids['hypertension-follow-up'])
    expect(withSheet(both, 'type2-diabetes-follow-up')).toBe(both)
  })
})
