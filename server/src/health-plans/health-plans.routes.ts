import * as api from '@qianyue/api/health-plans.ts'
import { sendPdf } from '../documents/pdf/send-pdf.ts'
import { answer } from '../http/answer.ts'
import { healthPlanOf } from './health-plan-of.ts'
import { healthPlanPaper } from './print-health-plan.ts'

export const healthPlanRoutes = [
  answer(api.getHealthPlan, healthPlanOf),
  answer(api.printHealthPlan, async (context, { residentId }, { send }) => {
    const { fileName, blocks } = await healthPlanPaper(context, residentId)
    return sendPdf(send, {
      kind: 'health-plan',
      fileName,
      documents: [{ kind: 'health-plan', number: '', blocks }],
    })
  }),
]
