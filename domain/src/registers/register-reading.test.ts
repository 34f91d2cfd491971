import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cell } from './cell.ts'
import { guessMapping } from './mapping.ts'
import { BOY, codes, idOf, MAN, read, sheetRows, today, WOMAN } from './register-reading.fixture.ts'

describe('the header of a register', () => {
  test('below a title and a line about the unit, over two rows with group titles', () => {
    const { header, guesses } = read([
      ['东岭镇2026年家庭医生签约服务居民花名册', null, null, null, null, null],
      ['填报单位：东岭镇卫生院', '', '', '', '填报日期：2026年11月20日', null],
      ['序号', '户号', '家庭成员信息', null, null, '住址'],
      ['', '', '姓 名', '性别', '公民身份号码', '行政村'],
      [1, 'H1', '苏秋静', '女', WOMAN, '石桥村'],
    ])
    expect(header).toMatchObject({ from: 3, to: 4 })
    expect(guesses.map(({ meaning }) => meaning)).toEqual([
      'serial',
      'householdNumber',
      'name',
      'sex',
      'idNumber',
      'village',
    ])
  })

  test('in one row at the top', () => {
    expect(
      read([
        ['姓名', '身份证号'],
        ['苏秋静', WOMAN],
      ]).header,
    ).toMatchObject({ from: 1, to: 1 })
  })

  test('a first person whose words are also titles is no second header row', () => {
    const { header, people } = read([
      ['姓名', '与户主关系', '身份证号', '人群'],
      ['苏秋静', '户主', WOMAN, '高血压'],
    ])
    expect(header).toMatchObject({ to: 1 })
    expect(people).toHaveLength(1)
  })

  test('a register without a header is understood by what its columns hold', () => {
    const { guesses, people } = read([
      ['苏秋静', '女', WOMAN, '15084425037', '石桥村'],
      ['郭晓鑫', '男', MAN, '13884970711', '石桥村'],
      ['江永飞', '男', BOY, '', '石桥村'],
    ])
    expect(guesses.slice(0, 4).map(({ meaning, because }) => [meaning, because])).toEqual([
      ['name', 'content'],
      ['sex', 'content'],
      ['idNumber', 'content'],
      ['phone', 'content'],
    ])
    expect(people).toHaveLength(3)
  })

  test('an unknown title is understood by content, and shown as a guess', () => {
    const { guesses } = read([
      ['姓名', '号码A', '备注'],
      ['苏秋静', WOMAN, ''],
      ['郭晓鑫', MAN, ''],
      ['江永飞', BOY, ''],
    ])
    expect(guesses[1]).toMatchObject({ meaning: 'idNumber', because: 'content', confidence: 0.6 })
  })

  test('a numbering that counts households is the household number', () => {
    const { guesses, people } = read([
      ['序号', '姓名', '与户主关系', '身份证号', '村'],
      [1, '苏秋静', '户主', WOMAN, '石桥村'],
      ['', '郭晓鑫', '配偶', MAN, '石桥村'],
      ['', '江永飞', '子', BOY, '石桥村'],
      [2, '董欣斌', '户主', idOf('19381105', 405), '石桥村'],
      ['', '周金兰', '配偶', idOf('19400415', 102), '石桥村'],
    ])
    expect(guesses[0]).toMatchObject({ meaning: 'householdNumber', because: 'content' })
    expect(people.map(({ household }) => household)).toEqual([1, 1, 1, 2, 2])
  })

  test('a choice goes before what is remembered, and that before the title', () => {
    const rows = sheetRows([['苏秋静', WOMAN]])
    const header = { titles: ['姓名', '身份证号'], groups: ['', ''] }
    const meaning = (known: Parameters<typeof guessMapping>[2]) =>
      guessMapping(header, rows, known, today)[0]!.meaning
    expect(meaning({})).toBe('name')
    expect(meaning({ remembered: { 姓名: 'headName' } })).toBe('headName')
    expect(meaning({ remembered: { 姓名: 'headName' }, chosen: { A: 'remarks' } })).toBe('remarks')
  })
})

