import { describe, expect, test } from 'vitest'
import { BOY, codes, idOf, MAN, read, WOMAN } from './register-reading.fixture.ts'

const WIFE = idOf('19650601', 102)
const SON = idOf('19900909', 313)
const DAUGHTER = idOf('19930215', 224)

const told = (rows: Parameters<typeof read>[0]) =>
  read(rows).people.map(({ household, person }) => [person.name, household, person.relation])

describe('households as clerks write them, and how each was misread', () => {
  test('a family of whom each stands with the number in one cell was one person of a long name', () => {
    const family = [
      ['郭晓鑫', 1, MAN],
      ['苏秋静', 1, WIFE],
      ['毛媛', 2, WOMAN],
      ['江永飞', 2, BOY],
    ]
    for (const mark of ['\n', '、', '；']) {
      const { people } = read([
        ['户号', '家庭成员（姓名、身份证号）', '住址'],
        ['1', `郭晓鑫 ${MAN}${mark}苏秋静 ${WIFE}`, '石桥村3组12号'],
        ['2', `毛媛${WOMAN}${mark}江永飞${BOY}`, '石桥村3组13号'],
      ])
      expect(people.map(({ household, person }) => [person.name, household, person.idNumber])).toEqual(family)
      expect(people.flatMap(codes)).toEqual([])
    }
  })

  test('联系人姓名 was the name of everybody where notes stand beside the names', () => {
    const rows = [
      ['姓名', '身份证号', '村', '联系人姓名', '联系人电话'],
      ['郭晓鑫（户主）', MAN, '石桥村', '王强', '13805220001'],
      ['苏秋静（妻）', WIFE, '石桥村', '王强', '13805220001'],
      ['郭小燕（女）', DAUGHTER, '石桥村', '王强', '13805220001'],
      ['郭子旭（子）', SON, '石桥村', '王强', '13805220001'],
    ]
    expect(told(rows)).toEqual([
      ['郭晓鑫', 1, '02'],
      ['苏秋静', 1, '12'],
      ['郭小燕', 1, '30'],
      ['郭子旭', 1, '20'],
    ])
    expect(read(rows).people.flatMap(codes)).toEqual([])
  })

  test('two heads noted beside their names at one door were one household with two heads', () => {
    const rows = [
      ['姓名', '身份证号', '住址'],
      ['郭晓鑫（户主）', MAN, '石桥村3组12号'],
      ['苏秋静（妻）', WIFE, '石桥村3组12号'],
      ['郭子旭（户主）', SON, '石桥村3组12号'],
      ['江永飞（子）', BOY, '石桥村3组12号'],
    ]
    expect(told(rows).map(([, household]) => household)).toEqual([1, 1, 2, 2])
    expect(read(rows).people.flatMap(codes)).toEqual([])
  })

  test('户主身份证号 beside everybody gathered nobody', () => {
    expect(
      told([
        ['户主身份证号', '姓名', '身份证号', '村'],
        [MAN, '郭晓鑫', MAN, '石桥村'],
        [WOMAN, '毛媛', WOMAN, '石桥村'],
        [MAN, '苏秋静', WIFE, '石桥村'],
      ]),
    ).toEqual([
      ['郭晓鑫', 1, '02'],
      ['毛媛', 2, '02'],
      ['苏秋静', 1, null],
    ])
  })

  test('郭晓鑫妻子 below 备注 gathered nobody', () => {
    expect(
      told([
        ['姓名', '身份证号', '村', '备注'],
        ['郭晓鑫', MAN, '石桥村', '户主'],
        ['苏秋静', WIFE, '石桥村', '郭晓鑫妻子'],
        ['郭子旭', SON, '石桥村', '郭晓鑫儿子'],
        ['毛媛', WOMAN, '石桥村', '户主'],
      ]),
    ).toEqual([
      ['郭晓鑫', 1, '02'],
      ['苏秋静', 1, '12'],
      ['郭子旭', 1, '20'],
      ['毛媛', 2, '02'],
    ])
  })

  test('上湾组 above its people was no group, and the first household of the next that of the one before', () => {
    const { people } = read([
      ['石桥村居民名册'],
      ['户号', '姓名', '与户主关系', '身份证号'],
      ['上湾组'],
      ['1', '郭晓鑫', '户主', MAN],
      ['1', '苏秋静', '妻', WIFE],
      ['下湾村民小组'],
      ['1', '毛媛', '户主', WOMAN],
    ])
    expect(people.map(({ household, person }) => [household, person.village, person.group])).toEqual([
      [1, '石桥村', '上湾组'],
      [1, '石桥村', '上湾组'],
      [2, '石桥村', '下湾村民小组'],
    ])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('numbers of persons gathered nobody where the header is printed again among them', () => {
    const header = ['人编码', '姓名', '身份证号', '村']
    expect(
      told([
        header,
        ['001-01', '郭晓鑫', MAN, '石桥村'],
        ['001-02', '苏秋静', WIFE, '石桥村'],
        header,
        ['002-01', '毛媛', WOMAN, '石桥村'],
        ['填表人：李红', '', '审核人：王强', ''],
      ]).map(([, household]) => household),
    ).toEqual([1, 1, 2])
  })

  test('石桥2社 named no village, and 3.0 was a group of its own', () => {
    const place = (group: string) => {
      const [first] = read([
        ['姓名', '身份证号', '与户主关系', '村组'],
        ['郭晓鑫', MAN, '户主', group],
      ]).people
      return [first!.person.village, first!.person.group]
    }
    expect(place('石桥2社')).toEqual(['石桥', '2组'])
    expect(place('3.0')).toEqual([null, '3组'])
  })

  test('who is 已故 below 死亡标记 went in alive', () => {
    const marked = (cell: string) =>
      read([
        ['姓名', '身份证号', '村', '死亡标记'],
        ['郭晓鑫', MAN, '石桥村', cell],
      ]).people.flatMap(codes)
    expect(marked('已故')).toEqual(['resident-dead error'])
    for (const cell of ['', '否', '未亡', '0']) expect(marked(cell), cell).toEqual([])
  })

  test('高血压 below 是否属于重点人群 was lost', () => {
    const { people } = read([
      ['姓名', '身份证号', '村', '是否属于重点人群（老年人、高血压等）'],
      ['郭晓鑫', MAN, '石桥村', '高血压'],
      ['苏秋静', WIFE, '石桥村', '无'],
    ])
    expect(people.map(({ person }) => person.populations)).toEqual([['hypertension'], []])
  })

  test('of an old and a new number the old one was taken, and the new one was somebody else’s', () => {
    const { people, atTheEnd } = read([
      ['户号', '姓名', '与户主关系', '身份证号（旧）', '身份证号（新）', '村'],
      ['1', '郭晓鑫', '户主', MAN.slice(0, 6) + MAN.slice(8, 17), MAN, '石桥村'],
      ['1', '苏秋静', '妻', '', WIFE, '石桥村'],
    ])
    expect(people.map(({ person }) => person.idNumber)).toEqual([MAN, WIFE])
    expect([...people.flatMap(codes), ...atTheEnd]).toEqual([])
  })

  test('严重精神障碍 in the remarks was told to be doubtful', () => {
    const { people } = read([
      ['姓名', '身份证号', '村', '备注'],
      ['郭晓鑫', MAN, '石桥村', '严重精神障碍'],
    ])
    expect(people[0]!.person.populations).toEqual(['severe-mental-disorder'])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('cards with the number of the head and an address of their own line ended in a person of that address', () => {
    const card = (head: string, id: string, address: string, relation = '户主') => [
      ['居民家庭健康档案登记卡'],
      ['户主姓名', head, '户主身份证号', id, '联系电话', '13805220001'],
      ['家庭住址', address],
      ['序号', '姓名', '与户主关系', '性别', '身份证号', '备注'],
      ['1', head, relation, '', id, ''],
    ]
    const { people } = read([
      ...card('郭晓鑫', MAN, '石桥村3组12号'),
      [],
      ...card('毛媛', WOMAN, '石桥村4组1号'),
    ])
    expect(people.map(({ household, person }) => [household, person.name, person.group])).toEqual([
      [1, '郭晓鑫', '3组'],
      [2, '毛媛', '4组'],
    ])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('总人口 in the block of figures at the foot was somebody', () => {
    const { people } = read([
      ['户号', '姓名', '与户主关系', '性别', '身份证号', '村'],
      ['1', '郭晓鑫', '户主', '男', MAN, '石桥村'],
      ['总户数', '1', '', '', '', ''],
      ['总人口', '1', '', '男', '1', ''],
    ])
    expect(people).toHaveLength(1)
  })

  test('numbers below 出生日期 or 证件 were no numbers where no other column has them', () => {
    for (const [title, prefix] of [
      ['出生日期', ''],
      ['证件', '身份证：'],
    ] as const) {
      const { people } = read([
        ['户号', '姓名', '与户主关系', title, '村'],
        ['1', '郭晓鑫', '户主', `${prefix}${MAN}`, '石桥村'],
        ['1', '苏秋静', '妻', `${prefix}${WIFE}`, '石桥村'],
      ])
      expect(
        people.map(({ person }) => person.idNumber),
        title,
      ).toEqual([MAN, WIFE])
      expect(people.flatMap(codes), title).toEqual([])
    }
  })

  test('what is wrong in the first row kept a register from being understood', () => {
    const people = Array.from({ length: 12 }, (_, at) => [
      at === 0 ? '石桥村' : '',
      String(Math.floor(at / 2) + 1),
      `郭晓${'鑫森淼焱垚晶磊品众林木水'[at]}`,
      at % 2 === 0 ? '' : '妻',
      at === 0 ? '#N/A' : idOf('19680418', 501 + at),
    ])
    const { people: found, atTheEnd } = read([['村', '户号', '姓名', '关系', '身份证号'], ...people])
    expect(found.map(({ person }) => person.relation)).toEqual(
      people.map((_, at) => (at % 2 === 0 ? '02' : '12')),
    )
    expect(
      found
        .slice(1)
        .flatMap(codes)
        .filter((code) => code.startsWith('village')),
    ).toEqual([])
    expect(atTheEnd.map(({ code }) => code)).toEqual(['heads-blank'])
  })

  test('a forgotten name among 人员编号 parted everybody', () => {
    expect(
      told([
        ['人员编号', '姓名', '身份证号', '村'],
        ['001-01', '郭晓鑫', MAN, '石桥村'],
        ['001-02', '', WIFE, '石桥村'],
        ['001-03', '郭子旭', SON, '石桥村'],
        ['002-01', '毛媛', WOMAN, '石桥村'],
      ]).map(([, household]) => household),
    ).toEqual([1, 1, 1, 2])
  })

  test('是否户主 hid what stands below 与户主关系, and 已建档 below 建档状态 was unknown', () => {
    const { people } = read([
      ['姓名', '身份证号', '村', '是否户主', '与户主关系', '建档状态'],
      ['郭晓鑫', MAN, '石桥村', '是', '户主', '已建档'],
      ['苏秋静', WIFE, '石桥村', '否', '配偶', '已建档'],
    ])
    expect(people.map(({ person }) => person.relation)).toEqual(['02', '10'])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('beside 产权人 and his number the numbers of his family were not read', () => {
    const { people } = read([
      ['产权人', '身份证号', '家庭成员', '成员身份证号', '与产权人关系', '村'],
      ['郭晓鑫', MAN, '郭晓鑫', MAN, '本人', '石桥村'],
      ['', '', '苏秋静', WIFE, '配偶', '石桥村'],
      ['毛媛', WOMAN, '毛媛', WOMAN, '本人', '石桥村'],
    ])
    expect(people.map(({ household, person }) => [household, person.idNumber])).toEqual([
      [1, MAN],
      [1, WIFE],
      [2, WOMAN],
    ])
  })
})
