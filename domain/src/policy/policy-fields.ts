import { expiryPolicies, refundMeasures } from '../agreements/agreement-policy.ts'
import { contestOrders } from '../agreements/contest.ts'
import { shortYearFees, termEnds } from '../agreements/term.ts'
import { endReasons } from '../agreements/termination.ts'
import { checks } from '../authenticity/authenticity-policy.ts'
import { type LocalDate, yearOf } from '../days/local-date.ts'
import { forms } from '../forms/forms.ts'
import { notifiableDiseases } from '../forms/infectious-disease/notifiable-diseases.ts'
import { guidanceAspects } from '../forms/tcm/constitution-guidance.ts'
import { constitutions } from '../forms/tcm/constitution-scoring.ts'
import { educationKinds } from '../health-education/education-policy.ts'
import { riskLevels } from '../health-plans/risk-grading.ts'
import { flawNames } from '../health-records/quality.ts'
import { indicators } from '../indicators/indicator.ts'
import { indicatorsIn, type OwnIndicator } from '../indicators/own-indicator.ts'
import type { VillageClass } from '../indicators/village-class.ts'
import { payers } from '../packages/fee-split.ts'
import { type AgePolicy, ownPopulations, populations } from '../populations/population.ts'
import { limitedItems } from '../result-rechecks/result-items.ts'
import { evidenceKinds } from '../service-records/evidence-policy.ts'
import { serviceModes } from '../service-records/service-mode.ts'
import { codeOf, type OwnService } from '../services/own-service.ts'
import { services } from '../services/services.ts'
import {
  countedPeople,
  defaultFunds,
  fundAmounts,
  fundKinds,
  paidWhen,
  poolPlaces,
  shareRules,
  yearEndRules,
} from '../settlement/fund.ts'
import { limitPeriods } from '../settlement/points.ts'
import { supervisionAreas } from '../supervision-assist/supervision-assist-policy.ts'
import { teamRoles } from '../teams/team.ts'
import { courses, regimens, vaccines } from '../vaccination/vaccines.ts'
import {
  ownIndicatorFields,
  ownPopulationField,
  ownServiceFields,
  unsignedReasonFields,
  villageClassFields,
} from './own-fields.ts'
import type { PolicyKind } from './policy.ts'

type Options = Record<string, string>

/** Options to which a county adds names of its own; `policyFieldsIn` puts them in. */
export type OwnNames =
  | 'populations'
  | 'services'
  | 'credited'
  | 'indicators'
  | 'units'
  | 'villages'
  | 'classes'

/** One thing that a policy says: how it is called, what values it takes, and where it stands in the document. */
export type PolicyField = {
  path: readonly string[]
  label: string
  note?: string
} /** `scale`: kept as a whole number so many times larger: fen behind 元, basis points behind %. */ & (
  | { kind: 'number'; unit: string; decimals?: number; optional?: string; scale?: number }
  | { kind: 'numbers'; unit: string }
  | { kind: 'text'; multiline?: boolean }
  | { kind: 'day'; optional?: string }
  | { kind: 'choice'; options: Options; optional?: string; names?: OwnNames }
  | { kind: 'choices'; options: Options; none: string; names?: OwnNames }
  | { kind: 'yes-no'; yes: string; no: string }
  | { kind: 'frequency' }
  | {
      kind: 'rows'
      columns: readonly PolicyField[]
      /** What a new row begins as. */
      blank: (today: LocalDate, rows: readonly Record<string, unknown>[]) => Record<string, unknown>
      /** What tells one row from another. */
      keyOf: (row: Record<string, unknown>) => string
    }
)

const namesOf = <Code extends string>(of: Record<Code, { name: string }>): Options =>
  Object.fromEntries(Object.entries<{ name: string }>(of).map(([code, { name }]) => [code, name]))

const populationList = (path: string[], label: string, none: string, note?: string): PolicyField => ({
  kind: 'choices',
  path,
  label,
  options: populations,
  names: 'populations',
  none,
  ...(note ? { note } : {}),
})
const number = (path: string[], label: string, unit: string, note?: string): PolicyField => ({
  kind: 'number',
  path,
  label,
  unit,
  ...(note ? { note } : {}),
})

/** What can have points: a sheet, or a service that a general record names. */
const creditedNames: Options = {
  ...namesOf(services),
  ...Object.fromEntries(forms.map(({ code, name }) => [code, name])),
}

const namesOfForms: Options = Object.fromEntries(forms.map(({ code, name }) => [code, name]))

const dutyRuleColumns: PolicyField[] = [
  { kind: 'choice', path: ['service'], label: '服务', options: namesOf(services), names: 'services' },
  populationList(['who', 'populations'], '对象', '不限人群'),
  { kind: 'yes-no', path: ['who', 'signed'], label: '签约', yes: '仅签约居民', no: '签约与否均应提供' },
  { kind: 'frequency', path: ['frequency'], label: '频次' },
  { kind: 'text', path: ['source'], label: '依据' },
  { kind: 'number', path: ['who', 'fromYears'], label: '起始年龄', unit: '岁', optional: '不限' },
  number(['earlyDays'], '可提前', '天'),
  number(['lateDays'], '可补做', '天'),
  { kind: 'day', path: ['validFrom'], label: '启用' },
  { kind: 'day', path: ['validTo'], label: '停用', optional: '长期' },
  { kind: 'text', path: ['code'], label: '代码', note: '小写字母、数字、短横线；各版本保持不变' },
]

const scaled = (path: string[], label: string, unit: string, optional?: string): PolicyField => ({
  kind: 'number',
  path,
  label,
  unit,
  decimals: 2,
  scale: 100,
  ...(optional ? { optional } : {}),
})

const refundOptions = { full: '全额退', unused: '退未履行部分', none: '不退' }

const mental = (key: string) => ['care', 'severeMentalDisorder', key]
const lungs = (key: string) => ['care', 'tuberculosis', key]
const mother = (key: string) => ['care', 'motherAndChild', key]
const breath = (key: string) => ['care', 'copd', key]
const infection = (key: string) => ['care', 'infectiousDisease', key]
const mmse = (key: string) => ['care', 'elderlyScales', 'mmseImpairedAtMost', key]

