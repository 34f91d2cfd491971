import { printServiceRecord } from '@qianyue/api/service-records.ts'
import { type Classification, type NextStep, nextSteps } from '@qianyue/domain/follow-ups/assessment.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'

/** Where the official sheet of a record opens as a PDF. */
export function printAddress(recordId: string): string {
  return addressFor(printServiceRecord, { recordId })
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
