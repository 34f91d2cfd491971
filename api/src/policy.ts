import { expiryPolicies, refundMeasures } from '@qianyue/domain/agreements/agreement-policy.ts'
import { contestOrders } from '@qianyue/domain/agreements/contest.ts'
import { shortYearFees, termEnds } from '@qianyue/domain/agreements/term.ts'
import { endReasons } from '@qianyue/domain/agreements/termination.ts'
import type { DutyRule } from '@qianyue/domain/duties/duty-rule.ts'
import { nationalCarePolicy } from '@qianyue/domain/follow-ups/care-policy.ts'
import { nationalFollowUpPolicy } from '@qianyue/domain/follow-ups/follow-up-policy.ts'
import type { Form } from '@qianyue/domain/forms/form.ts'
import { forms } from '@qianyue/domain/forms/forms.ts'
import { flawNames } from '@qianyue/domain/health-records/quality.ts'
import { indicators } from '@qianyue/domain/indicators/indicator.ts'
import { type Policy, type PolicyKind, policyKinds } from '@qianyue/domain/policy/policy.ts'
import { ownPopulations } from '@qianyue/domain/populations/own-population.ts'
import { teamRoles } from '@qianyue/domain/teams/team.ts'
import { z } from 'zod'
import { assessmentSheets } from './assessment-policy.ts'
import { authenticityPolicy, samplingPolicy } from './authenticity-policy.ts'
import { carePolicy } from './care-policy.ts'
import { dutyRule } from './duty-rules.ts'
import { endpoint } from './endpoint.ts'
import { educationPolicy, roundsPolicy } from './health-education-policy.ts'
import { localForm } from './local-forms.ts'
import { longPrescriptionPolicy } from './long-prescription-policy.ts'
import {
  ownIndicatorList,
  ownPopulation,
  ownServiceList,
  unsignedReasonList,
  villageClassList,
} from './own-policy.ts'
import { code, percent, whole, words } from './policy-values.ts'
import { population } from './resident-codes.ts'
import { resultLimits } from './result-limits.ts'
import { riskGradingPolicy } from './risk-grading-policy.ts'
import { fundList, pointsPolicy } from './settlement-policy.ts'
import { codesOf, day } from './shared.ts'
import { supervisionAssistPolicy } from './supervision-assist-policy.ts'
import { evidencePolicy, supervisionPolicy, surveyPolicy } from './supervision-policy.ts'
import { vaccinationPolicy } from './vaccination-policy.ts'

export const policyKind = z.enum(codesOf(policyKinds))

const ruleList = z
  .array(dutyRule)
  .max(200)
  .superRefine((rules, issues) => {
    const seen = new Map<string, DutyRule[]>()
    for (const [index, rule] of rules.entries()) {
      const before = seen.get(rule.code) ?? []
      const overlaps = before.some(
        (other) =>
          !(other.validTo !== null && other.validTo < rule.validFrom) &&
          !(rule.validTo !== null && rule.validTo < other.validFrom),
      )
      if (overlaps) {
        issues.addIssue({
          code: 'custom',
          path: [index, 'code'],
          message: `规则“${rule.code}”在同一时期出现两次`,
        })
      }
      seen.set(rule.code, [...before, rule])
    }
  })

/** Forms of the specification by code. */
const formCodes = Object.fromEntries(forms.map(({ code }) => [code, true]))

const from = (min: number, max: number) =>
  z.number().min(min, `不小于 ${min}`).max(max, `不大于 ${max}`).nullable()

/** Values from which a factor makes somebody be at risk of hypertension; null where it does not count. */
const hypertensionRisk = z.object({
  systolicFromMmHg: from(100, 180),
  diastolicFromMmHg: from(60, 120),
  bmiFrom: from(18, 40),
  waistFromCm: z.object({ male: z.number().min(60).max(150), female: z.number().min(60).max(150) }),
  alcoholFromLiangPerDay: from(0, 20),
  ageFromYears: from(18, 120),
  familyCounts: z.boolean(),
  saltCounts: z.boolean(),
})

