import { daysBetween } from '../../days/local-date.ts'
import { described } from '../examination/free-text.ts'
import type { FormValues, Subject } from '../form.ts'
import { rounded } from '../form.ts'
import { exactBmi } from '../shared-fields.ts'
import { absentOrPresent } from '../shared-options.ts'

export const N3_MATERNAL = '国家基本公共卫生服务规范（第三版）孕产妇健康管理服务规范，附件'

export const unremarkable = [
  { code: 1, name: '未见异常' },
  { code: 2, name: '异常' },
] as const

export function finding<const FieldCode extends string>(code: FieldCode, name: string) {
  return [
    { code, kind: 'choice', name, options: unremarkable, need: 'expected' } as const,
    described(`${code}Text` as const, `${name}异常`, code, 2),
  ] as const
}

/** 孕周 as a number of weeks with the days after the point left out: 12 weeks and 6 days are 12. */
export const gestationalWeeks = {
  code: 'gestationalWeeks',
  kind: 'computed',
  name: '孕周',
  unit: '周',
  decimals: 0,
  formula: '（服务日期 − 末次月经）÷ 7，取整',
  compute: (values: FormValues, about: Subject) => {
    const lastPeriodOn =
      typeof values.lastPeriodOn === 'string' ? values.lastPeriodOn : about.pregnancy?.lastPeriodOn
    if (lastPeriodOn === undefined) return null
    const days = daysBetween(lastPeriodOn as Subject['performedOn'], about.performedOn)
    return days < 0 || days > 320 ? null : Math.floor(days / 7)
  },
} as const

export const maternalBmi = {
  code: 'bmi',
  kind: 'computed',
  name: '体质指数',
  unit: 'kg/m²',
  decimals: 1,
  formula: '体重(kg) ÷ 身高(m)²，保留 1 位小数',
  compute: (values: FormValues) => {
    const bmi = exactBmi(values.weightKg as number | undefined, values.heightCm as number | undefined)
    return bmi === null ? null : rounded(bmi, 1)
  },
} as const

/** 妊娠风险分级, five colours. Source: 孕产妇妊娠风险评估与管理工作规范 (2017); public-health-spec.md §7. */
export const riskGrade = {
  code: 'riskGrade',
  kind: 'choice',
  name: '妊娠风险分级',
  need: 'expected',
  beyondSheet: true,
  options: [
    { code: 1, name: '绿（低风险）' },
    { code: 2, name: '黄（一般风险）' },
    { code: 3, name: '橙（较高风险）' },
    { code: 4, name: '红（高风险）' },
    { code: 5, name: '紫（传染病）' },
  ],
  note: '黄色及以上按高危孕产妇增加随访。',
} as const

/** 危急征象: any one sends the woman to a hospital at once. Source: N3-05 服务内容, 危急征象转诊. */
export const maternalDangers = {
  code: 'dangerSigns',
  kind: 'choices',
  name: '危急征象',
  noneCode: 1,
  need: 'expected',
  beyondSheet: true,
  options: [
    { code: 1, name: '无' },
    { code: 2, name: '阴道出血' },
    { code: 3, name: '剧烈腹痛' },
    { code: 4, name: '头痛眼花或抽搐' },
    { code: 5, name: '胎动明显减少或消失' },
    { code: 6, name: '胎膜早破' },
    { code: 7, name: '呼吸困难或心慌' },
    { code: 8, name: '高热' },
  ],
} as const

export const haemoglobin = {
  code: 'haemoglobinGL',
  kind: 'number',
  name: '血红蛋白',
  unit: 'g/L',
  decimals: 0,
  reject: { min: 20, max: 250 },
  warn: [{ below: 110, message: '血红蛋白低于 110 g/L，提示妊娠期贫血。' }],
  need: 'expected',
} as const

export const overall = {
  code: 'overall',
  kind: 'choice',
  name: '总体评估',
  options: unremarkable,
  need: 'required',
} as const

export const referralFields = [
  { code: 'referral', kind: 'choice', name: '转诊', options: absentOrPresent, need: 'expected' },
  {
    code: 'referralReason',
    kind: 'text',
    name: '转诊原因',
    maxLength: 200,
    showWhen: { field: 'referral', is: 2 },
    need: 'expected',
  },
  {
    code: 'referralInstitution',
    kind: 'text',
    name: '转诊机构及科室',
    maxLength: 100,
    showWhen: { field: 'referral', is: 2 },
    need: 'expected',
  },
] as const

export const nextVisit = {
  code: 'nextVisitOn',
  kind: 'date',
  name: '下次随访日期',
  mayBeAfterVisit: true,
  note: '不填则按孕周计算；可以早于规则，不能晚于规则。',
} as const

export function guidance(names: readonly string[]) {
  return [
    {
      code: 'guidance',
      kind: 'choices',
      name: '指导',
      need: 'expected',
      options: [
        ...names.map((name, index) => ({ code: index + 1, name })),
        { code: names.length + 1, name: '其他' },
      ],
    },
    described('guidanceText', '其他指导', 'guidance', names.length + 1),
  ] as const
}
