import type { AgreementPolicy } from '../../agreements/agreement-policy.ts'
import type { IndicatorCode } from '../../indicators/indicator.ts'
import type { IndicatorTarget } from '../../indicators/target.ts'
import type { AssessmentSheet, SheetLine } from '../../performance/assessment-sheet.ts'
import type { ScoringMethod } from '../../performance/scoring.ts'
import { type CapsPolicy, type FiguresPolicy, nationalDefault2022 } from '../../policy/policy.ts'
import type { Fund } from '../../settlement/fund.ts'
import type { Caps, DoctorCaps } from '../../teams/capacity.ts'

/** Words in which the shipped profiles are written: what a document changes, on top of the national default. */

/** The documents say 20xx; a draft that begins from a profile takes the year in which it is made. */
export const NOTICE_YEAR = 2017

export function agreementsWith(changes: Partial<AgreementPolicy>): AgreementPolicy {
  return { ...nationalDefault2022.agreements, ...changes }
}

export function figuresWith(changes: Partial<FiguresPolicy>): FiguresPolicy {
  return { ...nationalDefault2022.figures, ...changes }
}

const noCaps: Caps = { persons: null, households: null, villages: null }

export function capsOf(team: Partial<Caps>, perDoctor: Partial<DoctorCaps> = {}): CapsPolicy {
  return {
    ...nationalDefault2022.caps,
    caps: { ...noCaps, ...team },
    perDoctor: { persons: null, households: null, ...perDoctor },
  }
}

/** Percent by figure, for the whole county. */
export function targets(
  source: string,
  percents: Partial<Record<IndicatorCode, number>>,
  year = NOTICE_YEAR,
): IndicatorTarget[] {
  return Object.entries(percents).map(([indicator, percent]) => ({
    indicator: indicator as IndicatorCode,
    year,
    orgId: null,
    percent,
    source,
  }))
}

export function computed(
  code: string,
  name: string,
  weight: number,
  method: ScoringMethod,
  indicator: IndicatorCode,
): SheetLine {
  return { code, name, weight, method, value: { from: 'indicator', indicator } }
}

export function asked(
  code: string,
  name: string,
  weight: number,
  method: ScoringMethod,
  ask: string,
): SheetLine {
  return { code, name, weight, method, value: { from: 'entry', ask, proof: 'required' } }
}

export const upTo = (targetPercent: number): ScoringMethod => ({ kind: 'proportional', targetPercent })

/** 合格 from 60 points, as most plans say only 合格 and 不合格. */
const passOrFail: AssessmentSheet['grades'] = [
  { name: '优秀', fromPoints: 90 },
  { name: '合格', fromPoints: 60 },
  { name: '不合格', fromPoints: 0 },
]

export function sheet(
  content: Omit<AssessmentSheet, 'grades' | 'sections'> & { lines: readonly SheetLine[] },
): AssessmentSheet {
  const { lines, ...rest } = content
  return { ...rest, sections: [{ code: 'A', name: '考核内容', lines }], grades: passOrFail }
}

/** A fund whose yearly sum is entered as it reached the account, shared by points, paid at once. */
export function grant(changes: Pick<Fund, 'code' | 'name' | 'source'> & Partial<Fund>): Fund {
  return {
    kind: 'special-grant',
    amountBy: 'entry',
    perHeadFen: 0,
    taskBasisPoints: 10_000,
    people: 'residents',
    staffBasisPoints: 10_000,
    place: 'whole',
    advanceBasisPoints: 10_000,
    advancePayments: 1,
    yearEndRule: 'pass-or-nothing',
    passFromHundredths: 6000,
    share: 'points',
    capFen: null,
    ...changes,
  }
}

/**
 * 政府购买基本公共卫生服务劳务补贴: 40 % of the tasks (S2 篇四(一), S3 文2五(一)). The standard is that of 2025; no document
 * of the seeds names one.
 */
export function labour(changes: Pick<Fund, 'source' | 'advanceBasisPoints' | 'advancePayments'>): Fund {
  return grant({
    code: 'public-health-labour',
    name: '基本公共卫生服务劳务经费',
    kind: 'public-health',
    amountBy: 'head',
    perHeadFen: 9900,
    taskBasisPoints: 4000,
    place: 'village',
    ...changes,
  })
}

/** 收入五部分 of a village doctor beside the purchased labour. Source: S2 篇四(一), S3 文2五(一). */
export function otherIncome(source: string): Fund[] {
  return [
    grant({
      code: 'prevention-allowance',
      name: '县级卫生防疫津贴',
      kind: 'allowance',
      share: 'equal',
      source,
    }),
    grant({ code: 'post-subsidy', name: '省级公共卫生岗位补助', kind: 'allowance', share: 'equal', source }),
    grant({
      code: 'drug-subsidy',
      name: '基本药物零差率补助',
      kind: 'drug-subsidy',
      share: 'persons',
      source,
    }),
    grant({
      code: 'consultation-fee',
      name: '一般诊疗费（按月核拨）',
      kind: 'consultation-fee',
      place: 'village',
      advancePayments: 12,
      source,
    }),
  ]
}
