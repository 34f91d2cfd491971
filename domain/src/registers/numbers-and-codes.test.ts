import { describe, expect, test } from 'vitest'
import { BOY, codes, idOf, MAN, read, WOMAN } from './register-reading.fixture.ts'

const OTHER = idOf('19700809', 119)
const GIRL = idOf('19960607', 244)

const households = (people: ReturnType<typeof read>['people']) =>
  people.map(({ household, person }) => `${household} ${person.name} ${person.relation}`)

describe('what stands for a household, a relation or a person in figures, and how it was misread', () => {
  test('people whom 户内序号 counts in each household were each alone, and nobody the head', () => {
    const { people, atTheEnd } = read([
      ['户内序号', '姓名', '身份证号', '住址'],
      ['1', '郭晓鑫', MAN, '石桥村1组5号'],
      ['2', '苏秋静', WOMAN, ''],
      ['3', '郭子旭', BOY, ''],
      ['1', '江永飞', OTHER, '石桥村'],
      ['2', '江小雨', GIRL, ''],
    ])
    expect(households(people)).toEqual([
      '1 郭晓鑫 02',
      '1 苏秋静 null',
      '1 郭子旭 null',
      '2 江永飞 02',
      '2 江小雨 null',
    ])
    expect(people.map(({ person }) => person.address)).toEqual([
      '石桥村1组5号',
      '石桥村1组5号',
      '石桥村1组5号',
      '石桥村',
      '石桥村',
    ])
    expect([...people.flatMap(codes), ...atTheEnd.map(({ code }) => code)]).toEqual([])
  })

  test('人序号 that counts on through the whole list gathers nobody', () => {
    const { people, guesses } = read([
      ['人序号', '姓名', '身份证号', '村', '与户主关系'],
      ['1', '郭晓鑫', MAN, '石桥村', '户主'],
      ['2', '苏秋静', WOMAN, '石桥村', '妻'],
      ['3', '江永飞', OTHER, '石桥村', '户主'],
      ['5', '江小雨', GIRL, '石桥村', '女'],
    ])
    expect(guesses[0]!.meaning).toBe('serial')
    expect(households(people)).toEqual(['1 郭晓鑫 02', '1 苏秋静 12', '2 江永飞 02', '2 江小雨 30'])
  })

  test('a 户号 that is 001 at the head and 1 below him parted the family', () => {
    const { people } = read([
      ['户号', '姓名', '与户主关系', '身份证号', '村'],
      ['001', '郭晓鑫', '户主', MAN, '石桥村'],
      [1, '苏秋静', '妻', WOMAN, ''],
      ['002', '江永飞', '户主', OTHER, '石桥村'],
      [2, '江小雨', '女', GIRL, ''],
    ])
    expect(households(people)).toEqual(['1 郭晓鑫 02', '1 苏秋静 12', '2 江永飞 02', '2 江小雨 30'])
    expect(people.map(({ householdNumber }) => householdNumber)).toEqual(['001', '001', '002', '002'])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('where 01 and 1 each have a head they are two households', () => {
    const { people } = read([
      ['户号', '姓名', '与户主关系', '身份证号', '村'],
      ['01', '郭晓鑫', '户主', MAN, '石桥村'],
      ['01', '苏秋静', '妻', WOMAN, '石桥村'],
      ['1', '江永飞', '户主', OTHER, '石桥村'],
      ['1', '江小雨', '女', GIRL, '石桥村'],
    ])
    expect(households(people)).toEqual(['1 郭晓鑫 02', '1 苏秋静 12', '2 江永飞 02', '2 江小雨 30'])
    expect(people.flatMap(codes)).toEqual([])
  })

  describe('relations in the codes of the records of poverty', () => {
    const titles = ['户编号', '姓名', '与户主关系代码', '证件号码', '村']
    const family = (...relations: string[]) => [
      titles,
      ['1', '郭晓鑫', relations[0]!, MAN, '石桥村'],
      ['1', '苏秋静', relations[1]!, WOMAN, '石桥村'],
      ['1', '郭子旭', relations[2]!, BOY, '石桥村'],
      ['2', '江永飞', relations[3]!, OTHER, '石桥村'],
      ['2', '江小雨', relations[4]!, GIRL, '石桥村'],
    ]

    test('made a second head of every wife, and were said to be unknown at every child', () => {
      const { people, atTheEnd } = read(family('01', '02', '03', '01', '04'))
      expect(people.map(({ person }) => person.relation)).toEqual(['02', '10', '20', '02', '30'])
      expect(people.flatMap(codes)).toEqual([])
      expect(atTheEnd.map(({ code, sheetRow }) => [code, sheetRow])).toEqual([['relation-in-codes', 2]])
    })

    test('lose the nought before them in Excel', () => {
      const { people } = read(family('1', '2', '3', '1', '4'))
      expect(people.map(({ person }) => person.relation)).toEqual(['02', '10', '20', '02', '30'])
    })

    test('are not taken for those where sexes and ages say that the codes are of another list', () => {
      const { people, atTheEnd } = read(family('01', '04', '11', '01', '03'))
      expect(people.flatMap(codes)).toContain('relation-unknown warning')
      expect(atTheEnd.map(({ code }) => code)).not.toContain('relation-in-codes')
    })

    test('and those of the standard are of the standard, 02 the head and 10 his wife', () => {
      const { people, atTheEnd } = read(family('02', '10', '20', '02', '30'))
      expect(people.map(({ person }) => person.relation)).toEqual(['02', '10', '20', '02', '30'])
      expect(atTheEnd).toEqual([])
    })
  })

  test('病原学阳性 in a list of the tuberculous was said at every row to be no population', () => {
    const { people } = read([
      ['2026年东岭镇肺结核患者管理登记本'],
      ['姓名', '身份证号', '现住址', '诊断结果'],
      ['郭晓鑫', MAN, '石桥村1组5号', '病原学阳性'],
      ['苏秋静', WOMAN, '石桥村1组6号', '涂阴、糖尿病'],
      ['江永飞', OTHER, '石桥村1组7号', '利福平耐药'],
    ])
    expect(people.flatMap(codes)).toEqual([])
    expect(people[1]!.person.populations).toEqual(['tuberculosis', 'type2-diabetes'])
  })

  test('病原学阳性 in any other list is said', () => {
    const { people } = read([
      ['姓名', '身份证号', '村', '诊断结果'],
      ['郭晓鑫', MAN, '石桥村', '病原学阳性'],
    ])
    expect(people.flatMap(codes)).toEqual(['population-unknown warning'])
  })

  test('an ID number in three cells, of which the first as a number looked like one, was refused', () => {
    const { people } = read([
      ['姓名', '身份证号', '', '', '村'],
      ['郭晓鑫', Number(MAN.slice(0, 14)), MAN.slice(14, 16), MAN.slice(16), '石桥村'],
      ['苏秋静', Number(WOMAN.slice(0, 14)), WOMAN.slice(14, 16), WOMAN.slice(16), '石桥村'],
    ])
    expect(people.map(({ person }) => person.idNumber)).toEqual([MAN, WOMAN])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('an ID number of which each digit stands in a cell of its own was a number of one digit', () => {
    const { people, atTheEnd } = read([
      ['姓名', '身份证号码', ...Array<string>(17).fill('身份证号码'), '村'],
      ['郭晓鑫', ...MAN, '石桥村'],
      ['苏秋静', ...[...WOMAN].map((digit) => (digit === 'X' ? digit : Number(digit))), '石桥村'],
      ['江永飞', OTHER, ...Array<null>(17).fill(null), '石桥村'],
      ['郭子旭', ...BOY.slice(0, 17), null, '石桥村'],
    ])
    expect(people.map(({ person }) => person.idNumber)).toEqual([MAN, WOMAN, OTHER, null])
    expect(people.map(codes).slice(0, 3)).toEqual([[], [], []])
    expect(people[3]!.problems).toMatchObject([
      { code: 'id-17-digits', columnIndex: 1, value: BOY.slice(0, 17) },
    ])
    expect(atTheEnd.map(({ code }) => code)).toEqual(['everybody-alone'])
  })
})
