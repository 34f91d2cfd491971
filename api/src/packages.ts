import { payers, payersBesideResident } from '@qianyue/domain/packages/fee-split.ts'
import { type PackageGroup, packageTiers } from '@qianyue/domain/packages/package.ts'
import { populations } from '@qianyue/domain/populations/population.ts'
import { serviceModes } from '@qianyue/domain/service-records/service-mode.ts'
import { isServiceCode } from '@qianyue/domain/services/services.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { codesOf, day, fen } from './shared.ts'
import { teamRole } from './teams.ts'

const populationCodes = codesOf(populations)

export const population = z.enum(populationCodes)
const group = z.enum(['general', 'special-need', ...populationCodes] as [PackageGroup, ...PackageGroup[]])
const packageTier = z.enum(codesOf(packageTiers))
export const payer = z.enum(codesOf(payers))

export const feeLine = z.object({ payer, fen })

export const agreedItem = z.object({
  service: z.string().refine(isServiceCode, { message: '服务目录里没有这项服务' }),
  times: z.int().min(1, { message: '次数至少为 1' }).max(366),
  every: z.enum(['month', 'quarter', 'half-year', 'year', 'term', 'on-need']),
})

const item = agreedItem.extend({
  by: z.array(teamRole).max(20),
  modes: z.array(z.enum(codesOf(serviceModes))).max(5),
  unitPriceFen: fen.min(0),
})

const fund = z.enum(payersBesideResident)
const share = z.union([
  z.strictObject({ payer: fund, fen: fen.min(0) }),
  z.strictObject({ payer: fund, basisPoints: z.int().min(0).max(10_000) }),
])

/** What a package is, in the words of the editor. */
export const packageContent = z.object({
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{1,40}$/, { message: '代码用小写字母、数字和连字符' }),
  name: z.string().trim().min(2, { message: '请填写服务包名称' }).max(40),
  group,
  tier: packageTier,
  validFrom: day,
  items: z.array(item).min(1, { message: '至少要有一项服务' }).max(60),
  yearlyPriceFen: fen.min(0).max(10_000_000),
  shares: z.array(share).max(payersBesideResident.length),
  needsAnyPopulation: z.array(population),
  needsAnyPackage: z.array(z.string()),
  excludes: z.array(z.string()),
  maxPersons: z.int().min(0).nullable(),
})

export const packageVersion = packageContent.extend({
  /** Of this version: what a signing names. */
  id: z.uuid(),
  validUntil: day.nullable(),
  /** 有偿: counts in 个性化签约率. */
  paid: z.boolean(),
  /** Packages that it contains, from the lowest. */
  contains: z.array(z.object({ code: z.string(), name: z.string() })),
  /** Everything that is owed with it, contained packages included, each service once. */
  allItems: z.array(agreedItem),
  /** Who pays the yearly price, in fen. */
  feeSplit: z.array(feeLine),
})

export const listPackages = endpoint({
  call: 'GET /packages',
  summary: '服务包列表：当日可签的版本，或全部版本',
  action: 'packages.read',
  request: z.object({
    /** The day on which they can be signed; today when left out. */
    on: day.optional(),
    /** Every version, also past and future ones. */
    versions: z.enum(['current', 'all']).default('current'),
  }),
  reply: z.array(packageVersion),
})

export const savePackage = endpoint({
  call: 'PUT /packages/{packageId}',
  summary: '新增服务包版本：自生效日起替代旧版本，已签协议仍按旧版本',
  action: 'packages.manage',
  request: packageContent.extend({ packageId: z.uuid() }),
  reply: packageVersion,
})

export const withdrawPackage = endpoint({
  call: 'POST /packages/{packageId}/withdrawal',
  summary: '停用服务包：到期日之后不再签约',
  action: 'packages.manage',
  request: z.object({ packageId: z.uuid(), validUntil: day }),
  reply: packageVersion,
})
