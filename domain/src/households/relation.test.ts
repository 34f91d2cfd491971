import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import type { Sex } from '../residents/resident-facts.ts'
import {
  contradictionOf,
  type Relation,
  relationOf,
  relations,
  relationsToNewHead,
  sexOfRelation,
} from './relation.ts'

describe('a relation to the head', () => {
  test.each([
    ['户主', '02'],
    ['2', '02'],
    ['02', '02'],
    ['配偶', '10'],
    ['妻子', '12'],
    [' 儿 媳 ', '38'],
    ['儿媳妇', '38'],
    ['孙女', '42'],
    ['户主之子', '20'],
    ['户主的女儿', '30'],
    ['外孙', '43'],
    ['岳母', '56'],
    ['其它', '80'],
    ['邻居', null],
    ['', null],
  ])('%s is %s', (text, code) => {
    expect(relationOf(text)).toBe(code)
  })

  test('every name of the standard is read as its code', () => {
    for (const [code, name] of Object.entries(relations)) expect(relationOf(name)).toBe(code)
  })

  test.each([
    ['38', 'female'],
    ['28', 'male'],
    ['10', null],
    ['02', null],
    ['76', 'male'],
    ['72', 'female'],
  ] as const)('%s tells the sex: %s', (relation, sex) => {
    expect(sexOfRelation(relation)).toBe(sex)
  })
})

describe('what a relation contradicts', () => {
  const head = { sex: 'male', birthDate: localDate('1970-06-15') } as const
  const born = (birth: string | null, sex: Sex = 'unknown') => ({
    sex,
    birthDate: birth === null ? null : localDate(birth),
  })
  const tooNear = (yearsYounger: number) => ({ by: 'age', yearsYounger })

  test.each([
    ['20', '1982-06-14', tooNear(11)],
    ['20', '1982-06-15', null],
    ['38', '1970-06-15', tooNear(0)],
    ['38', '1968-01-01', tooNear(-2)],
    ['42', '1994-06-14', tooNear(23)],
    ['42', '1994-06-15', null],
    ['48', '2006-06-14', tooNear(35)],
    ['52', '1958-06-16', tooNear(-11)],
    ['52', '1958-06-15', null],
    ['61', '1946-06-16', tooNear(-23)],
    ['61', '1946-06-15', null],
    ['66', '1934-06-16', tooNear(-35)],
    ['27', '1965-01-01', null],
    ['58', '1985-01-01', null],
    ['71', '1990-01-01', null],
    ['10', '2000-01-01', null],
    ['99', '1950-01-01', null],
    ['20', null, null],
  ] as const)('%s born %s', (relation, birth, found) => {
    expect(contradictionOf(relation, born(birth), head)).toEqual(found)
    expect(contradictionOf(relation, born(birth), { ...head, birthDate: null })).toBeNull()
    expect(contradictionOf(relation, born(birth), null)).toBeNull()
  })

  test.each([
    ['12', 'male', 'male', { by: 'sex', isOfHeadsSex: false }],
    ['12', 'female', 'male', null],
    ['10', 'male', 'male', { by: 'sex', isOfHeadsSex: true }],
    ['10', 'female', 'male', null],
    ['10', 'male', 'unknown', null],
    ['30', 'male', 'male', { by: 'sex', isOfHeadsSex: false }],
    ['30', 'unknown', 'male', null],
    ['80', 'male', 'male', null],
  ] as const)('%s, %s, of a head who is %s', (relation, sex, headsSex, found) => {
    expect(contradictionOf(relation, born(null, sex), { sex: headsSex, birthDate: null })).toEqual(found)
  })
})

const member = (residentId: string, relation: Relation, sex: Sex, birth: string) => ({
  residentId,
  relation,
  sex,
  birthDate: localDate(birth),
})

/** Grandfather 周大山, his wife, one son with wife and daughter. */
const oneSon = [
  member('grandfather', '02', 'male', '1948-01-01'),
  member('grandmother', '10', 'female', '1950-01-01'),
  member('son', '20', 'male', '1972-01-01'),
  member('daughter-in-law', '38', 'female', '1974-01-01'),
  member('granddaughter', '42', 'female', '2000-01-01'),
]

describe('what members are to a new head', () => {
  const to = (members: typeof oneSon, head: string) => Object.fromEntries(relationsToNewHead(members, head))

  test('when the wife takes over', () => {
    expect(to(oneSon, 'grandmother')).toEqual({
      grandfather: '11',
      grandmother: '02',
      son: '20',
      'daughter-in-law': '38',
      granddaughter: '42',
    })
  })

  test('when the only son takes over', () => {
    expect(to(oneSon, 'son')).toEqual({
      grandfather: '51',
      grandmother: '52',
      son: '02',
      'daughter-in-law': '12',
      granddaughter: '30',
    })
  })

  test('when one of two sons takes over, whose wife and child it is has to be said', () => {
    const twoSons = [...oneSon, member('younger son', '23', 'male', '1978-01-01')]
    expect(to(twoSons, 'younger son')).toEqual({
      grandfather: '51',
      grandmother: '52',
      son: '71',
      'daughter-in-law': null,
      granddaughter: null,
      'younger son': '02',
    })
  })

  test('when the granddaughter takes over, everybody has to be asked', () => {
    const found = to(oneSon, 'granddaughter')
    expect(found.granddaughter).toBe('02')
    expect(found.grandfather).toBeNull()
  })

  test('when the father takes over', () => {
    const household = [
      member('son', '02', 'male', '1972-01-01'),
      member('wife', '12', 'female', '1974-01-01'),
      member('father', '51', 'male', '1948-01-01'),
      member('child', '31', 'female', '2000-01-01'),
    ]
    expect(to(household, 'father')).toEqual({ son: '20', wife: '38', father: '02', child: '42' })
  })
})
