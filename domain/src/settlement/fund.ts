import type { Payer } from '../packages/fee-split.ts'
import type { TeamRole } from '../teams/team.ts'
import type { FundPart, PaidBand, YearEndRule } from './instalments.ts'

/** Where the money of village doctors and teams comes from. Source: performance-and-funds.md §4.1, §4.2. */
export const fundKinds = {
  'public-health': '基本公共卫生服务经费',
  'contract-fee': '签约服务费',
  'drug-subsidy': '基本药物补助',
  'consultation-fee': '一般诊疗费',
  allowance: '岗位补助和津贴',
  'special-grant': '专项与奖补资金',
} as const

type FundKind = keyof typeof fundKinds

/** How much money there is in one pool. */
export const fundAmounts = {
  /** 人均标准 × 任务占比 × 人数: standard × share of the tasks × people of the place. */
  head: '按人头',
  /** Contract fees of agreements that began in the period, less refunds; so much of them for staff (F5: ≥ 70 %). */
  'contract-fees': '按签约服务费',
  /** 按服务积分单价: points of the pool's staff × price of a point: so much per service. */
  points: '按积分单价',
  /** 按指标人数: standard × people who count in a figure at the end of the period: so much per newly signed key person. */
  indicator: '按指标人数',
  /** Entered for each settlement, as it reached the account. */
  entry: '按到账金额录入',
} as const
type FundAmount = keyof typeof fundAmounts

export const countedPeople = { residents: '常住居民', signed: '签约居民' } as const
type CountedPeople = keyof typeof countedPeople

/** For each place of this kind there is one pool, shared among the staff who work there. */
export const poolPlaces = { village: '每村一池', township: '每乡镇一池', whole: '全部一池' } as const
type PoolPlace = keyof typeof poolPlaces

/** 分配依据. */
export const shareRules = {
  points: '按积分×质量×满意度×核实比例',
  persons: '按签约人数',
  equal: '平均',
} as const
type ShareRule = keyof typeof shareRules

/**
 * 资金办法: one source of money, how much, how paid, how shared. A flat row, since a bureau edits it as one; what does not
 * belong to its kind of amount is ignored. Versioned policy: a notice changes it from a day on.
 */
export type Fund = {
  /** Stable through all versions. */
  code: string
  name: string
  kind: FundKind
  amountBy: FundAmount
  /** By head: standard in fen, share of the tasks in basis points, and who is counted. */
  perHeadFen: number
  taskBasisPoints: number
  people: CountedPeople
  /** By head, or by a figure: villages of a class have so many percent of the standard (距离、海拔); others the whole. */
  classFactors?: readonly ClassFactor[] | undefined
  /** By a figure: which. */
  indicator?: string | null | undefined
  /** By contract fees: the part for staff, in basis points. */
  staffBasisPoints: number
  /** …and of the fees those that these payers bear; all where empty. */
  feePayers?: readonly Payer[] | undefined
  place: PoolPlace
  /** 预拨: the part that is paid while the work goes on, in so many equal payments; the rest after the assessment. */
  advanceBasisPoints: number
  advancePayments: number
  /**
   * 分次拨付 of unequal parts, as a notice lists them (40 % in March, 30 % in September, 30 % after the assessment). Where
   * there are any, they stand in the place of the two numbers above.
   */
  instalments?: readonly FundInstalment[] | undefined
  yearEndRule: YearEndRule
  passFromHundredths: number
  /** 按等次: of a part that is paid after the assessment, so many percent from so many points on; nothing below all. */
  bands?: readonly PaidBand[] | undefined
  /** By price of a point, in fen. */
  perPointFen?: number | null | undefined
  share: ShareRule
  /** 岗位系数: what multiplies a person's claim by their post in a team; 1 for posts that are not named. */
  roleFactors?: readonly RoleFactor[] | undefined
  /** 个人封顶 for one payment; null without one. */
  capFen: number | null
  source: string
}

type ClassFactor = { villageClass: string; percent: number }

