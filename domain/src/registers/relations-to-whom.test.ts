import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Relation, relations } from '../households/relation.ts'
import { BOY, codes, idOf, MAN, read, WOMAN } from './register-reading.fixture.ts'
import { relationThrough } from './relation-through.ts'

const WIFE = idOf('19650601', 102)
const SON = idOf('19900909', 313)
const BRIDE = idOf('19910909', 324)

const told = (rows: Parameters<typeof read>[0]) =>
  read(rows).people.map(({ household, person }) => [person.name, household, person.relation])

describe('relations that clerks write to somebody else than the head, or not at all', () => {
  test('郭晓鑫之妻 was 其他, and the wife of a son is the head’s 儿媳', () => {
    const rows = [
      ['序号', '姓名', '与户主关系', '身份证号', '村'],
      ['1', '郭晓鑫', '户主', MAN, '石桥村'],
      ['2', '苏秋静', '郭晓鑫之妻', WIFE, '石桥村'],
      ['3', '郭子旭', '郭晓鑫儿子', SON, '石桥村'],
      ['4', '陈小兰', '郭子旭妻子', BRIDE, '石桥村'],
      ['5', '江永飞', '郭子旭之子', BOY, '石桥村'],
    ]
    expect(told(rows)).toEqual([
      ['郭晓鑫', 1, '02'],
      ['苏秋静', 1, '12'],
      ['郭子旭', 1, '20'],
      ['陈小兰', 1, '38'],
      ['江永飞', 1, '41'],
    ])
    expect(read(rows).people.flatMap(codes)).toEqual([])
  })

  test('王强之妻 of a 王强 whom the household does not have stays unknown', () => {
    const { people } = read([
      ['户号', '姓名', '与户主关系', '身份证号', '村'],
      ['1', '郭晓鑫', '户主', MAN, '石桥村'],
      ['1', '苏秋静', '王强之妻', WIFE, '石桥村'],
    ])
    expect(people[1]!.person.relation).toBe('80')
    expect(codes(people[1]!)).toEqual(['relation-unknown warning'])
  })

  test('长子之妻 and 次女之子 were unknown', () => {
    expect(
      told([
        ['户号', '姓名', '与户主关系', '身份证号', '村'],
        ['1', '郭晓鑫', '户主', MAN, '石桥村'],
        ['1', '陈小兰', '长子之妻', BRIDE, '石桥村'],
        ['1', '江永飞', '次女之子', BOY, '石桥村'],
      ]).map(([, , relation]) => relation),
    ).toEqual(['02', '38', '43'])
  })

  test('whatever two relations, the third is one of the standard, and to the head it is the second', () => {
    const any = fc.constantFrom(...(Object.keys(relations) as Relation[]))
    fc.assert(
      fc.property(any, any, (other, own) => {
        const through = relationThrough(other, own)
        expect(through === null || through in relations).toBe(true)
        expect(relationThrough('02', own)).toBe(own)
      }),
    )
  })

  test.each(['与申请人关系', '与签约人关系', '与联系人关系', '与家庭代表关系', '与本人关系'])(
    'below %s everybody was a household',
    (title) => {
      expect(
        told([
          ['序号', '姓名', title, '身份证号', '村'],
          ['1', '郭晓鑫', '本人', MAN, '石桥村'],
          ['2', '苏秋静', '配偶', WIFE, '石桥村'],
          ['3', '毛媛', '本人', WOMAN, '石桥村'],
          ['4', '江永飞', '孙子', BOY, '石桥村'],
        ]),
      ).toEqual([
        ['郭晓鑫', 1, '02'],
        ['苏秋静', 1, '10'],
        ['毛媛', 2, '02'],
        ['江永飞', 2, '41'],
      ])
    },
  )

  test('申请人姓名 beside 家庭成员姓名 and 与申请人关系 is the head', () => {
    const { guesses } = read([
      ['申请人姓名', '家庭成员姓名', '与申请人关系', '身份证号', '村'],
      ['郭晓鑫', '郭晓鑫', '本人', MAN, '石桥村'],
      ['', '苏秋静', '配偶', WIFE, '石桥村'],
      ['毛媛', '毛媛', '本人', WOMAN, '石桥村'],
    ])
    expect(guesses.map(({ meaning }) => meaning)).toEqual([
      'headName',
      'name',
      'relation',
      'idNumber',
      'village',
    ])
  })

  test('与患者关系 behind 监护人 and 与本人关系 behind 联系人 are nobody’s to a head', () => {
    for (const [whom, title] of [
      ['监护人姓名', '与患者关系'],
      ['联系人', '与本人关系'],
      ['紧急联系人', '关系'],
      ['家属姓名', '与其关系'],
    ] as const) {
      const { people, guesses } = read([
        ['患者姓名', '身份证号', '村', whom, title, '联系电话'],
        ['郭晓鑫', MAN, '石桥村', '苏秋静', '妻子', '13805220001'],
        ['毛媛', WOMAN, '石桥村', '王强', '儿子', '13805220002'],
      ])
      expect(guesses[4]!.meaning, title).toBe('ignored')
      expect(
        people.map(({ household, person }) => [household, person.relation]),
        title,
      ).toEqual([
        [1, '02'],
        [2, '02'],
      ])
    }
  })

  test('who has no relation beside 妻 and 子 is the head: said once', () => {
    const rows = (...numbers: string[][]) => [
      ['姓名', '与户主关系', '身份证号', '村', ...(numbers.length > 0 ? ['户号'] : [])],
      ['郭晓鑫', '', MAN, '石桥村', ...(numbers[0] ?? [])],
      ['苏秋静', '妻', WIFE, '石桥村', ...(numbers[1] ?? [])],
      ['郭子旭', '子', SON, '石桥村', ...(numbers[2] ?? [])],
      ['毛媛', '', WOMAN, '石桥村', ...(numbers[3] ?? [])],
      ['江永飞', '孙子', BOY, '石桥村', ...(numbers[4] ?? [])],
    ]
    for (const given of [rows(), rows(['1'], ['1'], ['1'], ['2'], ['2'])]) {
      expect(told(given)).toEqual([
        ['郭晓鑫', 1, '02'],
        ['苏秋静', 1, '12'],
        ['郭子旭', 1, '20'],
        ['毛媛', 2, '02'],
        ['江永飞', 2, '41'],
      ])
      expect(read(given).atTheEnd.map(({ code }) => code)).toEqual(['heads-blank'])
    }
  })

  test('a relation that is forgotten where heads are called so makes nobody a head', () => {
    expect(
      told([
        ['户号', '姓名', '与户主关系', '身份证号', '村'],
        ['1', '郭晓鑫', '户主', MAN, '石桥村'],
        ['1', '苏秋静', '', WIFE, '石桥村'],
        ['2', '毛媛', '', WOMAN, '石桥村'],
        ['2', '江永飞', '孙子', BOY, '石桥村'],
      ]).map(([, household, relation]) => [household, relation]),
    ).toEqual([
      [1, '02'],
      [1, null],
      [2, null],
      [2, '41'],
    ])
  })
})

