import { describe, expect, test } from 'vitest'
import { findHeader } from './header.ts'
import { readIdCell } from './id-cell.ts'
import { readPopulations } from './population-cell.ts'
import { BOY, codes, idOf, MAN, read, readRows, sheetRows, today, WOMAN } from './register-reading.fixture.ts'

const X = '32039919570311158X'
const namesOf = ({ people }: ReturnType<typeof read>) => people.map(({ person }) => person.name)
const relationsOf = ({ people }: ReturnType<typeof read>) => people.map(({ person }) => person.relation)
const householdsOf = ({ people }: ReturnType<typeof read>) => people.map(({ household }) => household)

describe('numbers', () => {
  test.each([
    '32039919570311158×',
    '32039919570311158Ⅹ',
    '32039919570311158Х',
    '32039919570311158ｘ',
    `'${X}'`,
    `‘${X}’`,
  ])('%s was said to hold signs that no number has', (cell) => {
    expect(readIdCell(cell, today)).toMatchObject({ ok: true, reading: { idNumber: X } })
  })

  test('a sign like an X does not make a wrong number right', () => {
    expect(readIdCell('32039919570311159×', today)).toMatchObject({ ok: false, fault: 'id-check-digit' })
    expect(readIdCell('320399××××××××0577', today)).toMatchObject({ ok: false, fault: 'id-masked' })
  })

  test('the number of the card of the disabled, with the ID number in it, had the wrong length', () => {
    const { people } = read([
      ['东岭村残疾人名册'],
      ['姓名', '性别', '残疾证号', '残疾等级'],
      ['郭晓鑫', '男', `${MAN}42`, '二级'],
      ['苏秋静', '女', `${WOMAN}13B1`, '三级'],
    ])
    expect(people.map(({ person }) => person.idNumber)).toEqual([MAN, WOMAN])
    expect(people.flatMap(codes)).toEqual([])
    expect(readIdCell(`${MAN}99`, today)).toMatchObject({ ok: false, fault: 'id-wrong-length' })
    expect(readIdCell(`${MAN.slice(0, 17)}942`, today)).toMatchObject({ ok: false, fault: 'id-wrong-length' })
  })
})