describe('households', () => {
  const header = ['户号', '与户主关系', '姓名', '身份证号', '村', '组']

  test('a blank household number repeats the one above, with village and group', () => {
    const { people } = read([
      header,
      ['H1', '户主', '苏秋静', WOMAN, '石桥村', '5组'],
      [null, '配偶', '郭晓鑫', MAN, null, null],
      ['H2', '户主', '江永飞', BOY, '东岭村', '1组'],
    ])
    expect(
      people.map(({ household, householdNumber, person }) => [
        household,
        householdNumber,
        person.village,
        person.group,
      ]),
    ).toEqual([
      [1, 'H1', '石桥村', '5组'],
      [1, 'H1', '石桥村', '5组'],
      [2, 'H2', '东岭村', '1组'],
    ])
  })

  test('a second head with a blank number begins the next household, and it is said', () => {
    const { people } = read([
      header,
      ['H1', '户主', '苏秋静', WOMAN, '石桥村', ''],
      [null, '户主', '郭晓鑫', MAN, '石桥村', ''],
    ])
    expect(people[1]).toMatchObject({ household: 2 })
    expect(codes(people[1]!)).toEqual(['household-number-missing warning'])
  })

  test('without numbers a head begins a household', () => {
    const { people } = read([
      ['姓名', '与户主关系', '身份证号', '村'],
      ['苏秋静', '户主', WOMAN, '石桥村'],
      ['郭晓鑫', '之夫', MAN, '石桥村'],
      ['江永飞', '本人', BOY, '石桥村'],
    ])
    expect(people.map(({ household }) => household)).toEqual([1, 1, 2])
  })

  test('by the name of the head, which also says who is the head', () => {
    const { people } = read([
      ['户主姓名', '姓名', '身份证号', '村'],
      ['苏秋静', '苏秋静', WOMAN, '石桥村'],
      ['', '郭晓鑫', MAN, '石桥村'],
      ['江永飞', '江永飞', BOY, '石桥村'],
    ])
    expect(people.map(({ household, person }) => [household, person.relation])).toEqual([
      [1, '02'],
      [1, null],
      [2, '02'],
    ])
  })

  test('by address, when nothing else gathers people', () => {
    const { people } = read([
      ['姓名', '身份证号', '住址'],
      ['苏秋静', WOMAN, '石桥村5组55号'],
      ['江永飞', BOY, '石桥村5组56号'],
      ['郭晓鑫', MAN, '石桥村5组55号'],
    ])
    expect(people.map(({ household, person }) => [household, person.village, person.group])).toEqual([
      [1, '石桥村', '5组'],
      [2, '石桥村', '5组'],
      [1, '石桥村', '5组'],
    ])
  })

  test('the same short number in two villages is two households', () => {
    const { people } = read([
      header,
      ['1', '户主', '苏秋静', WOMAN, '石桥村', ''],
      ['1', '户主', '郭晓鑫', MAN, '东岭村', ''],
    ])
    expect(people.map(({ household }) => household)).toEqual([1, 2])
    const apart = read([
      header,
      ['1', '户主', '苏秋静', WOMAN, '石桥村', ''],
      ['2', '户主', '江永飞', BOY, '石桥村', ''],
      ['1', '户主', '郭晓鑫', MAN, '东岭村', ''],
    ])
    expect(apart.people.map(({ household }) => household)).toEqual([1, 2, 3])
  })

  test('two heads and no head are said', () => {
    const { people, atTheEnd } = read([
      header,
      ['H1', '户主', '苏秋静', WOMAN, '石桥村', ''],
      ['H1', '户主', '郭晓鑫', MAN, '石桥村', ''],
      ['H2', '子', '江永飞', BOY, '石桥村', ''],
    ])
    expect(codes(people[1]!)).toEqual(['two-heads warning'])
    expect(atTheEnd).toMatchObject([{ code: 'head-missing', sheetRow: 4 }])
  })
})

