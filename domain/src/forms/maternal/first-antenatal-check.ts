import { addDays, daysBetween, type LocalDate } from '../../days/local-date.ts'
import { described } from '../examination/free-text.ts'
import type { Form } from '../form.ts'
import {
  diastolic,
  nextVisitAfterThis,
  questioned,
  systolic,
  systolicAboveDiastolic,
} from '../shared-fields.ts'
import { negativeOrPositive } from '../shared-options.ts'
import {
  finding,
  gestationalWeeks,
  guidance,
  haemoglobin,
  maternalBmi,
  maternalDangers,
  N3_MATERNAL,
  nextVisit,
  overall,
  referralFields,
  riskGrade,
} from './maternal-fields.ts'

const count = (code: string, name: string) =>
  ({
    code,
    kind: 'integer',
    name,
    unit: '次',
    reject: { min: 0, max: 20 },
    ...questioned(name, '次', null, 6),
  }) as const

const history = (code: string, name: string, names: readonly string[], note = '') =>
  [
    {
      code,
      kind: 'choices',
      name,
      noneCode: 1,
      need: 'expected',
      options: [{ code: 1, name: '无' }, ...names.map((one, index) => ({ code: index + 2, name: one }))],
      ...(note === '' ? {} : { note }),
    },
    described(`${code}Text`, `${name}：其他`, code, names.length + 1),
  ] as const

const laboratory = (
  code: string,
  name: string,
  unit: string,
  [min, max]: readonly [number, number],
  decimals: number,
  [low, high]: readonly [number | null, number],
) =>
  ({
    code,
    kind: 'number',
    name,
    unit,
    decimals,
    reject: { min, max },
    ...questioned(name, unit, low, high),
  }) as const