/** What each kind of policy may say; a body that does not fit is refused with the place in it. */
export const policyBodies = {
  ages: z.object({
    elderlyFromYears: whole(50, 80),
    childUntilYears: whole(1, 18),
    own: z
      .array(ownPopulation)
      .max(ownPopulations.length)
      .refine(
        (own) => new Set(own.map((one) => one.population)).size === own.length,
        '同一个县定人群只能写一行',
      )
      .optional(),
  }),
  duties: z.object({
    rules: ruleList,
    minimumDays: z.object({
      month: whole(0, 28),
      quarter: whole(0, 90),
      'half-year': whole(0, 181),
      year: whole(0, 365),
    }),
    returnVisitWithinDays: whole(1, 90),
    returnVisitLateDays: whole(0, 365),
    agreementLateDays: whole(0, 90),
  }),
  'follow-ups': z.object({
    effectiveFrom: day,
    source: words('依据'),
    bloodPressureTargets: z
      .array(
        z.object({
          fromAgeYears: whole(0, 120),
          systolicMmHg: whole(100, 200),
          diastolicMmHg: whole(60, 120),
        }),
      )
      .refine((targets) => targets.some(({ fromAgeYears }) => fromAgeYears === 0), '应有一条从 0 岁起的目标'),
    fastingGlucoseBelowMmolL: z.number().min(4).max(15),
    routineAfterMonths: whole(1, 12),
    returnWithinDays: whole(1, 60),
    hypertensionDangerSymptoms: z.array(whole(1, 30)),
    type2DiabetesDangerSymptoms: z.array(whole(1, 30)),
    /** Left out by programs written before it existed: the national default. */
    hypertensionRisk: hypertensionRisk.default(nationalFollowUpPolicy.hypertensionRisk),
    resultLimits: resultLimits.default(nationalFollowUpPolicy.resultLimits),
    care: carePolicy.default(nationalCarePolicy),
  }),
  vaccination: vaccinationPolicy,
  agreements: z.object({
    expiryPolicy: z.enum(codesOf(expiryPolicies)),
    noticeDays: whole(0, 180),
    units: z.array(z.enum(['household', 'person'])).min(1, '至少选一种签约单位'),
    allowedTermsYears: z.array(whole(1, 5)).min(1, '至少选一种年限'),
    termEnds: z.enum(codesOf(termEnds)).default('whole-years'),
    shortYearFee: z.enum(codesOf(shortYearFees)).default('whole'),
    lateSigningWithinDays: whole(0, 730),
    signAheadWithinDays: whole(0, 365),
    guardianBelowYears: whole(10, 21),
    householdSignatory: z.enum(['head', 'adult-member']),
    outsideVillages: z.enum(['allowed', 'refused']),
    incompleteTeam: z.enum(['allowed', 'refused']),
    transfer: z.enum(['any-time', 'near-expiry']),
    refundBy: z.enum(codesOf(refundMeasures)),
    fullRefundWithinDays: whole(0, 366).nullish(),
    refundOn: z.record(z.enum(codesOf(endReasons)), z.enum(['full', 'unused', 'none'])),
    householdDiscounts: z
      .array(z.object({ fromMembers: whole(2, 30), percentOff: percent }))
      .max(10)
      .refine(
        (rows) => new Set(rows.map((row) => row.fromMembers)).size === rows.length,
        '同一人数只能写一行',
      )
      .optional(),
  }),
  'door-signing': z.object({
    contestOrder: z.enum(codesOf(contestOrders)),
    sentWithinDays: whole(1, 366),
  }),
  caps: z.object({
    warnAtPercent: whole(1, 100),
    overCapWithReason: z.boolean(),
    caps: z.object({
      persons: whole(1, 100_000).nullable(),
      keyPersons: whole(1, 100_000).nullish(),
      households: whole(1, 50_000).nullable(),
      villages: whole(1, 1000).nullable(),
    }),
    perDoctor: z
      .object({
        persons: whole(1, 100_000).nullable(),
        keyPersons: whole(1, 100_000).nullish(),
        households: whole(1, 50_000).nullable(),
      })
      .default({ persons: null, households: null }),
    perRole: z
      .array(
        z.object({
          role: z.enum(codesOf(teamRoles)),
          persons: whole(1, 100_000).nullable(),
          households: whole(1, 50_000).nullable(),
        }),
      )
      .max(20)
      .refine((rows) => new Set(rows.map(({ role }) => role)).size === rows.length, '同一岗位只能写一行')
      .optional(),
  }),
  'team-minimum': z.object({
    posts: z
      .array(z.object({ anyOf: z.array(z.enum(codesOf(teamRoles))).min(1, '每个岗位至少选一种人员') }))
      .min(1, '至少有一个岗位')
      .max(20),
    leaderRoles: z.array(z.enum(codesOf(teamRoles))).min(1, '至少选一种可任队长的人员'),
  }),
  'health-records': z.object({
    activeWithinMonths: whole(1, 60),
    qualifiedFrom: whole(0, 100),
    weights: z
      .array(z.object({ flaw: z.enum(codesOf(flawNames)), points: whole(0, 100) }))
      .max(50)
      .refine((rows) => new Set(rows.map(({ flaw }) => flaw)).size === rows.length, '同一问题只能有一个扣分')
      .readonly(),
  }),
  'comb-through': z.object({
    shownBy: z
      .array(z.object({ population, form: z.enum(codesOf(formCodes), '请选择表单') }))
      .max(50)
      .refine(
        (shown) => new Set(shown.map((one) => one.population)).size === shown.length,
        '一类人群只能对应一种表单',
      ),
    silentMonths: whole(1, 60),
    confirmedYearly: z.array(population),
  }),
  'package-proposals': z.array(
    z.object({
      code,
      because: words('推荐理由'),
      all: z.array(population),
      any: z.array(population),
      packageCode: z.string().min(1, '请选择服务包').max(60),
      relief: z.boolean(),
      reliefPercent: percent.nullish(),
    }),
  ),
  figures: z.object({
    keyPopulations: z.array(population).min(1, '至少选一类重点人群'),
    specialPopulations: z.array(population),
    specialAtHomeOnly: z.boolean(),
    faceToFaceModes: z
      .array(z.enum(['clinic', 'home', 'phone', 'online', 'group']))
      .min(1, '至少选一种随访方式'),
    faceToFaceVisitsAYear: whole(1, 12),
    examinationsAYear: whole(0, 4),
    renewalGraceDays: whole(0, 365),
    expiringWithinDays: whole(0, 180),
    householdSignedBy: z.enum(['any-member', 'all-members']),
  }),
  'assessment-sheets': assessmentSheets,
  'own-services': ownServiceList,
  'own-indicators': ownIndicatorList,
  'village-classes': villageClassList,
  'unsigned-reasons': unsignedReasonList,
  'local-forms': z.array(localForm).max(200) as z.ZodType<readonly Form[]>,
  'risk-grading': riskGradingPolicy,
  'health-education': educationPolicy,
  'village-rounds': roundsPolicy,
  'supervision-assist': supervisionAssistPolicy,
  'long-prescriptions': longPrescriptionPolicy,
  points: pointsPolicy,
  funds: fundList,
  authenticity: authenticityPolicy,
  sampling: samplingPolicy,
  'service-evidence': evidencePolicy,
  supervision: supervisionPolicy,
  surveys: surveyPolicy,
  targets: z
    .array(
      z.object({
        indicator: z.enum(indicators.map((one) => one.code) as [(typeof indicators)[number]['code']]),
        year: whole(2016, 2100),
        // A page chooses a unit by its code as text.
        orgId: z
          .union([
            z.int(),
            z
              .string()
              .regex(/^\d{12}$/)
              .transform(Number),
          ])
          .pipe(z.int().min(100_000_000_000).max(999_999_999_999))
          .nullable(),
        villageClass: z.string().max(30).nullish(),
        percent,
        step: z
          .number()
          .min(0.01, '应大于 0')
          .max(100, '不大于 100')
          .multipleOf(0.01, '至多两位小数')
          .nullish(),
        startPercent: percent.nullish(),
        source: words('文件'),
      }),
    )
    .superRefine((rows, issues) => {
      const keys = rows.map((row) => [row.indicator, row.year, row.orgId, row.villageClass || null].join('/'))
      for (const [index, key] of keys.entries()) {
        const first = keys.indexOf(key)
        if (first === index) continue
        const message = `同一指标、年度和范围的目标在第 ${first + 1} 行已写过，请改那一行或删去其一`
        issues.addIssue({ code: 'custom', path: [index, 'percent'], message })
      }
    }),
} satisfies { [Kind in PolicyKind]: z.ZodType<Policy[Kind]> }