describe('rows that are no person', () => {
  test('blank rows, the header again, totals, signatures and numbered blanks', () => {
    const { people } = read([
      ['序号', '姓名', '身份证号', '村'],
      [1, '苏秋静', WOMAN, '石桥村'],
      [null, '', '  ', null],
      ['序号', '姓名', '身份证号', '村'],
      [2, '郭晓鑫', MAN, '石桥村'],
      [3, '', '', ''],
      ['小计', '', '2人', ''],
      ['合计', '', '', '2人'],
      ['填表人：李四', '', '审核人：', ''],
    ])
    expect(people.map(({ sheetRow }) => sheetRow)).toEqual([2, 5])
  })

  test('a line with the name of a village speaks for the rows below it', () => {
    const { people } = read([
      ['姓名', '身份证号', '电话'],
      ['石桥村', null, null],
      ['苏秋静', WOMAN, ''],
      ['东岭村', null, null],
      ['郭晓鑫', MAN, ''],
    ])
    expect(people.map(({ person }) => person.village)).toEqual(['石桥村', '东岭村'])
  })

  test('lines with a village, a group or the head of a household speak for the rows below them', () => {
    const { people } = read([
      ['姓名', '身份证号', '与户主关系', '电话'],
      ['石桥村：', null, null, null],
      ['第3村民小组', null, null, null],
      ['户主：苏秋静', null, null, null],
      ['苏秋静', WOMAN, '户主', ''],
      ['东岭村五组', null, null, null],
      ['郭晓鑫', MAN, '户主', ''],
    ])
    expect(people.map(({ person }) => `${person.name} ${person.village}${person.group}`)).toEqual([
      '苏秋静 石桥村3组',
      '郭晓鑫 东岭村5组',
    ])
  })

  test('a register of heads alone is a register of people', () => {
    const { people } = read([
      ['户主姓名', '户主身份证号', '家庭人口', '村'],
      ['苏秋静', WOMAN, 4, '石桥村'],
    ])
    expect(people[0]!.person).toMatchObject({
      name: '苏秋静',
      idNumber: WOMAN,
      relation: '02',
      ethnicity: null,
    })
  })

  test('beside members’ names the number and telephone of the head are somebody else’s', () => {
    const { people } = read([
      ['姓名', '身份证号', '户主身份证号', '户主电话', '联系电话', '村'],
      ['郭晓鑫', MAN, WOMAN, '13900000001', '13812345678', '石桥村'],
    ])
    expect(people[0]!.person).toMatchObject({ idNumber: MAN, phone: '13812345678' })
    expect(people[0]!.problems).toEqual([])
  })

  test('two tables side by side: the one that is not read is said', () => {
    const { people, atTheEnd } = read([
      ['姓名', '身份证号', '村', '姓名', '身份证号', '村'],
      ['郭晓鑫', MAN, '石桥村', '苏秋静', WOMAN, '石桥村'],
    ])
    expect(people.map(codes)).toEqual([[]])
    expect(atTheEnd).toMatchObject([{ code: 'second-person', sheetRow: 2 }])
    expect(atTheEnd[0]!.message).toContain('1 行在右边（E 列）')
  })

  test('a remark that somebody has died is said', () => {
    const { people } = read([
      ['姓名', '身份证号', '村', '备注'],
      ['郭晓鑫', MAN, '石桥村', '已故'],
    ])
    expect(people.map(codes)).toEqual([['remark-says-gone warning']])
  })

  test.each([
    ['东岭村2026年居民花名册', '名册'],
    ['2026年居民花名册', '东岭村'],
  ])('the village stands in the title %s or on the sheet %s', (title, sheet) => {
    const { people } = read(
      [
        [title, null, null],
        ['姓名', '身份证号', '性别'],
        ['苏秋静', WOMAN, '女'],
      ],
      sheet,
    )
    expect(people[0]!.person.village).toBe('东岭村')
  })
})

