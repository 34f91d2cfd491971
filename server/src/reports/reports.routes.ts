import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as api from '@qianyue/api/reports.ts'
import { answer } from '../http/answer.ts'
import { sendWorkbook } from '../indicators/workbook.ts'
import { contractSheet } from './contract-sheet.ts'
import { contractTable } from './contract-table.ts'
import { dueDays, setDueDays } from './due-days.ts'
import { decideReport, getReport, listReports, submitReport } from './report-chain.ts'

const folder = join(tmpdir(), 'qianyue-workbooks')

export const reportRoutes = [
  answer(api.getContractTable, contractTable),
  answer(api.downloadContractTable, async (context, request, { send }) => {
    const table = await contractTable(context, request)
    context.note({ subject: `report ${table.orgId} ${table.period} workbook` })
    return sendWorkbook(send, folder, contractSheet(table))
  }),
  answer(api.listReports, listReports),
  answer(api.submitReport, submitReport),
  answer(api.getReport, getReport),
  answer(api.decideReport, decideReport),
  answer(api.listReportDueDays, dueDays),
  answer(api.setReportDueDays, setDueDays),
]
