import { describe, expect, test } from 'vitest'
import { type ColumnMeaning, meaningOfTitle } from './columns.ts'

describe('a title of a column', () => {
  test.each<[string, ColumnMeaning]>([
    ['姓 名', 'name'],
    ['姓　　名', 'name'],
    ['姓名*（必填）', 'name'],
    ['居民姓名', 'name'],
    ['家庭成员姓名', 'name'],
    ['户主姓名', 'headName'],
    ['户主', 'headName'],
    ['与户主关系', 'relation'],
    ['与户主\n关系', 'relation'],
    ['关系', 'relation'],
    ['户号', 'householdNumber'],
    ['户编号', 'householdNumber'],
    ['家庭编号', 'householdNumber'],
    ['户口簿编号', 'householdNumber'],
    ['序号', 'serial'],
    ['编号', 'serial'],
    ['NO.', 'serial'],
    ['性别', 'sex'],
    ['公民身份号码', 'idNumber'],
    ['身份证号码', 'idNumber'],
    ['身份证', 'idNumber'],
    ['居民身份证号码（18位）', 'idNumber'],
    ['证件号码', 'idNumber'],
    ['出生年月日', 'birthDate'],
    ['出生日期', 'birthDate'],
    ['出生年月', 'birthDate'],
    ['生日', 'birthDate'],
    ['年龄（岁）', 'age'],
    ['民族', 'ethnicity'],
    ['电话', 'phone'],
    ['联系方式', 'phone'],
    ['本人手机号', 'phone'],
    ['行政村', 'village'],
    ['村（居）', 'village'],
    ['村/社区', 'village'],
    ['所属社区', 'village'],
    ['村(居)委会', 'village'],
    ['村民小组', 'group'],
    ['组', 'group'],
    ['组别', 'group'],
    ['自然村', 'group'],
    ['详细住址', 'address'],
    ['家庭住址', 'address'],
    ['现居住地址', 'address'],
    ['是否常住', 'residency'],
    ['居住状态', 'residency'],
    ['是否外出', 'away'],
    ['重点人群类别', 'populations'],
    ['人群分类', 'populations'],
    ['人员类别', 'populations'],
    ['备 注', 'remarks'],
    ['乡镇', 'township'],
    ['县(区)', 'county'],
    ['高血压', 'is:hypertension'],
    ['是否高血压患者', 'is:hypertension'],
    ['2型糖尿病', 'is:type2-diabetes'],
    ['糖尿病患者', 'is:type2-diabetes'],
    ['残疾人', 'is:disabled'],
    ['低保户', 'is:low-income'],
    ['是否建档立卡贫困户', 'is:registered-poor'],
    ['65岁以上老年人', 'is:elderly'],
    ['孕产妇', 'is:pregnant'],
    ['家庭医生', 'ignored'],
    ['签约日期', 'ignored'],
    ['医生电话', 'ignored'],
    ['监护人姓名', 'ignored'],
    ['健康档案编号', 'ignored'],
    ['残疾证号', 'ignored'],
  ])('%s holds %s', (title, meaning) => {
    expect(meaningOfTitle(title, '')?.meaning ?? 'ignored').toBe(meaning)
  })

  test.each<[string, string, ColumnMeaning]>([
    ['户主信息', '姓名', 'headName'],
    ['户主', '姓名', 'headName'],
    ['户主信息', '身份证号', 'ignored'],
    ['家庭成员信息', '姓名', 'name'],
    ['签约医生', '姓名', 'ignored'],
    ['监护人', '电话', 'ignored'],
    ['身份证件', '号码', 'idNumber'],
    ['证件', '类型', 'ignored'],
    ['住址', '行政村', 'village'],
    ['家庭住址', '组', 'group'],
    ['慢性病', '高血压', 'is:hypertension'],
    ['联系方式', '电话', 'phone'],
    ['户号', '', 'householdNumber'],
  ])('under %s, %s holds %s', (group, title, meaning) => {
    expect(meaningOfTitle(title, group)?.meaning).toBe(meaning)
  })

  test.each(['', '  ', '东岭镇2026年家庭医生签约服务居民花名册', '苏秋静', '1963.11.12'])(
    '%s is no title',
    (title) => {
      const found = meaningOfTitle(title, '')
      expect(found === null || !found.exact || found.meaning === 'ignored').toBe(true)
    },
  )
})
