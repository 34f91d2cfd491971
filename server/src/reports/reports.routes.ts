import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as api from '@qianyue/api/reports.ts'
import { answer } from '../http/answer.ts'
import { sendWorkbook } from '../indicators/workbook.ts'
import { monthlySheet } from './monthly-sheet.ts'
import { monthlyTable } from './monthly-table.ts'
import { decideReport, getReport, listReports, submitReport } from './report-chain.ts'

const folder = join(tmpdir(), 'qianyue-workbooks')

export const reportRoutes = [
  answer(api.getMonthlyTable, monthlyTable),
  answer(api.downloadMonthlyTable, async (context, request, { send }) => {
    const table = await monthlyTable(context, request)
    context.note({ subject: `monthly report ${table.orgId} ${table.month} workbook` })
    return sendWorkbook(send, folder, monthlySheet(table))
  }),
  answer(api.listReports, listReports),
  answer(api.submitReport, submitReport),
  answer(api.getReport, getReport),
  answer(api.decideReport, decideReport),
]
