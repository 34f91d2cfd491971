import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import * as api from '@qianyue/api/service-records.ts'
import { writePdf } from '../documents/pdf/write-pdf.ts'
import { answer } from '../http/answer.ts'
import { sendWorkbook } from '../indicators/workbook.ts'
import { correctServiceRecord, withdrawServiceRecord } from './correct-record.ts'
import { listServiceRecords, recordsWorkbook } from './list-records.ts'
import {
  getServiceRecord,
  listResidentServiceRecords,
  sheetOfRecord,
  startServiceRecord,
} from './read-record.ts'
import { recordService } from './record-service.ts'

const folder = join(tmpdir(), 'qianyue-workbooks')

export const serviceRecordRoutes = [
  answer(api.recordService, recordService),
  answer(api.correctServiceRecord, correctServiceRecord),
  answer(api.withdrawServiceRecord, withdrawServiceRecord),
  answer(api.getServiceRecord, getServiceRecord),
  answer(api.listResidentServiceRecords, listResidentServiceRecords),
  answer(api.listServiceRecords, listServiceRecords),
  answer(api.startServiceRecord, startServiceRecord),
  answer(api.downloadServiceRecords, async (context, request, { send }) =>
    sendWorkbook(send, folder, await recordsWorkbook(context, request)),
  ),
  answer(api.printServiceRecord, async (context, { recordId }, { send }) => {
    const { fileName, blocks } = await sheetOfRecord(context, recordId)
    const out = new PassThrough()
    const name = encodeURIComponent(`${fileName}.pdf`).replaceAll("'", '%27')
    send.type('application/pdf').header('content-disposition', `inline; filename*=UTF-8''${name}`)
    writePdf('service-record', [{ kind: 'service-record', number: '', blocks }], out).catch((error) =>
      out.destroy(error),
    )
    return out
  }),
]
