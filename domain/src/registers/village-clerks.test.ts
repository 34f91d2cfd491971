import { describe, expect, test } from 'vitest'
import { readDate } from './date-cell.ts'
import { readIdCell } from './id-cell.ts'
import { readInsurance } from './insurance-cell.ts'
import { readPhone, readResidency } from './person-cells.ts'
import { villageOfSheetName, villageOfTitle } from './place-cell.ts'
import { populationOfTitle, readPopulations } from './population-cell.ts'
import { BOY, codes, idOf, MAN, read, today, WOMAN } from './register-reading.fixture.ts'

const WIFE = idOf('19650601', 102)
const SON = idOf('19900909', 313)
const households = (rows: Parameters<typeof read>[0]) => read(rows).people.map(({ household }) => household)

describe('registers that village clerks count and rule in their own way, and how each was misread', () => {
  test('where each group counts its households from 1, strangers of two groups were one household', () => {
    const rows = [
      ['组', '户号', '姓名', '关系', '身份证号', '村'],
      ['1组', '1', '郭晓鑫', '户主', MAN, '石桥村'],
      ['1组', '2', '毛媛', '户主', WOMAN, '石桥村'],
      ['2组', '1', '江永飞', '户主', BOY, '石桥村'],
      ['2组', '1', '苏秋静', '其他', WIFE, '石桥村'],
    ]
    expect(households(rows)).toEqual([1, 2, 3, 3])
    expect(read(rows).people.flatMap(codes)).toEqual([])
  })

  test('the same below lines that name the group or the village', () => {
    expect(
      households([
        ['户号', '姓名', '关系', '身份证号'],
        ['石桥村1组'],
        ['1', '郭晓鑫', '户主', MAN],
        ['石桥村2组'],
        ['1', '毛媛', '户主', WOMAN],
        ['东岭村1组'],
        ['1', '江永飞', '户主', BOY],
      ]),
    ).toEqual([1, 2, 3])
  })

  test('the only household of a group and the first of the next have one number and were one', () => {
    const rows = (relations: string[]) => [
      ['组', '户号', '姓名', '身份证号', '村', ...(relations.length > 0 ? ['关系'] : [])],
      ['1组', '1', '郭晓鑫', MAN, '石桥村', relations[0] ?? null],
      ['2组', '1', '毛媛', WOMAN, '石桥村', relations[1] ?? null],
    ]
    expect(households(rows(['户主', '户主']))).toEqual([1, 2])
    expect(households(rows([]))).toEqual([1, 2])
    // A member whose group is written otherwise is no household of his own.
    expect(households(rows(['户主', '妻']))).toEqual([1, 1])
  })

  test('who stands apart and names no group is still of the household whose number he has', () => {
    expect(
      households([
        ['组', '户号', '姓名', '关系', '身份证号', '村'],
        ['1组', '1', '郭晓鑫', '户主', MAN, '石桥村'],
        ['1组', '2', '毛媛', '户主', WOMAN, '石桥村'],
        ['', '1', '苏秋静', '妻', WIFE, '石桥村'],
      ]),
    ).toEqual([1, 2, 1])
  })

  test('two heads of one name in a village were one man, and the second lost his household', () => {
    const rows = (second: string) => [
      ['户主姓名', '姓名', '关系', '身份证号', '村'],
      ['郭晓鑫', '郭晓鑫', '户主', MAN, '石桥村'],
      ['毛媛', '毛媛', '户主', WOMAN, '石桥村'],
      ['郭晓鑫', '郭晓鑫', '户主', second, '石桥村'],
      ['郭晓鑫', '苏秋静', '妻', WIFE, '石桥村'],
    ]
    expect(households(rows(idOf('19700101', 301)))).toEqual([1, 2, 3, 3])
    expect(households(rows(MAN))).toEqual([1, 2, 1, 1])
  })

  test('people parted by blank rows and by nothing else were each a household; now it is said once', () => {
    const rows = [
      ['姓名', '性别', '身份证号', '村'],
      ['郭晓鑫', '男', MAN, '石桥村'],
      ['苏秋静', '女', WIFE, '石桥村'],
      [],
      ['毛媛', '女', WOMAN, '石桥村'],
      [],
      ['江永飞', '男', BOY, '石桥村'],
      [],
      ['郭子旭', '男', SON, '石桥村'],
    ]
    const { people, atTheEnd } = read(rows)
    expect(people.map(({ household, person }) => [household, person.relation])).toEqual([
      [1, null],
      [1, null],
      [2, null],
      [3, null],
      [4, null],
    ])
    expect(atTheEnd.map(({ code, sheetRow }) => [code, sheetRow])).toEqual([['parted-by-blank-rows', 2]])
    // A list with a blank row here and there is parted by pages, not by families.
    expect(
      read(rows.filter((row, at) => row.length > 0 || at === 3)).atTheEnd.map(({ code }) => code),
    ).toEqual(['everybody-alone'])
  })

  test('heads noted beside their names, （户主）, left everybody else a household of his own', () => {
    const { people, atTheEnd } = read([
      ['姓名', '身份证号', '村'],
      ['郭晓鑫（户主）', MAN, '石桥村'],
      ['苏秋静', WIFE, '石桥村'],
      ['江永飞（户主）', BOY, '石桥村'],
    ])
    expect(people.map(({ household, person }) => [household, person.relation])).toEqual([
      [1, '02'],
      [1, null],
      [2, '02'],
    ])
    expect(atTheEnd).toEqual([])
  })

  test('a register that names no head made households without one and said nothing', () => {
    const rows = [
      ['户号', '姓名', '身份证号', '村'],
      ['1', '郭晓鑫', MAN, '石桥村'],
      ['1', '苏秋静', WIFE, '石桥村'],
      ['2', '江永飞', BOY, '石桥村'],
    ]
    expect(read(rows).atTheEnd).toMatchObject([
      { code: 'no-heads', severity: 'warning', sheetRow: 2, columnIndex: null },
    ])
    expect(read(rows).atTheEnd[0]!.message).toContain('有 2 户')
    expect(read(rows).people.flatMap(codes)).toEqual([])
  })

  test('a column of relations in which nobody is a head was told at every household', () => {
    const rows = (...relations: string[]) => [
      ['户号', '姓名', '与户主关系', '身份证号', '村'],
      ...relations.map((relation, at) => [
        String(at),
        '郭晓鑫',
        relation,
        idOf('19680418', 501 + 2 * at),
        '石桥村',
      ]),
    ]
    const said = (...relations: string[]) =>
      read(rows(...relations)).atTheEnd.map(({ code, columnIndex }) => [code, columnIndex])
    expect(said('', '', '', '')).toEqual([['no-heads', 2]])
    expect(said('户主', '', '', '')).toEqual(Array(3).fill(['head-missing', 2]))
    expect(said('户主', '户主')).toEqual([])
  })

  test('the numbers of the columns below the header and the example of a row were residents', () => {
    const { people } = read([
      ['户号', '姓名', '关系', '性别', '身份证号', '村'],
      [1, 2, 3, 4, 5, 6],
      ['（1）', '（2）', '（3）', '（4）', '（5）', '（6）'],
      ['例：1', '张三', '户主', '男', '110101199001010000', '某某村'],
      ['示例', '张三', '户主', '男', '110101199001010000', '某某村'],
      ['1', '郭晓鑫', '户主', '男', MAN, '石桥村'],
    ])
    expect(people.map(({ person }) => person.name)).toEqual(['郭晓鑫'])
  })

  test('本表共 10 户 29 人 and 其中：男 over several cells were residents', () => {
    const { people } = read([
      ['户号', '姓名', '性别', '身份证号', '关系', '村'],
      ['1', '郭晓鑫', '男', MAN, '户主', '石桥村'],
      ['本表共', 10, '户', 29, '人'],
      ['其中：男', 15, '人，女', 14, '人'],
      ['平均年龄', '', '', '', '', '45.6'],
    ])
    expect(people.map(({ person }) => person.name)).toEqual(['郭晓鑫'])
  })

  test('a sheet called 石桥 named no village', () => {
    expect(villageOfSheetName('石桥')).toBe('石桥')
    expect(villageOfSheetName('石桥（G–K列）')).toBe('石桥')
    for (const name of ['Sheet1', '居民名册', '慢病', '汇总', '一组', '签约户', '儿童', '东岭镇石桥村']) {
      expect(villageOfSheetName(name), name).toBeNull()
    }
    const rows = [
      ['姓名', '身份证号', '关系'],
      ['郭晓鑫', MAN, '户主'],
    ]
    expect(read(rows, '石桥').people[0]!.person.village).toBe('石桥')
  })

  test('低保边缘户 was declared to be on 低保 and registered as poor', () => {
    expect(readPopulations('低保边缘户')).toEqual({ populations: [], unknown: ['低保边缘户'] })
    expect(readPopulations('边缘户').populations).toEqual(['registered-poor'])
    expect(readPopulations('低保户').populations).toEqual(['low-income'])
  })

  test('孕次 and 避孕措施 declared women to be pregnant, a column 残疾等级 nobody to be disabled', () => {
    for (const title of ['孕次', '孕周', '避孕措施', '孕前检查'])
      expect(populationOfTitle(title), title).toBeNull()
    expect(readPopulations('备孕').populations).toEqual([])
    expect(populationOfTitle('是否怀孕')).toBe('pregnant')
    const { people } = read([
      ['姓名', '身份证号', '村', '残疾等级', '残疾证号'],
      ['郭晓鑫', MAN, '石桥村', '二级', `${MAN}42`],
      ['苏秋静', WIFE, '石桥村', '', ''],
    ])
    expect(people.map(({ person }) => person.populations)).toEqual([['disabled'], []])
  })

  test('已嫁到外村 and 户口已迁出 in the remarks were said at no cell', () => {
    const remarked = (remark: string) =>
      read([
        ['姓名', '身份证号', '村', '备注'],
        ['苏秋静', WIFE, '石桥村', remark],
      ]).people.flatMap(codes)
    for (const remark of ['已嫁', '已嫁到外村', '户口已迁出', '户籍迁出']) {
      expect(remarked(remark), remark).toEqual(['remark-says-gone warning'])
    }
    for (const remark of ['嫁入', '女儿已嫁', '户口未迁入']) expect(remarked(remark), remark).toEqual([])
  })

  test.each([
    ['民国27年3月5日', '1938-03-05'],
    ['民国三十八年十月一日', '1949-10-01'],
  ])('%s was no date', (cell, day) => {
    expect(readDate(cell, today)).toEqual({ kind: 'day', day })
  })

  test('13805220001.0, ID:… and 未参加 were wrong, and an old number of no such day failed a check it does not have', () => {
    expect(readPhone('13805220001.0').phone).toBe('13805220001')
    expect(readIdCell(`ID:${MAN}`, today)).toMatchObject({ ok: true, reading: { idNumber: MAN } })
    expect(readIdCell('320399600230101', today)).toMatchObject({
      fault: 'id-no-such-day',
      birthDigits: '600230',
    })
    expect(readInsurance('未参加')).toEqual({ methods: ['7'], unknown: [] })
  })

  test.each(['户编码', '户代码', '户ID', '家庭ID', '家庭序号', '农户编码', '户主编号'])(
    'below %s the number of the household was lost, and everybody was alone',
    (title) => {
      expect(
        households([
          [title, '姓名', '身份证号', '村'],
          ['A1', '郭晓鑫', MAN, '石桥村'],
          ['A1', '苏秋静', WIFE, '石桥村'],
        ]),
      ).toEqual([1, 1])
    },
  )

  test('the figures of a household, 常住人口数 and 外出人口数, were where its people live', () => {
    const { guesses } = read([
      ['户号', '姓名', '身份证号', '村', '家庭人口数', '常住人口数', '外出人口数', '户数'],
      ['1', '郭晓鑫', MAN, '石桥村', 4, 3, 1, 1],
      ['2', '江永飞', BOY, '石桥村', 1, 1, 0, 1],
    ])
    expect(guesses.slice(4).map(({ meaning }) => meaning)).toEqual(Array(4).fill('ignored'))
  })

  test('镇南社区卫生服务站, the name of its station, named no community', () => {
    const { people } = read([
      ['姓名', '身份证号', '村居', '与户主关系'],
      ['郭晓鑫', MAN, '镇南社区卫生服务站', '户主'],
    ])
    expect(people[0]!.person.village).toBe('镇南社区')
  })

  test('生产队, 队别 and 自然庄 named no group, 石桥村卫生室 no village, 是否在外 nobody away', () => {
    for (const title of ['生产队', '队别', '自然庄']) {
      const { people } = read([
        ['姓名', '身份证号', '村', title, '是否在外', '关系'],
        ['郭晓鑫', MAN, '石桥村卫生室', '3队', '是', '户主'],
      ])
      expect(people[0]!.person, title).toMatchObject({ village: '石桥村', group: '3组', isAway: true })
    }
    expect(readResidency('人在户不在')).toBe('resident')
  })

  test('where no column asks for the sex, a wrong number was told twice: once at its cell and once at none', () => {
    const found = (...sex: string[][]) =>
      read([
        ['姓名', '身份证号', '村', ...sex.map(([title]) => title!)],
        ['郭晓鑫', MAN.slice(0, 17), '石桥村', ...sex.map(([, cell]) => cell!)],
      ]).people.flatMap(codes)
    expect(found()).toEqual(['id-17-digits error'])
    expect(found(['性别', ''])).toEqual(['id-17-digits error', 'sex-missing warning'])
  })

  test('the title of the village on each page ended the household that goes on there, and cleared its group', () => {
    const header = ['序号', '姓名', '身份证号', '关系']
    const rows = (title: string) => [
      [title],
      header,
      ['第2组'],
      ['1', '郭晓鑫', MAN, '户主'],
      [title],
      ['单位：石桥村委会', '', '', '2026年11月'],
      header,
      ['2', '苏秋静', WIFE, '妻'],
    ]
    for (const title of ['石桥村居民花名册', '石桥村居民花名册（续）', '石桥村居民信息登记表（续表2）']) {
      expect(
        read(rows(title)).people.map(({ household, person }) => [household, person.village, person.group]),
        title,
      ).toEqual(Array(2).fill([1, '石桥村', '2组']))
    }
  })

  test('a register below the register of another village was counted as of the first', () => {
    const header = ['户号', '姓名', '身份证号', '关系']
    const { people } = read([
      ['石桥村1组居民花名册'],
      header,
      ['1', '郭晓鑫', MAN, '户主'],
      [],
      ['东岭村居民花名册'],
      header,
      ['1', '毛媛', WOMAN, '户主'],
    ])
    expect(people.map(({ household, person }) => [household, person.village, person.group])).toEqual([
      [1, '石桥村', '1组'],
      [2, '东岭村', null],
    ])
  })

  test('a village and group written once above their people were missing or guessed at everybody else', () => {
    const rows = Array.from({ length: 16 }, (_, at) => [
      at === 0 ? '石桥村' : at === 8 ? '东岭村' : '',
      at === 0 || at === 8 ? '1组' : at === 4 ? '2组' : '',
      String((at % 8) + 1),
      `郭晓${'鑫森淼焱垚晶磊品'[at % 8]}`,
      '户主',
      idOf('19680418', 501 + 2 * at),
    ])
    const { people } = read([['村', '组', '户号', '姓名', '关系', '身份证号'], ...rows])
    expect(people.map(({ person }) => `${person.village}${person.group}`)).toEqual([
      ...Array(4).fill('石桥村1组'),
      ...Array(4).fill('石桥村2组'),
      ...Array(8).fill('东岭村1组'),
    ])
    expect(people.map(({ household }) => household)).toEqual(people.map((_, at) => at + 1))
    expect(people.flatMap(codes)).toEqual([])
  })

  test('one village that is forgotten in a column of villages is still said', () => {
    const rows = Array.from({ length: 10 }, (_, at) => [
      at === 5 ? '' : '石桥村',
      `郭晓${'鑫森淼焱垚晶磊品众林'[at]}`,
      '户主',
      idOf('19680418', 501 + 2 * at),
    ])
    expect(read([['村', '姓名', '关系', '身份证号'], ...rows]).people.flatMap(codes)).toEqual([
      'village-guessed warning',
    ])
  })

  test('heads who stand in columns of their own beside people who are no 成员 were lost without a word', () => {
    const { people, atTheEnd } = read([
      ['户主姓名', '户主身份证号', '村', '姓名', '身份证号', '与户主关系'],
      ['郭晓鑫', MAN, '石桥村', '苏秋静', WIFE, '妻'],
      ['', '', '', '郭子旭', SON, '子'],
      ['江永飞', BOY, '石桥村', '', '', ''],
    ])
    expect(people.map(({ person }) => person.name)).toEqual(['苏秋静', '郭子旭'])
    expect(atTheEnd.map(({ code, sheetRow }) => [code, sheetRow])).toEqual([['heads-without-row', 2]])
    expect(atTheEnd[0]!.message).toContain('有 2 位户主')
  })

  test('heads who stand among the members too were told to be other people, under 户主信息', () => {
    const { people, atTheEnd } = read([
      ['户主信息', null, '家庭成员信息', null, null, '村'],
      ['姓名', '身份证号', '姓名', '与户主关系', '身份证号', null],
      ['郭晓鑫', MAN, '郭晓鑫', '户主', MAN, '石桥村'],
      ['郭晓鑫', MAN, '苏秋静', '妻', WIFE, '石桥村'],
      // His own number is wrong in his row: it is said there, and he has a row.
      ['江永飞', BOY, '江永飞', '户主', BOY.slice(0, 17), '石桥村'],
    ])
    expect(people.map(({ household }) => household)).toEqual([1, 1, 2])
    expect(atTheEnd).toEqual([])
  })

  test.each([
    ['2026年石桥村居民花名册', '石桥村'],
    ['东岭镇2026年度石桥村签约花名册', '石桥村'],
    ['二〇二六年石桥村居民名册', '石桥村'],
    ['家庭医生签约服务花名册（石桥村）', '石桥村'],
    ['东岭镇（石桥村）常住人口登记表', '石桥村'],
    ['村（居）名称：石桥村   村医：李红', '石桥村'],
    ['东岭镇卫生院石桥村卫生室', '石桥村'],
    ['石 桥 村 居 民 花 名 册', '石桥村'],
    ['东岭镇美丽乡村居民名册', null],
    ['关于农村居民建档的说明', null],
    ['请各村于11月30日前上报', null],
    ['说明：本表由各村填写，每村一表', null],
    ['以村为单位，由村医填写', null],
    ['石桥行政村居民花名册', '石桥行政村'],
    ['2026年居民花名册', null],
  ])('%s names the village %s', (title, village) => {
    expect(villageOfTitle(title)).toBe(village)
  })

  test.each([
    ['1950年03月02日(76岁)', '1950-03-02'],
    ['1950--03-02', '1950-03-02'],
  ])('the birth date %s was unreadable', (cell, day) => {
    expect(readDate(cell, today)).toEqual({ kind: 'day', day })
  })

  test('below a second header with 关系 before 姓名 people called 户主 and 配偶 came in', () => {
    const { people } = read([
      ['户号', '姓名', '关系', '身份证号', '村'],
      ['1', '郭晓鑫', '户主', MAN, '石桥村'],
      ['户号', '关系', '姓名', '身份证号', '村'],
      ['2', '户主', '江永飞', BOY, '石桥村'],
      ['2', '长子', '郭子旭', SON, '石桥村'],
    ])
    expect(people.map((row) => [row.person.name, codes(row).includes('name-missing error')])).toEqual([
      ['郭晓鑫', false],
      ['', true],
      ['', true],
    ])
  })
})