describe('numbers of households that begin again at 1', () => {
  const header = ['户号', '姓名', '与户主关系', '身份证号', '村']
  const first = [
    ['1', '郭晓鑫', '户主', MAN, '石桥村'],
    ['1', '苏秋静', '妻', WIFE, '石桥村'],
    ['2', '毛媛', '户主', WOMAN, '石桥村'],
  ]
  const again = [
    ['1', '江永飞', '户主', BOY, '石桥村'],
    ['2', '郭子旭', '户主', SON, '石桥村'],
    ['2', '陈小兰', '妻', BRIDE, '石桥村'],
  ]

  test('made the households of a second group those of the first, and their heads 其他', () => {
    for (const rows of [
      [header, ...first, ...again],
      [header, ...first, [], ...again],
      [header, ...first, ['小计', '3人'], ...again],
    ]) {
      expect(told(rows).map(([, household, relation]) => [household, relation])).toEqual([
        [1, '02'],
        [1, '12'],
        [2, '02'],
        [3, '02'],
        [4, '02'],
        [4, '12'],
      ])
      expect(read(rows).atTheEnd.map(({ code, sheetRow }) => [code, sheetRow])).toEqual([
        ['numbers-begin-again', rows.length - 2],
      ])
    }
  })

  test('who stands apart from his household is still of it, and a second head is said', () => {
    const apart = (relation: string) => [header, ...first, ['1', '郭子旭', relation, SON, '石桥村']]
    expect(told(apart('子')).map(([, household]) => household)).toEqual([1, 1, 2, 1])
    const twice = [header, ...first, ['2', '郭子旭', '户主', SON, '石桥村']]
    expect(read(twice).people.flatMap(codes)).toEqual(['two-heads warning'])
  })
})
