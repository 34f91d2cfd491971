import { describe, expect, test } from 'vitest'
import { BOY, codes, idOf, MAN, read, WOMAN } from './register-reading.fixture.ts'

const WIFE = idOf('19650601', 102)
const SON = idOf('19900909', 313)

const people = (rows: Parameters<typeof read>[0]) =>
  read(rows).people.map(({ person }) => [person.name, person.relation, person.idNumber])

describe('cells in which clerks write several facts', () => {
  test('郭晓鑫 320399… below 姓名/身份证号 was nobody with a number of other characters', () => {
    expect(
      people([
        ['户号', '姓名/身份证号', '与户主关系', '村'],
        ['1', `郭晓鑫 ${MAN}`, '户主', '石桥村'],
        ['1', `苏秋静${WIFE}`, '妻', '石桥村'],
        ['2', `毛媛/${WOMAN}`, '户主', '石桥村'],
        ['2', `江永飞\n${BOY}`, '孙子', '石桥村'],
      ]),
    ).toEqual([
      ['郭晓鑫', '02', MAN],
      ['苏秋静', '12', WIFE],
      ['毛媛', '02', WOMAN],
      ['江永飞', '41', BOY],
    ])
  })

  test('the same below 姓名 where no column asks for the number', () => {
    expect(
      people([
        ['序号', '姓名', '与户主关系', '村'],
        ['1', `郭晓鑫 ${MAN}`, '户主', '石桥村'],
        ['2', `苏秋静${WIFE}`, '妻', '石桥村'],
        ['3', '郭子旭', '子', '石桥村'],
      ]),
    ).toEqual([
      ['郭晓鑫', '02', MAN],
      ['苏秋静', '12', WIFE],
      ['郭子旭', '20', null],
    ])
  })

  test('name, sex and birth date of one cell', () => {
    const { people } = read([
      ['序号', '姓名 性别 出生年月', '与户主关系', '村'],
      ['1', '郭晓鑫 男 1968年4月18日', '户主', '石桥村'],
      ['2', '苏秋静 女 1965-06-01', '妻', '石桥村'],
      ['3', '王 子 男 1990.9.9', '子', '石桥村'],
    ])
    expect(people.map(({ person: { name, sex, birthDate } }) => [name, sex, birthDate])).toEqual([
      ['郭晓鑫', 'male', '1968-04-18'],
      ['苏秋静', 'female', '1965-06-01'],
      ['王子', 'male', '1990-09-09'],
    ])
  })

  test('郭晓鑫(户主)13805220001 made a household of everybody and lost the telephones', () => {
    const { people, atTheEnd } = read([
      ['姓名', '身份证号', '村'],
      ['郭晓鑫(户主)13805220001', MAN, '石桥村'],
      ['苏秋静（妻） 13805220002', WIFE, '石桥村'],
      ['江永飞（户主）', BOY, '石桥村'],
    ])
    expect(
      people.map(({ household, person }) => [household, person.name, person.relation, person.phone]),
    ).toEqual([
      [1, '郭晓鑫', '02', '13805220001'],
      [1, '苏秋静', '12', '13805220002'],
      [2, '江永飞', '02', null],
    ])
    expect([...people.flatMap(codes), ...atTheEnd]).toEqual([])
  })

  test('sex and age, number and telephone, relation and name in one column', () => {
    const { people } = read([
      ['户号', '关系及姓名', '性别/年龄', '身份证号/联系电话', '村'],
      ['1', '户主：郭晓鑫', '男/58', `${MAN}/13805220001`, '石桥村'],
      ['1', '妻：苏秋静', '女/61', `${WIFE} 13805220002`, '石桥村'],
      ['1', '子：郭子旭', '男/36', SON, '石桥村'],
    ])
    expect(people.map(({ person: { name, relation, phone } }) => [name, relation, phone])).toEqual([
      ['郭晓鑫', '02', '13805220001'],
      ['苏秋静', '12', '13805220002'],
      ['郭子旭', '20', null],
    ])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('妻子 苏秋静 below 姓名, where no column asks for the relation', () => {
    expect(
      people([
        ['户号', '姓名', '身份证号', '村'],
        ['1', '户主 郭晓鑫', MAN, '石桥村'],
        ['1', '妻子 苏秋静', WIFE, '石桥村'],
        ['1', '长子 郭子旭', SON, '石桥村'],
      ]).map(([name, relation]) => [name, relation]),
    ).toEqual([
      ['郭晓鑫', '02'],
      ['苏秋静', '12'],
      ['郭子旭', '22'],
    ])
  })

  test('what is wrong is said at the cell that holds both, with the part that is wrong', () => {
    const wrong = MAN.slice(0, 17)
    const { people } = read([
      ['户号', '姓名/身份证号', '与户主关系', '村'],
      ['1', `郭晓鑫 ${wrong}`, '户主', '石桥村'],
      ['1', `苏秋静 ${WIFE}`, '妻', '石桥村'],
    ])
    expect(people[0]!.problems).toMatchObject([
      { code: 'id-17-digits', sheetRow: 2, columnIndex: 1, column: '身份证号（姓名身份证号）', value: wrong },
    ])
  })

  test('names with blanks and notes are names, where nothing else stands beside most of them', () => {
    expect(
      people([
        ['姓名', '身份证号', '与户主关系', '村'],
        ['郭 鑫', MAN, '户主', '石桥村'],
        ['苏 子', WIFE, '妻', '石桥村'],
        ['江永飞 13805220001', BOY, '孙子', '石桥村'],
      ]).map(([name]) => name),
    ).toEqual(['郭鑫', '苏子', '江永飞'])
  })

  test('出生, 身份证号 and 电话 around the facts of a cell became part of the name', () => {
    const { people } = read([
      ['石桥村居民名册'],
      ['序号', '姓名、性别、出生日期、身份证号、电话', '与户主关系'],
      ['1', `郭晓鑫，男，1968年4月18日出生，身份证号${MAN}，电话13805220001`, '户主'],
      ['2', `苏秋静，女，1965年6月1日出生，身份证号：${WIFE}，联系电话：13805220002`, '妻'],
    ])
    expect(people.map(({ person: { name, idNumber, phone } }) => [name, idNumber, phone])).toEqual([
      ['郭晓鑫', MAN, '13805220001'],
      ['苏秋静', WIFE, '13805220002'],
    ])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('户主姓名及身份证号 alone is who the row is of, beside 姓名 it is not', () => {
    expect(
      people([
        ['序号', '户主姓名及身份证号', '家庭人口', '村'],
        ['1', `郭晓鑫 ${MAN}`, 3, '石桥村'],
        ['2', `毛媛 ${WOMAN}`, 2, '石桥村'],
      ]),
    ).toEqual([
      ['郭晓鑫', '02', MAN],
      ['毛媛', '02', WOMAN],
    ])
    expect(
      people([
        ['户主姓名及身份证号', '姓名', '身份证号', '与户主关系', '村'],
        [`郭晓鑫 ${MAN}`, '苏秋静', WIFE, '妻', '石桥村'],
        [`郭晓鑫 ${MAN}`, '郭子旭', SON, '子', '石桥村'],
      ]).map(([name]) => name),
    ).toEqual(['苏秋静', '郭子旭'])
  })

  test('东岭镇/石桥村/3组 below 乡镇/村/组 named no village', () => {
    const [first] = read([
      ['姓名', '与户主关系', '身份证号', '乡镇/村/组'],
      ['郭晓鑫', '户主', MAN, '东岭镇/石桥村/3组'],
    ]).people
    expect(first!.person).toMatchObject({ township: '东岭镇', village: '石桥村', group: '3组' })
  })
})

test.each([
  ['words', '甲 '.repeat(16_000)],
  ['numbers', `${MAN} `.repeat(1_700)],
  ['digits', '1'.repeat(32_000)],
])(
  'cells as full of %s as Excel takes kept the reading for minutes: their rows stay out, the others go in',
  (_, full) => {
    const titles = ['姓名', '身份证号', '与户主关系', '村', '家庭成员', '备注']
    const family = ['张福来', '苏秋静', '郭子旭', '江永飞', '毛媛', '王强', '李梅', '赵四', '钱二', '孙三']
    const { people: rows } = read([
      titles,
      ...family.map((name, at) => [name, idOf('19680418', 101 + 2 * at), '户主', '石桥村', '', '']),
      ...Array.from({ length: 8 }, () => titles.map((title) => (title === '村' ? '石桥村' : full))),
    ])
    expect(rows.slice(0, 10).map(({ person }) => person.name)).toEqual(family)
    expect(rows.slice(10)).toHaveLength(8)
    for (const row of rows.slice(10))
      expect(row.problems.some(({ severity }) => severity === 'error')).toBe(true)
  },
)
