import type { Check, Form, FormValues, Section, Subject } from '../form.ts'
import { historySection } from './personal-history.ts'

const basicSection = {
  code: 'basic',
  name: '基本情况',
  fields: [
    { code: 'employer', kind: 'text', name: '工作单位', maxLength: 60, copyable: true },
    {
      code: 'bloodAbo',
      kind: 'choice',
      name: '血型',
      startsLine: true,
      need: 'expected',
      copyable: true,
      options: [
        { code: 1, name: 'A型' },
        { code: 2, name: 'B型' },
        { code: 3, name: 'O型' },
        { code: 4, name: 'AB型' },
        { code: 5, name: '不详' },
      ],
    },
    {
      code: 'bloodRh',
      kind: 'choice',
      name: 'RH',
      need: 'expected',
      copyable: true,
      options: [
        { code: 1, name: '阴性' },
        { code: 2, name: '阳性' },
        { code: 3, name: '不详' },
      ],
    },
    {
      code: 'education',
      kind: 'choice',
      name: '文化程度',
      need: 'expected',
      copyable: true,
      options: [
        { code: 1, name: '研究生' },
        { code: 2, name: '大学本科' },
        { code: 3, name: '大学专科和专科学校' },
        { code: 4, name: '中等专业学校' },
        { code: 5, name: '技工学校' },
        { code: 6, name: '高中' },
        { code: 7, name: '初中' },
        { code: 8, name: '小学' },
        { code: 9, name: '文盲或半文盲' },
        { code: 10, name: '不详' },
      ],
    },
    {
      code: 'occupation',
      kind: 'choice',
      name: '职业',
      need: 'expected',
      copyable: true,
      options: [
        { code: 0, name: '国家机关、党群组织、企业、事业单位负责人' },
        { code: 1, name: '专业技术人员' },
        { code: 2, name: '办事人员和有关人员' },
        { code: 3, name: '商业、服务业人员' },
        { code: 4, name: '农、林、牧、渔、水利业生产人员' },
        { code: 5, name: '生产、运输设备操作人员及有关人员' },
        { code: 6, name: '军人' },
        { code: 7, name: '不便分类的其他从业人员' },
        { code: 8, name: '无职业' },
      ],
    },
    {
      code: 'maritalStatus',
      kind: 'choice',
      name: '婚姻状况',
      need: 'expected',
      copyable: true,
      options: [
        { code: 1, name: '未婚' },
        { code: 2, name: '已婚' },
        { code: 3, name: '丧偶' },
        { code: 4, name: '离婚' },
        { code: 5, name: '未说明的婚姻状况' },
      ],
    },
    {
      code: 'paymentMethods',
      kind: 'choices',
      name: '医疗费用支付方式',
      need: 'expected',
      copyable: true,
      note: '2 与 3 现已合并为城乡居民基本医疗保险，选 2。',
      options: [
        { code: 1, name: '城镇职工基本医疗保险' },
        { code: 2, name: '城镇居民基本医疗保险' },
        { code: 3, name: '新型农村合作医疗' },
        { code: 4, name: '贫困救助' },
        { code: 5, name: '商业医疗保险' },
        { code: 6, name: '全公费' },
        { code: 7, name: '全自费' },
        { code: 8, name: '其他' },
      ],
    },
    {
      code: 'paymentText',
      kind: 'text',
      name: '其他支付方式',
      maxLength: 40,
      showWhen: { field: 'paymentMethods', is: 8 },
      need: 'expected',
      copyable: true,
    },
  ],
} as const satisfies Section

const box = <
  Code extends string,
  Name extends string,
  Options extends readonly { code: number; name: string }[],
>(
  code: Code,
  name: Name,
  options: Options,
) => ({ code, kind: 'choice', name, options, need: 'expected', copyable: true }) as const