/** The populations beside hypertension and diabetes. */
const careFields: PolicyField[] = [
  number(mental('unstableFromGrade'), '精神障碍：不稳定，危险性', '级起'),
  number(mental('unstableWithinDays'), '精神障碍：不稳定，随访', '天内'),
  number(mental('basicallyStableWithinDays'), '精神障碍：基本稳定，首次随访', '天内'),
  number(mental('improvingAfterMonths'), '精神障碍：基本稳定且好转，随访', '个月后'),
  number(mental('notImprovingAfterMonths'), '精神障碍：基本稳定未好转，随访', '个月后'),
  number(mental('stableAfterMonths'), '精神障碍：稳定，随访', '个月后'),
  number(lungs('suspectAskWithinDays'), '肺结核：可疑者推介转诊后电话随访', '天内'),
  number(lungs('firstVisitWithinHours'), '肺结核：第一次入户', '小时内'),
  number(lungs('familyIntensiveEveryDays'), '肺结核：强化期家属督导，随访', '天一次'),
  number(lungs('everyMonths'), '肺结核：其他情形，随访', '个月一次'),
  number(lungs('referralWithinDays'), '肺结核：转诊后随访', '天内'),
  number(lungs('reportFromDaysMissed'), '肺结核：中断服药上报', '天起'),
  number(lungs('regularFromPercent'), '肺结核：规则服药', '% 起'),
  number(mother('newbornHeartRateFrom'), '新生儿：心率低于即转诊', '次/分'),
  number(mother('newbornHeartRateTo'), '新生儿：心率高于即转诊', '次/分'),
  number(mother('newbornBreathsFrom'), '新生儿：呼吸低于即转诊', '次/分'),
  number(mother('severeAnaemiaBelowGL'), '孕妇：血红蛋白低于即转诊', 'g/L'),
  number(breath('stableAfterMonths'), '慢阻肺：稳定，随访', '个月后'),
  number(breath('returnWithinDays'), '慢阻肺：不稳定或加重，随访', '天内'),
  number(breath('emergencyBelowSpo2Percent'), '慢阻肺：危急血氧低于', '%'),
  number(breath('worseFromCatPoints'), '慢阻肺：CAT 加重', '分起'),
  {
    kind: 'choices',
    path: infection('asClassA'),
    label: '传染病：按甲类报告',
    options: Object.fromEntries(notifiableDiseases.map(({ code, name }) => [String(code), name])),
    none: '无',
  },
  number(infection('classAWithinHours'), '传染病：按甲类的报告', '小时内'),
  number(infection('othersWithinHours'), '传染病：其他的报告', '小时内'),
  number(infection('nextVisitWithinDays'), '传染病：居家访视', '天内'),
  number(['care', 'homeBed', 'roundEveryDays'], '家庭病床：查床', '天一次'),
  number(mmse('illiterate'), '认知障碍（文盲）不高于', '分'),
  number(mmse('primary'), '认知障碍（小学）不高于', '分'),
  number(mmse('secondary'), '认知障碍（初中及以上）不高于', '分'),
  number(['care', 'elderlyScales', 'depressedFrom'], '老年抑郁量表', '分起'),
  {
    kind: 'rows',
    path: ['care', 'constitutionGuidance'],
    label: '中医体质保健指导',
    columns: [
      { kind: 'choice', path: ['constitution'], label: '体质', options: namesOf(constitutions) },
      { kind: 'choice', path: ['aspect'], label: '方面', options: guidanceAspects },
      { kind: 'text', path: ['text'], label: '指导文字' },
    ],
    keyOf: (row) => `${row.constitution}/${row.aspect}/${row.text}`,
    blank: () => ({ constitution: 'balanced', aspect: 'diet', text: '' }),
  },
]

const resultValue = (key: string, label: string, optional: string): PolicyField => ({
  kind: 'number',
  path: [key],
  label,
  unit: '',
  decimals: 2,
  optional,
})
const resultLimitRows: PolicyField = {
  kind: 'rows',
  path: ['resultLimits'],
  label: '体检异常结果',
  note: '超出参考区间的，在期限内复查；再超出转诊界限的，建议转诊。没有数值的项目（尿常规、心电图等）按阳性、异常判断，不填区间。',
  columns: [
    { kind: 'choice', path: ['item'], label: '项目', options: namesOf(limitedItems) },
    { kind: 'choice', path: ['sex'], label: '性别', options: { any: '不分', male: '男', female: '女' } },
    resultValue('normalFrom', '正常自', '不限'),
    resultValue('normalTo', '正常至', '不限'),
    resultValue('referBelow', '低于此转诊', '无'),
    resultValue('referAbove', '高于此转诊', '无'),
    number(['recheckWithinDays'], '复查', '天内'),
  ],
  keyOf: (row) => `${row.item}/${row.sex}`,
  blank: () => ({
    item: 'haemoglobinGL',
    sex: 'any',
    normalFrom: null,
    normalTo: null,
    referBelow: null,
    referAbove: null,
    recheckWithinDays: 30,
  }),
}

const educationFields = (level: string, name: string): PolicyField[] =>
  Object.entries(educationKinds).map(([kind, { name: kindName, counted }]) =>
    number([level, kind], `${name}：${kindName}`, `${counted}/年`),
  )
const risk = (key: string) => ['hypertensionRisk', key]
/** A factor's value; empty where the factor does not count. */
const counted = (key: string, label: string, unit: string): PolicyField => ({
  kind: 'number',
  path: risk(key),
  label,
  unit,
  optional: '不计',
})
const hypertensionRiskFields: PolicyField[] = [
  counted('systolicFromMmHg', '高血压高危：收缩压', 'mmHg 起'),
  counted('diastolicFromMmHg', '高血压高危：或舒张压', 'mmHg 起'),
  counted('bmiFrom', '高血压高危：体质指数', 'kg/m² 起'),
  number(['hypertensionRisk', 'waistFromCm', 'male'], '高血压高危：男性腰围', 'cm 起'),
  number(['hypertensionRisk', 'waistFromCm', 'female'], '高血压高危：女性腰围', 'cm 起'),
  counted('alcoholFromLiangPerDay', '高血压高危：日饮白酒', '两起'),
  counted('ageFromYears', '高血压高危：年龄', '岁起'),
  { kind: 'yes-no', path: risk('familyCounts'), label: '高血压高危：家族史', yes: '计', no: '不计' },
  { kind: 'yes-no', path: risk('saltCounts'), label: '高血压高危：高盐饮食', yes: '计', no: '不计' },
]