describe('marks and words of populations', () => {
  const marked = (marks: string[]) =>
    read([
      ['东岭村居民名册'],
      ['姓名', '身份证号', '高血压'],
      ['郭晓鑫', MAN, marks[0]!],
      ['苏秋静', WOMAN, marks[1]!],
    ]).people.map(({ person }) => person.populations.length)

  test('○ below 高血压 declared nobody where a clerk marks with circles', () => {
    expect(marked(['○', ''])).toEqual([1, 0])
    expect(marked(['●', '○'])).toEqual([1, 0])
    expect(marked(['○', '√'])).toEqual([0, 1])
  })

  test('否认高血压 declared hypertension', () => {
    expect(readPopulations('否认高血压、糖尿病')).toEqual({
      populations: ['type2-diabetes'],
      unknown: ['否认高血压'],
    })
  })

  test('是 below 是否重点人群 was a population that nobody knows', () => {
    const { people } = read([
      ['东岭村签约居民'],
      ['姓名', '身份证号', '人群标签', '是否重点人群'],
      ['郭晓鑫', MAN, '高血压,糖尿病', '是'],
    ])
    expect(people[0]!.person.populations).toEqual(['hypertension', 'type2-diabetes'])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('低保对象 below 参保身份 and 高血压病 below 诊断 were lost', () => {
    const { people } = read([
      ['东岭村参保名册'],
      ['姓名', '身份证号', '参保身份'],
      ['郭晓鑫', MAN, '普通居民'],
      ['苏秋静', WOMAN, '低保对象'],
    ])
    expect(people.map(({ person }) => person.populations)).toEqual([[], ['low-income']])
    const diagnosed = read([
      ['姓名', '身份证号', '现住址', '诊断'],
      ['郭晓鑫', MAN, '东岭村1组', '高血压病2级'],
    ])
    expect(diagnosed.people[0]!.person.populations).toEqual(['hypertension'])
  })
})

describe('who stands where', () => {
  test('a title with 第 1 页 at its end was a title of columns, and nobody had a village', () => {
    const rows = [
      ['东岭村村民花名册', null, '第 1 页'],
      ['姓名', '性别', '身份证号'],
      ['郭晓鑫', '男', MAN],
    ]
    expect(findHeader(sheetRows(rows))).toMatchObject({ from: 2, villageAbove: '东岭村' })
    expect(read(rows).people.flatMap(codes)).toEqual([])
  })

  test('the line of the head above the first of several cards was a title of columns, and his village was lost', () => {
    const card = (head: string, number: string, group: number) => [
      ['家庭健康档案登记表'],
      ['户主姓名', head, null, '家庭住址', `东岭镇东岭村${group}组5号`],
      ['姓名', '与户主关系', '性别', '身份证号', '电话'],
      [head, '户主', '男', number, ''],
      [],
    ]
    const register = read([...card('郭晓鑫', MAN, 1), ...card('江永飞', idOf('19700809', 119), 2)])
    expect(register.people.map(({ person }) => `${person.village} ${person.group}`)).toEqual([
      '东岭村 1组',
      '东岭村 2组',
    ])
  })

  test('男方姓名 and 女方姓名 were no header, and a husband was that of a head whom nobody named', () => {
    for (const [his, hers] of [
      ['男方', '女方'],
      ['丈夫', '妻子'],
    ]) {
      const register = read([
        ['东岭村育龄夫妇名册'],
        ['序号', `${his}姓名`, `${his}身份证号`, `${hers}姓名`, `${hers}身份证号`, '住址'],
        [1, '郭晓鑫', MAN, '苏秋静', WOMAN, '东岭村1组5号'],
      ])
      expect(namesOf(register)).toEqual(['郭晓鑫', '苏秋静'])
      expect(householdsOf(register)).toEqual([1, 1])
      expect(relationsOf(register)).toEqual([null, null])
      expect(register.atTheEnd).toMatchObject([{ code: 'no-heads' }])
    }
  })

  test('a head named below 户主姓名 only, members below 成员姓名 only, had no name', () => {
    const register = read([
      ['东岭村家庭成员名册'],
      ['户号', '户主姓名', '成员姓名', '与户主关系', '身份证号'],
      ['1', '郭晓鑫', '', '户主', MAN],
      ['', '', '苏秋静', '妻', WOMAN],
      ['2', '江永飞', '', '', idOf('19700809', 119)],
      ['', '', '江小雨', '女', idOf('19960607', 244)],
    ])
    expect(namesOf(register)).toEqual(['郭晓鑫', '苏秋静', '江永飞', '江小雨'])
    expect(relationsOf(register)).toEqual(['02', '12', '02', '30'])
    expect(householdsOf(register)).toEqual([1, 1, 2, 2])
    expect(register.people.flatMap(codes)).toEqual([])
  })

  test('a member whose name is forgotten is not called like the head', () => {
    const register = read([
      ['东岭村家庭成员名册'],
      ['户主姓名', '成员姓名', '与户主关系', '身份证号'],
      ['郭晓鑫', '郭晓鑫', '户主', MAN],
      ['郭晓鑫', '', '妻', WOMAN],
      ['郭晓鑫', '', '', BOY],
    ])
    expect(register.people.map(codes)).toEqual([[], ['name-missing error'], ['name-missing error']])
  })

  test('郭晓鑫13800001111 was an unusual name, and the telephone beside it was lost', () => {
    const { people } = read([
      ['东岭村居民名册'],
      ['姓名', '身份证号', '电话'],
      ['郭晓鑫13800001111', MAN, ''],
      ['苏秋静（13800002222）', WOMAN, ''],
      ['郭子旭13800001111', BOY, '13800003333'],
    ])
    expect(people.map(({ person }) => `${person.name} ${person.phone}`)).toEqual([
      '郭晓鑫 13800001111',
      '苏秋静 13800002222',
      '郭子旭 13800003333',
    ])
    expect(people.map(codes)).toEqual([[], [], ['name-note warning']])
  })
})

test('a name struck through came in without a word', () => {
  const rows = sheetRows([['东岭村居民名册'], ['姓名', '身份证号'], ['郭晓鑫', MAN], ['苏秋静', WOMAN]])
  const struck = rows.map((row) => (row.sheetRow === 4 ? { ...row, struck: [0] } : row))
  expect(readRows(struck).people.map(codes)).toEqual([[], ['name-struck warning']])
})

describe('a family in the lines of one row', () => {
  const rows = [
    ['东岭村签约家庭名册'],
    ['家庭住址', '姓名', '与户主关系', '身份证号', '联系电话'],
    ['东岭村1组5号', '郭晓鑫\n苏秋静\n郭子旭', '户主\n妻\n子', `${MAN}\n${WOMAN}\n${BOY}`, '13800001111'],
    ['东岭村1组6号', '江永飞\n江小雨\n', '', `${idOf('19700809', 119)}\n${idOf('19960607', 24)}4`, ''],
  ]

  test('was one person with a name and a number too long', () => {
    const register = read(rows)
    expect(namesOf(register)).toEqual(['郭晓鑫', '苏秋静', '郭子旭', '江永飞', '江小雨'])
    expect(householdsOf(register)).toEqual([1, 1, 1, 2, 2])
    expect(relationsOf(register)).toEqual(['02', '12', '20', null, null])
    expect(register.people.map(({ person }) => person.phone)).toEqual(['13800001111', null, null, null, null])
  })

  test('names without as many numbers stay one row, and its number is said to be wrong', () => {
    const { people } = read([
      ...rows.slice(0, 2),
      ['东岭村1组5号', '郭晓鑫\n苏秋静', '', `${MAN}\n${WOMAN}\n${BOY}`, ''],
    ])
    expect(people.map(codes)).toEqual([['id-wrong-length error']])
  })
})
