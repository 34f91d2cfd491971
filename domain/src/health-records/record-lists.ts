/** 工作清单 of health records: who is on it, in words a clerk can check by hand. */
export const recordLists = {
  flawed: { name: '质控问题', definition: '在管档案中有缺项或矛盾的，得分低的在前。' },
  'signed-without-record': {
    name: '已签约未建档',
    definition: '有有效签约协议、没有在管健康档案的常住居民。',
  },
  'record-without-agreement': {
    name: '已建档未签约',
    definition: '有在管健康档案、没有有效签约协议的常住居民。',
  },
  unopened: { name: '未建档', definition: '没有在管健康档案（未建档或已终止）的常住居民。' },
  dormant: { name: '无动态记录', definition: '在管档案中政策规定的月数内没有任何服务记录的。' },
  'not-electronic': {
    name: '缺个人基本信息表',
    definition: '在管档案中没有电子的个人基本信息表的（儿童以新生儿访视表代）。',
  },
  kept: { name: '在管档案', definition: '常住居民的、未终止的健康档案。' },
  live: { name: '动态使用', definition: '在管档案中政策规定的月数内有服务记录的。' },
  electronic: { name: '电子档案', definition: '在管档案中有电子的个人基本信息表的。' },
  qualified: { name: '合格档案', definition: '在管档案中质控得分达到合格线的。' },
  unqualified: { name: '不合格档案', definition: '在管档案中质控得分低于合格线的。' },
  standard: { name: '规范化电子档案', definition: '在管的电子档案中质控合格的。' },
  'not-standard': {
    name: '未规范建档',
    definition: '没有规范化电子档案的常住居民：未建档、缺基本信息表或不合格。',
  },
  closed: { name: '已终止', definition: '因死亡、迁出、失访或其他原因终止的档案。' },
} as const

export type RecordList = keyof typeof recordLists

/** What is counted in a unit. */
export type RecordCounts = {
  /** 常住居民. */
  residents: number
  kept: number
  electronic: number
  /** Electronic and qualified. */
  standard: number
  live: number
  qualified: number
}

export type RecordFigure = {
  code: string
  name: string
  definition: string
  source: string
  numerator: keyof RecordCounts
  denominator: keyof RecordCounts
  /** Who is counted, and who is missing. */
  counted: RecordList
  missing: RecordList
}

/** The rates of the specification. Source: public-health-spec.md §17 recordRate, eRecordRate, recordUseRate, recordQualifiedRate. */
export const recordFigures: readonly RecordFigure[] = [
  {
    code: 'record-rate',
    name: '健康档案建档率',
    definition: '有健康档案（未终止）的常住居民 ÷ 常住居民。',
    source: '国家基本公共卫生服务规范（第三版）居民健康档案管理服务规范',
    numerator: 'kept',
    denominator: 'residents',
    counted: 'kept',
    missing: 'unopened',
  },
  {
    code: 'electronic-record-rate',
    name: '电子健康档案建档率',
    definition: '有电子健康档案（个人基本信息表已录入；儿童以新生儿访视表代）的常住居民 ÷ 常住居民。',
    source: '国家基本公共卫生服务规范（第三版）居民健康档案管理服务规范',
    numerator: 'electronic',
    denominator: 'residents',
    counted: 'electronic',
    missing: 'not-electronic',
  },
  {
    code: 'standard-record-rate',
    name: '规范化电子健康档案覆盖率',
    definition: '电子健康档案中质控合格的 ÷ 常住居民；合格线由当期政策规定。',
    source: '国家基本公共卫生服务规范（第三版）居民健康档案管理服务规范；质控扣分为政策',
    numerator: 'standard',
    denominator: 'residents',
    counted: 'standard',
    missing: 'not-standard',
  },
  {
    code: 'record-use-rate',
    name: '健康档案动态使用率',
    definition: '近 12 个月（由当期政策规定）有服务记录的在管档案 ÷ 在管档案。',
    source: '国家基本公共卫生服务规范（第三版）居民健康档案管理服务规范',
    numerator: 'live',
    denominator: 'kept',
    counted: 'live',
    missing: 'dormant',
  },
  {
    code: 'record-qualified-rate',
    name: '健康档案合格率',
    definition: '质控得分达到合格线的在管档案 ÷ 在管档案（全部检查，不抽样）。',
    source: '国家基本公共卫生服务规范（第三版）居民健康档案管理服务规范',
    numerator: 'qualified',
    denominator: 'kept',
    counted: 'qualified',
    missing: 'unqualified',
  },
]

export const noRecords: RecordCounts = {
  residents: 0,
  kept: 0,
  electronic: 0,
  standard: 0,
  live: 0,
  qualified: 0,
}

export function addCounts(a: RecordCounts, b: RecordCounts): RecordCounts {
  return {
    residents: a.residents + b.residents,
    kept: a.kept + b.kept,
    electronic: a.electronic + b.electronic,
    standard: a.standard + b.standard,
    live: a.live + b.live,
    qualified: a.qualified + b.qualified,
  }
}