const pressureGrades = ['grade1', 'grade2', 'grade3'].map(
  (grade, index) => [grade, `${index + 1}级`] as const,
)
const levelFields = (row: string, name: string): PolicyField[] =>
  pressureGrades.map(([grade, gradeName]) => ({
    kind: 'choice',
    path: ['table', row, grade],
    label: `${name}，${gradeName}`,
    options: namesOf(riskLevels),
  }))
const decimal = (path: string[], label: string, unit: string): PolicyField => ({
  kind: 'number',
  path,
  label,
  unit,
  decimals: 2,
})
const riskGradingFields: PolicyField[] = [
  ...pressureGrades.flatMap(([grade, name]) => [
    number(['grades', grade, 'systolicMmHg'], `${name}：收缩压`, 'mmHg 起'),
    number(['grades', grade, 'diastolicMmHg'], `${name}：或舒张压`, 'mmHg 起'),
  ]),
  number(['ageOverYears', 'male'], '危险因素：男性超过', '岁'),
  number(['ageOverYears', 'female'], '危险因素：女性超过', '岁'),
  decimal(['totalCholesterolFromMmolL'], '总胆固醇不低于', 'mmol/L'),
  decimal(['ldlFromMmolL'], '低密度脂蛋白不低于', 'mmol/L'),
  decimal(['hdlBelowMmolL'], '高密度脂蛋白低于', 'mmol/L'),
  decimal(['fastingGlucoseFromMmolL'], '空腹血糖异常不低于', 'mmol/L'),
  number(['waistFromCm', 'male'], '男性腰围不低于', 'cm'),
  number(['waistFromCm', 'female'], '女性腰围不低于', 'cm'),
  number(['bmiFrom'], '体质指数不低于', 'kg/m²'),
  number(['creatinineDamageFromUmolL', 'male'], '靶器官损害：男性血肌酐不低于', 'μmol/L'),
  number(['creatinineDamageFromUmolL', 'female'], '靶器官损害：女性血肌酐不低于', 'μmol/L'),
  number(['creatinineDiseaseOverUmolL', 'male'], '肾脏疾病：男性血肌酐超过', 'μmol/L'),
  number(['creatinineDiseaseOverUmolL', 'female'], '肾脏疾病：女性血肌酐超过', 'μmol/L'),
  number(['manyFactorsFrom'], '多个危险因素', '个起'),
  ...levelFields('noFactor', '无其他危险因素'),
  ...levelFields('someFactors', '有少数危险因素'),
  ...levelFields('manyOrDamage', '多个危险因素、靶器官损害或糖尿病'),
  ...levelFields('disease', '有临床疾病'),
  { kind: 'text', path: ['source'], label: '依据' },
]

