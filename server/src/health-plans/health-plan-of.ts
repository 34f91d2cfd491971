import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { getHealthPlan } from '@qianyue/api/health-plans.ts'
import { ageYearsOn } from '@qianyue/domain/days/local-date.ts'
import { healthPlanForm } from '@qianyue/domain/forms/health-plan/plan.ts'
import { knownHealth, listed, riskFactsOf } from '@qianyue/domain/health-plans/known-health.ts'
import { proposePlan } from '@qianyue/domain/health-plans/propose-plan.ts'
import { gradeRisk, riskLevels } from '@qianyue/domain/health-plans/risk-grading.ts'
import type { Sex } from '@qianyue/domain/residents/resident-facts.ts'
import { dutiesWhere } from '../duties/duties.queries.ts'
import type { Context } from '../http/context.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { populationsToday } from '../residents/list-residents.ts'
import {
  populationPeriodsOf,
  recordsOf,
  residentById,
  staffName,
} from '../residents/resident-page.queries.ts'

/** Records that an assessment looks back on. */
const RECORDS_READ = 200

/** 健康评估: what is known of somebody, how high the risk is, and the plan that follows. */
export async function healthPlanOf(
  context: Context,
  { residentId }: RequestOf<typeof getHealthPlan>,
): Promise<ReplyInput<typeof getHealthPlan>> {
  const { db, today } = context
  const resident = await residentById(context, residentId)
  context.note({ residentId, subject: 'health-plan' })
  const policy = await policyAt(db, today)
  const records = await recordsOf(context, residentId, RECORDS_READ)
  const periods = await populationPeriodsOf(context, residentId)
  const duties = await dutiesWhere(db, today, {
    residentId,
    states: ['upcoming', 'due', 'overdue'],
    limit: 200,
    skip: 0,
  })
  const doctorName = await staffName(context, resident.responsibleStaffId)
  const populations = populationsToday({
    today,
    ages: policy.ages,
    person: resident,
    held: periods.map(({ population, since, until, source }) => [population, since, until, source]),
  }).map(({ population }) => population)

  const ageYears = ageYearsOn(today, resident.birthDate)
  const known = knownHealth(records.filter(({ protection }) => protection === null))
  const facts = riskFactsOf(known, { sex: resident.sex as Sex, ageYears, populations })
  const risk = gradeRisk(facts, policy['risk-grading'])
  const owed = duties.map(({ key, dueBy }) => ({ service: key.slice(0, key.indexOf(':')), dueBy }))
  const plan = records.findLast(({ form }) => form === healthPlanForm.code)
  return {
    name: resident.name,
    known: listed(known).map(({ value: _, ...one }) => one),
    risk: {
      grade: risk.grade,
      level: risk.level,
      levelName: risk.level === null ? null : riskLevels[risk.level].name,
      factors: [...risk.factors],
      damage: [...risk.damage],
      diseases: [...risk.diseases],
      unknown: [...risk.unknown],
      source: policy['risk-grading'].source,
    },
    proposal: proposePlan({
      today,
      ageYears,
      populations,
      known,
      risk,
      owed,
      doctorName,
      policy: policy['follow-ups'],
    }),
    plan: plan
      ? { recordId: plan.id, performedOn: plan.performedOn, doctorName: plan.performedByName }
      : null,
    owedBy: owed.find(({ service }) => service === 'health-plan')?.dueBy ?? null,
  }
}
