import { describe, expect, test } from 'vitest'
import { BOY, codes, idOf, MAN, read, WOMAN } from './register-reading.fixture.ts'

const OTHER = idOf('19700809', 119)

describe('registers that officers of townships gather from many hands, and how each was misread', () => {
  test('a place below 去向 is where who is away has gone, and 在家 nobody', () => {
    const { people, guesses } = read([
      ['姓名', '身份证号', '村', '网格', '片区', '去向', '网格员'],
      ['郭晓鑫', MAN, '石桥村', '第三网格', '东片', '上海', '周广才'],
      ['苏秋静', WOMAN, '石桥村', '第三网格', '东片', '在家', '周广才'],
      ['江永飞', BOY, '石桥村', '第三网格', '东片', '', '周广才'],
    ])
    expect(people.map(({ person }) => [person.isAway, person.saysWhereLiving, person.remarks])).toEqual([
      [true, true, '去向：上海'],
      [false, false, null],
      [false, false, null],
    ])
    expect(people.flatMap(codes)).toEqual([])
    expect(guesses.filter(({ meaning }) => meaning === 'ignored').map(({ title }) => title)).toEqual([
      '网格',
      '片区',
      '网格员',
    ])
  })

  test('家庭成员 that lists everybody in one cell was the name of one, and the head was lost', () => {
    const { people, atTheEnd } = read([
      ['户主姓名', '户主身份证号', '住址', '家庭成员'],
      ['郭晓鑫', MAN, '石桥村1组5号', '苏秋静（妻）、郭子旭（子）'],
      ['江永飞', WOMAN, '石桥村1组6号', '江小雨（女）'],
    ])
    expect(people.map(({ person }) => person.name)).toEqual(['郭晓鑫', '江永飞'])
    expect(atTheEnd.map(({ message }) => message)).toEqual([
      '这张表有 2 行在右边（D 列）还写着别的人，没有导入。要导入的，请改成每人一行。',
    ])
  })

  test('the one-digit codes of 与户主关系 made every wife the head, and those of 常住类型 were unknown', () => {
    const { people } = read([
      ['户编号', '姓名', '与户主关系', '身份证', '村', '常住类型'],
      ['1', '郭晓鑫', 0, MAN, '石桥村', '1'],
      ['1', '苏秋静', 1, WOMAN, '石桥村', '2'],
      ['1', '郭子旭', 4, BOY, '石桥村', '1'],
      ['2', '江永飞', 0, OTHER, '石桥村', '1'],
    ])
    expect(people.map(({ person }) => person.relation)).toEqual(['02', '10', '41', '02'])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('①老年人②高血压 in a title explained no codes below it', () => {
    const { people } = read([
      ['姓名', '身份证号', '村', '人群（①老年人②高血压③糖尿病④孕产妇⑤0-6岁儿童）'],
      ['郭晓鑫', MAN, '石桥村', '②③'],
      ['苏秋静', WOMAN, '石桥村', '2'],
      ['郭子旭', BOY, '石桥村', '无'],
    ])
    expect(people.map(({ person }) => person.populations)).toEqual([
      ['hypertension', 'type2-diabetes'],
      ['hypertension'],
      [],
    ])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('户主（是/否） made a household of everybody who is no head', () => {
    const { people } = read([
      ['姓名', '身份证号', '户主（是/否）', '住址'],
      ['郭晓鑫', MAN, '是', '石桥村1组5号'],
      ['苏秋静', WOMAN, '否', '石桥村1组5号'],
      ['江永飞', OTHER, '是', '石桥村1组6号'],
    ])
    expect(people.map(({ household, person }) => `${household} ${person.relation}`)).toEqual([
      '1 02',
      '1 null',
      '2 02',
    ])
  })

  test('an export in English named neither households nor relations', () => {
    const { people } = read([
      [
        'No.',
        'Household No',
        'Name',
        'Relationship to Head',
        'Gender',
        'ID Card No.',
        'Mobile Phone',
        'Village',
        'Remarks',
      ],
      ['1', 'H001', '郭晓鑫', 'Head', 'Male', MAN, '13805220001', '石桥村', 'x'],
      ['2', 'H001', '苏秋静', 'Spouse', 'Female', WOMAN, '', '石桥村', ''],
      ['3', 'H001', '江小兰', 'Daughter-in-law', 'Female', idOf('19900102', 522), '', '石桥村', ''],
    ])
    expect(people.map(({ householdNumber, person }) => [householdNumber, person.relation])).toEqual([
      ['H001', '02'],
      ['H001', '10'],
      ['H001', '38'],
    ])
    expect(people[0]!.person).toMatchObject({ phone: '13805220001', remarks: 'x' })
    expect(people.flatMap(codes)).toEqual([])
  })

  test('an ethnicity with its code, 01 汉族, was unreadable', () => {
    const { people } = read([
      ['姓名', '身份证号', '村', '民族'],
      ['郭晓鑫', MAN, '石桥村', '01 汉族'],
      ['苏秋静', WOMAN, '石桥村', '06.苗族'],
    ])
    expect(people.map(({ person }) => person.ethnicity)).toEqual(['汉族', '苗族'])
  })

  test.each([
    [`身份证${MAN}`, MAN],
    [`*${MAN}*`, MAN],
    [`${MAN}（已核）`, MAN],
    [`母亲${MAN}`, null],
    [`${MAN}A`, null],
    [`${MAN.slice(0, 14)}****`, null],
  ])('a number written %s', (written, idNumber) => {
    const { people } = read([
      ['姓名', '身份证号', '村'],
      ['郭晓鑫', written, '石桥村'],
    ])
    expect(people[0]!.person.idNumber).toBe(idNumber)
  })

  test('the dead of 变动情况 came in alive without a word', () => {
    const { people } = read([
      ['户号', '姓名', '关系', '身份证号', '村', '变动情况', '变动时间'],
      ['1', '郭晓鑫', '户主', MAN, '石桥村', '死亡', '2026-03-02'],
      ['1', '苏秋静', '妻', WOMAN, '石桥村', '', ''],
      ['1', '江永飞', '弟', OTHER, '石桥村', '迁出', '2025.12'],
      ['1', '郭子旭', '孙', BOY, '石桥村', '新生', ''],
    ])
    expect(people.map((row) => row.problems.map(({ code, column }) => `${code} ${column}`))).toEqual([
      ['resident-dead 变动情况'],
      [],
      ['resident-moved-out 变动情况'],
      [],
    ])
  })

  test('the address above the people of a card was read for its group and lost', () => {
    const titles = ['姓名', '与户主关系', '身份证号']
    const { people } = read([
      ['石桥村一组人口信息采集表'],
      ['户主：郭晓鑫', '', '家庭住址：石桥村一组5号'],
      titles,
      ['郭晓鑫', '户主', MAN],
      ['苏秋静', '妻', WOMAN],
      ['石桥村一组人口信息采集表'],
      ['户主', '江永飞', '住址', '石桥村1组6号'],
      titles,
      ['江永飞', '户主', OTHER],
      ['石桥村一组人口信息采集表'],
      ['户主：郭子旭'],
      titles,
      ['郭子旭', '户主', BOY],
    ])
    expect(people.map(({ household, person }) => `${household} ${person.address}`)).toEqual([
      '1 石桥村一组5号',
      '1 石桥村一组5号',
      '2 石桥村1组6号',
      '3 null',
    ])
  })

  test('two doors 3-2-501 of two estates of a community were one, and 与房主关系 had no head', () => {
    const { people } = read([
      ['社区', '小区', '楼号', '单元', '房号', '姓名', '证件号码', '与房主关系'],
      ['镇南社区', '阳光花园', '3', '2', '501', '郭晓鑫', MAN, '房主'],
      ['镇南社区', '阳光花园', '3', '2', '501', '苏秋静', WOMAN, '妻子'],
      ['镇南社区', '西苑', '3', '2', '501', '江永飞', OTHER, '房主'],
    ])
    expect(
      people.map(({ household, person }) => `${household} ${person.relation} ${person.address}`),
    ).toEqual(['1 02 阳光花园3-2-501', '1 12 阳光花园3-2-501', '2 02 西苑3-2-501'])
  })

  test('妻：苏秋静 and 苏秋静（妻） were unusual names of heads', () => {
    for (const [head, wife, son] of [
      ['户主：郭晓鑫', '妻：苏秋静', '　子：郭子旭'],
      ['郭晓鑫(户主)', '苏秋静(妻)', '郭子旭（长子）'],
    ]) {
      const { people } = read([
        ['姓名', '身份证号', '村'],
        [head!, MAN, '石桥村'],
        [wife!, WOMAN, '石桥村'],
        [son!, BOY, '石桥村'],
        ['户主：江永飞', OTHER, '石桥村'],
      ])
      expect(people.map(({ household, person: { name } }) => `${household} ${name}`)).toEqual([
        '1 郭晓鑫',
        '1 苏秋静',
        '1 郭子旭',
        '2 江永飞',
      ])
      expect(people.map(({ person }) => person.relation?.[0])).toEqual(['0', '1', '2', '0'])
      expect(people.flatMap(codes)).toEqual([])
    }
    const { people } = read([
      ['姓名', '身份证号', '村'],
      ['江小雨（女）', WOMAN, '石桥村'],
    ])
    expect(people[0]!.person.relation).toBe('02')
  })

  test('与患者关系 of a list of patients was the relation to the head', () => {
    const { people } = read([
      ['患者姓名', '身份证号', '村', '监护人', '与患者关系'],
      ['郭晓鑫', MAN, '石桥村', '郭德贵', '父子'],
    ])
    expect(people[0]!.person.relation).toBe('02')
    expect(people.flatMap(codes)).toEqual([])
  })

  test('of a list of the insured 个人编号 was a telephone, 单位名称 no village and 正常参保 unknown', () => {
    const { people } = read([
      ['单位名称', '个人编号', '姓名', '证件号码', '户口簿编号', '与户主关系', '参保状态', '人员类别'],
      ['石桥村民委员会', '3203001', '郭晓鑫', MAN, 'A0001', '户主', '正常参保', '普通居民'],
      ['石桥村民委员会', '3203002', '苏秋静', WOMAN, 'A0001', '配偶', '正常参保', '普通居民'],
    ])
    expect(people.map(({ person }) => [person.village, person.phone, person.paymentMethods])).toEqual([
      ['石桥村民委员会', null, ['2']],
      ['石桥村民委员会', null, ['2']],
    ])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('a name of 24 characters, as minorities bear it, was unusual', () => {
    const { people } = read([
      ['姓名', '身份证号', '村'],
      ['阿卜杜热合曼·买买提艾力·阿卜杜外力·吐尔逊江', MAN, '石桥村'],
    ])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('二组（组长：李四） was a resident, and nobody below it had a group', () => {
    const { people } = read([
      ['石桥村'],
      ['姓名', '性别', '身份证号', '与户主关系', '现住址'],
      ['一组（组长：郭晓鑫 13805220001）'],
      ['郭晓鑫', '男', MAN, '户主', '住址：5号'],
      ['苏秋静', '女', WOMAN, '配偶', ''],
      ['二组（组长：江永飞）'],
      ['江永飞', '男', OTHER, '户主', ''],
    ])
    expect(people.map(({ person }) => `${person.name} ${person.group} ${person.address}`)).toEqual([
      '郭晓鑫 1组 5号',
      '苏秋静 1组 5号',
      '江永飞 2组 null',
    ])
  })

  test('a day with the one of the old calendar behind it was unreadable', () => {
    const born = (text: string) =>
      read([
        ['姓名', '性别', '出生日期', '村'],
        ['郭子旭', '男', text, '石桥村'],
      ]).people[0]!.person.birthDate
    expect(born('2015年10月19日（农历九月初七）')).toBe('2015-10-19')
    expect(born('2015年10月19日（农历）')).toBeNull()
  })

  test('户主 and 妻 below 备注 gathered nobody, and a death below 备注2 was said at 备注1', () => {
    const { people } = read([
      ['姓名', '身份证号', '村', '备注'],
      ['郭晓鑫', MAN, '石桥村', '户主'],
      ['苏秋静', WOMAN, '石桥村', '妻'],
      ['江永飞', OTHER, '石桥村', '户主'],
    ])
    expect(people.map(({ household, person }) => `${household} ${person.relation}`)).toEqual([
      '1 02',
      '1 12',
      '2 02',
    ])
    const said = read([
      ['姓名', '身份证号', '与户主关系', '村', '备注1', '备注2'],
      ['郭晓鑫', MAN, '户主', '石桥村', '低保', '2025.3.1死亡'],
    ]).people[0]!
    expect(said.problems.map(({ code, column }) => `${code} ${column}`)).toEqual(['remark-says-gone 备注2'])
    expect(said.person.remarks).toBe('低保')
  })

  test('门牌号 behind 楼栋号 and 单元号 stood before them, 501-3栋2单元, and 人户一致 was unknown', () => {
    const { people } = read([
      ['社区', '楼栋号', '单元号', '门牌号', '姓名', '身份证号', '与户主关系', '人户状态'],
      ['镇南社区', '3栋', '2单元', '501', '郭晓鑫', MAN, '户主', '人户一致'],
    ])
    expect(people[0]!.person.address).toBe('3栋2单元501')
    expect(people.flatMap(codes)).toEqual([])
  })

  test('a full stop behind a name became a mark of the name', () => {
    const { people } = read([
      ['户码', '姓名', '身份证号', '村'],
      ['东-1', '李四.', MAN, '石桥村'],
    ])
    expect([people[0]!.person.name, people[0]!.householdNumber]).toEqual(['李四', '东-1'])
  })

  test.each([
    ['the title is merged', '血压'],
    ['the title stands above the first', ''],
  ])('收缩压 and 舒张压 below 血压 were a person without a name, where %s', (_, above) => {
    const { people, header } = read([
      ['2026年石桥村体检花名册', '', '', '', '', ''],
      ['姓名', '身份证号', '血压', above, '身高', '心电图'],
      ['', '', '收缩压', '舒张压', '', ''],
      ['郭晓鑫', MAN, 132, 80, 165, '正常'],
      ['苏秋静', WOMAN, 141, 86, 158, '异常'],
    ])
    expect(people.map((row) => [row.person.name, codes(row)])).toEqual([
      ['郭晓鑫', []],
      ['苏秋静', []],
    ])
    expect([header!.to, header!.groups[2], header!.titles[3]]).toEqual([3, '血压', '舒张压'])
  })

  test('a village and a group below a merged 住址 are no second row of titles', () => {
    const { header } = read([
      ['姓名', '身份证号', '住址', '住址'],
      ['', '', '石桥村', '上湾组'],
      ['郭晓鑫', MAN, '', ''],
    ])
    expect([header!.to, header!.titles[2]]).toEqual([1, '住址'])
  })

  test('who is 终止 because of 死亡 in the export of a system came in alive', () => {
    const { people } = read([
      ['姓名', '身份证号', '村', '档案状态', '终止原因'],
      ['郭晓鑫', MAN, '石桥村', '终止', '死亡'],
      ['苏秋静', WOMAN, '石桥村', '终止', '户口迁往县城'],
      ['江永飞', OTHER, '石桥村', '正常', ''],
      ['郭子旭', BOY, '石桥村', '终止', ''],
    ])
    expect(people.map((row) => codes(row))).toEqual([
      ['resident-dead error'],
      ['resident-moved-out error'],
      [],
      ['residency-unknown warning'],
    ])
  })

  test('孕产次 declared every woman of a list to be pregnant, ①组 and 村民1组 were groups of their own', () => {
    const { people } = read([
      ['姓名', '身份证号', '村', '组', '孕产次'],
      ['苏秋静', WOMAN, '石桥村', '①组', '2'],
      ['江永飞', idOf('19900809', 128), '石桥村', '村民1组', '1'],
    ])
    expect(people.map(({ person }) => [person.group, person.populations])).toEqual([
      ['1组', []],
      ['1组', []],
    ])
  })
})
