import { describe, expect, test } from 'vitest'
import { residencyOfList } from './person-cells.ts'
import { populationsOfRemark } from './population-cell.ts'
import { BOY, codes, idOf, MAN, read, WOMAN } from './register-reading.fixture.ts'

const TITLES = ['姓名', '性别', '身份证号']
const MAN_ROW = ['郭晓鑫', '男', MAN]
const WOMAN_ROW = ['苏秋静', '女', WOMAN]
const isAway = ({ people }: ReturnType<typeof read>) => people.map(({ person }) => person.isAway)

describe('where all of a list live', () => {
  test('the dead of 东岭村死亡人员名册 came in alive', () => {
    const dead = read([['东岭村死亡人员名册'], TITLES, MAN_ROW])
    expect(dead.people.map(codes)).toEqual([['resident-dead error']])
    const gone = read([['东岭村居民名册'], TITLES, MAN_ROW], '2026年迁出')
    expect(gone.people.map(codes)).toEqual([['resident-moved-out error']])
  })

  test('their day of death beside them says it once', () => {
    const { people } = read([
      ['东岭村死亡人员名册'],
      [...TITLES, '死亡日期'],
      [...MAN_ROW, '2026.3.1'],
      [...WOMAN_ROW, ''],
    ])
    expect(people.map((row) => row.problems.map(({ column }) => column))).toEqual([['死亡日期'], ['']])
  })

  test('外出务工人员登记表 said of nobody to be away, and a row that says otherwise is believed', () => {
    const rows = [
      ['东岭村外出务工人员登记表'],
      [...TITLES, '居住状态'],
      [...MAN_ROW, ''],
      [...WOMAN_ROW, '在家'],
    ]
    expect(isAway(read(rows))).toEqual([true, false])
  })

  test('二、外出人员 between the people said nothing of those below it', () => {
    const rows = [
      ['东岭村居民名册'],
      TITLES,
      ['一、在家人员'],
      MAN_ROW,
      ['二、外出人员'],
      WOMAN_ROW,
      ['三、常住人员（共1户1人）'],
      ['郭子旭', '男', BOY],
    ]
    expect(isAway(read(rows))).toEqual([false, true, false])
  })

  test.each([
    ['死亡', 'dead'],
    ['外出人员：', 'away'],
    ['东岭村2026年死亡人口登记表', 'dead'],
    ['注销人员', 'moved-out'],
    ['外出（务工）人员名单', 'away'],
    ['东岭村外出务工人员花名册（2026年）', 'away'],
    ['东岭村常住人口名册', 'resident'],
    ['迁入迁出人员登记表', null],
    ['外出务工人员子女名册', null],
    ['死亡及外出人员名册', null],
    ['东岭村居民名册', null],
    ['注：包括外出人员', null],
    ['非常住人口', null],
  ])('%s is a list of those who are %s', (title, residency) => {
    expect(residencyOfList(title)).toBe(residency)
  })
})

describe('populations below 备注', () => {
  test('低保户 below 备注 was lost where no column asks', () => {
    const { people } = read([
      ['东岭村居民名册'],
      [...TITLES, '备注'],
      [...MAN_ROW, '低保户'],
      [...WOMAN_ROW, '低保已取消'],
      ['郭子旭', '男', BOY, '父亲残疾'],
    ])
    expect(people.map(({ person }) => person.populations)).toEqual([['low-income'], [], []])
    expect(people.map(codes)).toEqual([[], ['population-doubtful warning'], []])
  })

  test.each([
    ['高血压、糖尿病', ['hypertension', 'type2-diabetes'], null],
    ['肢体残疾（三级）', ['disabled'], null],
    ['计生特殊家庭', ['fp-special-family'], null],
    ['建档立卡贫困户', ['registered-poor'], null],
    ['特困供养人员', ['destitute'], null],
    ['申请低保', [], 'low-income'],
    ['原贫困户', [], 'registered-poor'],
    ['丈夫患精神病', [], null],
    ['家中有残疾人', [], null],
    ['党员', [], null],
    ['在上海打工', [], null],
    ['疑似高血压', [], null],
  ])('%s says %j', (remark, populations, mentioned) => {
    expect(populationsOfRemark(remark)).toEqual({ populations, mentioned })
  })
})

test('序号 that stands at the first of each household alone made everybody a household', () => {
  const [other, child] = [idOf('19700809', 119), idOf('19960607', 244)]
  const numbered = (numbers: unknown[]) =>
    read([
      ['东岭村居民名册'],
      ['序号', ...TITLES],
      [numbers[0] as string, ...MAN_ROW],
      [numbers[1] as string, ...WOMAN_ROW],
      [numbers[2] as string, '江永飞', '男', other],
      [numbers[3] as string, '江小雨', '女', child],
    ]).people.map(({ household }) => household)
  expect(numbered([1, null, 2, null])).toEqual([1, 1, 2, 2])
  expect(numbered([1, 2, 3, 4])).toEqual([1, 2, 3, 4])
  expect(numbered([null, null, null, null])).toEqual([1, 2, 3, 4])
  expect(numbered([1, 2, null, 4])).toEqual([1, 2, 3, 4])
})
