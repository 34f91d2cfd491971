import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { meaningOfTitle } from './columns.ts'
import { canMean, readDate } from './date-cell.ts'
import { legendOf } from './legend.ts'
import { readPhone, readRelation } from './person-cells.ts'
import { populationOfTitle } from './population-cell.ts'
import { BOY, codes, idOf, MAN, read, today, WOMAN } from './register-reading.fixture.ts'

const WIFE = idOf('19650601', 102)
const SON = idOf('19900909', 313)

describe('registers of counties that nobody had seen, and how each was misread', () => {
  test('people with “死亡（2026.3）” under 其他需要说明的情况 went in without a word', () => {
    const remarked = (remark: string) =>
      read([
        ['姓名', '身份证号', '村', '其他需要说明的情况'],
        ['郭晓鑫', MAN, '石桥村', remark],
      ]).people.flatMap(codes)
    for (const remark of [
      '死亡（2026.3）',
      '已去世',
      '2024年5月去世',
      '出嫁',
      '已迁出，至县城',
      '2025.12.3病故',
    ])
      expect(remarked(remark), remark).toEqual(['remark-says-gone warning'])
    for (const remark of ['丈夫去世', '儿子迁出', '长年在家', '死亡证明遗失', '父母双亡', '故意不接电话'])
      expect(remarked(remark), remark).toEqual([])
  })

  test('a remark of a thousand numbers takes no time', () => {
    const remark = '11.'.repeat(5_000)
    const began = performance.now()
    read([
      ['姓名', '身份证号', '村', '备注', '电话', '身份证'],
      ['郭晓鑫', MAN, '石桥村', remark, remark, remark],
    ])
    expect(performance.now() - began).toBeLessThan(500)
  })

  test('同上 was a wrong telephone and a village that nobody knows', () => {
    const { people } = read([
      ['村', '组', '姓名', '与户主关系', '身份证号', '电话'],
      ['石桥村', '3组', '郭晓鑫', '户主', MAN, '13805220001'],
      ['同上', '同上', '苏秋静', '妻', WOMAN, '同上'],
      ['同上', '同上', '江永飞', '子', BOY, '同 上'],
    ])
    expect(people.map(({ person }) => [person.village, person.group, person.phone])).toEqual(
      Array(3).fill(['石桥村', '3组', '13805220001']),
    )
    expect(people.flatMap(codes)).toEqual([])
  })

  test('是否户主 with 是 and 否 was taken for being away, and everybody was a head', () => {
    const { people, guesses } = read([
      ['姓名', '是否户主', '身份证号', '村'],
      ['郭晓鑫', '是', MAN, '石桥村'],
      ['苏秋静', '否', WIFE, '石桥村'],
      ['江永飞', '是', BOY, '石桥村'],
    ])
    expect(guesses[1]!.meaning).toBe('relation')
    expect(people.map(({ household, person }) => [household, person.relation, person.isAway])).toEqual([
      [1, '02', false],
      [1, null, false],
      [2, '02', false],
    ])
  })

  test.each(['是', '1'])(
    'a question of one’s own answered with %s was taken for the sex or the residence',
    (yes) => {
      const { people, guesses } = read([
        ['姓名', '身份证号', '村', '问卷1', '第65题', '列60'],
        ['郭晓鑫', MAN, '石桥村', yes, yes, yes],
        ['苏秋静', WOMAN, '石桥村', yes, yes, yes],
      ])
      expect(guesses.slice(3).map(({ meaning }) => meaning)).toEqual(['ignored', 'ignored', 'ignored'])
      expect(people.flatMap(codes)).toEqual([])
    },
  )

  test('a family below a blank line and a subtotal joined the one above, whose head was called 家主', () => {
    const { people } = read([
      ['姓名', '关系', '身份证号', '村'],
      ['郭晓鑫', '家主', MAN, '石桥村'],
      ['苏秋静', '老婆', WIFE, '石桥村'],
      ['小计', '2人', '', ''],
      [],
      ['江永飞', '户主', BOY, '石桥村'],
    ])
    expect(people.map(({ household }) => household)).toEqual([1, 1, 2])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('a head whose word nobody understood kept the next family’s head out of a household of its own', () => {
    const { people } = read([
      ['姓名', '关系', '身份证号', '村'],
      ['郭晓鑫', '掌柜', MAN, '石桥村'],
      [],
      ['江永飞', '户主', BOY, '石桥村'],
    ])
    expect(people.map(({ household }) => household)).toEqual([1, 2])
  })

  test('thirty questions beside the usual columns hid the header', () => {
    const questions = Array.from({ length: 30 }, (_, at) => `问卷${at + 1}`)
    const { header, people } = read([
      ['姓名', '身份证号', '村', ...questions],
      ['郭晓鑫', MAN, '石桥村', ...questions.map(() => 'A')],
    ])
    expect(header).toMatchObject({ from: 1, to: 1 })
    expect(people).toHaveLength(1)
  })

  test('of an address in parts, as a hospital exports it, the township became the address and the household was lost', () => {
    const { people } = read([
      ['家庭档案号', '姓名', '证件号码', '现住址-乡镇', '现住址-村', '现住址-详细', '疾病史'],
      ['JT0001', '郭晓鑫', MAN, '东岭镇', '石桥村', '3组12号', '高血压(2015-03),糖尿病(2018-01)'],
      ['JT0001', '苏秋静', WIFE, '东岭镇', '石桥村', '3组12号', '无'],
    ])
    expect(people.map(({ householdNumber, household }) => [householdNumber, household])).toEqual([
      ['JT0001', 1],
      ['JT0001', 1],
    ])
    expect(people[0]!.person).toMatchObject({
      township: '东岭镇',
      village: '石桥村',
      group: '3组',
      address: '3组12号',
      populations: ['hypertension', 'type2-diabetes'],
    })
    expect(people.flatMap(codes)).toEqual([])
  })

  test('冠心病 was called unreadable, with a list of lists that the county does not have', () => {
    const words = (populations: string) =>
      read([
        ['姓名', '身份证号', '村', '慢病情况'],
        ['郭晓鑫', MAN, '石桥村', populations],
      ]).people[0]!.problems[0]!.message
    expect(words('高血压3级、冠心病')).toBe(
      '“冠心病”不属于重点人群，没有导入。需要的请记入健康档案的既往史。',
    )
    expect(words('甲类')).toContain('请改用：老年人、0-6岁儿童、孕产妇、高血压')
    expect(words('甲类')).not.toContain('县定人群')
  })

  test.each([
    ['60年7月', '1960-07-12', true],
    ['60年7月份', '1960-07-31', true],
    ['60年', '1960-12-31', true],
    ['05年3月', '2005-03-01', true],
    ['60年7月', '1960-08-01', false],
    ['60年7月', '1961-07-12', false],
  ])('%s beside an ID number of %s was unreadable', (cell, day, isIt) => {
    expect(canMean(readDate(cell, today), localDate(day))).toBe(isIt)
  })

  test('60年7月 without an ID number is too little to know somebody by, and 60年13月 is no month', () => {
    const { people } = read([
      ['姓名', '身份证号', '出生年月', '村'],
      ['郭晓鑫', '', '60年7月', '石桥村'],
    ])
    expect(codes(people[0]!)).toContain('birth-incomplete error')
    expect(readDate('60年13月', today)).toEqual({ kind: 'unreadable', why: 'no-such-day' })
  })

  test('a telephone with an extension was wrong', () => {
    expect(readPhone('0516-86221002转8').phone).toBe('051686221002')
    expect(readPhone('0516-86221002 转 801 / 13805220001')).toMatchObject({
      phone: '051686221002',
      others: ['13805220001'],
    })
  })

  test('of a card for each household the title and the line of its head were people, and the village was missing', () => {
    const { people } = read([
      ['家庭成员登记卡'],
      ['户主', '郭晓鑫', '住址', '石桥村5组2号', '电话', '13805220001'],
      ['姓名', '关系', '性别', '身份证号', '人群', '备注'],
      ['郭晓鑫', '本人', '男', MAN, '高血压', ''],
      ['苏秋静', '妻', '女', WIFE, '', ''],
      [],
      ['家庭成员登记卡'],
      ['户主', '江永飞', '住址', '河湾村1组1号', '电话', '13805220002'],
      ['姓名', '关系', '性别', '身份证号', '人群', '备注'],
      ['江永飞', '本人', '男', BOY, '', ''],
    ])
    expect(people.map(({ household, person }) => [person.name, household, person.village])).toEqual([
      ['郭晓鑫', 1, '石桥村'],
      ['苏秋静', 1, '石桥村'],
      ['江永飞', 2, '河湾村'],
    ])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('身份证号：… and …（老证） were no numbers; the number of somebody else still is none', () => {
    const found = (cell: string) =>
      read([
        ['姓名', '身份证', '村'],
        ['郭晓鑫', cell, '石桥村'],
      ]).people.flatMap(codes)
    for (const cell of [`身份证号：${MAN}`, `${MAN}（老证）`, `公民身份证号码:${MAN}`])
      expect(found(cell), cell).toEqual([])
    expect(found(`${MAN}（母亲）`)).toContain('id-not-digits error')
  })

  test('村支书 and 审核 at the foot were residents, 没有手机 a wrong number', () => {
    const { people } = read([
      ['姓名', '性别', '身份证号', '村', '手机'],
      ['郭晓鑫', '男', MAN, '石桥村', '没有手机'],
      ['村支书：', '赵德汉', '', '电话：', '13905230000'],
      ['审核：', '李达康', '', '日期：', '2026.11.1'],
    ])
    expect(people.map(({ person }) => person.name)).toEqual(['郭晓鑫'])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('a list of names and numbers made everybody a household without a word', () => {
    const list = (...people: string[][]) =>
      read([['序号', '姓名', '身份证号', '村'], ...people]).atTheEnd.map(({ code, sheetRow }) => [
        code,
        sheetRow,
      ])
    expect(list(['1', '郭晓鑫', MAN, '石桥村'], ['2', '苏秋静', WIFE, '石桥村'])).toEqual([
      ['everybody-alone', 2],
    ])
    expect(list(['1', '郭晓鑫', MAN, '石桥村'])).toEqual([])
  })

  test('户编号 1-1, 1-2, 1-3 made everybody a household', () => {
    const numbered = (numbers: string[]) =>
      read([
        ['户编号', '姓名', '与户主关系', '身份证号', '村'],
        [numbers[0]!, '郭晓鑫', '户主', MAN, '石桥村'],
        [numbers[1]!, '苏秋静', '妻', WIFE, '石桥村'],
        [numbers[2]!, '江永飞', '孙', BOY, '石桥村'],
        [numbers[3]!, '毛媛', '户主', WOMAN, '石桥村'],
        [numbers[4]!, '郭子旭', '子', SON, '石桥村'],
      ]).people.map((row) => row.household)
    expect(numbered(['1-1', '1-2', '1-3', '2-1', '2-2'])).toEqual([1, 1, 1, 2, 2])
    expect(numbered(['1', '1', '2', '2', '2'])).toEqual([1, 1, 2, 2, 2])
  })

  test('a wife who is a man, a son as old as his father and 媳妇 for a wife went in without a word', () => {
    const household = (...people: [name: string, relation: string, idNumber: string, sex?: string][]) =>
      read([
        ['姓名', '与户主关系', '身份证号', '性别', '村'],
        ...people.map(([name, relation, idNumber, sex = '']) => [name, relation, idNumber, sex, '石桥村']),
      ]).people.map((row) => row.problems.map(({ message }) => message))
    const head: [string, string, string] = ['郭晓鑫', '户主', MAN]
    expect(household(head, ['苏秋静', '妻', WIFE], ['郭子旭', '子', SON], ['江永飞', '孙子', BOY])).toEqual([
      [],
      [],
      [],
      [],
    ])
    expect(household(head, ['苏秋静', '妻', SON])[1]).toEqual([
      '与户主关系“妻”与性别“男”不符。照常导入，请核对关系和性别。',
    ])
    expect(household(head, ['苏秋静', '配偶', SON])[1]).toEqual([
      '与户主关系是“配偶”，性别却与户主同为男。照常导入，请核对关系和两人的性别。',
    ])
    expect(household(head, ['苏秋静', '媳妇', WIFE])[1]).toEqual([
      '与户主关系“儿媳”与年龄不符：比户主大 2 岁。照常导入，请核对关系和出生日期；“媳妇”按儿媳导入，指妻子的请写“妻”。',
    ])
    expect(household(head, ['郭德汉', '父亲', SON])[1]).toEqual([
      '与户主关系“父亲”与年龄不符：比户主小 22 岁。照常导入，请核对关系和出生日期。',
    ])
    // What the ID number contradicts is said once, at its own row.
    expect(household([...head, '女'], ['苏秋静', '配偶', WIFE]).map((messages) => messages.length)).toEqual([
      1, 0,
    ])
    expect(household(head, ['苏秋静', '妻', WIFE, '男']).map((messages) => messages.length)).toEqual([0, 1])
  })

  test('a grandson without a number and a sex was neither boy nor girl', () => {
    const { people } = read([
      ['姓名', '与户主关系', '身份证号', '性别', '出生日期', '村'],
      ['郭晓鑫', '户主', MAN, '男', '1968-04-18', '石桥村'],
      ['郭子旭', '孙子', '', '', '2021-03-02', '石桥村'],
      ['江永飞', '其他', '', '', '2021-03-02', '石桥村'],
    ])
    expect(people.map(({ person }) => person.sex)).toEqual(['male', 'male', 'unknown'])
    expect(people[1]!.problems.find(({ code }) => code === 'sex-missing')?.message).toBe(
      '性别没有填写，按与户主关系“孙子”取男。请核对。',
    )
  })

  test('与户主关系（1户主 2配偶 3子 4女） with codes below it made every second person a head', () => {
    const { people, guesses } = read([
      [
        '姓名',
        '与户主关系（1户主 2配偶 3子 4女）',
        '性别\n1.男，2.女',
        '身份证号',
        '村',
        '居住状态(1常住;2外出)',
        '人群（0、一般人群 1、老年人 2、高血压 3、糖尿病）',
      ],
      ['郭晓鑫', 1, 1, MAN, '石桥村', '1', '2、3'],
      ['苏秋静', 2, 2, WIFE, '石桥村', '1', 0],
      ['郭子旭', 3, '1', SON, '石桥村', '2', '0'],
      ['毛媛', '1.', 2, WOMAN, '石桥村', 1, '2,3'],
    ])
    expect(people.map(({ person }) => [person.relation, person.isAway, person.populations])).toEqual([
      ['02', false, ['hypertension', 'type2-diabetes']],
      ['10', false, []],
      ['20', true, []],
      ['02', false, ['hypertension', 'type2-diabetes']],
    ])
    expect(people.flatMap(codes)).toEqual([])
    expect(people.map(({ household }) => household)).toEqual([1, 1, 1, 2])
    expect(guesses.filter(({ confidence }) => confidence < 0.7)).toEqual([])
  })

  test.each([
    '0-6岁儿童',
    '出生日期（2026年1月1日）',
    '2型糖尿病',
    '高血压1级2级',
    '联系电话1',
    '子女1姓名',
    '村（居）',
  ])('%s explains no codes', (title) => {
    expect(legendOf(title)).toBeNull()
  })

  test('子女, 孙 and 外孙 of a girl made her a boy or asked whether she was one', () => {
    const people = (relation: string, sex: string) =>
      read([
        ['姓名', '与户主关系', '身份证号', '性别', '出生日期', '村'],
        ['郭晓鑫', '户主', MAN, '男', '1968-04-18', '石桥村'],
        ['江小宝', relation, '', sex, '2021-03-02', '石桥村'],
      ]).people.map(({ person, problems }) => [
        person.relation,
        person.sex,
        problems.some(({ code }) => code === 'relation-contradicts-sex'),
      ])[1]
    expect(people('子女', '女')).toEqual(['30', 'female', false])
    expect(people('孙', '女')).toEqual(['42', 'female', false])
    expect(people('外孙', '女')).toEqual(['44', 'female', false])
    expect(people('重孙', '女')).toEqual(['48', 'female', false])
    expect(people('孙', '男')).toEqual(['41', 'male', false])
    expect(people('孙', '')).toEqual(['41', 'unknown', false])
    expect(people('孙子', '')).toEqual(['41', 'male', false])
    expect(people('孙子', '女')).toEqual(['41', 'female', true])
  })

  test('a register with 村编码 instead of 村 named no village', () => {
    const village = (...columns: [title: string, cell: string][]) =>
      read([
        ['姓名', '身份证号', ...columns.map(([title]) => title)],
        ['郭晓鑫', MAN, ...columns.map(([, cell]) => cell)],
      ]).people.map(({ person }) => person.village)
    expect(village(['村编码', '320399101203'])).toEqual(['320399101203'])
    expect(village(['行政区划代码', '320399101203'])).toEqual(['320399101203'])
    expect(village(['村编码', '320399101203'], ['村', '石桥村'])).toEqual(['石桥村'])
    expect(village(['档案编码', '320399101203'])).toEqual([null])
  })

  test('words near those that were learned keep their own meaning', () => {
    expect(readRelation('非婚生子')).toBe('20')
    expect(readRelation('户长')).toBe('02')
    expect(meaningOfTitle('家庭成员姓名', '')).toMatchObject({ meaning: 'name' })
    expect(meaningOfTitle('成员身份证号', '')).toMatchObject({ meaning: 'idNumber' })
    expect(meaningOfTitle('现居住地址', '')).toMatchObject({ meaning: 'address' })
    expect(meaningOfTitle('居住地址（村）', '')).toMatchObject({ meaning: 'address' })
    expect(meaningOfTitle('家族史', '')).toBeNull()
    expect(populationOfTitle('65岁以上')).toBe('elderly')
    expect(populationOfTitle('2型糖尿病')).toBe('type2-diabetes')
    expect(populationOfTitle('0-6岁')).toBe('child')
  })
})
