import { type AgreementPolicy, defaultAgreementPolicy } from '../agreements/agreement-policy.ts'
import { type DoorSigningPolicy, defaultDoorSigningPolicy } from '../agreements/contest.ts'
import { type AuthenticityPolicy, defaultAuthenticityPolicy } from '../authenticity/authenticity-policy.ts'
import type { LocalDate } from '../days/local-date.ts'
import type { DutyPolicy } from '../duties/duty-rule.ts'
import { nationalDutyPolicy } from '../duties/national-policy.ts'
import { dutiesFrom } from '../duties/rules-over-time.ts'
import { type FollowUpPolicy, nationalFollowUpPolicy } from '../follow-ups/follow-up-policy.ts'
import type { Form } from '../forms/form.ts'
import { type EducationPolicy, nationalEducationPolicy } from '../health-education/education-policy.ts'
import { nationalRiskGrading, type RiskGradingPolicy } from '../health-plans/risk-grading.ts'
import { defaultHealthRecordPolicy, type HealthRecordPolicy } from '../health-records/health-record-policy.ts'
import { defaultIndicatorPolicy, type IndicatorPolicy } from '../indicators/indicator-policy.ts'
import type { OwnIndicator } from '../indicators/own-indicator.ts'
import type { IndicatorTarget } from '../indicators/target.ts'
import type { VillageClass } from '../indicators/village-class.ts'
import {
  defaultLongPrescriptionPolicy,
  type LongPrescriptionPolicy,
} from '../long-prescriptions/long-prescription.ts'
import { defaultProposalRules } from '../packages/default-proposals.ts'
import type { ProposalRule } from '../packages/proposing.ts'
import type { AssessmentSheet } from '../performance/assessment-sheet.ts'
import { defaultTeamSheet } from '../performance/default-sheet.ts'
import { type CombThroughPolicy, nationalCombThrough } from '../populations/comb-through.ts'
import { type AgePolicy, nationalAgePolicy } from '../populations/population.ts'
import { defaultSurveyPolicy, type SurveyPolicy } from '../satisfaction/survey.ts'
import { defaultEvidencePolicy, type EvidencePolicy } from '../service-records/evidence-policy.ts'
import type { OwnService } from '../services/own-service.ts'
import { defaultFunds, type Fund } from '../settlement/fund.ts'
import { defaultPointsPolicy, type PointsPolicy } from '../settlement/points.ts'
import { defaultSamplingPolicy, type SamplingPolicy } from '../spot-checks/sample.ts'
import { defaultSupervisionPolicy, type SupervisionPolicy } from '../supervision/supervision-policy.ts'
import {
  defaultSupervisionAssistPolicy,
  type SupervisionAssistPolicy,
} from '../supervision-assist/supervision-assist-policy.ts'
import { type CapPolicy, type CountyCaps, defaultCapPolicy } from '../teams/capacity.ts'
import { nationalTeamMinimum, type TeamMinimum } from '../teams/team.ts'
import { defaultUnsignedReasons, type UnsignedReason } from '../unsigned-reasons/unsigned-reasons.ts'
import { nationalVaccinationPolicy } from '../vaccination/national-schedule.ts'
import type { VaccinationPolicy } from '../vaccination/schedule.ts'
import { defaultRoundsPolicy, type RoundsPolicy } from '../village-rounds/rounds.ts'

/** 签约上限: how many a team may take on, and from when it is said. Source: contract-policy.md §3. */
export type CapsPolicy = CapPolicy & CountyCaps

/** Figures as a bureau defines them; ages and vaccination are policies of their own. */
export type FiguresPolicy = Omit<IndicatorPolicy, 'ages' | 'vaccination' | 'own' | 'local'>

/**
 * Everything that a notice of the bureau can change (政策), as it holds on one day. Each kind is versioned for itself:
 * a notice about targets does not write a new version of the duties.
 */