/** 第1次产前检查服务记录表. Boxes, order and codes: public-health-spec.md §7. */
export const firstAntenatalCheck: Form = {
  code: 'first-antenatal-check',
  name: '第1次产前检查服务记录表',
  version: 1,
  source: `${N3_MATERNAL} 第1次产前检查服务记录表`,
  proves: ['antenatal-check', 'antenatal-booking'],
  concerns: 'pregnancy',
  sections: [
    {
      code: 'pregnancy',
      name: '本次妊娠',
      fields: [
        { code: 'lastPeriodOn', kind: 'date', name: '末次月经', need: 'required' },
        gestationalWeeks,
        { code: 'handbookOn', kind: 'date', name: '《母子健康手册》建册日期', need: 'expected' },
        {
          code: 'expectedOn',
          kind: 'date',
          name: '预产期',
          mayBeAfterVisit: true,
          note: '不填按末次月经加 280 天；B 超核实后可改，相差 1～3 天属正常。',
        },
        { ...count('pregnancies', '孕次'), need: 'expected', startsLine: true },
        { ...count('vaginalBirths', '产次：阴道分娩'), need: 'expected' },
        { ...count('caesareanBirths', '产次：剖宫产'), need: 'expected' },
        { code: 'husbandName', kind: 'text', name: '丈夫姓名', maxLength: 30, startsLine: true },
        {
          code: 'husbandAgeYears',
          kind: 'integer',
          name: '丈夫年龄',
          unit: '岁',
          reject: { min: 15, max: 100 },
          ...questioned('丈夫年龄', '岁', 18, 60),
        },
        { code: 'husbandPhone', kind: 'text', name: '丈夫电话', maxLength: 20 },
      ],
    },
    {
      code: 'history',
      name: '既往史、家族史、个人史',
      fields: [
        ...history('pastHistory', '既往史', [
          '心脏病',
          '肾脏疾病',
          '肝脏疾病',
          '高血压',
          '贫血',
          '糖尿病',
          '其他',
        ]),
        ...history('familyHistory', '家族史', ['遗传性疾病史', '精神疾病史', '其他']),
        ...history('personalHistory', '个人史', [
          '吸烟',
          '饮酒',
          '服用药物',
          '接触有毒有害物质',
          '接触放射线',
          '其他',
        ]),
        {
          code: 'gynaecologicalSurgery',
          kind: 'choice',
          name: '妇产科手术史',
          need: 'expected',
          options: [
            { code: 1, name: '无' },
            { code: 2, name: '有' },
          ],
        },
        described('gynaecologicalSurgeryText', '手术名称', 'gynaecologicalSurgery', 2),
        { ...count('miscarriages', '自然流产'), startsLine: true },
        count('abortions', '人工流产'),
        count('fetalDeaths', '死胎'),
        count('stillbirths', '死产'),
        count('neonatalDeaths', '新生儿死亡'),
        count('birthDefects', '出生缺陷儿'),
      ],
    },
    {
      code: 'examination',
      name: '体格与妇科检查',
      usual: 1,
      fields: [
        {
          code: 'heightCm',
          measures: 'heightCm',
          kind: 'number',
          name: '身高',
          unit: 'cm',
          decimals: 1,
          reject: { min: 100, max: 210 },
          ...questioned('身高', 'cm', 140, 185),
          need: 'expected',
        },
        {
          code: 'weightKg',
          measures: 'weightKg',
          kind: 'number',
          name: '体重',
          unit: 'kg',
          decimals: 1,
          reject: { min: 25, max: 200 },
          ...questioned('体重', 'kg', 38, 100),
          need: 'required',
        },
        maternalBmi,
        { ...systolic, need: 'required' },
        { ...diastolic, need: 'required' },
        ...finding('heart', '心脏'),
        ...finding('lung', '肺部'),
        ...finding('vulva', '外阴'),
        ...finding('vagina', '阴道'),
        ...finding('cervix', '宫颈'),
        ...finding('uterus', '子宫'),
        ...finding('adnexa', '附件'),
      ],
    },
    {
      code: 'tests',
      name: '辅助检查',
      fields: [
        haemoglobin,
        laboratory('whiteCells', '白细胞计数', '×10⁹/L', [0.1, 500], 1, [2, 20]),
        laboratory('platelets', '血小板计数', '×10⁹/L', [1, 2000], 0, [50, 500]),
        { code: 'urineProtein', kind: 'text', name: '尿蛋白', maxLength: 10, startsLine: true },
        { code: 'urineGlucose', kind: 'text', name: '尿糖', maxLength: 10 },
        { code: 'urineKetone', kind: 'text', name: '尿酮体', maxLength: 10 },
        { code: 'urineOccultBlood', kind: 'text', name: '尿潜血', maxLength: 10 },
        {
          code: 'bloodAbo',
          kind: 'choice',
          name: '血型',
          options: [
            { code: 1, name: 'A' },
            { code: 2, name: 'B' },
            { code: 3, name: 'O' },
            { code: 4, name: 'AB' },
            { code: 5, name: '不详' },
          ],
        },
        {
          code: 'bloodRh',
          kind: 'choice',
          name: 'RH',
          options: [
            { code: 1, name: '阴性' },
            { code: 2, name: '阳性' },
            { code: 3, name: '不详' },
          ],
        },
        { ...laboratory('glucoseMmolL', '血糖', 'mmol/L', [0.5, 50], 1, [2.5, 11]), startsLine: true },
        laboratory('altUL', '血清谷丙转氨酶', 'U/L', [0, 20_000], 1, [null, 200]),
        laboratory('astUL', '血清谷草转氨酶', 'U/L', [0, 20_000], 1, [null, 200]),
        laboratory('albuminGL', '白蛋白', 'g/L', [5, 80], 1, [25, 55]),
        laboratory('totalBilirubinUmolL', '总胆红素', 'μmol/L', [0, 1000], 1, [null, 60]),
        laboratory('conjugatedBilirubinUmolL', '结合胆红素', 'μmol/L', [0, 1000], 1, [null, 30]),
        laboratory('creatinineUmolL', '血清肌酐', 'μmol/L', [5, 3000], 1, [20, 200]),
        laboratory('ureaMmolL', '血尿素', 'mmol/L', [0.1, 100], 1, [1, 15]),
        {
          code: 'vaginalSecretion',
          kind: 'choices',
          name: '阴道分泌物',
          noneCode: 1,
          options: [
            { code: 1, name: '未见异常' },
            { code: 2, name: '滴虫' },
            { code: 3, name: '假丝酵母菌' },
            { code: 4, name: '其他' },
          ],
        },
        {
          code: 'vaginalCleanliness',
          kind: 'choice',
          name: '阴道清洁度',
          options: ['Ⅰ度', 'Ⅱ度', 'Ⅲ度', 'Ⅳ度'].map((name, index) => ({ code: index + 1, name })),
        },
        ...(
          [
            ['hbsAg', '乙型肝炎表面抗原'],
            ['hbsAb', '乙型肝炎表面抗体'],
            ['hbeAg', '乙型肝炎e抗原'],
            ['hbeAb', '乙型肝炎e抗体'],
            ['hbcAb', '乙型肝炎核心抗体'],
            ['syphilis', '梅毒血清学试验'],
            ['hivAntibody', 'HIV抗体检测'],
          ] as const
        ).map(([code, name]) => ({ code, kind: 'choice' as const, name, options: negativeOrPositive })),
        { code: 'ultrasound', kind: 'text', name: 'B超', maxLength: 200, multiline: true },
      ],
    },
    {
      code: 'outcome',
      name: '评估与指导',
      fields: [
        overall,
        described('overallText', '异常情况', 'overall', 2),
        riskGrade,
        maternalDangers,
        ...guidance(['生活方式', '心理', '营养', '避免致畸因素和疾病对胚胎的不良影响', '产前筛查宣传告知']),
        ...referralFields,
        nextVisit,
      ],
    },
  ],
  checks: [
    systolicAboveDiastolic,
    nextVisitAfterThis,
    {
      code: 'expected-near-lmp',
      fields: ['expectedOn', 'lastPeriodOn'],
      severity: 'warning',
      message: '预产期与末次月经推算相差超过 14 天，请核对。',
      holds: ({ expectedOn, lastPeriodOn }) =>
        typeof expectedOn !== 'string' ||
        typeof lastPeriodOn !== 'string' ||
        Math.abs(daysBetween(addDays(lastPeriodOn as LocalDate, 280), expectedOn as LocalDate)) <= 14,
    },
  ],
}