describe('a row and what is wrong in it', () => {
  const row = (cells: Record<string, Cell>) => {
    const given: Record<string, Cell> = {
      姓名: '苏秋静',
      性别: '女',
      身份证号: WOMAN,
      出生日期: '1963-11-12',
      村: '石桥村',
      ...cells,
    }
    return read([Object.keys(given), Object.values(given)]).people[0]!
  }

  test.each<[string, Record<string, Cell>, string[]]>([
    ['nothing', {}, []],
    ['a name with a blank in it', { 姓名: '苏　秋静' }, []],
    ['no name', { 姓名: '' }, ['name-missing error']],
    ['a number for a name', { 姓名: '123' }, ['name-missing error']],
    [
      'a full-width number',
      { 身份证号: WOMAN.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)) },
      [],
    ],
    [
      'a number with blanks',
      { 身份证号: `${WOMAN.slice(0, 6)} ${WOMAN.slice(6, 14)} ${WOMAN.slice(14)}` },
      [],
    ],
    ['a number after an apostrophe', { 身份证号: `'${WOMAN}` }, []],
    ['no number, but a birth date', { 身份证号: '' }, ['id-missing warning']],
    ['no number and no birth date', { 身份证号: '无', 出生日期: '' }, ['id-missing error']],
    [
      'no number and only a month',
      { 身份证号: '', 出生日期: '1963年11月' },
      ['birth-incomplete error', 'id-missing error'],
    ],
    ['a number stored as a quantity', { 身份证号: Number(WOMAN) }, ['id-lost-precision warning']],
    ['its short form as text', { 身份证号: '3.20399E+17' }, ['id-lost-precision warning']],
    ['its last digits gone', { 身份证号: `${WOMAN.slice(0, 15)}000` }, ['id-lost-precision warning']],
    ['17 digits', { 身份证号: WOMAN.slice(0, 17) }, ['id-17-digits error']],
    ['16 digits', { 身份证号: WOMAN.slice(0, 16) }, ['id-wrong-length error']],
    ['19 digits', { 身份证号: `${WOMAN}1` }, ['id-wrong-length error']],
    [
      'a wrong last digit',
      { 身份证号: WOMAN.slice(0, 17) + ((Number(WOMAN[17]) + 1) % 10) },
      ['id-check-digit error'],
    ],
    [
      'two digits of the date turned',
      { 身份证号: `${WOMAN.slice(0, 9)}${WOMAN[10]}${WOMAN[9]}${WOMAN.slice(11)}` },
      ['id-check-digit error'],
    ],
    ['15 digits', { 身份证号: `320399631112596` }, ['id-15-digits warning']],
    ['stars', { 身份证号: '320399********5960' }, ['id-masked warning']],
    ['a passport', { 身份证号: 'E12345678' }, ['id-other-document warning']],
    ['another sex', { 性别: '男' }, ['sex-contradicts-id warning']],
    ['no sex', { 性别: '' }, []],
    ['a sex that is none', { 性别: '未婚' }, ['sex-unreadable warning']],
    ['another birth date', { 出生日期: '1964-11-12' }, ['birth-contradicts-id warning']],
    ['only the month', { 出生日期: '1963年11月' }, []],
    ['another month', { 出生日期: '1963年10月' }, ['birth-contradicts-id warning']],
    ['two digits for the year', { 出生日期: '63.11.12' }, []],
    ['no birth date', { 出生日期: '' }, ['birth-missing warning']],
    ['a date that is none', { 出生日期: '1963-02-30' }, ['birth-unreadable warning']],
    ['a lunar date', { 出生日期: '农历九月廿七' }, ['birth-unreadable warning']],
    [
      'a date to come, without a number',
      { 出生日期: '2027-01-01', 身份证号: '' },
      ['birth-in-future error', 'id-missing error'],
    ],
    ['no village', { 村: '' }, ['village-missing error']],
  ])('%s', (_, cells, found) => {
    expect(codes(row(cells))).toEqual(found)
  })

  test('the contradiction is kept as it is written, not mended', () => {
    expect(row({ 性别: '男', 出生日期: '1964-11-12' }).person).toMatchObject({
      sex: 'male',
      birthDate: '1964-11-12',
      idNumber: WOMAN,
    })
  })

  test('a message names the cell and what to do', () => {
    const [problem] = row({ 性别: '男' }).problems
    expect(problem).toMatchObject({ sheetRow: 2, column: '性别', columnIndex: 1, value: '男' })
    expect(problem!.message).toContain('请核对')
  })

  test('the same person twice stays in once; the same number of two people is said', () => {
    const { people } = read([
      ['姓名', '身份证号', '村'],
      ['苏秋静', WOMAN, '石桥村'],
      ['苏秋静', WOMAN, '石桥村'],
      ['郭晓鑫', WOMAN, '石桥村'],
    ])
    expect(people.map(codes)).toEqual([[], ['duplicate-person error'], ['id-shared error']])
  })

  test('in what is written as one household of hundreds everybody is found again who comes without a number', () => {
    const person = (order: number, idNumber: string) => {
      const day = String(1 + (order % 28)).padStart(2, '0')
      return ['1', order % 2 ? '苏秋静' : '郭晓鑫', idNumber, `1963-11-${day}`, '石桥村']
    }
    const orders = Array.from({ length: 200 }, (_, order) => order)
    const { people } = read([
      ['户号', '姓名', '身份证号', '出生日期', '村'],
      ...orders
        .slice(0, 28)
        .map((order) => person(order, idOf(`196311${String(1 + order).padStart(2, '0')}`, 100 + order))),
      ...orders.map((order) => person(order, '')),
    ])
    const first = (order: number) => 2 + (order % 28)
    expect(
      people
        .slice(28)
        .map(({ problems }) => problems.find(({ code }) => code === 'duplicate-person')?.message),
    ).toEqual(orders.map((order) => expect.stringContaining(`第 ${first(order)} 行`)))
  })

  test('a second row without a number is the same person by name, birth date and household', () => {
    const { people } = read([
      ['户号', '姓名', '身份证号', '出生日期', '村', '性别'],
      ['1', '苏秋静', WOMAN, '1963-11-12', '石桥村', '女'],
      ['1', '苏秋静', '', '1963.11.12', '石桥村', '女'],
      ['2', '苏秋静', '', '1963.11.12', '石桥村', '女'],
    ])
    expect(
      people.map(({ problems }) => problems.map(({ code }) => code).includes('duplicate-person')),
    ).toEqual([false, true, false])
  })

  test.each<[string, Record<string, Cell>, object]>([
    [
      'populations by their usual names',
      { 人群分类: '高血压/糖尿病、建档立卡　低保' },
      { populations: ['hypertension', 'type2-diabetes', 'registered-poor', 'low-income'] },
    ],
    ['a column of ticks', { 高血压: '√', 糖尿病: '', 残疾人: '否' }, { populations: ['hypertension'] }],
    [
      'old people follow from the birth date',
      { 人群分类: '老年人，高血压' },
      { populations: ['hypertension'] },
    ],
    ['nobody in particular', { 人群分类: '一般人群' }, { populations: [] }],
    ['away for work', { 是否常住: '外出务工' }, { isAway: true, saysWhereLiving: true }],
    ['a tick for living here', { 是否常住: '√' }, { isAway: false }],
    ['a tick for being away', { 是否外出: '√' }, { isAway: true }],
    ['a telephone as a number', { 电话: 13884970711 }, { phone: '13884970711' }],
    ['a telephone with dashes', { 电话: '138-9373-5465' }, { phone: '13893735465' }],
    ['of two telephones the first', { 电话: '13893735465/15084425037' }, { phone: '13893735465' }],
    ['an ethnic group in short', { 民族: '汉' }, { ethnicity: '汉族' }],
    ['a group in Chinese numbers', { 组: '第五村民小组' }, { group: '5组' }],
  ])('%s', (_, cells, person) => {
    expect(row(cells).person).toMatchObject(person)
  })

  test.each<[Record<string, Cell>, string]>([
    [{ 人群分类: '高血压、爱好者' }, 'population-unknown warning'],
    [{ 人群分类: '0-6岁儿童' }, 'population-contradicts-age warning'],
    [{ 电话: '1388497' }, 'phone-wrong warning'],
    [{ 民族: '火星' }, 'ethnicity-unknown warning'],
    [{ 是否常住: '也许' }, 'residency-unknown warning'],
    [{ 是否常住: '已死亡' }, 'resident-dead error'],
    [{ 年龄: '40' }, 'age-contradicts-birth warning'],
  ])('%j is said', (cells, code) => {
    expect(codes(row(cells))).toEqual([code])
  })

  test('whatever is in the cells, every row is read and no row is lost', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.double(),
      fc.constantFrom<Cell>(null, '户主', '男', WOMAN, '合计', '1963.11.12', 45_000, '石桥村'),
    )
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 6, maxLength: 6 }), { maxLength: 20 }), (rows) => {
        const header = ['户号', '与户主关系', '姓名', '身份证号', '出生日期', '村']
        const { people } = read([header, ...rows])
        for (const { person, problems } of people) {
          const isIn = problems.every(({ severity }) => severity === 'warning')
          if (isIn)
            expect(person.name !== '' && person.birthDate !== null && person.village !== null).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })
})