/** What each kind of policy says, in the order in which it is read. */
export const policyFields: Record<PolicyKind, readonly PolicyField[]> = {
  duties: [
    {
      kind: 'rows',
      path: ['rules'],
      label: '应尽服务规则',
      columns: dutyRuleColumns,
      keyOf: (row) => `${row.code}/${row.validFrom}`,
      blank: (today) => ({
        code: '',
        service: 'health-education',
        who: { populations: [], signed: true, fromYears: null },
        frequency: { kind: 'periodic', every: 'year', times: 1 },
        earlyDays: 0,
        lateDays: 0,
        source: '',
        validFrom: today,
        validTo: null,
      }),
    },
    number(['minimumDays', 'month'], '当月纳入至少余', '天', '纳入时本月剩余天数少于此数，从下月起算'),
    number(['minimumDays', 'quarter'], '当季纳入至少余', '天', '纳入时本季剩余天数少于此数，从下季起算'),
    number(['minimumDays', 'half-year'], '半年内纳入至少余', '天'),
    number(['minimumDays', 'year'], '当年纳入至少余', '天'),
    number(['returnVisitWithinDays'], '视为复访的间隔', '天', '随访约定在此天数内再来的，单列一项复访'),
    number(['returnVisitLateDays'], '复访逾期后保留', '天'),
    number(['agreementLateDays'], '签约服务可补做', '天'),
  ],
  'follow-ups': [
    {
      kind: 'rows',
      path: ['bloodPressureTargets'],
      label: '血压控制目标（两值均低于）',
      columns: [
        number(['fromAgeYears'], '起始年龄', '岁'),
        number(['systolicMmHg'], '收缩压', 'mmHg'),
        number(['diastolicMmHg'], '舒张压', 'mmHg'),
      ],
      keyOf: (row) => String(row.fromAgeYears),
      blank: () => ({ fromAgeYears: 80, systolicMmHg: 150, diastolicMmHg: 90 }),
    },
    {
      kind: 'number',
      path: ['fastingGlucoseBelowMmolL'],
      label: '空腹血糖低于',
      unit: 'mmol/L',
      decimals: 1,
    },
    number(['routineAfterMonths'], '控制满意，下次随访', '个月后'),
    number(['returnWithinDays'], '控制不满意或转诊后', '天内随访'),
    ...hypertensionRiskFields,
    resultLimitRows,
    { kind: 'numbers', path: ['hypertensionDangerSymptoms'], label: '高血压危急症状', unit: '表内编号' },
    { kind: 'numbers', path: ['type2DiabetesDangerSymptoms'], label: '糖尿病危急症状', unit: '表内编号' },
    ...careFields,
    { kind: 'day', path: ['effectiveFrom'], label: '规范执行日期' },
    { kind: 'text', path: ['source'], label: '规范依据' },
  ],
  'risk-grading': riskGradingFields,
  'health-education': [
    ...educationFields('township', '卫生院'),
    ...educationFields('village', '村卫生室'),
    {
      kind: 'rows',
      path: ['prescriptions'],
      label: '健康教育处方',
      columns: [
        { kind: 'text', path: ['title'], label: '标题' },
        {
          kind: 'choice',
          path: ['population'],
          label: '对象',
          options: populations,
          names: 'populations',
          optional: '所有人',
        },
        { kind: 'text', path: ['text'], label: '内容', multiline: true, note: '每行一句' },
        { kind: 'text', path: ['code'], label: '代码', note: '小写字母、数字、短横线；各版本保持不变' },
      ],
      keyOf: (row) => String(row.code),
      blank: () => ({ code: '', title: '', population: null, text: '' }),
    },
    { kind: 'text', path: ['source'], label: '依据' },
  ],
  'long-prescriptions': [
    number(['assessedBeyondWeeks'], '超过几周须评估、教育并由患者确认', '周'),
    number(['remindDays'], '用完前提醒', '天'),
    {
      kind: 'rows',
      path: ['conditions'],
      label: '病种和最长周数',
      columns: [
        { kind: 'choice', path: ['population'], label: '病种', options: populations, names: 'populations' },
        number(['mostWeeks'], '最长', '周'),
      ],
      keyOf: (row) => String(row.population),
      blank: () => ({ population: 'hypertension', mostWeeks: 12 }),
    },
    {
      kind: 'rows',
      path: ['excluded'],
      label: '不得开长期处方的药品',
      columns: [
        { kind: 'text', path: ['word'], label: '药名含' },
        { kind: 'text', path: ['kind'], label: '类别' },
      ],
      keyOf: (row) => String(row.word),
      blank: () => ({ word: '', kind: '' }),
    },
    { kind: 'text', path: ['source'], label: '依据' },
  ],
  'village-rounds': [
    number(['timesPerMonth'], '每位家庭医生每月巡诊', '次'),
    { kind: 'text', path: ['source'], label: '依据' },
  ],
  'supervision-assist': [
    ...Object.entries(supervisionAreas).map(([area, name]) =>
      number(['patrolsAYear', area], `${name}：每处每年巡查`, '次', '0为不要求巡查'),
    ),
    {
      kind: 'number',
      path: ['reportWithinHours'],
      label: '发现后多久内报告',
      unit: '小时',
      optional: '不限',
    },
    { kind: 'text', path: ['source'], label: '依据' },
  ],
  ages: [
    number(['elderlyFromYears'], '老年人年龄', '岁起'),
    number(['childUntilYears'], '儿童年龄', '岁生日前', '0～6岁填7，0～36个月填3'),
    ownPopulationField,
  ],
  figures: [
    populationList(['keyPopulations'], '重点人群', '无'),
    populationList(['specialPopulations'], '应签尽签的特殊人群', '无'),
    { kind: 'yes-no', path: ['specialAtHomeOnly'], label: '特殊人群', yes: '只计在家的', no: '外出的也计入' },
    {
      kind: 'choices',
      path: ['faceToFaceModes'],
      label: '算作面对面的方式',
      options: namesOf(serviceModes),
      none: '无',
    },
    number(['faceToFaceVisitsAYear'], '规范管理：面对面随访', '次/年'),
    number(['examinationsAYear'], '规范管理：健康体检', '次/年'),
    number(['renewalGraceDays'], '到期后补签算续约', '天内'),
    number(['expiringWithinDays'], '即将到期', '天内'),
    {
      kind: 'choice',
      path: ['householdSignedBy'],
      label: '家庭签约的认定',
      options: { 'any-member': '有一人签约', 'all-members': '全家签约' },
    },
  ],
  points: [
    {
      kind: 'rows',
      path: ['perService'],
      label: '每次服务的积分',
      columns: [
        { kind: 'choice', path: ['code'], label: '服务或表单', options: creditedNames, names: 'credited' },
        {
          kind: 'choice',
          path: ['mode'],
          label: '方式',
          options: namesOf(serviceModes),
          optional: '不分',
          note: '电话、上门等各有积分时分行填写；写明方式的以所写为准，不再上门另加',
        },
        { kind: 'number', path: ['points'], label: '积分', unit: '分', decimals: 2 },
      ],
      keyOf: (row) => (row.mode ? `${row.code}/${row.mode}` : String(row.code)),
      blank: () => ({ code: 'health-education', points: 1 }),
    },
    { kind: 'number', path: ['homeVisitPoints'], label: '上门另加', unit: '分', decimals: 2 },
    { kind: 'number', path: ['incompletePercent'], label: '表单不完整，计', unit: '%', decimals: 2 },
    number(['lateAfterDays'], '超过多少天算补录', '天'),
    { kind: 'number', path: ['latePercent'], label: '补录，计', unit: '%', decimals: 2 },
    {
      kind: 'rows',
      path: ['limits'],
      label: '同一居民计分次数上限',
      note: '按自然月、季、年计，先做的计分；几项服务写在一行的合并计次',
      columns: [
        {
          kind: 'choices',
          path: ['codes'],
          label: '服务或表单',
          options: creditedNames,
          names: 'credited',
          none: '全部积分项目',
        },
        { kind: 'choice', path: ['every'], label: '时段', options: limitPeriods },
        number(['times'], '最多计', '次'),
      ],
      keyOf: (row) => JSON.stringify([row.codes, row.every]),
      blank: () => ({ codes: [], every: 'month', times: 2 }),
    },
  ],
  funds: [
    {
      kind: 'rows',
      path: [],
      label: '资金',
      columns: [
        { kind: 'text', path: ['name'], label: '资金名称' },
        { kind: 'choice', path: ['kind'], label: '来源', options: fundKinds },
        { kind: 'choice', path: ['amountBy'], label: '总额', options: fundAmounts },
        scaled(['perHeadFen'], '人均标准（按人头）', '元'),
        scaled(['taskBasisPoints'], '任务占比（按人头）', '%'),
        { kind: 'choice', path: ['people'], label: '人数（按人头）', options: countedPeople },
        {
          kind: 'choice',
          path: ['indicator'],
          label: '指标（按指标人数）',
          options: Object.fromEntries(indicators.map(({ code, name }) => [code, name])),
          names: 'indicators',
          optional: '不用',
        },
        scaled(['staffBasisPoints'], '用于人员（按签约服务费）', '%'),
        {
          kind: 'choices',
          path: ['feePayers'],
          label: '只计这些付费方的签约服务费',
          options: payers,
          none: '全部',
        },
        scaled(['perPointFen'], '每分单价（按积分单价）', '元', '不用'),
        { kind: 'choice', path: ['place'], label: '资金池', options: poolPlaces },
        scaled(['advanceBasisPoints'], '预拨', '%'),
        number(['advancePayments'], '预拨次数', '次'),
        {
          kind: 'rows',
          path: ['instalments'],
          label: '分次拨付',
          note: '各次比例不同时逐次填写，合计 100%；填写后以此为准，不看上面的预拨比例和次数',
          columns: [
            { kind: 'text', path: ['name'], label: '名称' },
            scaled(['basisPoints'], '比例', '%'),
            { kind: 'choice', path: ['paid'], label: '何时拨付', options: paidWhen },
          ],
          keyOf: (row) => String(row.name),
          blank: () => ({ name: '', basisPoints: 0, paid: 'in-advance' }),
        },
        { kind: 'choice', path: ['yearEndRule'], label: '考核后部分', options: yearEndRules },
        scaled(['passFromHundredths'], '合格线', '分'),
        {
          kind: 'rows',
          path: ['bands'],
          label: '得分分档',
          note: '按得分分档时填写：多少分及以上，拨付百分之多少',
          columns: [
            { kind: 'number', path: ['fromPoints'], label: '得分', unit: '分及以上', decimals: 2 },
            { kind: 'number', path: ['percent'], label: '拨付', unit: '%', decimals: 2 },
          ],
          keyOf: (row) => String(row.fromPoints),
          blank: () => ({ fromPoints: 0, percent: 0 }),
        },
        {
          kind: 'rows',
          path: ['classFactors'],
          label: '按村的类别调整',
          note: '按人头、按指标人数时：某类村得标准的百分之多少；没有写到的为 100%',
          columns: [
            { kind: 'choice', path: ['villageClass'], label: '村的类别', options: {}, names: 'classes' },
            { kind: 'number', path: ['percent'], label: '标准的', unit: '%', decimals: 2 },
          ],
          keyOf: (row) => String(row.villageClass),
          blank: () => ({ villageClass: '', percent: 100 }),
        },
        { kind: 'choice', path: ['share'], label: '分配依据', options: shareRules },
        {
          kind: 'rows',
          path: ['roleFactors'],
          label: '岗位系数',
          note: '按团队岗位乘在分配依据上；没有写到的岗位为 1。平均分配时，只分给在团队中任岗的人',
          columns: [
            { kind: 'choice', path: ['role'], label: '岗位', options: teamRoles },
            scaled(['hundredths'], '系数', ''),
          ],
          keyOf: (row) => String(row.role),
          blank: () => ({ role: 'nurse', hundredths: 100 }),
        },
        scaled(['capFen'], '个人封顶', '元', '不封顶'),
        { kind: 'text', path: ['source'], label: '依据' },
        { kind: 'text', path: ['code'], label: '代码', note: '小写字母、数字、短横线；各版本保持不变' },
      ],
      keyOf: (row) => String(row.code),
      blank: () => ({ ...defaultFunds.at(-1), code: '', name: '', source: '' }),
    },
  ],
  authenticity: [
    { kind: 'choices', path: ['checks'], label: '启用的核查', options: checks, none: '全部停用' },
    number(['sameValues', 'residents'], '多人数值相同：至少', '人'),
    number(['sameValues', 'withinDays'], '多人数值相同：在', '天内'),
    number(['digitPreference', 'readings'], '尾数集中：至少', '个读数'),
    number(['digitPreference', 'zeroPercent'], '尾数集中：尾数为0达到', '%'),
    number(['travel', 'metresPerHour'], '行程：每小时超过', '米'),
    number(['travel', 'graceMetres'], '行程：允许误差', '米'),
    number(['interval', 'minutes'], '两户上门间隔少于', '分钟'),
    number(['hours', 'from'], '服务时段从', '时'),
    number(['hours', 'to'], '服务时段到', '时'),
    number(['burst', 'lastDays'], '季末集中：最后', '天'),
    number(['burst', 'percent'], '季末集中：占全季度达到', '%'),
    number(['burst', 'services'], '季末集中：全季度至少', '次服务'),
    number(['farFromHome', 'metres'], '上门地点离家超过', '米'),
    number(['clock', 'minutes'], '手机时间相差超过', '分钟'),
    number(['lateEntry', 'days'], '补录：服务后满', '天'),
  ],
  sampling: [
    number(['atLeast'], '每村每项至少抽', '份'),
    { kind: 'number', path: ['percent'], label: '或按比例', unit: '%', decimals: 1 },
    number(['questionedWeight'], '有疑点的服务，抽中机会为其他的', '倍'),
    number(['cleanMonths'], '多少个月没有不实服务的，抽样减半', '个月'),
  ],
  'service-evidence': [
    {
      kind: 'number',
      path: ['lockedAfterDays'],
      label: '服务后超过多少天不能再补录',
      unit: '天',
      optional: '不锁定',
    },
    {
      kind: 'rows',
      path: ['rules'],
      label: '结算时要有的服务凭证',
      columns: [
        { kind: 'choice', path: ['form'], label: '表单', options: namesOfForms },
        { kind: 'choice', path: ['mode'], label: '方式', options: namesOf(serviceModes) },
        {
          kind: 'choices',
          path: ['anyOf'],
          label: '凭证（有其一即可）',
          options: evidenceKinds,
          none: '不要求',
        },
        { kind: 'number', path: ['leastMinutes'], label: '时长', unit: '分钟', optional: '不要求' },
      ],
      keyOf: (row) => `${row.form}/${row.mode}`,
      blank: () => ({
        form: 'hypertension-follow-up',
        mode: 'home',
        anyOf: ['signature'],
        leastMinutes: null,
      }),
    },
  ],
  supervision: [
    number(['visitsAQuarter'], '每季度督导', '次'),
    number(['rectifyWithinDays'], '问题整改期限', '天'),
    number(['complaints', 'acceptWithinDays'], '投诉受理期限', '天'),
    number(['complaints', 'replyWithinDays'], '投诉答复期限', '天'),
    number(['training', 'timesAQuarter'], '每季度培训', '次'),
    number(['training', 'passPercent'], '培训考试合格线', '分'),
    {
      kind: 'choice',
      path: ['training', 'gate'],
      label: '岗前培训未合格的人员',
      options: { refuse: '不能加入团队', off: '不限制' },
    },
    number(['meetingsAMonth'], '团队例会每月', '次'),
    number(['licenceWarnDays'], '执业证到期前提醒', '天'),
    {
      kind: 'rows',
      path: ['checklist'],
      label: '督导要点',
      columns: [
        { kind: 'text', path: ['list'], label: '检查表' },
        { kind: 'text', path: ['code'], label: '代码' },
        { kind: 'text', path: ['text'], label: '要点' },
        { kind: 'text', path: ['source'], label: '依据' },
      ],
      keyOf: (row) => String(row.code),
      blank: () => ({ list: '村卫生室督导', code: '', text: '', source: '' }),
    },
  ],
  surveys: [
    number(['sample', 'atLeast'], '每村至少抽', '人'),
    { kind: 'number', path: ['sample', 'percent'], label: '或按签约居民的比例', unit: '%', decimals: 1 },
    number(
      ['leastAnswers'],
      '有效答卷少于多少份不单列',
      '份',
      '样本太小时，单位或医生的满意率不显示，也不能打开答卷，以免猜出是谁答的。',
    ),
    {
      kind: 'rows',
      path: ['questions'],
      label: '问卷（新建调查时的初稿）',
      columns: [
        { kind: 'text', path: ['ask'], label: '问题' },
        { kind: 'text', path: ['code'], label: '代码' },
        {
          kind: 'choice',
          path: ['kind'],
          label: '题型',
          options: { choice: '单选', choices: '多选', text: '填写' },
        },
        { kind: 'yes-no', path: ['required'], label: '必答', yes: '必答', no: '选答' },
      ],
      keyOf: (row) => String(row.code),
      blank: () => ({
        code: '',
        ask: '',
        kind: 'choice',
        answers: ['很满意', '满意', '一般', '不满意', '很不满意'],
        measures: 'satisfaction',
        good: ['很满意', '满意'],
        required: false,
      }),
    },
  ],
  targets: [
    {
      kind: 'rows',
      path: [],
      label: '指标目标值',
      columns: [
        {
          kind: 'choice',
          path: ['indicator'],
          label: '指标',
          options: Object.fromEntries(indicators.map(({ code, name }) => [code, name])),
          names: 'indicators',
        },
        number(['year'], '年度', '年'),
        { kind: 'choice', path: ['orgId'], label: '单位', options: {}, names: 'units', optional: '全县' },
        {
          kind: 'choice',
          path: ['villageClass'],
          label: '村的类别',
          options: {},
          names: 'classes',
          optional: '不分类别',
        },
        { kind: 'number', path: ['percent'], label: '目标', unit: '%', decimals: 2 },
        {
          kind: 'number',
          path: ['step'],
          label: '较上年末提高',
          unit: '个百分点',
          decimals: 2,
          optional: '不用',
          note: '填写后，各单位的目标为本单位上年末的比率加此数，不超过“目标”一栏（不封顶填100）；没有上年末统计的单位按“起点”加此数，没有起点的没有目标',
        },
        {
          kind: 'number',
          path: ['startPercent'],
          label: '起点',
          unit: '%',
          decimals: 2,
          optional: '没有',
          note: '没有上年末统计的单位，以此为上年末的比率',
        },
        { kind: 'text', path: ['source'], label: '文件' },
      ],
      keyOf: (row) => `${row.indicator}/${row.year}/${row.orgId ?? row.villageClass ?? ''}`,
      blank: (today) => ({
        indicator: 'coverage',
        year: yearOf(today),
        orgId: null,
        percent: 75,
        source: '',
      }),
    },
  ],
  agreements: [
    { kind: 'choice', path: ['expiryPolicy'], label: '到期处理', options: expiryPolicies },
    number(['noticeDays'], '到期前提醒并可续约', '天'),
    {
      kind: 'choices',
      path: ['units'],
      label: '签约单位',
      options: { household: '以户签约', person: '个人签约' },
      none: '无',
    },
    { kind: 'numbers', path: ['allowedTermsYears'], label: '可签年限', unit: '年' },
    {
      kind: 'choice',
      path: ['termEnds'],
      label: '协议截止',
      options: termEnds,
      note: '统一至12月31日的，起始日所在年度算第一年',
    },
    {
      kind: 'choice',
      path: ['shortYearFee'],
      label: '第一年不足一年的费用',
      options: shortYearFees,
      note: '只用于统一至12月31日的协议；起始月不足一月的按一月计',
    },
    number(['lateSigningWithinDays'], '补签：起始日最多早于签字', '天'),
    number(['signAheadWithinDays'], '预签：起始日最多晚于签字', '天'),
    number(['guardianBelowYears'], '由监护人代签', '岁以下'),
    {
      kind: 'choice',
      path: ['householdSignatory'],
      label: '以户签约由谁签字',
      options: { head: '户主', 'adult-member': '任一成年家庭成员' },
    },
    {
      kind: 'choice',
      path: ['outsideVillages'],
      label: '跨区域签约',
      options: { allowed: '允许', refused: '不允许' },
    },
    {
      kind: 'choice',
      path: ['incompleteTeam'],
      label: '成员不齐的团队',
      options: { allowed: '可以签约', refused: '不得签约' },
    },
    {
      kind: 'choice',
      path: ['transfer'],
      label: '改签时间',
      options: { 'any-time': '随时', 'near-expiry': '仅在到期前提醒期内' },
    },
    {
      kind: 'choice',
      path: ['refundBy'],
      label: '退费计算',
      options: refundMeasures,
    },
    {
      kind: 'number',
      path: ['fullRefundWithinDays'],
      label: '生效后全额退费',
      unit: '天内',
      optional: '没有',
      note: '在此天数内解约的，不论原因全额退',
    },
    {
      kind: 'rows',
      path: ['householdDiscounts'],
      label: '家庭优惠（减免居民自付，由医疗机构承担）',
      columns: [
        number(['fromMembers'], '同签人数', '人及以上'),
        { kind: 'number', path: ['percentOff'], label: '减免', unit: '%', decimals: 2 },
      ],
      keyOf: (row) => String(row.fromMembers),
      blank: () => ({ fromMembers: 5, percentOff: 10 }),
    },
    ...Object.entries(endReasons).map(
      ([reason, name]): PolicyField => ({
        kind: 'choice',
        path: ['refundOn', reason],
        label: `退费：${typeof name === 'string' ? name : reason}`,
        options: refundOptions,
      }),
    ),
  ],
  'door-signing': [
    {
      kind: 'choice',
      path: ['contestOrder'],
      label: '两个团队签了同一人',
      options: contestOrders,
      note: '再相同的，先生成的协议有效',
    },
    number(['sentWithinDays'], '手机上签的协议须在', '天内送达'),
  ],
  caps: [
    {
      kind: 'number',
      path: ['caps', 'persons'],
      label: '每个团队签约人数上限',
      unit: '人',
      optional: '不限',
    },
    {
      kind: 'number',
      path: ['caps', 'keyPersons'],
      label: '每个团队重点人群上限',
      unit: '人',
      optional: '不限',
    },
    {
      kind: 'number',
      path: ['caps', 'households'],
      label: '每个团队签约户数上限',
      unit: '户',
      optional: '不限',
    },
    { kind: 'number', path: ['caps', 'villages'], label: '每个团队覆盖村上限', unit: '个', optional: '不限' },
    {
      kind: 'number',
      path: ['perDoctor', 'persons'],
      label: '每名医生签约人数上限',
      unit: '人',
      optional: '不限',
      note: '团队上限按其中家庭医生、乡村医生、中医师的人数折算，与团队上限取小者',
    },
    {
      kind: 'number',
      path: ['perDoctor', 'keyPersons'],
      label: '每名医生重点人群上限',
      unit: '人',
      optional: '不限',
      note: '重点人群由“重点人群与指标口径”规定；满额后不再新签重点人群，其他居民仍可签',
    },
    {
      kind: 'number',
      path: ['perDoctor', 'households'],
      label: '每名医生签约户数上限',
      unit: '户',
      optional: '不限',
    },
    {
      kind: 'rows',
      path: ['perRole'],
      label: '按岗位的签约上限',
      note: '医生、助理等各有上限时填写；写了的岗位以此为准',
      columns: [
        { kind: 'choice', path: ['role'], label: '岗位', options: teamRoles },
        { kind: 'number', path: ['persons'], label: '每人签约人数', unit: '人', optional: '不限' },
        { kind: 'number', path: ['households'], label: '每人签约户数', unit: '户', optional: '不限' },
      ],
      keyOf: (row) => String(row.role),
      blank: () => ({ role: 'assistant', persons: null, households: null }),
    },
    number(['warnAtPercent'], '接近上限提醒', '%'),
    { kind: 'yes-no', path: ['overCapWithReason'], label: '超限签约', yes: '写明原因后允许', no: '不允许' },
  ],
  'team-minimum': [
    {
      kind: 'rows',
      path: ['posts'],
      label: '必备岗位（一人任一岗）',
      columns: [
        { kind: 'choices', path: ['anyOf'], label: '由其中一种人员担任', options: teamRoles, none: '未选' },
      ],
      keyOf: (row) => JSON.stringify(row.anyOf),
      blank: () => ({ anyOf: ['public-health'] }),
    },
    { kind: 'choices', path: ['leaderRoles'], label: '可任团队长', options: teamRoles, none: '未选' },
  ],
  'health-records': [
    number(['activeWithinMonths'], '动态记录：最近', '个月内有服务'),
    number(['qualifiedFrom'], '合格', '分起'),
    {
      kind: 'rows',
      path: ['weights'],
      label: '扣分',
      columns: [
        { kind: 'choice', path: ['flaw'], label: '问题', options: flawNames },
        number(['points'], '每处扣', '分'),
      ],
      keyOf: (row) => String(row.flaw),
      blank: () => ({ flaw: 'box-empty', points: 0 }),
    },
  ],
  vaccination: [
    {
      kind: 'rows',
      path: ['editions'],
      label: '程序版本（按出生日期适用）',
      columns: [
        { kind: 'text', path: ['code'], label: '代码' },
        { kind: 'text', path: ['name'], label: '名称' },
        { kind: 'day', path: ['bornFrom'], label: '适用于自此日起出生' },
        { kind: 'text', path: ['source'], label: '依据' },
      ],
      keyOf: (row) => String(row.code),
      blank: (today) => ({ code: '', name: '', bornFrom: today, source: '' }),
    },
    number(['liveVaccinesApartDays'], '两种注射减毒活疫苗未同日接种，间隔至少', '天'),
    number(['liveAfterImmunoglobulinMonths'], '使用免疫球蛋白后，注射减毒活疫苗间隔至少', '个月'),
    number(['skinTestFromMonths'], '补种卡介苗须 PPD 阴性，自', '月龄起'),
    {
      kind: 'rows',
      path: ['doses'],
      label: '剂次（起始、完成按月龄；完成月龄 0 为出生后 24 小时内）',
      columns: [
        { kind: 'text', path: ['edition'], label: '版本' },
        { kind: 'choice', path: ['course'], label: '病种', options: courses },
        { kind: 'choice', path: ['regimen'], label: '程序', options: regimens },
        { kind: 'choices', path: ['vaccines'], label: '疫苗', options: namesOf(vaccines), none: '请选择' },
        number(['number'], '剂次', ''),
        number(['fromMonths'], '起始', '月龄'),
        number(['beforeMonths'], '完成', '月龄前'),
        number(['apartMonths'], '距上一剂至少', '个月'),
        number(['apartDays'], '另加', '天'),
        { kind: 'number', path: ['withinDays'], label: '且不超过', unit: '天', optional: '不限' },
        { kind: 'number', path: ['notFromMonths'], label: '不再接种自', unit: '月龄', optional: '不限' },
        {
          kind: 'choice',
          path: ['afterCourse'],
          label: '在此病种末剂之后',
          options: { none: '不限', ...courses },
        },
        number(['afterMonths'], '间隔', '个月'),
        { kind: 'yes-no', path: ['girlsOnly'], label: '对象', yes: '仅女孩', no: '全部' },
        { kind: 'day', path: ['bornFrom'], label: '仅自此日起出生', optional: '不限' },
        { kind: 'day', path: ['offeredFrom'], label: '免费接种开始', optional: '不限' },
      ],
      keyOf: (row) => `${row.edition}/${row.course}/${row.regimen}/${row.number}`,
      blank: () => ({
        edition: 'NIP2026',
        course: 'hepatitis-b',
        regimen: 'usual',
        vaccines: ['HepB'],
        number: 1,
        fromMonths: 0,
        beforeMonths: 12,
        apartMonths: 0,
        apartDays: 0,
        withinDays: null,
        notFromMonths: null,
        afterCourse: 'none',
        afterMonths: 0,
        girlsOnly: false,
        bornFrom: null,
        offeredFrom: null,
      }),
    },
  ],
  'comb-through': [
    number(['silentMonths'], '名册上的人无随访超过', '个月', '超过即提示核实是否移出'),
    populationList(['confirmedYearly'], '每年逐人核实', '无', '由民政、乡村振兴、残联等部门认定的人群'),
    {
      kind: 'rows',
      path: ['shownBy'],
      label: '有记录而不在名册的，提示纳入',
      columns: [
        { kind: 'choice', path: ['population'], label: '人群', options: populations, names: 'populations' },
        {
          kind: 'choice',
          path: ['form'],
          label: '表单',
          options: namesOf(Object.fromEntries(forms.map((form) => [form.code, form]))),
        },
      ],
      keyOf: (row) => String(row.population),
      blank: () => ({ population: 'copd', form: 'hypertension-follow-up' }),
    },
  ],
  'package-proposals': [
    {
      kind: 'rows',
      path: [],
      label: '推荐规则（自上而下）',
      columns: [
        populationList(['all'], '须同时属于', '不限'),
        populationList(['any'], '并属于其中之一', '不限'),
        { kind: 'text', path: ['packageCode'], label: '服务包代码' },
        { kind: 'yes-no', path: ['relief'], label: '自付部分', yes: '政策减免', no: '居民自付' },
        {
          kind: 'number',
          path: ['reliefPercent'],
          label: '减免自付的',
          unit: '%',
          decimals: 2,
          optional: '全部',
          note: '自付部分选“政策减免”时有效；减半填50',
        },
        { kind: 'text', path: ['because'], label: '理由' },
        { kind: 'text', path: ['code'], label: '规则代码' },
      ],
      keyOf: (row) => String(row.code),
      blank: () => ({ code: '', because: '', all: [], any: [], packageCode: '', relief: false }),
    },
  ],
  'assessment-sheets': [],
  'local-forms': [],
  'own-services': ownServiceFields,
  'own-indicators': ownIndicatorFields,
  'village-classes': villageClassFields,
  'unsigned-reasons': unsignedReasonFields,
}

