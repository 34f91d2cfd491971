import { describe, expect, test } from 'vitest'
import { BOY, codes, idOf, MAN, read, WOMAN } from './register-reading.fixture.ts'

const OTHER = idOf('19700809', 119)
const WRONG = OTHER.slice(0, 17) + (OTHER.endsWith('1') ? '2' : '1')
const LONER = idOf('19400203', 331)
const GIRL = idOf('19960607', 244)

describe('lists of bureaus, communities and village doctors, and how each was misread', () => {
  test('heads who stand beside their members and not among them were told to be written once more', () => {
    const { people, atTheEnd } = read([
      ['户主姓名', '户主身份证号', '户主电话', '成员姓名', '与户主关系', '成员身份证号', '住址'],
      ['郭晓鑫', MAN, '13800001111', '苏秋静', '妻', WOMAN, '石桥村1组5号'],
      ['', '', '', '郭子旭', '子', BOY, ''],
      ['江永飞', WRONG, '13800002222', '江小雨', '女', GIRL, '石桥村1组6号'],
      ['赵有田', LONER, '', '', '', '', '石桥村1组7号'],
    ])
    expect(
      people.map(({ household, person }) => `${household} ${person.name} ${person.relation} ${person.phone}`),
    ).toEqual([
      '1 郭晓鑫 02 13800001111',
      '1 苏秋静 12 null',
      '1 郭子旭 20 null',
      '2 江永飞 02 13800002222',
      '2 江小雨 30 null',
      '3 赵有田 02 null',
    ])
    expect(people.map(({ person }) => person.address)).toEqual([
      ...Array<string>(3).fill('石桥村1组5号'),
      ...Array<string>(2).fill('石桥村1组6号'),
      '石桥村1组7号',
    ])
    expect(people[3]!.problems).toMatchObject([
      { code: 'id-check-digit', value: WRONG, columnIndex: 1, column: '户主身份证号' },
    ])
    expect(people.filter(({ person }) => person.name !== '江永飞').flatMap(codes)).toEqual([])
    expect(atTheEnd).toEqual([])
  })

  test('the number of a head whose row has only his name and number below 户主 was not read', () => {
    const { people, atTheEnd } = read([
      ['户主姓名', '户主身份证号', '成员姓名', '与户主关系', '成员身份证号', '村'],
      ['郭晓鑫', MAN, '', '', '', '石桥村'],
      ['', '', '苏秋静', '妻', WOMAN, ''],
      ['江永飞', OTHER, '', '', '', '石桥村'],
      ['', '', '江小雨', '女', GIRL, ''],
    ])
    expect(
      people.map(
        ({ household, person }) => `${household} ${person.name} ${person.relation} ${person.idNumber}`,
      ),
    ).toEqual([`1 郭晓鑫 02 ${MAN}`, `1 苏秋静 12 ${WOMAN}`, `2 江永飞 02 ${OTHER}`, `2 江小雨 30 ${GIRL}`])
    expect([...people.flatMap(codes), ...atTheEnd]).toEqual([])
  })

  test('heads beside a list of the disabled are named to tell the family, and do not come in', () => {
    const { people, atTheEnd } = read([
      ['石桥村残疾人名册'],
      ['户主姓名', '户主身份证号', '姓名', '与户主关系', '身份证号'],
      ['郭晓鑫', MAN, '苏秋静', '妻', WOMAN],
      ['江永飞', OTHER, '江小雨', '女', GIRL],
    ])
    expect(people.map(({ person }) => person.name)).toEqual(['苏秋静', '江小雨'])
    expect(atTheEnd.map(({ code }) => code)).toContain('heads-without-row')
  })

  test('of 房主姓名 and 租客姓名 the owner of the house was taken for everybody who rents it', () => {
    const { people } = read([
      ['房主姓名', '房主电话', '租客姓名', '身份证号', '电话', '社区'],
      ['周广才', '13900000000', '郭晓鑫', MAN, '13800001111', '镇南社区'],
      ['周广才', '13900000000', '苏秋静', WOMAN, '13800002222', '镇南社区'],
    ])
    expect(people.map(({ person }) => `${person.name} ${person.phone}`)).toEqual([
      '郭晓鑫 13800001111',
      '苏秋静 13800002222',
    ])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('the telephone of who looks after somebody was his own where the title was 特困人员姓名', () => {
    const { people } = read([
      ['特困人员姓名', '身份证号码', '照料服务人', '照料服务人电话', '村（居）', '电话'],
      ['郭晓鑫', MAN, '周广才', '13900000000', '石桥村', '13800001111'],
      ['苏秋静', WOMAN, '周广才', '13900000000', '石桥村', ''],
    ])
    expect(people.map(({ person }) => person.phone)).toEqual(['13800001111', null])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('○ at everybody below 精神病 was yes where ● below 高血压 is yes', () => {
    const { people } = read([
      ['姓名', '身份证号', '村', '高血压', '精神病', '残疾'],
      ['郭晓鑫', MAN, '石桥村', '●', '○', ''],
      ['苏秋静', WOMAN, '石桥村', '○', '○', '○'],
      ['郭子旭', BOY, '石桥村', '○', '○', ''],
    ])
    expect(people.map(({ person }) => person.populations)).toEqual([['hypertension'], ['disabled'], []])
  })

  test('a line below the header that tells how to fill it in was somebody without a number', () => {
    const { people } = read([
      ['户号', '姓名', '与户主关系', '性别', '身份证号', '电话', '村'],
      ['数字', '与身份证一致', '户主/配偶/子女', '男/女', '18位', '11位', '必填'],
      ['1', '郭晓鑫', '户主', '男', MAN, '', '石桥村'],
      ['1', '苏秋静', '妻', '女', WOMAN, '', '石桥村'],
    ])
    expect(people.map(({ person, household }) => `${household} ${person.name}`)).toEqual([
      '1 郭晓鑫',
      '1 苏秋静',
    ])
    expect(people.flatMap(codes)).toEqual([])
  })

  test.each([
    ['varchar(20)', 'varchar(50)', 'char(2)', 'char(18)', 'varchar(50)'],
    ['户', '个人基本信息', '个人基本信息', '证件', '住址'],
  ])('a line %s, %s, %s, %s, %s below the header was somebody', (...line) => {
    const { people } = read([
      ['户号', '姓名', '与户主关系', '身份证号', '村'],
      line,
      ['1', '郭晓鑫', '户主', MAN, '石桥村'],
    ])
    expect(people.map(({ person }) => person.name)).toEqual(['郭晓鑫'])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('出生日期 that a template has and nobody fills in was said to be missing at every row', () => {
    const titles = ['姓名', '身份证号', '出生日期', '村']
    const people = [
      ['郭晓鑫', MAN, '', '石桥村'],
      ['苏秋静', WOMAN, '', '石桥村'],
      ['郭子旭', BOY, '', '石桥村'],
    ]
    expect(read([titles, ...people]).people.flatMap(codes)).toEqual([])
    const but = read([
      titles,
      ...people,
      ['江永飞', '', '', '石桥村'],
      ['江小雨', GIRL, '1996-06-07', '石桥村'],
    ])
    expect(but.people.flatMap(codes).filter((code) => code.startsWith('birth'))).toEqual([
      ...Array<string>(3).fill('birth-missing warning'),
    ])
  })

  test('200412 below 出生年月 was said to contradict a number of December 2004', () => {
    const [december, april] = [idOf('20041203', 119), idOf('20200412', 244)]
    const { people } = read([
      ['姓名', '身份证号', '出生年月', '村'],
      ['郭晓鑫', december, '200412', '石桥村'],
      ['苏秋静', april, '200412', '石桥村'],
    ])
    expect(people.map(({ person }) => person.birthDate)).toEqual(['2004-12-03', '2020-04-12'])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('sexes 01 and 02, 东岭村委 for the village and 城乡居民 below 人员类别 were not understood', () => {
    const { people } = read([
      ['姓名', '性别', '身份证号', '村', '人员类别'],
      ['郭晓鑫', '01', MAN, '石桥村委', '城乡居民'],
      ['苏秋静', '02', WOMAN, '石桥村委', '退休职工'],
      ['郭子旭', '01', BOY, '石桥村', '中小学生'],
    ])
    expect(people.flatMap(codes)).toEqual([])
    expect(people.map(({ person }) => person.sex)).toEqual(['male', 'female', 'male'])
  })

  test('日期 below 第一季度 was the birth date, even against the number', () => {
    const { people } = read([
      ['姓名', '身份证号', '村', '第一季度', '第一季度', '第二季度', '第二季度'],
      ['', '', '', '日期', '血压', '日期', '血压'],
      ['郭晓鑫', MAN, '石桥村', '2026.2.3', '140/90', '2026.5.6', '138/86'],
      ['苏秋静', WOMAN, '石桥村', '2026.2.4', '140/90', '', ''],
    ])
    expect(people.map(({ person }) => person.birthDate)).toEqual(['1968-04-18', '1963-11-12'])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('日期 that is the day in the number is the birth date', () => {
    const { people, guesses } = read([
      ['姓名', '身份证号', '村', '日期'],
      ['郭晓鑫', MAN, '石桥村', '1968.4.18'],
      ['江小雨', '', '石桥村', '1996.6.7'],
    ])
    expect(guesses[3]!.meaning).toBe('birthDate')
    expect(people[1]!.person.birthDate).toBe('1996-06-07')
  })

  test('1型 in a list of people with diabetes was type 2', () => {
    const { people } = read([
      ['石桥村糖尿病患者管理台账'],
      ['姓名', '身份证号', '糖尿病类型', '空腹血糖'],
      ['郭晓鑫', MAN, '2型', '7.2'],
      ['苏秋静', WOMAN, '1型', '7.4'],
      ['江永飞', OTHER, '', '7.1'],
    ])
    expect(people.map(({ person }) => person.populations)).toEqual([
      ['type2-diabetes'],
      [],
      ['type2-diabetes'],
    ])
  })

  test('a header of three rows with 基本信息 over 身份信息 ended at the second', () => {
    const { people } = read([
      ['户号', '基本信息', '基本信息', '基本信息', '家庭关系', '联系方式', '村'],
      ['户号', '姓名', '身份信息', '身份信息', '家庭关系', '联系方式', '村'],
      ['户号', '姓名', '性别', '身份证号', '家庭关系', '联系方式', '村'],
      ['1', '郭晓鑫', '男', MAN, '户主', '13800001111', '石桥村'],
      ['1', '苏秋静', '女', WOMAN, '妻', '', '石桥村'],
    ])
    expect(people.map(({ person }) => `${person.name} ${person.relation}`)).toEqual([
      '郭晓鑫 02',
      '苏秋静 12',
    ])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('titles with their numbers, 2高血压, were none, and 慢病数 named populations', () => {
    const { people } = read([
      ['1姓名', '2身份证号', '3村', '4高血压', '5、65岁以上老年人', '慢病数'],
      ['郭晓鑫', MAN, '石桥村', '√', '', '1'],
      ['苏秋静', WOMAN, '石桥村', '', '', '0'],
    ])
    expect(people.map(({ person }) => person.populations)).toEqual([['hypertension'], []])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('甲, 乙, 丙 below the header were somebody', () => {
    const { people } = read([
      ['户号', '姓名', '与户主关系', '身份证号', '电话', '村'],
      ['甲', '乙', '丙', '丁', '1', '2'],
      ['1', '郭晓鑫', '户主', MAN, '', '石桥村'],
    ])
    expect(people.map(({ person }) => person.name)).toEqual(['郭晓鑫'])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('people whose cells say what they hold, 姓名：郭晓鑫, went by as lines above a page without a word', () => {
    const { people } = read([
      ['石桥村居民名册'],
      ['姓名', '身份证号', '联系方式'],
      ['姓名：郭晓鑫', `身份证号：${MAN}`, '电话：13800001111'],
    ])
    expect(people.map(({ person }) => `${person.name} ${person.idNumber} ${person.phone}`)).toEqual([
      `郭晓鑫 ${MAN} 13800001111`,
    ])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('the code before the name of a village, 320399100201东岭村, made it another village', () => {
    const { people } = read([
      ['姓名', '身份证号', '所属村'],
      ['郭晓鑫', MAN, '320399100201东岭村'],
    ])
    expect(people[0]!.person.village).toBe('东岭村')
  })

  test('a cell that offers words with boxes named those that are not ticked as well', () => {
    const { people } = read([
      ['姓名', '性别', '身份证号', '村', '人群', '残疾'],
      ['郭晓鑫', '☑男 □女', MAN, '石桥村', '☑高血压 □糖尿病', '□'],
      ['苏秋静', '□男 ☑女', WOMAN, '石桥村', '□高血压 □糖尿病', '☑'],
      ['郭子旭', '男□√ 女□', BOY, '石桥村', '高血压□、糖尿病√', '□'],
      ['江永飞', '☑男 口女', OTHER, '石桥村', '口高血压 口糖尿病', '□'],
    ])
    expect(people.map(({ person }) => [person.sex, ...person.populations])).toEqual([
      ['male', 'hypertension'],
      ['female', 'disabled'],
      ['male', 'type2-diabetes'],
      ['male'],
    ])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('王□明, whose character the computer does not have, is a name', () => {
    const { people } = read([
      ['姓名', '身份证号', '村'],
      ['王□明', MAN, '石桥村'],
    ])
    expect(people[0]!.person.name).toBe('王□明')
  })

  test.each([
    ['一、姓名', '二、身份证号', '三、村', '四、是否高血压'],
    ['A姓名', 'B身份证号', 'C村', 'D高血压'],
    ['1、您的姓名', '2、您的身份证号', '3、您所在的村', '4、您是否患有高血压'],
  ])('titles %s, %s, %s, %s were none', (...titles) => {
    const { people } = read([titles, ['郭晓鑫', MAN, '石桥村', '是'], ['苏秋静', WOMAN, '石桥村', '否']])
    expect(people.map(({ person }) => [person.village, ...person.populations])).toEqual([
      ['石桥村', 'hypertension'],
      ['石桥村'],
    ])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('a list of party members was of the village 中共石桥村', () => {
    const { people } = read([['中共石桥村支部党员名册'], ['姓名', '身份证号'], ['郭晓鑫', MAN]])
    expect(people[0]!.person.village).toBe('石桥村')
  })

  test('0.0 below 高血压, as programs write a number, was a tick, and nan a telephone that is wrong', () => {
    const { people } = read([
      ['姓名', '性别', '身份证号', '村', '高血压', '电话', '人群分类'],
      ['郭晓鑫', '1.0', MAN, '石桥村', '0.0', 'nan', 'None'],
      ['苏秋静', '2.0', WOMAN, '石桥村', '1.0', '13800001111.0', 'nan'],
    ])
    expect(people.map(({ person }) => [person.sex, person.phone, ...person.populations])).toEqual([
      ['male', null],
      ['female', '13800001111', 'hypertension'],
    ])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('who dies on 2099-12-31 or on Excel’s day 1900-01-00 is alive', () => {
    const { people } = read([
      ['姓名', '身份证号', '村', '死亡日期'],
      ['郭晓鑫', MAN, '石桥村', '2099-12-31'],
      ['苏秋静', WOMAN, '石桥村', '1900-01-00'],
      ['江永飞', OTHER, '石桥村', '2026-03-02'],
      ['江小雨', GIRL, '石桥村', '2026年3月'],
    ])
    expect(people.map(codes)).toEqual([[], [], ['resident-dead error'], ['resident-dead error']])
  })

  test('a village at the end of the path through the places above it was none', () => {
    const { people } = read([
      ['姓名', '身份证号', '行政区划'],
      ['郭晓鑫', MAN, '江苏省/徐州市/江东县/东岭镇/石桥村'],
      ['苏秋静', WOMAN, '江苏省/徐州市/江东县/东岭镇/东岭村'],
    ])
    expect(people.map(({ person }) => person.village)).toEqual(['石桥村', '东岭村'])
  })

  test('a line 户号 3 above a family was somebody without a number', () => {
    const { people } = read([
      ['石桥村名册'],
      ['姓名', '与户主关系', '身份证号'],
      ['户号', '1'],
      ['郭晓鑫', '户主', MAN],
      ['苏秋静', '妻', WOMAN],
      ['户号', 2],
      ['江永飞', '户主', OTHER],
    ])
    expect(people.map(({ household, person }) => `${household} ${person.name}`)).toEqual([
      '1 郭晓鑫',
      '1 苏秋静',
      '2 江永飞',
    ])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('a list below another of the same titles was of the population of the first', () => {
    const titles = ['姓名', '身份证号', '电话']
    const { people, atTheEnd } = read([
      ['石桥村高血压患者名册'],
      titles,
      ['郭晓鑫', MAN, ''],
      ['石桥村高血压患者名册（续）'],
      ['赵有田', LONER, ''],
      ['石桥村糖尿病患者名册'],
      titles,
      ['苏秋静', WOMAN, ''],
      ['石桥村居民名册'],
      titles,
      ['江永飞', OTHER, ''],
    ])
    expect(people.map(({ person }) => person.populations)).toEqual([
      ['hypertension'],
      ['hypertension'],
      ['type2-diabetes'],
      [],
    ])
    expect(
      atTheEnd.filter(({ code }) => code === 'population-of-list').map(({ sheetRow }) => sheetRow),
    ).toEqual([3, 8])
  })

  test('一、高血压患者 above people was the title of their names, and nobody had a name', () => {
    const { people } = read([
      ['石桥村重点人群名册'],
      ['姓名', '身份证号', '电话'],
      ['一、高血压患者'],
      ['郭晓鑫', MAN, ''],
      ['二、糖尿病患者（1人）'],
      ['苏秋静', WOMAN, ''],
      ['以上为糖尿病患者'],
      ['', '', '低保户'],
      ['三、其他'],
      ['以上为低保对象'],
      ['江永飞', OTHER, ''],
    ])
    expect(people.map(({ person }) => [person.name, ...person.populations])).toEqual([
      ['郭晓鑫', 'hypertension'],
      ['苏秋静', 'type2-diabetes'],
      ['江永飞'],
    ])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('people in the sections of a list are of the population of the list', () => {
    const { people } = read([
      ['石桥村残疾人名册'],
      ['姓名', '身份证号', '电话'],
      ['一、肢体类'],
      ['郭晓鑫', MAN, ''],
      ['二、视力类'],
      ['苏秋静', WOMAN, ''],
    ])
    expect(people.map(({ person }) => person.populations)).toEqual([['disabled'], ['disabled']])
  })

  test('签约人（户主） was the name of everybody whose own stands below 家庭成员姓名', () => {
    const { people, atTheEnd } = read([
      ['签约人（户主）', '家庭成员姓名', '与户主关系', '身份证号', '村'],
      ['郭晓鑫', '郭晓鑫', '户主', MAN, '石桥村'],
      ['', '苏秋静', '妻', WOMAN, ''],
      ['江永飞', '江永飞', '户主', OTHER, '石桥村'],
    ])
    expect(people.map(({ household, person }) => `${household} ${person.name} ${person.relation}`)).toEqual([
      '1 郭晓鑫 02',
      '1 苏秋静 12',
      '2 江永飞 02',
    ])
    expect([...people.flatMap(codes), ...atTheEnd]).toEqual([])
  })

  test('the titles XM, XB, SFZH of a hospital’s database were none', () => {
    const { people } = read([
      ['XM', 'XB', 'SFZH', 'CSRQ', 'LXDH', 'XXDZ'],
      ['郭晓鑫', '男', MAN, '19680418', '13800001111', '东岭镇石桥村3组'],
      ['苏秋静', '女', WOMAN, '19631112', '', '东岭镇石桥村3组'],
    ])
    expect(people.map(({ person }) => `${person.name} ${person.phone} ${person.village}`)).toEqual([
      '郭晓鑫 13800001111 石桥村',
      '苏秋静 null 石桥村',
    ])
    expect(people.flatMap(codes)).toEqual([])
  })

  test.each([
    ['姓', '名'],
    ['Last Name', 'First Name'],
  ])('of a name in two columns, %s and %s, only the given name came in', (surname, given) => {
    const { people } = read([
      [surname, given, '身份证号', '村'],
      ['郭', '晓鑫', MAN, '石桥村'],
      ['欧阳', '静', WOMAN, '石桥村'],
    ])
    expect(people.map(({ person }) => person.name)).toEqual(['郭晓鑫', '欧阳静'])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('本户户主 was nothing to the head', () => {
    const { people } = read([
      ['户号', '姓名', '与户主关系', '身份证号', '村'],
      ['1', '郭晓鑫', '本户户主', MAN, '石桥村'],
    ])
    expect(people.map(({ person }) => person.relation)).toEqual(['02'])
  })

  test('以下为低保户 was somebody, and those below 以下为一般居民 are of no population', () => {
    const { people } = read([
      ['石桥村居民名册'],
      ['姓名', '身份证号', '电话'],
      ['以下为低保户：'],
      ['郭晓鑫', MAN, ''],
      ['以下为一般居民：'],
      ['苏秋静', WOMAN, ''],
      ['残疾人员'],
      ['郭子旭', BOY, ''],
      ['其他人员'],
      ['江永飞', OTHER, ''],
    ])
    expect(people.map(({ person }) => [person.name, ...person.populations])).toEqual([
      ['郭晓鑫', 'low-income'],
      ['苏秋静'],
      ['郭子旭', 'disabled'],
      ['江永飞'],
    ])
  })

  test('户主姓名 and 身份证号 among many other titles were somebody in the first row', () => {
    const { people, header } = read([
      ['石桥村农村宅基地调查表'],
      ['宗地号', '户主姓名', '身份证号', '面积', '房屋结构', '用途', '四至', '批准文号', '电话'],
      ['3203991', '郭晓鑫', MAN, '120.5', '砖混', '住宅', '东至路', '无', '13800001111'],
      ['3203992', '江永飞', OTHER, '98', '砖混', '住宅', '西至河', '无', ''],
    ])
    expect(header?.to).toBe(2)
    expect(people.map(({ person }) => `${person.name} ${person.relation}`)).toEqual([
      '郭晓鑫 02',
      '江永飞 02',
    ])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('apostrophes and quotes that a system writes around every cell were part of names, relations and numbers', () => {
    const { people } = read([
      ['户号', '姓名', '与户主关系', '性别', '身份证号', '村'],
      ["'1", "'郭晓鑫", "'户主", "'男", `'${MAN}`, "'石桥村"],
      ['"1"', '"苏秋静"', '"妻"', '"女"', `"${WOMAN}"`, '"石桥村"'],
    ])
    expect(
      people.map(
        ({ household, person }) => `${household} ${person.name} ${person.relation} ${person.village}`,
      ),
    ).toEqual(['1 郭晓鑫 02 石桥村', '1 苏秋静 12 石桥村'])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('a row with nothing but an ID number went by without a word', () => {
    const { people } = read([['石桥村名册'], ['姓名', '身份证号'], ['郭晓鑫', MAN], ['', WOMAN]])
    expect(people.map(codes)).toEqual([[], ['name-missing error']])
  })

  test('（示例）张三 was somebody', () => {
    const { people } = read([
      ['石桥村名册'],
      ['姓名', '身份证号'],
      ['（示例）张三', '320311197001010000'],
      ['郭晓鑫', MAN],
    ])
    expect(people.map(({ person }) => person.name)).toEqual(['郭晓鑫'])
  })
})