const surroundingsSection = {
  code: 'surroundings',
  name: '生活环境',
  fields: [
    box('kitchenExhaust', '厨房排风设施', [
      { code: 1, name: '无' },
      { code: 2, name: '油烟机' },
      { code: 3, name: '换气扇' },
      { code: 4, name: '烟囱' },
    ]),
    box('fuel', '燃料类型', [
      { code: 1, name: '液化气' },
      { code: 2, name: '煤' },
      { code: 3, name: '天然气' },
      { code: 4, name: '沼气' },
      { code: 5, name: '柴火' },
      { code: 6, name: '其他' },
    ]),
    box('water', '饮水', [
      { code: 1, name: '自来水' },
      { code: 2, name: '经净化过滤的水' },
      { code: 3, name: '井水' },
      { code: 4, name: '河湖水' },
      { code: 5, name: '塘水' },
      { code: 6, name: '其他' },
    ]),
    box('toilet', '厕所', [
      { code: 1, name: '卫生厕所' },
      { code: 2, name: '一格或二格粪池式' },
      { code: 3, name: '马桶' },
      { code: 4, name: '露天粪坑' },
      { code: 5, name: '简易棚厕' },
    ]),
    box('livestockPen', '禽畜栏', [
      { code: 1, name: '无' },
      { code: 2, name: '单设' },
      { code: 3, name: '室内' },
      { code: 4, name: '室外' },
    ]),
  ],
} as const satisfies Section

/**
 * 个人基本信息表, edition of 2017. Name, sex, birth date, numbers, ethnicity and residency stand in the register and are not
 * typed again; the sheet prints them at its head. Children of 0 to 6 years have the newborn's home visit instead.
 * Boxes, order and codes: public-health-spec.md §2.3.
 */
export const personalInformation = {
  code: 'personal-information',
  name: '个人基本信息表',
  version: 1,
  source: '国家基本公共卫生服务规范（第三版）居民健康档案管理服务规范，附件 个人基本信息表',
  sections: [basicSection, historySection, surroundingsSection],
  checks: [
    whenCheck('diagnosedDiseases', 'diagnosedIn', '确诊时间'),
    whenCheck('surgeries', 'when', '手术时间'),
    whenCheck('injuries', 'when', '外伤时间'),
    whenCheck('transfusions', 'when', '输血时间'),
    {
      code: 'diagnosed-is-chosen',
      fields: ['diagnosedDiseases', 'pastDiseases'],
      severity: 'error',
      message: '确诊时间中的疾病没有在既往史中选中，请核对。',
      holds: ({ diagnosedDiseases, pastDiseases }) =>
        rowsOf(diagnosedDiseases).every(
          ({ disease }) =>
            disease === undefined || (Array.isArray(pastDiseases) && pastDiseases.includes(disease)),
        ),
    },
    {
      code: 'child-is-unmarried',
      fields: ['maritalStatus'],
      severity: 'warning',
      message: '未满 18 岁，婚姻状况不是未婚，请核对。',
      holds: ({ maritalStatus }, { ageYears }) =>
        ageYears >= 18 || maritalStatus === undefined || maritalStatus === 1 || maritalStatus === 5,
    },
  ],
} as const satisfies Form

/** A year or a month that lies between birth and the day of the sheet: `2015` or `2015-06`. */
function isYearOrMonthWithin(text: string, { birthDate, performedOn }: Subject): boolean {
  const match = /^(\d{4})(?:-(\d{2}))?$/.exec(text)
  if (!match || (match[2] !== undefined && (match[2] < '01' || match[2] > '12'))) return false
  return text >= birthDate.slice(0, text.length) && text <= performedOn.slice(0, text.length)
}

function whenCheck(field: string, column: string, name: string): Check {
  return {
    code: `${field}-${column}`,
    fields: [field],
    severity: 'error',
    message: `${name}写作 2015-06 或 2015，不早于出生，不晚于填表日期。`,
    holds: (values, about) =>
      rowsOf(values[field]).every(
        (row) => row[column] === undefined || isYearOrMonthWithin(String(row[column]), about),
      ),
  }
}

function rowsOf(value: FormValues[string]): readonly Record<string, number | string | undefined>[] {
  return Array.isArray(value) ? (value as Record<string, number | string | undefined>[]) : []
}