export type Policy = {
  ages: AgePolicy
  duties: DutyPolicy
  'follow-ups': FollowUpPolicy
  vaccination: VaccinationPolicy
  agreements: AgreementPolicy
  'door-signing': DoorSigningPolicy
  caps: CapsPolicy
  'package-proposals': readonly ProposalRule[]
  figures: FiguresPolicy
  targets: readonly IndicatorTarget[]
  points: PointsPolicy
  funds: readonly Fund[]
  authenticity: AuthenticityPolicy
  sampling: SamplingPolicy
  'service-evidence': EvidencePolicy
  supervision: SupervisionPolicy
  surveys: SurveyPolicy
  'assessment-sheets': readonly AssessmentSheet[]
  'team-minimum': TeamMinimum
  'comb-through': CombThroughPolicy
  'health-records': HealthRecordPolicy
  'health-education': EducationPolicy
  'village-rounds': RoundsPolicy
  'supervision-assist': SupervisionAssistPolicy
  'long-prescriptions': LongPrescriptionPolicy
  /** 心血管风险分层. */
  'risk-grading': RiskGradingPolicy
  /** 地方表单: the county's own forms, as data. */
  'local-forms': readonly Form[]
  /** 县定服务: what the county adds to the catalogue. */
  'own-services': readonly OwnService[]
  /** 村的类别. */
  'village-classes': readonly VillageClass[]
  /** 未签约原因 that can be noted. */
  'unsigned-reasons': readonly UnsignedReason[]
  /** 县定指标: figures of the county's own, computed like any other. */
  'own-indicators': readonly OwnIndicator[]
}

export type PolicyKind = keyof Policy

export const policyKinds: Record<PolicyKind, string> = {
  duties: '应尽服务与频次',
  'follow-ups': '随访控制目标与间隔',
  vaccination: '免疫程序',
  'risk-grading': '心血管风险分层',
  'health-education': '健康教育数量与处方',
  'village-rounds': '巡诊次数',
  'supervision-assist': '卫生监督协管',
  'long-prescriptions': '长期处方',
  ages: '人群年龄与县定人群',
  figures: '重点人群与指标口径',
  targets: '指标目标值',
  'village-classes': '村的类别',
  points: '积分标准',
  funds: '资金与分配办法',
  authenticity: '真实性核查',
  sampling: '抽查比例',
  'service-evidence': '服务凭证与补录期限',
  supervision: '督导、投诉、培训与例会',
  surveys: '满意度调查',
  'assessment-sheets': '绩效考核表',
  'own-services': '县定服务',
  'own-indicators': '县定指标',
  'local-forms': '地方表单',
  agreements: '签约、续约与解约',
  'door-signing': '入户签约与重复签约',
  'unsigned-reasons': '未签约原因',
  caps: '团队签约上限',
  'team-minimum': '团队人员配备',
  'comb-through': '重点人群年度梳理',
  'health-records': '健康档案质控',
  'package-proposals': '服务包推荐',
}

export function isPolicyKind(text: string): text is PolicyKind {
  return Object.hasOwn(policyKinds, text)
}

/** One version of one kind. */
export type PolicyVersion<Kind extends PolicyKind = PolicyKind> = {
  [K in Kind]: { kind: K; validFrom: LocalDate; body: Policy[K] }
}[Kind]

const {
  ages: _ages,
  vaccination: _vaccination,
  own: _own,
  local: _local,
  ...nationalFigures
} = defaultIndicatorPolicy

/**
 * What holds where a county has decided nothing: the third national specification (N3, 2017) and the national opinion of
 * 2022 (P2022), with project conventions where they leave a figure open.
 */