/** What villages of some classes get of the standard, in basis points. */
export function factorOf(classes: readonly string[], factors: readonly ClassFactor[] = []): number {
  const found = factors.find(({ villageClass }) => classes.includes(villageClass))
  return found ? Math.round(found.percent * 100) : 10_000
}

/** A coefficient of 1.5 is 150 hundredths. Source: performance-and-funds.md W5. */
type RoleFactor = { role: TeamRole; hundredths: number }

/**
 * The coefficient of somebody with these posts, in hundredths: of several posts the greatest. Who has no post shares as
 * before by services or signed people; an equal share by posts is for who has one.
 */
export function roleFactorOf(
  { roleFactors = [], share }: Pick<Fund, 'roleFactors' | 'share'>,
  roles: readonly TeamRole[],
): number {
  if (roleFactors.length === 0) return 100
  if (roles.length === 0) return share === 'equal' ? 0 : 100
  return Math.max(...roles.map((role) => roleFactors.find((one) => one.role === role)?.hundredths ?? 100))
}

/** One payment of a fund that is paid in unequal parts. */
type FundInstalment = { name: string; basisPoints: number; paid: FundPart['paid'] }

export const paidWhen: Record<FundPart['paid'], string> = {
  'in-advance': '预拨',
  'after-assessment': '考核后拨付',
}

export const yearEndRules: Record<YearEndRule, string> = {
  'pass-or-nothing': '合格全额，不合格不拨',
  'pro-rata': '按得分比例',
  bands: '按得分分档',
}

/** The parts of a fund in the order in which they are paid; together 100 %. */
export function partsOf({ advanceBasisPoints, advancePayments, instalments = [] }: Fund): FundPart[] {
  if (instalments.length > 0) {
    return instalments.map((one, index) => ({ code: `instalment-${index + 1}`, ...one, payments: 1 }))
  }
  const parts: FundPart[] = []
  if (advanceBasisPoints > 0) {
    parts.push({
      code: 'advance',
      name: '预拨',
      basisPoints: advanceBasisPoints,
      payments: advancePayments,
      paid: 'in-advance',
    })
  }
  if (advanceBasisPoints < 10_000) {
    parts.push({
      code: 'year-end',
      name: '考核后拨付',
      basisPoints: 10_000 - advanceBasisPoints,
      payments: 1,
      paid: 'after-assessment',
    })
  }
  return parts
}

/** Fields that a kind of amount does not read. */
const unread = {
  perHeadFen: 0,
  taskBasisPoints: 10_000,
  people: 'residents',
  staffBasisPoints: 10_000,
} as const
const atOnce = { advanceBasisPoints: 10_000, advancePayments: 1 }
const pass = { yearEndRule: 'pass-or-nothing', passFromHundredths: 7000 } as const

/** What a county without a scheme of its own has: the village's 40 % of the tasks, 70 % by quarter and 30 % after passing. */
export const defaultFunds: readonly Fund[] = [
  {
    ...pass,
    code: 'public-health-labour',
    name: '村级基本公共卫生劳务经费',
    kind: 'public-health',
    amountBy: 'head',
    perHeadFen: 9900,
    taskBasisPoints: 4000,
    people: 'residents',
    staffBasisPoints: 10_000,
    place: 'village',
    advanceBasisPoints: 7000,
    advancePayments: 4,
    share: 'points',
    capFen: null,
    source: '家庭服务方案篇四(二)；人均标准 99 元为 2025 年国家标准',
  },
  {
    ...unread,
    ...atOnce,
    ...pass,
    code: 'contract-fee',
    name: '签约服务费',
    kind: 'contract-fee',
    amountBy: 'contract-fees',
    staffBasisPoints: 7000,
    place: 'township',
    share: 'points',
    capFen: null,
    source: '2022年指导意见：签约服务费用于人员薪酬的比例一般不低于70%',
  },
  {
    ...unread,
    ...atOnce,
    ...pass,
    code: 'special-grant',
    name: '专项与奖补资金',
    kind: 'special-grant',
    amountBy: 'entry',
    place: 'whole',
    share: 'points',
    capFen: null,
    source: '签约服务工作方案（睢宁县某卫生院）四2（以奖代补）',
  },
]
