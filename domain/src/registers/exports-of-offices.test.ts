import { describe, expect, test } from 'vitest'
import { readIdCell } from './id-cell.ts'
import { readEthnicity, readName, readRelation } from './person-cells.ts'
import { partsOfPersonNumber, villageKey } from './place-cell.ts'
import { readPopulations } from './population-cell.ts'
import { BOY, codes, idOf, MAN, read, today, WOMAN } from './register-reading.fixture.ts'

const OTHER = idOf('19900909', 313)

describe('lists that offices export and keep, and how each was misread', () => {
  test.each([
    ['东岭', '东岭村村民委员会'],
    ['东岭', '东岭村村委会'],
    ['东岭', '东岭村民委员会'],
    ['镇南', '镇南社区居民委员会'],
    ['镇南', '镇南社区居委会'],
  ])('%s was not found where a register writes %s', (key, official) => {
    expect(villageKey(official)).toBe(key)
  })

  test.each([
    ['之长子', '22'],
    ['之次女', '33'],
    ['户主之妻', '12'],
  ])('the relation %s was unknown', (word, relation) => {
    expect(readRelation(word)).toBe(relation)
  })

  test('维族 and 蒙族 were no ethnicities, 1.王强 an unusual name, .0 behind a number made it too long', () => {
    expect(['维族', '蒙族', '哈族', '朝族', '维吾尔族'].map(readEthnicity)).toEqual([
      '维吾尔族',
      '蒙古族',
      '哈萨克族',
      '朝鲜族',
      '维吾尔族',
    ])
    expect(['1.王强', '12、王强', '阿依古丽.吐尔逊'].map(readName)).toEqual([
      '王强',
      '王强',
      '阿依古丽·吐尔逊',
    ])
    expect(readIdCell(`${MAN}.0`, today)).toMatchObject({ ok: true, reading: { idNumber: MAN } })
    expect(readIdCell(`${MAN}0`, today)).toMatchObject({ fault: 'id-wrong-length' })
  })

  test('the title with the number of its page ended the household that goes on below it', () => {
    const titles = ['户号', '姓名', '与户主关系', '身份证号']
    const { people } = read([
      ['东岭村花名册（第1页）'],
      titles,
      [1, '郭晓鑫', '户主', MAN],
      ['', '苏秋静', '妻', WOMAN],
      ['东岭村花名册（第2页 共2页）'],
      titles,
      ['', '郭子旭', '子', BOY],
      [2, '江永飞', '户主', OTHER],
    ])
    expect(people.map(({ household }) => household)).toEqual([1, 1, 1, 2])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('死亡子女’s 子女出生日期 became the birth date of the parent; 孩子出生日期 stays that of 孩子姓名', () => {
    const born = (name: string, birth: string, cells: readonly string[]) =>
      read([
        [name, '身份证号', birth, '村'],
        ['郭晓鑫', cells[0]!, cells[1]!, '石桥村'],
      ]).people.map((row) => [row.person.birthDate, codes(row)])
    expect(born('姓名', '子女出生日期', [MAN, '1990.1.1'])).toEqual([['1968-04-18', []]])
    expect(born('孩子姓名', '孩子出生日期', ['', '2015.1.3'])).toEqual([
      ['2015-01-03', ['id-missing warning']],
    ])
  })

  test('家属电话 beside the telephone of the person was told at every row; alone it still is taken', () => {
    const phones = (title: string, own: string) =>
      read([
        ['姓名', '身份证号', '村', title, '家属电话'],
        ['郭晓鑫', MAN, '石桥村', own, '13805220002'],
      ]).people.map((row) => [row.person.phone, codes(row)])
    expect(phones('手机', '13805220001')).toEqual([['13805220001', []]])
    expect(phones('备注', '')).toEqual([['13805220002', []]])
  })

  test('titles with their English behind them were a person', () => {
    const { people } = read([
      ['户号 Household No.', '姓名 Name', '与户主关系 Relation', '身份证号 ID No.', '村 Village', '电话 Tel'],
      [1, '郭晓鑫', '户主', MAN, '石桥村', '13805220001'],
      [1, '苏秋静', '妻', WOMAN, '石桥村', ''],
    ])
    expect(people.map((row) => [row.person.name, row.household, codes(row)])).toEqual([
      ['郭晓鑫', 1, []],
      ['苏秋静', 1, []],
    ])
  })

  test('the telephone of the landlord, of who cares for somebody or is in charge was taken for that of the person', () => {
    const phones = (titles: readonly string[], cells: readonly string[]) =>
      read([
        ['姓名', '身份证号', '村', ...titles],
        ['郭晓鑫', MAN, '石桥村', ...cells],
      ]).people.map((row) => [row.person.phone, codes(row)])
    for (const title of ['房东电话', '照料人电话', '包村干部联系方式', '负责人电话']) {
      expect(phones([title, '电话'], ['13805220002', '13805220001'])).toEqual([['13805220001', []]])
      expect(phones([title], ['13805220002'])).toEqual([[null, []]])
    }
  })

  test('志愿者手机 beside 志愿者 was the telephone of the person; 家属电话 beside 家属姓名 still is taken where no other is', () => {
    const phones = (name: string, title: string) =>
      read([
        ['姓名', '身份证号', '村', name, title],
        ['郭晓鑫', MAN, '石桥村', '江永飞', '13805220002'],
      ]).people.map((row) => [row.person.phone, codes(row)])
    expect(phones('志愿者', '志愿者手机')).toEqual([[null, []]])
    expect(phones('巡防员姓名', '巡防员联系电话')).toEqual([[null, []]])
    expect(phones('家属姓名', '家属电话')).toEqual([['13805220002', []]])
    const { people } = read([
      ['学生', '身份证号', '村', '学生电话'],
      ['郭晓鑫', MAN, '石桥村', '13805220001'],
      ['苏秋静', WOMAN, '石桥村', '13805220002'],
    ])
    expect(people.map(({ person }) => [person.name, person.phone])).toEqual([
      ['郭晓鑫', '13805220001'],
      ['苏秋静', '13805220002'],
    ])
  })

  test('一组 组长：李四 with his telephone above people named no group', () => {
    const { people } = read([
      ['姓名', '身份证号', '村'],
      ['一组 组长：李四 13805220002'],
      ['郭晓鑫', MAN, '石桥村'],
      ['2组（组长：王五）'],
      ['苏秋静', WOMAN, '石桥村'],
    ])
    expect(people.map(({ person }) => [person.name, person.group])).toEqual([
      ['郭晓鑫', '1组'],
      ['苏秋静', '2组'],
    ])
  })

  test.each(['护理对象', '照料对象', '低保对象'])(
    'a list in which the people are called %s姓名 had no names',
    (who) => {
      const { people } = read([
        [`${who}姓名`, `${who}身份证号`, '村', `${who}电话`],
        ['郭晓鑫', MAN, '石桥村', '13805220001'],
        ['苏秋静', WOMAN, '石桥村', '13805220002'],
      ])
      expect(people.map(({ person }) => [person.name, person.idNumber, person.phone])).toEqual([
        ['郭晓鑫', MAN, '13805220001'],
        ['苏秋静', WOMAN, '13805220002'],
      ])
    },
  )

  test('病历号 and 条形码 of as many digits as a telephone were one where no column asks for it', () => {
    const list = (title: string) =>
      read([
        ['姓名', '身份证号', '村', title],
        ['郭晓鑫', MAN, '石桥村', '20260001'],
        ['苏秋静', WOMAN, '石桥村', '13920260002'],
      ]).people.map(({ person }) => person.phone)
    expect(['病历号', '条形码', '会员编号'].flatMap(list)).toEqual([null, null, null, null, null, null])
    expect(list('')).toEqual(['20260001', '13920260002'])
  })

  test.each(['是否在世', '健在*', '是否健在（必填）'])('否 below %s came in, as away or alive', (title) => {
    const { people } = read([
      ['姓名', '身份证号', '村', title],
      ['郭晓鑫', MAN, '石桥村', '否'],
      ['苏秋静', WOMAN, '石桥村', '是'],
      ['江永飞', OTHER, '石桥村', ''],
    ])
    expect(people.map(codes)).toEqual([['resident-dead error'], [], []])
    expect(people.map(({ person }) => person.isAway)).toEqual([false, false, false])
  })

  test('numbers before the words of a cell were populations that nobody knows', () => {
    expect(readPopulations('1、高血压；2、2型糖尿病 3.残疾')).toEqual({
      populations: ['hypertension', 'type2-diabetes', 'disabled'],
      unknown: [],
    })
  })

  test('第1户 above its people gathered nobody', () => {
    const { people, atTheEnd } = read([
      ['姓名', '身份证号', '村'],
      ['第1户'],
      ['郭晓鑫', MAN, '石桥村'],
      ['苏秋静', WOMAN, '石桥村'],
      ['第2户（1人）'],
      ['江永飞', OTHER, '石桥村'],
    ])
    expect(people.map(({ household }) => household)).toEqual([1, 1, 2])
    expect(atTheEnd.map(({ code }) => code)).toEqual(['no-heads'])
  })
})

describe('numbers of persons in which those of each household are counted', () => {
  const list = (numbers: readonly string[]) =>
    read([
      ['人员编号', '姓名', '身份证号', '村', '组'],
      ...numbers.map((number, at) => [
        number,
        ['郭晓鑫', '苏秋静', '江永飞', '郭子旭'][at]!,
        [MAN, WOMAN, OTHER, BOY][at]!,
        '石桥村',
        at === 0 ? '3组' : '',
      ]),
    ])

  test.each([
    [['01-001-01', '01-001-02', '01-002-01', '01-002-02']],
    [['32039900101', '32039900102', '32039900201', '32039900202']],
  ])('made everybody a household of his own: %j', (numbers) => {
    const { people, guesses, atTheEnd } = list(numbers)
    expect(guesses[0]!.meaning).toBe('personNumber')
    expect(people.map(({ household, person }) => [household, person.group])).toEqual([
      [1, '3组'],
      [1, '3组'],
      [2, null],
      [2, null],
    ])
    expect(people[0]!.householdNumber).toBe(partsOfPersonNumber(numbers[0]!)!.household)
    expect(atTheEnd.map(({ code }) => code)).toEqual(['no-heads'])
  })

  test.each([
    [['2026001', '2026002', '2026003', '2026004']],
    [['01-001', '01-002', '01-003', '01-004']],
    [['01-001-01', '01-001-03', '01-002-01', '01-002-02']],
    [['01-001-01', '01-002-01', '01-003-01', '01-004-01']],
  ])('gather nobody where they count something else: %j', (numbers) => {
    const { guesses, people } = list(numbers)
    expect(guesses[0]!.meaning).toBe('ignored')
    expect(people.map(({ household }) => household)).toEqual([1, 2, 3, 4])
  })
})
