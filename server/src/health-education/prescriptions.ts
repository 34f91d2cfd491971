import { prescriptionPaper, prescriptionsFor } from '@qianyue/domain/health-education/prescription-paper.ts'
import type { Context } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { populationsToday } from '../residents/list-residents.ts'
import { coverOf, populationPeriodsOf, residentById } from '../residents/resident-page.queries.ts'

/** 健康教育处方 that suit somebody: by population, then what is for everybody. */
export async function prescriptionsOf(context: Context, residentId: string) {
  const { db, today, note } = context
  const resident = await residentById(context, residentId)
  note({ residentId, subject: 'education-prescriptions' })
  const policy = await policyAt(db, today)
  const periods = await populationPeriodsOf(context, residentId)
  const populations = populationsToday({
    today,
    ages: policy.ages,
    person: resident,
    held: periods.map(({ population, since, until, source }) => [population, since, until, source]),
  })
  return prescriptionsFor(
    populations.map(({ population }) => population),
    policy['health-education'].prescriptions,
  )
}

export async function prescriptionPaperOf(
  context: Context,
  { residentId, code }: { residentId: string; code: string },
) {
  const resident = await residentById(context, residentId)
  const prescription = (await prescriptionsOf(context, residentId)).find((one) => one.code === code)
  if (!prescription) throw new NotFound('education prescription')
  const cover = await coverOf(context, residentId)
  return {
    fileName: `${prescription.title} ${resident.name}`,
    blocks: prescriptionPaper(prescription, {
      name: resident.name,
      day: context.today,
      doctorName: context.viewer.name,
      phone: cover?.teamPhone ?? null,
    }),
  }
}
