import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as api from '@qianyue/api/service-records.ts'
import { sendPdf } from '../documents/pdf/send-pdf.ts'
import { answer, answerUpload } from '../http/answer.ts'
import { sendWorkbook } from '../http/workbook.ts'
import { correctServiceRecord, withdrawServiceRecord } from './correct-record.ts'
import { listServiceRecords, recordsWorkbook } from './list-records.ts'
import {
  getServiceRecord,
  listResidentServiceRecords,
  sheetOfRecord,
  startServiceRecord,
} from './read-record.ts'
import { recordService } from './record-service.ts'
import { emptyWorkbook, takeRecordsWorkbook } from './take-workbook.ts'

const folder = join(tmpdir(), 'qianyue-workbooks')

export const serviceRecordRoutes = [
  answer(
    api.recordService,
    (context, request) => recordService(context, request, { isLast: true }),
    ({ residentId }) => residentId,
  ),
  answer(api.correctServiceRecord, correctServiceRecord),
  answer(api.withdrawServiceRecord, withdrawServiceRecord),
  answer(api.getServiceRecord, getServiceRecord),
  answer(api.listResidentServiceRecords, listResidentServiceRecords),
  answer(api.listServiceRecords, listServiceRecords),
  answer(api.startServiceRecord, startServiceRecord),
  answer(api.downloadServiceRecords, async (context, request, { send }) =>
    sendWorkbook(send, folder, await recordsWorkbook(context, request)),
  ),
  answerUpload(api.takeServiceRecords, takeRecordsWorkbook),
  answer(api.downloadEmptyServiceRecords, async (context, { form }, { send }) =>
    sendWorkbook(send, folder, await emptyWorkbook(context, form)),
  ),
  answer(api.printServiceRecord, async (context, { recordId }, { send }) => {
    const { fileName, blocks } = await sheetOfRecord(context, recordId)
    return sendPdf(send, {
      kind: 'service-record',
      documents: [{ kind: 'service-record', number: '', blocks }],
      fileName,
    })
  }),
]
