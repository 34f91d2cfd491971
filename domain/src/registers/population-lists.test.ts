import { describe, expect, test } from 'vitest'
import { populationOfList, populationOfSheet } from './population-cell.ts'
import { codes, MAN, read, WOMAN } from './register-reading.fixture.ts'

const TITLES = ['姓名', '性别', '身份证号', '电话']
const MAN_ROW = ['郭晓鑫', '男', MAN, '']
const WOMAN_ROW = ['苏秋静', '女', WOMAN, '']
const populationsOf = (...given: Parameters<typeof read>) =>
  read(...given).people.map(({ person }) => person.populations)

describe('a list of one population', () => {
  test('东岭村高血压患者管理名册 declared nobody to have hypertension', () => {
    const { people, atTheEnd } = read([['东岭村2026年高血压患者管理名册'], TITLES, MAN_ROW, WOMAN_ROW])
    expect(people.map(({ person }) => person.populations)).toEqual([['hypertension'], ['hypertension']])
    expect(atTheEnd).toMatchObject([
      { code: 'everybody-alone' },
      { code: 'population-of-list', sheetRow: 3, severity: 'warning' },
    ])
    expect(atTheEnd[1]!.message).toContain('“东岭村2026年高血压患者管理名册”')
  })

  test('nor a sheet called 糖尿病 below a title that names no population', () => {
    expect(populationsOf([['东岭村慢性病登记表'], TITLES, MAN_ROW], '糖尿病')).toEqual([['type2-diabetes']])
  })

  test('a title that was copied onto the sheet of another population declares neither', () => {
    const { people, atTheEnd } = read([['东岭村高血压患者名册'], TITLES, MAN_ROW], '残疾人')
    expect(people[0]!.person.populations).toEqual([])
    expect(atTheEnd).toMatchObject([{ code: 'population-doubtful' }])
  })

  test('what a row says of itself goes before the title', () => {
    const rows = [
      ['东岭村脱贫户名册'],
      [...TITLES, '是否脱贫户', '高血压'],
      [...MAN_ROW, '否', '√'],
      [...WOMAN_ROW, '', ''],
    ]
    expect(populationsOf(rows)).toEqual([['hypertension'], ['registered-poor']])
  })

  test('who cannot be in it is said', () => {
    const { people } = read([['东岭村孕产妇名册'], TITLES, MAN_ROW])
    expect(people[0]!.person.populations).toEqual([])
    expect(codes(people[0]!)).toEqual(['population-contradicts-sex warning'])
    const elderly = read([['东岭村65岁以上老年人名册'], TITLES, MAN_ROW])
    expect(codes(elderly.people[0]!)).toEqual(['population-contradicts-age warning'])
    expect(elderly.atTheEnd).toEqual([])
  })

  test.each([
    ['东岭村慢病患者名册（高血压）', 'hypertension'],
    ['东岭镇东岭村高血压患者', 'hypertension'],
    ['东岭镇计划生育特殊家庭花名册', 'fp-special-family'],
    ['脱贫户家庭成员花名册', 'registered-poor'],
    ['2026年残疾人家庭医生签约名册', 'disabled'],
    ['残疾人家庭成员名册', null],
    ['高血压、糖尿病患者名册', null],
    ['两癌筛查登记表', null],
    ['高血压高危人群名册', 'hypertension-risk'],
    ['高血压高危人群筛查登记表', null],
    ['高血压患者及高危人群名册', null],
    ['严重精神障碍患者监护人名册', null],
    ['东岭村居民花名册', null],
    ['贫困村居民花名册', null],
    ['脱贫攻坚入户登记表', null],
    ['退出低保人员名单', null],
    ['高血压患者请打√', null],
    ['说明：高血压患者填一级、二级', null],
    ['高血压', null],
  ])('%s is the title of a list of %s', (title, population) => {
    expect(populationOfList(title)).toBe(population)
  })

  test.each([
    ['高血压', 'hypertension'],
    ['糖尿病 (2)', 'type2-diabetes'],
    ['65岁以上老人', 'elderly'],
    ['0-6岁儿童', 'child'],
    ['残疾人名册', 'disabled'],
    ['高血压筛查', null],
    ['残联路小区', null],
    ['Sheet1', null],
  ])('a sheet called %s is a list of %s', (name, population) => {
    expect(populationOfSheet(name)).toBe(population)
  })
})
