import { children } from './children/children.ts'
import { copd } from './copd/copd.ts'
import { elderly } from './elderly/elderly.ts'
import type { Form } from './form.ts'
import { generalService } from './general-service.ts'
import { healthPlan } from './health-plan/health-plan.ts'
import { healthRecord } from './health-record/health-record.ts'
import { homeBed } from './home-bed/home-bed.ts'
import { hypertension } from './hypertension/hypertension.ts'
import { infectiousDisease } from './infectious-disease/infectious-disease.ts'
import { maternal } from './maternal/maternal.ts'
import type { PopulationForms } from './population-forms.ts'
import { rehabilitation } from './rehabilitation/rehabilitation.ts'
import { severeMentalDisorder } from './severe-mental-disorder/severe-mental-disorder.ts'
import { specialGroups } from './special-groups/special-groups.ts'
import { tcm } from './tcm/tcm.ts'
import { tuberculosis } from './tuberculosis/tuberculosis.ts'
import { type2Diabetes } from './type2-diabetes/type2-diabetes.ts'
import { vaccination } from './vaccination/vaccination.ts'

/** Every population with its sheets, rules and duties: one line each, its folder beside this file. */
export const populationForms: readonly PopulationForms[] = [
  hypertension,
  type2Diabetes,
  healthRecord,
  healthPlan,
  children,
  maternal,
  vaccination,
  elderly,
  tcm,
  severeMentalDisorder,
  tuberculosis,
  copd,
  infectiousDisease,
  specialGroups,
  homeBed,
  rehabilitation,
  { forms: [generalService] },
]

/** The sheets of the specification and of the service itself; a county adds its own by policy (`local-forms`). */
export const forms: readonly Form[] = populationForms.flatMap((population) => population.forms)

const byCode = new Map(forms.map((form) => [form.code, form]))

/** @param local the county's own forms as they hold on the day of the record */
export function findForm(code: string, local: readonly Form[] = []): Form | undefined {
  return local.find((form) => form.code === code) ?? byCode.get(code)
}
