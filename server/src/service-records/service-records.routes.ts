import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as api from '@qianyue/api/service-records.ts'
import { sendPdf } from '../documents/pdf/send-pdf.ts'
import { answer } from '../http/answer.ts'
import { Invalid } from '../http/errors.ts'
import { sendWorkbook } from '../indicators/workbook.ts'
import { UnreadableRegister } from '../registers/zip-file.ts'
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
  answer(api.takeServiceRecords, async (context, request, { raw }) => {
    const part = await raw.file()
    if (part === undefined) throw new Invalid({ file: '请选择要导入的文件（.xlsx 或 .csv）。' })
    try {
      const file = await part.toBuffer()
      return await takeRecordsWorkbook(context, request, { fileName: part.filename.normalize('NFC'), file })
    } catch (error) {
      if (error instanceof UnreadableRegister)
        throw new Invalid({ file: '文件不能读取，请另存为 .xlsx 或 .csv 后重新上传。' })
      throw error
    }
  }),
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
