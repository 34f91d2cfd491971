import { indicators } from '@qianyue/domain/indicators/indicator.ts'
import { payers } from '@qianyue/domain/packages/fee-split.ts'
import { serviceModes } from '@qianyue/domain/service-records/service-mode.ts'
import { isOwnServiceCode } from '@qianyue/domain/services/services.ts'
import {
  countedPeople,
  type Fund,
  fundAmounts,
  fundKinds,
  paidWhen,
  partsOf,
  poolPlaces,
  shareRules,
  yearEndRules,
} from '@qianyue/domain/settlement/fund.ts'
import { whyNotAWhole } from '@qianyue/domain/settlement/instalments.ts'
import { limitPeriods } from '@qianyue/domain/settlement/points.ts'
import { teamRoles } from '@qianyue/domain/teams/team.ts'
import { z } from 'zod'
import { code, percent, words } from './policy-values.ts'
import { codesOf } from './shared.ts'

const creditedCode = z
  .string()
  .refine((text) => code.safeParse(text).success || isOwnServiceCode(text), { message: '没有这项服务或表单' })
const points = z.number().min(0, '不小于 0').max(1000, '不大于 1000').multipleOf(0.01, '至多两位小数')
const share = z.int().min(0, '不小于 0').max(10_000, '不大于 100%')
const unlike = (rows: readonly { code: string }[]) =>
  new Set(rows.map((row) => row.code)).size === rows.length

const indicatorCodes = indicators.map(({ code }) => code as string) as [string, ...string[]]

/** 积分标准, as a bureau writes it. */
export const pointsPolicy = z.object({
  perService: z
    .array(z.object({ code: creditedCode, mode: z.enum(codesOf(serviceModes)).nullish(), points }))
    .max(300)
    .refine(
      (rows) => new Set(rows.map(({ code, mode }) => `${code}/${mode ?? ''}`)).size === rows.length,
      '同一服务、同一方式只能有一条',
    ),
  homeVisitPoints: points,
  incompletePercent: percent,
  lateAfterDays: z.int().min(0).max(366),
  latePercent: percent,
  limits: z
    .array(
      z.object({
        codes: z.array(creditedCode).max(300),
        times: z.int().min(1).max(366),
        every: z.enum(codesOf(limitPeriods)),
      }),
    )
    .max(50)
    .optional(),
})

/** 资金与分配办法: money in fen, shares in basis points. */
export const fundList = z
  .array(
    z.object({
      code,
      name: words('资金名称'),
      kind: z.enum(codesOf(fundKinds)),
      amountBy: z.enum(codesOf(fundAmounts)),
      perHeadFen: z.int().min(0).max(10_000_000),
      taskBasisPoints: share,
      people: z.enum(codesOf(countedPeople)),
      classFactors: z
        .array(
          z.object({
            villageClass: z.string().min(1, '请选择类别').max(30),
            percent: z.number().min(0).max(1000),
          }),
        )
        .max(20)
        .optional(),
      indicator: z.enum(indicatorCodes).nullish(),
      feePayers: z.array(z.enum(codesOf(payers))).optional(),
      staffBasisPoints: share,
      place: z.enum(codesOf(poolPlaces)),
      advanceBasisPoints: share,
      advancePayments: z.int().min(1, '至少 1 次').max(12, '至多 12 次'),
      instalments: z
        .array(
          z.object({
            name: words('拨付名称'),
            basisPoints: z.int().min(1, '应大于 0').max(10_000, '不大于 100%'),
            paid: z.enum(codesOf(paidWhen)),
          }),
        )
        .max(12, '至多 12 次')
        .optional(),
      yearEndRule: z.enum(codesOf(yearEndRules)),
      passFromHundredths: z.int().min(0).max(10_000),
      bands: z
        .array(z.object({ fromPoints: percent, percent }))
        .max(10, '至多十档')
        .optional(),
      perPointFen: z.int().min(0, '不小于 0').max(100_000_00, '不大于 10 万元').nullish(),
      share: z.enum(codesOf(shareRules)),
      roleFactors: z
        .array(
          z.object({
            role: z.enum(codesOf(teamRoles), '请选择岗位'),
            hundredths: z.int().min(0, '不小于 0').max(1000, '不大于 10'),
          }),
        )
        .max(20)
        .refine((rows) => new Set(rows.map(({ role }) => role)).size === rows.length, '同一岗位只能写一行')
        .optional(),
      capFen: z.int().min(0).max(100_000_000).nullable(),
      source: words('依据'),
    }),
  )
  .max(40)
  .superRefine((funds, issues) => {
    for (const [index, fund] of funds.entries()) {
      const at = (field: string, message: string) =>
        issues.addIssue({ code: 'custom', path: [index, field], message })
      if (whyNotAWhole(partsOf(fund as Fund)) !== null) at('instalments', '各次拨付合计应为 100%')
      if (fund.yearEndRule === 'bands' && !fund.bands?.length) at('bands', '请填写各档得分与拨付比例')
      if (fund.amountBy === 'indicator' && !fund.indicator) at('indicator', '请选择指标')
      if (fund.amountBy === 'points' && !fund.perPointFen) at('perPointFen', '请填写每分多少元')
    }
  })
  .refine(unlike, '资金代码不能重复')
