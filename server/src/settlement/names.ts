import { findForm } from '@qianyue/domain/forms/forms.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import { clawBackWords } from '@qianyue/domain/settlement/claw-back.ts'
import { type Fund, partsOf } from '@qianyue/domain/settlement/fund.ts'
import type { Computed } from './compute-settlement.ts'

/** 预拨第2次（共4次）、考核后拨付. */
export function paymentName(fund: Fund, part: string, number: number): string {
  const found = partOf(fund, part)
  if (!found) return part
  return found.payments === 1 ? found.name : `${found.name}第${number}次（共${found.payments}次）`
}

export function partOf(fund: Fund, part: string) {
  return partsOf(fund).find(({ code }) => code === part)
}

/** The services of a form, or those a general record names, as people call them. */
export function creditedName({ form, service }: { form: string; service: string | null }): string {
  return service === null ? (findForm(form)?.name ?? form) : serviceName(service)
}

/** Why a person's factors or deductions are what they are: as it was entered, and what was taken back. */
export function reasonOf(
  { staffId, reason }: { staffId: string; reason: string },
  { clawBacks = [] }: Computed,
): string {
  const clawBack = clawBacks.find((one) => one.staffId === staffId)
  return [reason, clawBack ? clawBackWords(clawBack) : ''].filter((words) => words !== '').join('；')
}