export const nationalDefault2022: Policy = {
  ages: nationalAgePolicy,
  duties: nationalDutyPolicy,
  'follow-ups': nationalFollowUpPolicy,
  vaccination: nationalVaccinationPolicy,
  agreements: defaultAgreementPolicy,
  'door-signing': defaultDoorSigningPolicy,
  caps: {
    ...defaultCapPolicy,
    caps: { persons: 2000, households: null, villages: null },
    perDoctor: { persons: null, households: null },
  },
  'package-proposals': defaultProposalRules,
  figures: nationalFigures,
  targets: [],
  points: defaultPointsPolicy,
  funds: defaultFunds,
  authenticity: defaultAuthenticityPolicy,
  sampling: defaultSamplingPolicy,
  'service-evidence': defaultEvidencePolicy,
  supervision: defaultSupervisionPolicy,
  surveys: defaultSurveyPolicy,
  'assessment-sheets': [defaultTeamSheet],
  'team-minimum': nationalTeamMinimum,
  'comb-through': nationalCombThrough,
  'health-records': defaultHealthRecordPolicy,
  'risk-grading': nationalRiskGrading,
  'health-education': nationalEducationPolicy,
  'village-rounds': defaultRoundsPolicy,
  'supervision-assist': defaultSupervisionAssistPolicy,
  'long-prescriptions': defaultLongPrescriptionPolicy,
  'local-forms': [],
  'own-services': [],
  'own-indicators': [],
  'village-classes': [],
  'unsigned-reasons': defaultUnsignedReasons,
}

/**
 * The policy of a day, by which everything is computed: as {@link writtenPolicyOn}, with duties that each version changed
 * from its own day on only. What local forms lay on the clinic is among those duties, and no longer in the forms.
 */
export function policyOn(versions: readonly PolicyVersion[], day: LocalDate): Policy {
  const written = writtenPolicyOn(versions, day)
  const duties = daysOfVersions(versions, 'duties', day).reduce(
    (before, from) => dutiesFrom(before, writtenPolicyOn(versions, from).duties, from),
    nationalDefault2022.duties,
  )
  const { rules } = daysOfVersions(versions, 'local-forms', day).reduce<DutyPolicy>(
    (before, from) => dutiesFrom(before, dutiesOfForms(writtenPolicyOn(versions, from)), from),
    { ...duties, rules: [] },
  )
  if (rules.length === 0) return { ...written, duties }
  return {
    ...written,
    duties: { ...duties, rules: [...duties.rules, ...rules] },
    'local-forms': written['local-forms'].map(({ duties: _, ...form }) => form),
  }
}

/** The days on which versions of a kind begin, up to a day. */
function daysOfVersions(versions: readonly PolicyVersion[], kind: PolicyKind, upTo: LocalDate): LocalDate[] {
  const begun = versions.filter((version) => version.kind === kind && version.validFrom <= upTo)
  return [...new Set(begun.map(({ validFrom }) => validFrom))].sort()
}

function dutiesOfForms({ duties, 'local-forms': forms }: Policy): DutyPolicy {
  return { ...duties, rules: forms.flatMap((form) => form.duties ?? []) }
}

/**
 * What the documents of a day say: of each kind the version that began last, else the national default. Of two versions that
 * begin on the same day the later one in the list stands.
 */
export function writtenPolicyOn(versions: readonly PolicyVersion[], day: LocalDate): Policy {
  const policy: Policy = { ...nationalDefault2022 }
  const began: Partial<Record<PolicyKind, LocalDate>> = {}
  for (const version of versions) {
    const current = began[version.kind]
    if (version.validFrom > day || (current !== undefined && version.validFrom < current)) continue
    began[version.kind] = version.validFrom
    take(policy, version)
  }
  return policy
}

/** A version that was written before a field existed has the national value in it. */
function take<Kind extends PolicyKind>(
  policy: Policy,
  { kind, body }: { kind: Kind; body: Policy[Kind] },
): void {
  const national = nationalDefault2022[kind]
  policy[kind] = Array.isArray(national) ? body : { ...national, ...body }
}

/** The indicator policy that the figures are computed by. */
export function indicatorPolicyOf(policy: Policy): IndicatorPolicy {
  const { ages, figures, vaccination, 'own-indicators': own, 'local-forms': local } = policy
  return { ...figures, ages, vaccination, own, local }
}
