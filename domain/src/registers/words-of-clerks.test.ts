import { describe, expect, test } from 'vitest'
import { codes, idOf, MAN, read } from './register-reading.fixture.ts'

const WIFE = idOf('19650601', 102)

const base = { 户号: '1', 姓名: '郭晓鑫', 与户主关系: '户主', 性别: '男', 身份证号: MAN, 村: '石桥村' }
const row = (cells: Record<string, string | number>) => {
  const all = { ...base, ...cells }
  return read([Object.keys(all), Object.values(all)]).people[0]!
}

describe('words and marks of clerks, and how each was misread', () => {
  test.each([
    '无名氏',
    '未上户',
    '新生儿未上户',
    '未起名',
    '待取名',
    '女婴',
    '宝宝',
    'A',
    '苏秋静之子',
    '王强妻子',
  ])('%s went in as the name of somebody', (name) => {
    const { person, problems } = row({ 姓名: name })
    expect(person.name).toBe('')
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      ['name-missing', `姓名写的是“${name}”，不是本人的姓名。请补填姓名后重新导入。`],
    ])
  })

  test.each(['张氏', '无双', '毛毛', '阿不都·热合曼', '𠮷田龘', '王子', '江新生', '林之子'])(
    '%s is a name like any other',
    (name) => {
      expect(row({ 姓名: name })).toMatchObject({ person: { name }, problems: [] })
    },
  )

  test.each([
    ['郭晓鑫死亡', 'resident-dead error'],
    ['郭晓鑫 亡', 'resident-dead error'],
    ['郭晓鑫-已故', 'resident-dead error'],
    ['郭晓鑫迁出', 'resident-moved-out error'],
    ['*郭晓鑫', 'name-note warning'],
  ])('%s had a name of its own, and its death was said nowhere', (name, code) => {
    expect(row({ 姓名: name }).person.name).toBe('郭晓鑫')
    expect(codes(row({ 姓名: name }))).toEqual([code])
  })

  test('张** became 张, and a comma or a sex behind a name a note', () => {
    expect(row({ 姓名: '张**' })).toMatchObject({
      person: { name: '张**' },
      problems: [{ code: 'name-unusual' }],
    })
    for (const name of ['郭晓鑫，', '郭晓鑫。', '郭晓鑫：', '郭晓鑫（男）'])
      expect([row({ 姓名: name }).person.name, codes(row({ 姓名: name }))], name).toEqual(['郭晓鑫', []])
    expect(codes(row({ 姓名: '郭晓鑫（女）' }))).toEqual(['name-note warning'])
    expect(codes(row({ 姓名: '李某某' }))).toEqual(['name-unusual warning'])
    const asked = { 姓名: '郭晓鑫（男）', 性别: '', 身份证号: '', 出生日期: '1968-04-18' }
    expect(row(asked).person.sex).toBe('male')
  })

  test.each(['殁', '亡', '已亡', '去逝', '身故', '因病去世', '车祸死亡', '死亡注销', '因癌症去世'])(
    'who is %s by the remark went in without a word',
    (remark) => {
      expect(codes(row({ 备注: remark }))).toEqual(['remark-says-gone warning'])
    },
  )

  test.each(['丈夫病故', '因丈夫去世改嫁来本村', '母亡', '因病返贫', '故居'])(
    '%s in the remarks is about somebody else, or nobody’s death',
    (remark) => {
      expect(codes(row({ 备注: remark })).filter((code) => code.startsWith('remark'))).toEqual([])
    },
  )

  test('去逝, 身故 and 迁往县城 were no word for where somebody lives, 读书 and 县城 none for being away', () => {
    for (const word of ['去逝', '身故', '故去'])
      expect(codes(row({ 居住状态: word })), word).toEqual(['resident-dead error'])
    for (const word of ['迁往县城', '户口迁走', '转出'])
      expect(codes(row({ 居住状态: word })), word).toEqual(['resident-moved-out error'])
    for (const word of ['读书', '县城', '省外'])
      expect([row({ 居住状态: word }).person.isAway, codes(row({ 居住状态: word }))], word).toEqual([
        true,
        [],
      ])
    for (const word of ['本村', '务农', '人在户在'])
      expect([row({ 居住状态: word }).person.isAway, codes(row({ 居住状态: word }))], word).toEqual([
        false,
        [],
      ])
  })

  test('who works 乡（镇）内 was away', () => {
    expect(row({ 务工地点: '乡（镇）内' }).person.isAway).toBe(false)
    expect(row({ 务工地点: '县外省内' }).person.isAway).toBe(true)
  })

  test.each([
    ['1965-03-12T00:00:00+08:00', '1965-03-12'],
    ['1965.03.12.', '1965-03-12'],
    ['生于1965年3月12日', '1965-03-12'],
    ['1965年3月12日 星期五', '1965-03-12'],
    ['1965/3/12 (61)', '1965-03-12'],
  ])('the birth date %s was unreadable', (cell, day) => {
    expect(row({ 身份证号: '', 出生日期: cell }).person.birthDate).toBe(day)
  })

  test('what Excel shows for a formula that went wrong was other characters of a number', () => {
    for (const cell of ['#NULL!', '#NUM!', '#SPILL!', '########', '0'])
      expect(codes(row({ 身份证号: cell })), cell).toEqual(['id-missing error'])
    expect(codes(row({ 性别: '#NUM!', 联系电话: '#####', 居住状态: '#NULL!' }))).toEqual([])
  })

  test('stars at the end of a number were other characters, 。 and ´ around it too', () => {
    expect(codes(row({ 身份证号: `${MAN.slice(0, 16)}**` }))).toEqual(['id-masked error'])
    for (const cell of [`${MAN}。`, `´${MAN}`]) expect(codes(row({ 身份证号: cell })), cell).toEqual([])
  })

  test('a number with O for 0 or l for 1 is wrong, and never mended', () => {
    for (const cell of [MAN.replace('0', 'O'), MAN.replace('1', 'l')])
      expect(codes(row({ 身份证号: cell })), cell).toEqual(['id-not-digits error'])
  })

  test('高血压（疑似） declared hypertension, 双相情感障碍 no disorder', () => {
    expect(row({ 人群分类: '高血压（疑似）' }).person.populations).toEqual([])
    expect(row({ 人群分类: '双相情感障碍' }).person.populations).toEqual(['severe-mental-disorder'])
    expect(codes(row({ 健康状况: '长期慢性病' }))).toEqual([])
  })

  test('two mobiles without a mark between them were a wrong number, 0 and 同户主 too', () => {
    expect(row({ 电话: '1380522000113905220002' })).toMatchObject({
      person: { phone: '13805220001' },
      problems: [{ code: 'phone-not-the-only' }],
    })
    for (const cell of ['0', '同户主']) expect(codes(row({ 电话: cell })), cell).toEqual([])
  })

  test.each(['＂', '“', '″ ″', '〃〃', 'ˮ', "''", '上同', '同', '"同上"'])(
    '%s was no word for the cell above',
    (mark) => {
      const { people } = read([
        ['户号', '村', '组', '姓名', '与户主关系', '身份证号', '电话'],
        ['1', '石桥村', '3组', '郭晓鑫', '户主', MAN, '13805220001'],
        [mark, mark, mark, '苏秋静', '妻', WIFE, mark],
      ])
      expect(
        people.map(({ household, person }) => [household, person.village, person.group, person.phone]),
      ).toEqual(Array(2).fill([1, '石桥村', '3组', '13805220001']))
      expect(people.flatMap(codes)).toEqual([])
    },
  )

  test('a head who wrote the number of another was told to be missing, too', () => {
    const { people, atTheEnd } = read([
      ['户号', '姓名', '与户主关系', '身份证号', '村'],
      ['1', '郭晓鑫', '户主', MAN, '石桥村'],
      ['2', '王大山', '户主', MAN, '石桥村'],
      ['2', '苏秋静', '妻', WIFE, '石桥村'],
    ])
    expect(people.flatMap(codes)).toEqual(['id-shared error'])
    expect(atTheEnd).toEqual([])
  })

  test('计 between people was one, and 第一户 above a household too', () => {
    const { people } = read([
      ['姓名', '与户主关系', '身份证号', '村'],
      ['第一户'],
      ['郭晓鑫', '户主', MAN, '石桥村'],
      ['计', '', '1人', ''],
      ['第十二户'],
      ['苏秋静', '户主', WIFE, '石桥村'],
    ])
    expect(people.map(({ household, person }) => [household, person.name])).toEqual([
      [1, '郭晓鑫'],
      [2, '苏秋静'],
    ])
  })

  test('the last six digits of the number were a number of the wrong length', () => {
    const { 身份证号: _, ...others } = base
    const cells = { ...others, 出生日期: '1968-04-18', 身份证后六位: MAN.slice(12) }
    const { people } = read([Object.keys(cells), Object.values(cells)])
    expect(people.flatMap(codes)).toEqual(['id-missing warning'])
  })

  test('申报人 孙小五 was a grandchild of the dead', () => {
    const { guesses } = read([
      ['姓名', '身份证号', '村', '申报人', '上报的人'],
      ['郭晓鑫', MAN, '石桥村', '孙小五', '孙小五'],
    ])
    expect(guesses.slice(3).map(({ meaning }) => meaning)).toEqual(['ignored', 'ignored'])
  })

  test('序号 that one row lacks was the number of the household', () => {
    const { people } = read([
      ['序号', '姓名', '与户主关系', '身份证号', '村'],
      ['1', '郭晓鑫', '户主', MAN, '石桥村'],
      ['2', '苏秋静', '妻', WIFE, '石桥村'],
      ['3', '郭子旭', '子', idOf('19900909', 313), '石桥村'],
      ['4', '江永飞', '户主', idOf('19700101', 301), '石桥村'],
      ['', '毛媛', '妻', idOf('19710101', 302), '石桥村'],
    ])
    expect(people.map(({ household }) => household)).toEqual([1, 1, 1, 2, 2])
  })

  test.each(['（4）郭晓鑫', '⑤郭晓鑫', '5)郭晓鑫'])(
    '%s had its place in the list for a part of the name',
    (name) => {
      expect([row({ 姓名: name }).person.name, codes(row({ 姓名: name }))]).toEqual(['郭晓鑫', []])
    },
  )

  test('户主(郭晓鑫)之妻 made a second head', () => {
    const { people } = read([
      Object.keys(base),
      Object.values(base),
      ['1', '苏秋静', '户主(郭晓鑫)之妻', '女', WIFE, '石桥村'],
      ['1', '郭子旭', '户主郭晓鑫之子', '男', idOf('19900909', 313), '石桥村'],
    ])
    expect(people.map(({ person }) => person.relation)).toEqual(['02', '12', '20'])
    expect(people.flatMap(codes)).toEqual([])
  })

  test('户主，已故 beside the head went by, and beside a member is of the head', () => {
    expect(codes(row({ 备注: '户主，已故' }))).toEqual(['remark-says-gone warning'])
    expect(codes(row({ 与户主关系: '子', 备注: '户主，已故' }))).toEqual([])
  })

  test('联系电话及住址 was a wrong telephone, and 是否人户分离 asked nobody', () => {
    const both = { 联系电话及住址: '13805220001 石桥村3组12号' }
    expect(row(both).person).toMatchObject({ phone: '13805220001', address: '石桥村3组12号', group: '3组' })
    expect(row({ 是否人户分离: '是' }).person.isAway).toBe(true)
    expect(row({ 座机: '0516-86221002' }).person.phone).toBe('051686221002')
  })

  test('somebody of eighty among the pregnant was not doubted', () => {
    const old = { 性别: '女', 身份证号: idOf('19460601', 102), 人群分类: '孕产妇' }
    expect(row(old).person.populations).toEqual(['pregnant'])
    expect(codes(row(old))).toEqual(['population-contradicts-age warning'])
    expect(codes(row({ ...old, 身份证号: idOf('19900601', 102) }))).toEqual([])
  })

  test('户主（亡） and 妻已故 went in alive; whose parents have died is alive', () => {
    expect(codes(row({ 与户主关系: '户主（亡）' }))).toEqual(['resident-dead error'])
    const member = (relation: string) => {
      const rows = [Object.keys(base), Object.values(base), ['1', '苏秋静', relation, '女', WIFE, '石桥村']]
      const person = read(rows).people[1]!
      return [person.person.relation, ...codes(person)]
    }
    expect(member('妻已故')).toEqual(['12', 'resident-dead error'])
    expect(member('侄女（父母亡）')).toEqual(['94'])
    expect(member('配偶/妻')).toEqual(['12'])
  })

  test('a month below 出生年月 was told beside a number that has to be mended', () => {
    expect(codes(row({ 身份证号: MAN.slice(0, 17), 出生年月: '1968.04' }))).toEqual(['id-17-digits error'])
    expect(codes(row({ 身份证号: '', 出生年月: '1968.04' }))).toEqual([
      'birth-incomplete error',
      'id-missing error',
    ])
  })

  test('nineteen characters with an X among them are too many', () => {
    expect(codes(row({ 身份证号: '32039919570311158X1' }))).toEqual(['id-wrong-length error'])
  })
})