const version = z.object({
  /** Null for the national default. */
  id: z.uuid().nullable(),
  validFrom: day.nullable(),
  source: z.string(),
  body: z.unknown(),
  createdAt: z.string().nullable(),
  createdBy: z.string().nullable(),
})

export const listPolicies = endpoint({
  call: 'GET /policies',
  summary: '政策目录：各类政策现行版本',
  action: 'policies.read',
  request: z.object({}),
  reply: z.array(
    z.object({
      kind: policyKind,
      name: z.string(),
      /** Null while the national default holds. */
      validFrom: day.nullable(),
      source: z.string(),
      versions: z.int(),
      /** The next version that is already written, if any. */
      nextFrom: day.nullable(),
    }),
  ),
})

export const getPolicy = endpoint({
  call: 'GET /policies/{kind}',
  summary: '一类政策的现行内容与全部版本',
  action: 'policies.read',
  request: z.object({ kind: policyKind }),
  reply: z.object({
    kind: policyKind,
    name: z.string(),
    current: version,
    /** The newest first; the national default last. */
    versions: z.array(version),
  }),
})

export const savePolicy = endpoint({
  call: 'POST /policies/{kind}/versions',
  summary: '新增一类政策的版本，从指定日期起执行',
  action: 'policies.manage',
  request: z.object({
    kind: policyKind,
    id: z.uuid(),
    validFrom: day,
    source: z.string().trim().min(2, '请填写文件名称或文号').max(200, '不超过 200 个字'),
    body: z.unknown(),
  }),
  reply: z.object({
    id: z.uuid(),
    kind: policyKind,
    validFrom: day,
    /** What is owed and the figures are being computed anew for everybody. */
    recomputes: z.boolean(),
  }),
})
