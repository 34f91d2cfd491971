import { addMonths, addYears, type LocalDate } from '../days/local-date.ts'
import { bloodPressureTarget, type FollowUpPolicy } from '../follow-ups/follow-up-policy.ts'
import { weightClass } from '../follow-ups/lifestyle-advice.ts'
import { type FormValues, type RowValue, rounded } from '../forms/form.ts'
import { exactBmi } from '../forms/shared-fields.ts'
import type { Population } from '../populations/population.ts'
import { populations as populationNames } from '../populations/population.ts'
import { serviceName } from '../services/services.ts'
import type { KnownHealth } from './known-health.ts'
import { type RiskGrading, riskLevels } from './risk-grading.ts'

/** A duty of the coming year, as the plan arranges it. */
type ArrangedDuty = { readonly service: string; readonly dueBy: LocalDate }

type PlanFacts = {
  readonly today: LocalDate
  readonly ageYears: number
  readonly populations: readonly Population[]
  readonly known: KnownHealth
  readonly risk: RiskGrading
  /** What is still owed. */
  readonly owed: readonly ArrangedDuty[]
  /** 责任医生; null where none is named. */
  readonly doctorName: string | null
  readonly policy: FollowUpPolicy
}

/** Months in which a goal is to be reached [project convention]; the doctor writes another day. */
const MONTHS = { pressure: 3, glucose: 3, smoking: 6, weight: 6 }
/** 健康成年人的体质指数上限, kg/m². Source: public-health-spec.md §9.1 (overweight from 24). */
const HEALTHY_BMI_BELOW = 24

/** The plan that the doctor begins with: everything in it is to be looked over and changed. */
export function proposePlan(facts: PlanFacts): FormValues {
  const { risk, today } = facts
  return {
    mainProblems: problemsOf(facts).join('；') || '未见明显健康问题，按年龄和签约内容管理。',
    riskLevel: risk.level === null ? 9 : riskLevels[risk.level].code,
    ...(risk.level === null ? {} : { riskBasis: basisOf(risk).slice(0, 400) }),
    goals: goalsOf(facts),
    actions: actionsOf(facts),
    reviewOn: addYears(today, 1),
  }
}

const managed: readonly Population[] = [
  'hypertension',
  'type2-diabetes',
  'copd',
  'tuberculosis',
  'cancer',
  'disabled',
  'bed-ridden',
  'pregnant',
]

function problemsOf({ populations, risk, known }: PlanFacts): string[] {
  return [
    ...populations.filter((one) => managed.includes(one)).map((one) => populationNames[one]),
    ...risk.diseases,
    ...risk.damage,
    ...risk.factors,
    ...(Number(known.selfCareClass?.value ?? 1) > 1 ? [`生活自理：${known.selfCareClass!.text}`] : []),
    ...(known.cognitiveScreen?.value === 2 ? ['认知粗筛阳性'] : []),
    ...(known.moodScreen?.value === 2 ? ['情感粗筛阳性'] : []),
  ]
}

/** Why the level is what it is, for the doctor and on paper. */
function basisOf({ grade, factors, damage, diseases, unknown }: RiskGrading): string {
  return [
    grade === null ? null : `血压 ${grade} 级`,
    factors.length > 0 ? `危险因素 ${factors.length} 个：${factors.join('、')}` : '无其他危险因素',
    damage.length > 0 ? `靶器官损害：${damage.join('、')}` : null,
    diseases.length > 0 ? `并存疾病：${diseases.join('、')}` : null,
    unknown.length > 0 ? `尚不清楚：${unknown.join('、')}` : null,
  ]
    .filter(Boolean)
    .join('；')
}

function goalsOf({ known, today, ageYears, populations, policy }: PlanFacts): RowValue[] {
  const goals: RowValue[] = []
  const add = (goal: string, now: string | undefined, target: string, months: number) =>
    goals.push({ goal, ...(now === undefined ? {} : { now }), target, by: addMonths(today, months) })
  const { systolicMmHg: systolic, diastolicMmHg: diastolic, weightKg, heightCm } = known
  const target = bloodPressureTarget(ageYears, policy)
  const isHigh =
    Number(systolic?.value ?? 0) >= target.systolicMmHg ||
    Number(diastolic?.value ?? 0) >= target.diastolicMmHg
  if (populations.includes('hypertension') || isHigh) {
    const now = systolic && diastolic ? `${systolic.value}/${diastolic.value}` : undefined
    add('血压', now, `低于 ${target.systolicMmHg}/${target.diastolicMmHg} mmHg`, MONTHS.pressure)
  }
  const glucose = known.fastingGlucoseMmolL
  const glucoseTarget = policy.fastingGlucoseBelowMmolL
  if (populations.includes('type2-diabetes') || Number(glucose?.value ?? 0) >= glucoseTarget)
    add('空腹血糖', glucose?.text, `低于 ${glucoseTarget.toFixed(1)} mmol/L`, MONTHS.glucose)
  const bmi = exactBmi(Number(weightKg?.value ?? 0) || null, Number(heightCm?.value ?? 0) || null)
  if (bmi !== null && (weightClass(bmi) === 'overweight' || weightClass(bmi) === 'obese')) {
    const kg = Math.floor(HEALTHY_BMI_BELOW * (Number(heightCm!.value) / 100) ** 2 * 10 - 0.001) / 10
    add('体重', weightKg!.text, `${rounded(kg, 1)} kg 以下，先减 3～5 kg`, MONTHS.weight)
  }
  const { smokingStatus, cigarettesPerDay } = known
  if (Number(cigarettesPerDay?.value ?? 0) > 0 || (!cigarettesPerDay && smokingStatus?.value === 3))
    add('吸烟', cigarettesPerDay?.text ?? '吸烟', '戒烟', MONTHS.smoking)
  if (goals.length === 0) add('保持健康', undefined, '血压、体重、血糖保持在正常范围', 12)
  return goals
}

/** One line for each service: how often, until when, by whom; and what the resident does. */
function actionsOf({ owed, doctorName, populations }: PlanFacts): RowValue[] {
  const services = new Map<string, { times: number; by: LocalDate }>()
  for (const { service, dueBy } of owed) {
    if (service === 'health-plan') continue
    const before = services.get(service)
    services.set(service, {
      times: (before?.times ?? 0) + 1,
      by: before && before.by > dueBy ? before.by : dueBy,
    })
  }
  const own = populations.includes('hypertension')
    ? [{ what: '每周自测血压并记录，按时服药', who: '本人和家属' }]
    : []
  return [
    ...[...services].slice(0, 19).map(([service, { times, by }]) => ({
      what: serviceName(service),
      who: doctorName ?? '签约团队',
      times,
      by,
    })),
    ...own,
    ...(services.size === 0 && own.length === 0
      ? [{ what: '每年健康评估', who: doctorName ?? '签约团队', times: 1 }]
      : []),
  ]
}
