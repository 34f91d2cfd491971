import * as api from '@qianyue/api/monthly-audits.ts'
import { answer } from '../http/answer.ts'
import { auditMonth, listAudits, reviewAudit, showAudit } from './audit-month.ts'

export const monthlyAuditRoutes = [
  answer(api.listMonthlyAudits, listAudits),
  answer(api.getMonthlyAudit, showAudit),
  answer(api.auditMonth, auditMonth),
  answer(api.reviewMonthlyAudit, reviewAudit),
]
