import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { localDate } from '@qianyue/domain/days/local-date.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import type { Cell, SheetRow } from '@qianyue/domain/registers/cell.ts'
import { findHeader, HEADER_WITHIN_ROWS } from '@qianyue/domain/registers/header.ts'
import { guessMapping, mappingOf } from '@qianyue/domain/registers/mapping.ts'
import { type RegisterRow, startRegister } from '@qianyue/domain/registers/register-reading.ts'
import { writeXlsx } from 'hucre'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { readRegister } from './read-register.ts'

type Truth = {
  household: number
  village: string
  group: number
  address: string
  relation: string
  name: string
  sex: 'M' | 'F'
  birth: string
  id: string
  phone: string
  residency: string
  tags: string[]
}

const fixture = join(import.meta.dirname, '../../../e2e/fixtures/register-clean.truth.json')
const everybody = (JSON.parse(await readFile(fixture, 'utf8')) as { rows: Truth[] }).rows.slice(0, 240)
const today = localDate('2026-11-20')

const populationOf: Record<string, Population> = {
  高血压: 'hypertension',
  糖尿病: 'type2-diabetes',
  严重精神障碍: 'severe-mental-disorder',
  肺结核: 'tuberculosis',
  孕产妇: 'pregnant',
  残疾人: 'disabled',
  建档立卡贫困人口: 'registered-poor',
  低保: 'low-income',
}

type Sheet = { name: string; rows: Cell[][] }

async function read(file: Buffer, name: string): Promise<{ people: RegisterRow[]; codes: Set<string> }> {
  const sheets = new Map<number, SheetRow[]>()
  for await (const { sheetIndex, rows } of readRegister(file, name).batches) {
    sheets.set(sheetIndex, [...(sheets.get(sheetIndex) ?? []), ...rows])
  }
  const register = startRegister(today, name)
  const people: RegisterRow[] = []
  for (const rows of sheets.values()) {
    const header = findHeader(rows.slice(0, HEADER_WITHIN_ROWS))
    const below = rows.filter(({ sheetRow }) => sheetRow > (header?.to ?? 0))
    const guesses = guessMapping(header ?? { titles: [], groups: [] }, below, {}, today)
    const open = register.sheet(rows[0]!.sheet, header, mappingOf(guesses))
    people.push(...below.flatMap((row) => open.read(row) ?? []))
  }
  const problems = [
    ...people.flatMap(({ problems }) => problems),
    ...register.finish().map(({ problem }) => problem),
  ]
  return { people, codes: new Set(problems.map(({ code }) => code)) }
}

async function xlsx(sheets: Sheet[]): Promise<Buffer> {
  return Buffer.from(await writeXlsx({ sheets }))
}

function csv(rows: Cell[][]): string {
  return rows.map((row) => row.map((cell) => cell ?? '').join(',')).join('\r\n')
}

type Field = 'sex' | 'idNumber' | 'birthDate' | 'village' | 'group' | 'phone' | 'isAway' | 'populations'

/** Compares what was read with the truth, person by person and household by household. */
function expectTruth(
  people: RegisterRow[],
  truth: readonly Truth[],
  fields: readonly Field[],
  households = true,
) {
  const wanted = truth.map((one) => ({
    name: one.name,
    sex: one.sex === 'M' ? 'male' : 'female',
    idNumber: one.id,
    birthDate: one.birth,
    village: one.village,
    group: `${one.group}组`,
    phone: one.phone || null,
    isAway: one.residency === '外出',
    populations: one.tags.flatMap((tag) => populationOf[tag] ?? []).sort(),
  }))
  const kept = (person: Record<string, unknown>) =>
    Object.fromEntries(['name', ...fields].map((field) => [field, person[field]]))
  expect(
    people.map(({ person }) => kept({ ...person, populations: [...person.populations].sort() })),
  ).toEqual(wanted.map(kept))
  if (!households) return
  const ordinals = new Map<number, number>()
  for (const [at, { household }] of people.entries()) {
    const known = ordinals.get(household) ?? truth[at]!.household
    ordinals.set(household, known)
    expect(known).toBe(truth[at]!.household)
  }
  expect(ordinals.size).toBe(new Set(truth.map(({ household }) => household)).size)
}

