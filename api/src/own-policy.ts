import { findForm } from '@qianyue/domain/forms/forms.ts'
import { ownIndicators } from '@qianyue/domain/indicators/flags.ts'
import { indicators } from '@qianyue/domain/indicators/indicator.ts'
import { askedSigned, countedPeriods, ownConditions } from '@qianyue/domain/indicators/own-indicator.ts'
import { ownPopulationBases, ownPopulations } from '@qianyue/domain/populations/own-population.ts'
import { evidenceKinds } from '@qianyue/domain/service-records/evidence-policy.ts'
import { serviceModes } from '@qianyue/domain/service-records/service-mode.ts'
import { formFor } from '@qianyue/domain/services/proven.ts'
import {
  isOwnServiceName,
  isServiceCode,
  serviceCategories,
  services,
} from '@qianyue/domain/services/services.ts'
import { teamRoles } from '@qianyue/domain/teams/team.ts'
import { NOT_NOTED } from '@qianyue/domain/unsigned-reasons/unsigned-reasons.ts'
import { z } from 'zod'
import { population } from './resident-codes.ts'
import { codesOf } from './shared.ts'

/** What a county adds of its own by its notice: services, and what they are counted by. */

const indicatorNames = new Set<string>(indicators.map(({ name }) => name))
const catalogueNames = new Set<string>(Object.values(services).map(({ name }) => name))

const years = z.int('应为整数').min(0, '不小于 0').max(120, '不大于 120').nullish()

/** 县定人群: by a list, or by a rule that says something. */
export const ownPopulation = z
  .object({
    population: z.enum(ownPopulations),
    name: z.string().trim().min(2, '请填写人群名称').max(30, '人群名称至多 30 字'),
    by: z
      .enum(codesOf(ownPopulationBases))
      .nullish()
      .transform((by) => by ?? undefined),
    sex: z.enum(['male', 'female']).nullish(),
    fromYears: years,
    untilYears: years,
    anyOf: z.array(population).optional(),
    allOf: z.array(population).optional(),
    noneOf: z.array(population).optional(),
  })
  .superRefine((one, issues) => {
    const wrong = (path: string, message: string) =>
      issues.addIssue({ code: 'custom', path: [path], message })
    const { fromYears = null, untilYears = null, anyOf = [], allOf = [], noneOf = [] } = one
    if (fromYears !== null && untilYears !== null && untilYears <= fromYears)
      wrong('untilYears', '“不满”的岁数应大于“年满”的岁数')
    const asks =
      fromYears !== null ||
      untilYears !== null ||
      Boolean(one.sex) ||
      anyOf.length + allOf.length + noneOf.length > 0
    if (one.by === 'rule' && !asks) wrong('by', '按条件认定的，请至少写一个年龄、性别或人群条件')
    if ([...anyOf, ...allOf, ...noneOf].includes(one.population)) wrong('allOf', '条件里不能是这个人群自己')
  })

/** 县定服务. */
export const ownServiceList = z
  .array(
    z.object({
      name: z
        .string()
        .trim()
        .refine(isOwnServiceName, '服务名称应为2～30个字，不含空格、冒号等符号')
        .refine((name) => !catalogueNames.has(name), '服务目录里已有这项服务'),
      category: z.enum(codesOf(serviceCategories)),
      unit: z.string().trim().min(1, '请填写计量单位').max(10),
      faceToFace: z.boolean(),
      by: z.array(z.enum(codesOf(teamRoles))),
      modes: z.array(z.enum(codesOf(serviceModes))),
      times: z.int().min(1, '不小于 1').max(366, '不大于 366'),
      every: z.enum(['month', 'quarter', 'half-year', 'year', 'term', 'on-need']),
      unitPriceFen: z.int().min(0, '不小于 0').max(10_000_000, '不大于 10 万元'),
      points: z.number().min(0, '不小于 0').max(1000, '不大于 1000').multipleOf(0.01, '至多两位小数'),
      evidence: z.array(z.enum(codesOf(evidenceKinds))),
      populations: z.array(population),
    }),
  )
  .max(100, '至多 100 项')
  .superRefine((rows, issues) => {
    for (const [index, { name }] of rows.entries()) {
      if (rows.findIndex((one) => one.name === name) < index)
        issues.addIssue({ code: 'custom', path: [index, 'name'], message: `“${name}”写了两次` })
    }
  })

/** 县定指标. What a protected sheet says is in none of them, since their names are for everybody who reads figures. */
export const ownIndicatorList = z
  .array(
    z.object({
      indicator: z.enum(ownIndicators),
      name: z.string().trim().min(2, '请填写指标名称').max(40, '指标名称至多 40 字'),
      note: z.string().trim().max(200),
      populations: z.array(population),
      signed: z.enum(codesOf(askedSigned)),
      fromYears: years,
      untilYears: years,
      services: z.array(
        z
          .string()
          .refine(isServiceCode, { message: '服务目录里没有这项服务' })
          .refine(
            (code) => !findForm(formFor(code))?.protection,
            '这项服务的记录受特别保护，不能用于县定指标',
          ),
      ),
      modes: z.array(z.enum(codesOf(serviceModes))),
      times: z.int().min(1, '不小于 1').max(366, '不大于 366'),
      period: z.enum(codesOf(countedPeriods)),
      conditions: z.array(z.enum(codesOf(ownConditions))),
    }),
  )
  .max(ownIndicators.length, `至多 ${ownIndicators.length} 项`)
  .superRefine((rows, issues) => {
    for (const [index, { name, indicator, services: given, conditions }] of rows.entries()) {
      const wrong = (path: string, message: string) =>
        issues.addIssue({ code: 'custom', path: [index, path], message })
      const others = rows.slice(0, index)
      if (others.some((one) => one.name === name) || indicatorNames.has(name))
        wrong('name', `已有指标叫“${name}”`)
      if (others.some((one) => one.indicator === indicator)) wrong('name', '同一个县定指标写了两行')
      if (given.length === 0 && conditions.length === 0)
        wrong('services', '请写明分子：要哪些服务，或须满足什么')
    }
  })

/** 未签约原因. */
export const unsignedReasonList = z
  .array(
    z.object({
      name: z
        .string()
        .trim()
        .min(2, '请填写原因')
        .max(30, '原因至多 30 字')
        .refine((name) => name !== NOT_NOTED, `“${NOT_NOTED}”由系统统计，不能作为原因`),
    }),
  )
  .min(1, '至少写一个原因')
  .max(40, '至多 40 个')
  .refine((rows) => new Set(rows.map(({ name }) => name)).size === rows.length, '同一个原因写了两次')

/** 村的类别. */
export const villageClassList = z
  .array(
    z.object({
      name: z.string().trim().min(2, '请填写类别').max(30, '类别至多 30 字'),
      villages: z.array(z.string().regex(/^\d{12}$/, '应为12位村码')).max(5000),
    }),
  )
  .max(20, '至多 20 类')
  .superRefine((rows, issues) => {
    for (const [index, { name, villages }] of rows.entries()) {
      const others = rows.slice(0, index)
      const wrong = (path: string, message: string) =>
        issues.addIssue({ code: 'custom', path: [index, path], message })
      if (others.some((one) => one.name === name)) wrong('name', `类别“${name}”写了两次`)
      if (others.some((one) => one.villages.some((village) => villages.includes(village))))
        wrong('villages', '一个村只能属于一类')
    }
  })
