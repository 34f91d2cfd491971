import { printServiceRecord } from '@qianyue/api/service-records.ts'
import { type Classification, type NextStep, nextSteps } from '@qianyue/domain/follow-ups/assessment.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'

/** Where the official sheet of a record opens as a PDF. */
export function printAddress(recordId: string): string {
  return addressFor(printServiceRecord, { recordId })
}

/** What a record has closed: 完成 2 项应尽服务：高血压患者随访、血压测量; null where it closed nothing. */
export function closedWords({ fulfilledServices }: { fulfilledServices: readonly string[] }): string | null {
  if (fulfilledServices.length === 0) return null
  const names = [...new Set(fulfilledServices.map(serviceName))]
  return `完成 ${fulfilledServices.length} 项应尽服务：${names.join('、')}`
}

/** What follows from a record, where something does: a record without a rule only says what was done. */
export function nextStepWords(record: {
  classification: Classification | null
  nextStep: NextStep
  nextDueOn: string | null
}): string {
  const saysNothing =
    record.nextStep === 'routine' && record.nextDueOn === null && record.classification === null
  return saysNothing ? '' : nextSteps[record.nextStep]
}
