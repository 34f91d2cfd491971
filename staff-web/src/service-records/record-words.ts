import { printServiceRecord } from '@qianyue/api/service-records.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'

/** Where the official sheet of a record opens as a PDF. */
export function printAddress(recordId: string): string {
  return addressFor(printServiceRecord, { recordId })
}
