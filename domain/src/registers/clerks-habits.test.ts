import { describe, expect, test } from 'vitest'
import { guessMapping, mappingOf, rememberedMapping } from './mapping.ts'
import { nameAndNote, readPhone, readRelation, readResidency } from './person-cells.ts'
import { groupOfTitle } from './place-cell.ts'
import { readPopulations } from './population-cell.ts'
import { BOY, codes, idOf, MAN, read, sheetRows, today, WOMAN } from './register-reading.fixture.ts'

const WIFE = idOf('19650601', 102)
const SON = idOf('19900909', 313)

describe('habits of clerks, and how each was misread', () => {
  test('一组小计, 承前页 and 第1页 共2页 were residents', () => {
    const { people } = read([
      ['序号', '姓名', '关系', '身份证号', '村'],
      ['1', '郭晓鑫', '户主', MAN, '石桥村'],
      ['一组小计', '2人', '', '', ''],
      ['二组小计', '', '3人', '', ''],
      ['第1页 共2页', '', '', '', ''],
      ['承前页', '2人', '', '', ''],
      ['2', '江永飞', '户主', BOY, '石桥村'],
      ['合 计', '5', '人', '', ''],
    ])
    expect(people.map(({ person }) => person.name)).toEqual(['郭晓鑫', '江永飞'])
  })

  test('以上共计2人, 以下空白, 村委会（盖章） and the day below it were residents where names come first', () => {
    const { people } = read([
      ['姓名', '关系', '身份证号', '村'],
      ['郭晓鑫', '户主', MAN, '石桥村'],
      ['以上共计2人', '', '', ''],
      ['本村共1户2人', '', '', ''],
      ['以下空白', '', '', ''],
      ['村委会（盖章）', '', '村卫生室（盖章）', ''],
      ['2026年11月20日', '', '', ''],
      ['江永飞', '', '', ''],
    ])
    expect(people.map(({ person }) => person.name)).toEqual(['郭晓鑫', '江永飞'])
  })

  test('村：石桥村 and 组：2组 above each page were a resident, and nobody had a group', () => {
    const header = ['序号', '姓名', '关系', '身份证号', '电话']
    const { people } = read([
      ['居民花名册'],
      ['村：石桥村', '', '组：1组'],
      header,
      ['1', '郭晓鑫', '户主', MAN, ''],
      ['村：石桥村', '', '组：1组'],
      header,
      ['2', '苏秋静', '妻', WIFE, ''],
      ['村：石桥村', '', '组：2组'],
      header,
      ['3', '江永飞', '户主', BOY, ''],
      ['4', '毛媛', '其他', WOMAN, ''],
    ])
    expect(people.map(({ household, person }) => [person.name, household, person.group])).toEqual([
      ['郭晓鑫', 1, '1组'],
      ['苏秋静', 1, '1组'],
      ['江永飞', 2, '2组'],
      ['毛媛', 2, '2组'],
    ])
    expect(people.map(({ person }) => person.village)).toEqual(Array(4).fill('石桥村'))
  })

  test.each([
    ['2组', '2组'],
    ['三组', '3组'],
    ['石桥村第3村民小组居民花名册', '3组'],
    ['组别：5组', '5组'],
    ['家庭医生第三团队', null],
    ['第3组长', null],
    ['第一社区', null],
    ['2026年居民花名册', null],
  ])('a sheet or a title %s is of the group %s', (title, group) => {
    expect(groupOfTitle(title)).toBe(group)
  })

  test('外出时间 and 服务到期时间 were taken for the birth date, which then contradicted every number', () => {
    const { people, guesses } = read([
      ['姓名', '身份证号', '村', '外出时间', '服务到期时间', '何时', '是否死亡', '死亡时间'],
      ['郭晓鑫', MAN, '石桥村', '2023年3月', '2027-2-28', '2024-05-01', '', ''],
      ['苏秋静', WIFE, '石桥村', '', '2027-2-28', '2024-05-02', '否', ''],
      ['江永飞', BOY, '石桥村', '2023', '2027-2-28', '2024-05-03', '', '2025.12.1'],
    ])
    expect(guesses.slice(3, 6).map(({ meaning }) => meaning)).toEqual(['ignored', 'ignored', 'ignored'])
    expect(people.map(codes)).toEqual([[], [], ['resident-dead error']])
  })

  test('a column of days without a title is the birth date where the days are those of the numbers', () => {
    const { guesses } = read([
      ['姓名', '身份证号', '村', ''],
      ['郭晓鑫', MAN, '石桥村', '1968.4.18'],
      ['苏秋静', WIFE, '石桥村', '1965.6.1'],
    ])
    expect(guesses[3]!.meaning).toBe('birthDate')
  })

  test('郭晓鑫（故） went in as somebody of that name, alive', () => {
    const named = (name: string) => {
      const [row] = read([
        ['姓名', '关系', '身份证号', '村'],
        [name, '', MAN, '石桥村'],
      ]).people
      const { person } = row!
      return [person.name, person.relation, person.isAway, ...codes(row!)]
    }
    expect(named('郭晓鑫（故）')).toEqual(['郭晓鑫', null, false, 'resident-dead error'])
    expect(named('郭晓鑫(已迁出)')).toEqual(['郭晓鑫', null, false, 'resident-moved-out error'])
    expect(named('郭晓鑫【外出】')).toEqual(['郭晓鑫', null, true])
    expect(named('（户主）郭晓鑫')).toEqual(['郭晓鑫', '02', false])
    expect(named('郭晓鑫（五保）')).toEqual(['郭晓鑫', null, false, 'name-note warning'])
    expect(named('郭晓鑫★')).toEqual(['郭晓鑫', null, false, 'name-note warning'])
    expect(nameAndNote('阿依古丽·买买提')).toEqual({ name: '阿依古丽·买买提', note: null })
  })

  test('who stayed out as dead was said to come in all the same, because the remark said so too', () => {
    const { people } = read([
      ['姓名', '身份证号', '村', '死亡日期', '备注'],
      ['郭晓鑫（故）', MAN, '石桥村', '', '2025年3月去世'],
      ['苏秋静', WIFE, '石桥村', '2025-03-01', '已故'],
      ['江永飞', BOY, '石桥村', '', '已故'],
    ])
    expect(people.map(codes)).toEqual([
      ['resident-dead error'],
      ['resident-dead error'],
      ['remark-says-gone warning'],
    ])
  })

  test('the dead of 居住状态 were 故, 殁 and 过世, which nobody understood', () => {
    for (const word of ['故', '已故', '殁', '过世', '亡']) expect(readResidency(word), word).toBe('dead')
  })

  test('外出务工 in the remarks was lost where no column asks who is away', () => {
    const isAway = (remark: string, residency?: string) => {
      const [row] = read([
        ['姓名', '身份证号', '村', '备注', ...(residency === undefined ? [] : ['居住状态'])],
        ['郭晓鑫', MAN, '石桥村', remark, residency ?? null],
      ]).people
      return [row!.person.isAway, row!.person.saysWhereLiving]
    }
    for (const remark of ['外出务工', '长期在外', '在苏州打工', '外出，过年回来', '外出2023年3月起'])
      expect(isAway(remark), remark).toEqual([true, true])
    for (const remark of [
      '儿子外出',
      '丈夫在外打工',
      '在儿子家打工',
      '已回，原外出',
      '在镇上打工',
      '在本村务工',
      '在镇中学上学',
      '',
    ])
      expect(isAway(remark), remark).toEqual([false, false])
    expect(isAway('外出务工', '常住')).toEqual([false, true])
  })

  test('a place below 外出情况 said nothing, and 死亡 below it was said at no cell', () => {
    const { people } = read([
      ['姓名', '身份证号', '村', '外出情况'],
      ['郭晓鑫', MAN, '石桥村', '苏州'],
      ['苏秋静', WIFE, '石桥村', '死亡'],
      ['江永飞', BOY, '石桥村', '外出'],
    ])
    expect(people.map((row) => row.problems.map(({ code, column }) => [code, column]))).toEqual([
      [['residency-unknown', '外出情况']],
      [['resident-dead', '外出情况']],
      [],
    ])
  })

  test('身份证号2 beside 身份证号1 was lost without a word', () => {
    const { atTheEnd } = read([
      ['姓名1', '身份证号1', '村', '姓名2', '身份证号2'],
      ['郭晓鑫', MAN, '石桥村', '苏秋静', WIFE],
    ])
    expect(atTheEnd.map(({ code }) => code)).toEqual(['second-person'])
  })

  test('a head written 02户主 or 户主（已婚） joined the household above', () => {
    for (const head of ['02户主', '1.户主', '户主（已婚）', '本人(户主)']) {
      const { people } = read([
        ['姓名', '关系', '身份证号', '村'],
        ['郭晓鑫', '户主', MAN, '石桥村'],
        ['江永飞', head, BOY, '石桥村'],
      ])
      expect(
        people.map(({ household }) => household),
        head,
      ).toEqual([1, 2])
      expect(people.flatMap(codes), head).toEqual([])
    }
  })

  test.each([
    ['妻子（二婚）', '12'],
    ['长子媳', '38'],
    ['孙子媳妇', '45'],
    ['次孙女', '42'],
    ['大孙子', '41'],
    ['外孙媳妇', '45'],
    ['重孙子', '47'],
    ['孙女婿', '46'],
    ['侄儿媳妇', '97'],
    ['侄孙女', '97'],
  ] as const)('%s was not known, or taken for a relative nearer or further', (word, relation) => {
    expect(readRelation(word)).toBe(relation)
  })

  test('正常 and 疑似 below 高血压 declared hypertension', () => {
    const below = (cell: string) => {
      const [row] = read([
        ['姓名', '身份证号', '村', '高血压'],
        ['郭晓鑫', MAN, '石桥村', cell],
        ['苏秋静', WIFE, '石桥村', '√'],
      ]).people
      return [row!.person.populations.length, ...codes(row!)]
    }
    for (const cell of ['√', '2级', '2015年确诊', '高血压']) expect(below(cell), cell).toEqual([1])
    for (const cell of ['正常', '健康', '未患', '']) expect(below(cell), cell).toEqual([0])
    for (const cell of ['疑似', '高血压前期', '待查'])
      expect(below(cell), cell).toEqual([0, 'population-doubtful warning'])
  })

  test.each(['非贫困户', '非建档立卡户', '一般农户', '不属于低保', '健全'])(
    '%s was poor, or unreadable',
    (cell) => {
      expect(readPopulations(cell)).toEqual({ populations: [], unknown: [] })
    },
  )

  test('what was unreadable in the second of three columns of populations was said at the first', () => {
    const { people } = read([
      ['姓名', '身份证号', '村', '人群类别', '慢病', '困难类型'],
      ['郭晓鑫', MAN, '石桥村', '老年人', '甲类、糖尿病？', '低保户'],
    ])
    expect(people[0]!.problems.map(({ column, value }) => [column, value])).toContainEqual([
      '慢病',
      '甲类、糖尿病?',
    ])
    expect(people[0]!.person.populations).toEqual(['low-income'])
  })

  test('a second telephone was said at the column of the first', () => {
    const { people } = read([
      ['姓名', '身份证号', '村', '联系电话1', '联系电话2'],
      ['郭晓鑫', MAN, '石桥村', '13805220001', '0516-86221002'],
      ['苏秋静', WIFE, '石桥村', '', '1380522'],
    ])
    expect(people.flatMap(({ problems }) => problems.map(({ code, column }) => [code, column]))).toEqual([
      ['phone-not-the-only', '联系电话2'],
      ['phone-wrong', '联系电话2'],
    ])
    expect(readPhone('本人13805220001 父亲13805220002')).toMatchObject({
      phone: '13805220001',
      others: ['13805220002'],
    })
  })

  test('members numbered 1, 1.1, 1.2 below their household were strangers to each other', () => {
    const { people } = read([
      ['序号', '姓名', '身份证号', '村'],
      ['1', '郭晓鑫', MAN, '石桥村'],
      ['1.1', '苏秋静', WIFE, '石桥村'],
      ['1.2', '郭子旭', SON, '石桥村'],
      ['2', '江永飞', BOY, '石桥村'],
      ['2.1', '毛媛', WOMAN, '石桥村'],
    ])
    expect(people.map(({ household }) => household)).toEqual([1, 1, 1, 2, 2])
  })

  test('a list with 石桥村1组 for every address made everybody a household without a word', () => {
    const list = (...addresses: string[]) =>
      read([
        ['姓名', '身份证号', '住址'],
        ...addresses.map((address, at) => [['郭晓鑫', '苏秋静'][at]!, [MAN, WIFE][at]!, address]),
      ]).atTheEnd.map(({ code }) => code)
    expect(list('石桥村1组', '石桥村1组')).toEqual(['everybody-alone'])
    expect(list('石桥村1组5号', '石桥村1组5号')).toEqual(['no-heads'])
  })

  test('一、第一村民小组（共2户3人） was lost, and 第一村民小组 was the village 第一村', () => {
    const { people } = read([
      ['石桥村居民花名册'],
      ['姓名', '关系', '身份证号'],
      ['一、第一村民小组（共2户3人）'],
      ['郭晓鑫', '户主', MAN],
      ['第二村民小组'],
      ['江永飞', '户主', BOY],
    ])
    expect(people.map(({ person }) => [person.village, person.group])).toEqual([
      ['石桥村', '1组'],
      ['石桥村', '2组'],
    ])
  })

  test('an export with 户籍地址 before 现住址 registered everybody where they come from, the dead of 档案状态 too', () => {
    const { people } = read([
      ['姓名', '身份证号', '本人电话', '联系人电话', '户籍地址', '现住址', '常住类型', '档案状态'],
      ['郭晓鑫', MAN, '', '13805220009', '西河镇大柳村3组', '东岭镇石桥村1组12号', '非户籍', '活动'],
      [
        '苏秋静',
        WIFE,
        '13805220002',
        '13805220009',
        '西河镇大柳村3组',
        '东岭镇石桥村1组12号',
        '户籍',
        '死亡',
      ],
      ['江永飞', BOY, '', '', '西河镇大柳村3组', '东岭镇石桥村1组12号', '非户籍', '迁出'],
    ])
    expect(people.map(({ person }) => [person.village, person.phone, person.isAway])).toEqual([
      ['石桥村', null, false],
      ['石桥村', '13805220002', false],
      ['石桥村', null, false],
    ])
    expect(people.map((row) => row.problems.map(({ code, column }) => [code, column]))).toEqual([
      [],
      [['resident-dead', '档案状态']],
      [['resident-moved-out', '档案状态']],
    ])
  })

  test('the only telephone is 联系人电话, the only address 户籍地址: then they are taken', () => {
    const { people } = read([
      ['姓名', '身份证号', '联系人电话', '户籍地址'],
      ['郭晓鑫', MAN, '13805220009', '石桥村3组'],
    ])
    expect(people[0]!.person).toMatchObject({ phone: '13805220009', village: '石桥村' })
  })

  test('the name of a child below 儿童姓名 was lost, that of a resident below 签约居民姓名 too', () => {
    for (const title of ['儿童姓名', '孕产妇姓名', '签约居民姓名', '签约对象', '签约人姓名']) {
      const { people } = read([
        [title, '身份证号', '现住址'],
        ['郭晓鑫', MAN, '石桥村3组'],
      ])
      expect(people[0]?.person.name, title).toBe('郭晓鑫')
    }
    const { guesses } = read([
      ['姓名', '身份证号', '村', '签约医生', '签约医生电话', '服务人员姓名', '丈夫电话'],
      ['郭晓鑫', MAN, '石桥村', '王强', '13805220001', '李红', '13805220002'],
    ])
    expect(guesses.slice(3).map(({ meaning }) => meaning)).toEqual(Array(4).fill('ignored'))
  })

  test('楼栋, 单元 and 室号 of a community were lost, and 石桥社区第三网格 was no village', () => {
    const { people } = read([
      ['石桥社区第三网格居民信息采集表'],
      ['姓名', '身份证号', '楼栋', '单元', '室号'],
      ['郭晓鑫', MAN, '5栋', '2单元', 301],
      ['苏秋静', WIFE, '5栋', '2单元', 301],
      ['江永飞', BOY, 5, 2, 302],
    ])
    expect(people.map(({ household, person }) => [household, person.village, person.address])).toEqual([
      [1, '石桥社区', '5栋2单元301'],
      [1, '石桥社区', '5栋2单元301'],
      [2, '石桥社区', '5-2-302'],
    ])
  })

  test('石桥一组 in a column 村组 named no village, and 上湾一组 of a village still is a group', () => {
    const places = (title: string, ...groups: string[]) =>
      read([
        [title],
        ['姓名', '身份证号', '关系', '村组'],
        ...groups.map((group, at) => [
          ['郭晓鑫', '苏秋静'][at]!,
          [MAN, WIFE][at]!,
          ['户主', '妻'][at]!,
          group,
        ]),
      ]).people.map(({ person }) => [person.village, person.group])
    expect(places('居民名册', '石桥一组', '')).toEqual([
      ['石桥', '1组'],
      ['石桥', '1组'],
    ])
    expect(places('石桥村居民名册', '上湾一组')).toEqual([['石桥村', '上湾一组']])
  })

  test('after a list of heads everybody of the next register was called like the head', () => {
    const heads = read([
      ['户主', '身份证号', '村', '表里没说的'],
      ['郭晓鑫', MAN, '石桥村', '13805220001'],
      ['江永飞', BOY, '石桥村', '13805220002'],
    ])
    const remembered = rememberedMapping(heads.guesses)
    expect(remembered).toEqual({ 表里没说的: 'phone' })
    const titles = ['户主', '姓名', '身份证号', '村']
    const rows = sheetRows([['郭晓鑫', '苏秋静', WIFE, '石桥村']])
    const guesses = guessMapping({ titles, groups: titles.map(() => '') }, rows, { remembered }, today)
    expect(mappingOf(guesses)).toEqual(['headName', 'name', 'idNumber', 'village'])
  })

  test('a name with a control character in it, as programs leave behind, was unlike a name', () => {
    const { people } = read([
      ['姓名', '身份证号', '村'],
      ['郭晓鑫\u0007', MAN, '石桥村'],
    ])
    expect(people[0]!.person.name).toBe('郭晓鑫')
    expect(people.flatMap(codes)).toEqual([])
  })

  test('sixteen thousand signs in one cell broke the reading off or held it for seconds; the other rows go in', () => {
    const long = ['甲区'.repeat(16_000), `${'★'.repeat(32_000)}x`, '市'.repeat(32_000), '（'.repeat(32_000)]
    const { people } = read([
      ['姓名', '与户主关系', '身份证号', '村'],
      ...long.map((text) => [text, text, '', text]),
      ['江永飞', '户主', BOY, '石桥村'],
    ])
    expect(people.at(-1)).toMatchObject({ person: { name: '江永飞', village: '石桥村' }, problems: [] })
    expect(people.slice(0, -1).every((row) => codes(row).some((code) => code.endsWith('error')))).toBe(true)
  })
})
