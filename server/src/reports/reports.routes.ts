import * as api from '@qianyue/api/reports.ts'
import { answer } from '../http/answer.ts'
import { sendXlsx } from '../http/workbook.ts'
import { contractTable } from './contract-table.ts'
import { contractWorkbook } from './contract-workbook.ts'
import { dueDays, setDueDays } from './due-days.ts'
import { decideReport, getReport, listReports, submitReport } from './report-chain.ts'

export const reportRoutes = [
  answer(api.getContractTable, contractTable),
  answer(api.downloadContractTable, async (context, request, { send }) => {
    const table = await contractTable(context, request)
    context.note({ subject: `report ${table.orgId} ${table.period} workbook` })
    return sendXlsx(send, await contractWorkbook(table))
  }),
  answer(api.listReports, listReports),
  answer(api.submitReport, submitReport),
  answer(api.getReport, getReport),
  answer(api.decideReport, decideReport),
  answer(api.listReportDueDays, dueDays),
  answer(api.setReportDueDays, setDueDays),
]
