import * as api from '@qianyue/api/health-records.ts'
import { sendPdf } from '../documents/pdf/send-pdf.ts'
import { answer } from '../http/answer.ts'
import { countHealthRecords } from './count-records.ts'
import { closeHealthRecord, editHealthRecord, reopenHealthRecord } from './end-record.ts'
import { exportHealthRecords, listHealthRecords } from './list-records.ts'
import { moveHealthRecord } from './move-record.ts'
import { openHealthRecords } from './open-records.ts'
import { printHealthRecord } from './print-record.ts'
import { readHealthRecord } from './read-record.ts'

export const healthRecordRoutes = [
  answer(api.getHealthRecord, readHealthRecord),
  answer(api.openHealthRecords, openHealthRecords),
  answer(api.editHealthRecord, editHealthRecord),
  answer(api.closeHealthRecord, closeHealthRecord),
  answer(api.reopenHealthRecord, reopenHealthRecord),
  answer(api.moveHealthRecord, moveHealthRecord),
  answer(api.listHealthRecords, listHealthRecords),
  answer(api.exportHealthRecords, exportHealthRecords),
  answer(api.countHealthRecords, countHealthRecords),
  answer(api.printHealthRecord, async (context, request, { send }) =>
    sendPdf(send, await printHealthRecord(context, request)),
  ),
]