const opens = (one: Truth, at: number, of: readonly Truth[]) => of[at - 1]?.household !== one.household
const headOf = (one: Truth) => everybody.find(({ household }) => household === one.household)!.name
const all: Field[] = ['sex', 'idNumber', 'birthDate', 'village', 'group', 'phone', 'isAway', 'populations']
const fullWidth = (text: string) =>
  text.replace(/[0-9X]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
const [year, month, day] = [0, 1, 2].map((part) => (one: Truth) => Number(one.birth.split('-')[part])) as [
  (one: Truth) => number,
  (one: Truth) => number,
  (one: Truth) => number,
]

describe('registers in the layouts that clerks make', () => {
  test('heads begin households, village and group in one cell, full-width numbers, months only', async () => {
    const file = await xlsx([
      {
        name: 'Sheet1',
        rows: [
          ['附件2'],
          ['江东县东岭镇居民健康信息登记表（2026年）'],
          [
            '编号',
            '户主关系',
            '居民姓名',
            '性 别',
            '身份证号码',
            '出生年月',
            '手机号码',
            '村组',
            '人员类别',
            '在家情况',
          ],
          ...everybody.map((one, at) => [
            at + 1,
            one.relation === '户主' ? '本人' : one.relation,
            one.name,
            one.sex === 'M' ? '1' : '2',
            fullWidth(one.id),
            `${year(one)}年${month(one)}月`,
            one.phone ? Number(one.phone) : null,
            `${one.village}${one.group}组`,
            one.tags.join('；') || '一般人群',
            one.residency === '外出' ? '外出打工' : '在家',
          ]),
          ['本页合计', null, null, '240人'],
          ['制表人：张三', '', '', '', '审核：李四'],
        ],
      },
    ])
    const { people, codes } = await read(file, 'a.xlsx')
    expectTruth(people, everybody, all)
    expect([...codes]).toEqual([])
  })

  test('the name of the head once a household, months before days, a column to tick for each population', async () => {
    const tags = ['老年人', ...Object.keys(populationOf), '0-6岁儿童']
    const titles = [
      '65岁以上老人',
      '高血压',
      '2型糖尿病',
      '重性精神病',
      '结核病',
      '孕产妇',
      '残疾',
      '脱贫户',
      '低保户',
      '0～6岁儿童',
    ]
    const file = await xlsx([
      {
        name: '村民名单',
        rows: [
          ['村民信息采集表'],
          [
            '户主姓名',
            '家庭成员',
            null,
            null,
            null,
            '联系电话',
            '家庭住址',
            '重点人群',
            ...Array<null>(9).fill(null),
            '是否外出',
          ],
          [null, '姓名', '性别', '证件号', '出生日期', null, null, ...titles, null],
          ...everybody.map((one, at) => [
            opens(one, at, everybody) ? headOf(one) : null,
            one.name,
            one.sex === 'M' ? '男性' : '女性',
            one.id,
            `${month(one)}/${day(one)}/${year(one)}`,
            one.phone.replace(/(\d{3})(\d{4})/, '$1 $2 '),
            `东岭镇${one.address}`,
            ...tags.map((tag) => (one.tags.includes(tag) ? '√' : '')),
            one.residency === '外出' ? '是' : '否',
          ]),
        ],
      },
    ])
    const { people, codes } = await read(file, 'a.xlsx')
    expectTruth(people, everybody, all)
    expect([...codes]).toEqual([])
  })

  test.each(['utf-8', 'gbk'])(
    'a .csv in %s with serial dates, Chinese group numbers and totals',
    async (encoding) => {
      const serial = (one: Truth) =>
        Math.round((Date.parse(one.birth) - Date.parse('1899-12-30')) / 86_400_000)
      const text = csv([
        [
          '户编号',
          '与户主关系',
          '姓名',
          '性别',
          '身份证号',
          '出生日期',
          '电话',
          '村',
          '组',
          '居住状况',
          '人群分类',
        ],
        ...everybody.map((one, at) => [
          opens(one, at, everybody) ? one.household : '',
          one.relation,
          one.name,
          one.sex === 'M' ? '男' : '女',
          `'${one.id}`,
          serial(one),
          one.phone,
          one.village,
          `${'零一二三四五六七八九十'[one.group]}组`,
          one.residency,
          one.tags.join(' '),
        ]),
        ['合计', '', '', '', '', '', '', '', '', '', ''],
      ])
      const { people, codes } = await read(iconv.encode(text, encoding), 'a.csv')
      expectTruth(people, everybody, all)
      expect([...codes]).toEqual([])
    },
  )

  test('a sheet for each village, named in its title only, beside a sheet of explanations', async () => {
    const villages = [...new Set(everybody.map(({ village }) => village))]
    const inOrder = villages.flatMap((village) => everybody.filter((one) => one.village === village))
    const file = await xlsx([
      ...villages.map((village) => ({
        name: village,
        rows: [
          [`${village}居民花名册`],
          ['户号', '关系', '姓名', '身份证', '组', '备注', '人群类别', '电话', '是否常住'],
          ...inOrder
            .filter((one) => one.village === village)
            .map((one) => [
              String(one.household),
              one.relation,
              one.name.length === 2 ? `${one.name[0]} ${one.name[1]}` : one.name,
              one.id.toLowerCase(),
              one.group,
              '',
              one.tags.join('/'),
              one.phone,
              one.residency === '外出' ? '×' : '√',
            ]),
        ],
      })),
      { name: '说明', rows: [['填写说明'], ['请如实填写']] },
    ])
    const { people, codes } = await read(file, 'a.xlsx')
    expectTruth(people, inOrder, all)
    expect([...codes]).toEqual([])
  })

  test('a sheet for each group, and the village in the name of the file only: nobody had a village', async () => {
    const { village } = everybody[0]!
    const inVillage = everybody.filter((one) => one.village === village)
    const groups = [...new Set(inVillage.map(({ group }) => group))]
    const inOrder = groups.flatMap((group) => inVillage.filter((one) => one.group === group))
    const file = await xlsx(
      groups.map((group) => ({
        name: `${group}组`,
        rows: [
          ['户号', '关系', '姓名', '身份证', '人群类别', '电话', '是否常住'],
          ...inOrder
            .filter((one) => one.group === group)
            .map((one) => [
              String(one.household),
              one.relation,
              one.name,
              one.id,
              one.tags.join('/'),
              one.phone,
              one.residency === '外出' ? '×' : '√',
            ]),
        ],
      })),
    )
    const { people, codes } = await read(file, `2026年${village}居民花名册（定稿）.xlsx`)
    expectTruth(people, inOrder, all)
    expect([...codes]).toEqual([])
  })

  test('every number turned into a quantity: people are read, and each is told', async () => {
    const file = await xlsx([
      {
        name: '名册',
        rows: [
          ['户号', '姓名', '性别', '身份证号', '出生日期', '村'],
          ...everybody.map((one) => [
            one.household,
            one.name,
            one.sex === 'M' ? '男' : '女',
            Number(one.id.replace('X', '0')),
            one.birth,
            one.village,
          ]),
        ],
      },
    ])
    const { people, codes } = await read(file, 'a.xlsx')
    expectTruth(people, everybody, ['sex', 'birthDate', 'village'])
    expect([...codes]).toEqual(['id-lost-precision', 'no-heads'])
    expect(people.every(({ problems }) => problems.length === 1)).toBe(true)
  })

  test.each([
    ['titles 年 月 日 below 出生日期', ['出生日期', null, null], ['年', '月', '日']],
    ['titles 出生年 月 日', ['出生年', '月', '日'], null],
    ['nothing over the month and the day', ['出生日期', null, null], null],
  ])('year, month and day of birth in columns of their own: %s', async (_, titles, below) => {
    const file = await xlsx([
      {
        name: '名册',
        rows: [
          ['户号', '姓名', '性别', ...titles, '身份证号', '村', '死亡日期'],
          ...(below ? [[null, null, null, ...below, null, null, null]] : []),
          ...everybody.map((one, at) => [
            one.household,
            one.name,
            one.sex === 'M' ? '男' : '女',
            year(one),
            month(one),
            day(one),
            at % 2 === 0 ? one.id : null,
            one.village,
            null,
          ]),
        ],
      },
    ])
    const { people, codes } = await read(file, 'a.xlsx')
    expectTruth(people, everybody, ['sex', 'birthDate', 'village'])
    expect([...codes]).toEqual(['id-missing', 'no-heads'])
  })

  test('a register that keeps its dead with the day of their death', async () => {
    const gone = new Map([
      [3, '2026.3.1'],
      [8, '2026年5月'],
      [11, '√'],
    ])
    const file = await xlsx([
      {
        name: '名册',
        rows: [
          ['户号', '姓名', '身份证号', '村', '死亡时间'],
          ...everybody.map((one, at) => [one.household, one.name, one.id, one.village, gone.get(at) ?? '无']),
        ],
      },
    ])
    const { people } = await read(file, 'a.xlsx')
    const dead = people.flatMap(({ problems }, at) =>
      problems.some(({ code, column }) => code === 'resident-dead' && column === '死亡时间') ? [at] : [],
    )
    expect(dead).toEqual([3, 8, 11])
  })

  test('no header at all', async () => {
    const file = await xlsx([
      {
        name: '名册',
        rows: everybody.map((one) => [
          one.name,
          one.sex === 'M' ? '男' : '女',
          one.id,
          one.phone,
          one.address,
        ]),
      },
    ])
    const { people } = await read(file, 'a.xlsx')
    expectTruth(people, everybody, ['sex', 'idNumber', 'birthDate', 'village', 'group', 'phone'], false)
  })

  test('a header of three rows, with a number and a doctor under titles of their own', async () => {
    const file = await xlsx([
      {
        name: '名册',
        rows: [
          ['东岭镇基本公共卫生服务居民名册'],
          ['单位（盖章）：', '', '', '', '', '日期：2026.11', '', '', ''],
          ['基本情况', '', '', '', '', '', '现住址', '', '', '家庭医生'],
          ['户籍编号', '户主关系', '姓名', '性别', '证件', '', '村（居委会）', '组', '门牌', '姓名'],
          ['', '', '', '', '类型', '号码', '', '', '', ''],
          ...everybody.map((one) => [
            `320399-${one.household}`,
            one.relation,
            one.name,
            one.sex === 'M' ? '男' : '女',
            '身份证',
            one.id,
            one.village,
            `第${one.group}村民小组`,
            /(\d+号)/.exec(one.address)![1]!,
            '王医生',
          ]),
        ],
      },
    ])
    const { people, codes } = await read(file, 'a.xlsx')
    expectTruth(people, everybody, ['sex', 'idNumber', 'birthDate', 'village', 'group'])
    expect([...codes]).toEqual([])
  })
})