/** What names a county has given to things of its own. */
export type Own = {
  ages: Pick<AgePolicy, 'own'>
  'own-services': readonly Pick<OwnService, 'name'>[]
  'own-indicators': readonly OwnIndicator[]
  'village-classes': readonly Pick<VillageClass, 'name'>[]
  /** Units by code, where they are known. */
  units?: Options | undefined
}

/** What a kind of policy says in a county: where something is chosen, what the county calls its own can be chosen too. */
export function policyFieldsIn(kind: PolicyKind, own: Own): readonly PolicyField[] {
  const services = Object.fromEntries(own['own-services'].map((one) => [codeOf(one), one.name]))
  const named = new Map((own.ages.own ?? []).map(({ population, name }) => [population as string, name]))
  const isUsed = (code: string) => named.has(code) || !(ownPopulations as readonly string[]).includes(code)
  const added: Record<OwnNames, (options: Options) => Options> = {
    populations: (options) =>
      Object.fromEntries(
        Object.entries(options)
          .filter(([code]) => isUsed(code))
          .map(([code, name]) => [code, named.get(code) ?? name]),
      ),
    services: (options) => ({ ...options, ...services }),
    credited: (options) => ({ ...options, ...services }),
    units: () => own.units ?? {},
    villages: () =>
      Object.fromEntries(Object.entries(own.units ?? {}).filter(([code]) => !code.endsWith('000'))),
    classes: () => Object.fromEntries(own['village-classes'].map(({ name }) => [name, name])),
    indicators: () => Object.fromEntries(indicatorsIn(own).map(({ code, name }) => [code, name])),
  }
  const inCounty = (field: PolicyField): PolicyField => {
    if (field.kind === 'rows') return { ...field, columns: field.columns.map(inCounty) }
    if (field.kind !== 'choice' && field.kind !== 'choices') return field
    return field.names ? { ...field, options: added[field.names](field.options) } : field
  }
  return policyFields[kind].map(inCounty)
}

/** What stands at a place of a document. */
export function valueAt(body: unknown, path: readonly string[]): unknown {
  let value = body
  for (const step of path) value = (value as Record<string, unknown> | null | undefined)?.[step]
  return value
}

/** The document with another value at a place; what it was is left as it was. */
export function withValue(body: unknown, path: readonly string[], value: unknown): unknown {
  const [step, ...rest] = path
  if (step === undefined) return value
  const record = (body ?? {}) as Record<string, unknown>
  return { ...record, [step]: withValue(record[step], rest, value) }
}
