import { expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import {
  type Prescribing,
  defaultLongPrescriptionPolicy as policy,
  prescribingProblems,
  supplyEndsOn,
  supplyState,
} from './long-prescription.ts'

const four: Prescribing = {
  condition: 'hypertension',
  isStable: true,
  weeks: 4,
  medicines: [{ name: '氨氯地平片', dose: '5 mg', timesPerDay: 1 }],
  assessment: '',
  educated: false,
  confirmed: false,
}
const assessed = { assessment: '血压稳定三个月，能自测', educated: true, confirmed: true }
const wrong = (changed: Partial<Prescribing>) =>
  Object.keys(prescribingProblems({ ...four, ...changed }, policy))

test.each<[string, Partial<Prescribing>, string[]]>([
  ['four weeks need nothing more', {}, []],
  ['five need all three', { weeks: 5 }, ['assessment', 'educated', 'confirmed']],
  ['blanks are no assessment', { weeks: 5, ...assessed, assessment: '  ' }, ['assessment']],
  ['twelve weeks with all three', { weeks: 12, ...assessed }, []],
  ['thirteen are too many', { weeks: 13, ...assessed }, ['weeks']],
  ['a condition that is not listed', { condition: 'tuberculosis' }, ['condition']],
  ['not stable', { isStable: false }, ['isStable']],
  [
    'a medicine that is excluded',
    { medicines: [...four.medicines, { name: '地西泮片', dose: '2.5 mg', timesPerDay: 1 }] },
    ['medicines.1.name'],
  ],
])('%s', (_name, changed, fields) => expect(wrong(changed)).toEqual(fields))

test('a county’s limit holds instead', () => {
  const county = { ...policy, conditions: [{ population: 'hypertension', mostWeeks: 8 } as const] }
  expect(prescribingProblems({ ...four, weeks: 9, ...assessed }, county)).toEqual({
    weeks: '高血压的长期处方最长 8 周。',
  })
})

test.each([
  ['2026-11-21', 'lasting'],
  ['2026-12-10', 'lasting'],
  ['2026-12-11', 'ending'],
  ['2026-12-18', 'ending'],
  ['2026-12-19', 'ended'],
] as const)('four weeks from 21 November: on %s the supply is %s', (day, state) => {
  const endsOn = supplyEndsOn(localDate('2026-11-21'), 4)
  expect(endsOn).toBe('2026-12-18')
  expect(supplyState(endsOn, localDate(day), policy)).toBe(state)
})
