import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as pushes from '@qianyue/api/education-pushes.ts'
import * as api from '@qianyue/api/health-education.ts'
import { sendPdf } from '../documents/pdf/send-pdf.ts'
import { answer } from '../http/answer.ts'
import { sendWorkbook } from '../http/workbook.ts'
import {
  activitiesWorkbook,
  countActivities,
  listActivities,
  listAttendances,
  recordActivity,
  signIn,
  withdrawActivity,
} from './activities.ts'
import { prescriptionPaperOf, prescriptionsOf } from './prescriptions.ts'
import { audienceOf, listPushes, pushText, textsToPush } from './pushes.ts'

const folder = join(tmpdir(), 'qianyue-workbooks')

export const healthEducationRoutes = [
  answer(api.listEducation, listActivities),
  answer(api.countEducation, countActivities),
  answer(api.recordEducation, recordActivity),
  answer(api.withdrawEducation, withdrawActivity),
  answer(api.signInToEducation, signIn),
  answer(api.listEducationAttendances, (context, { id }) => listAttendances(context, id)),
  answer(api.downloadEducation, async (context, request, { send }) =>
    sendWorkbook(send, folder, await activitiesWorkbook(context, request)),
  ),
  answer(pushes.listEducationPushes, listPushes),
  answer(pushes.listEducationTexts, textsToPush),
  answer(pushes.listPushAudience, audienceOf),
  answer(pushes.pushEducation, pushText),
  answer(api.listEducationPrescriptions, async (context, { residentId }) =>
    (await prescriptionsOf(context, residentId)).map(({ code, title, text }) => ({ code, title, text })),
  ),
  answer(api.printEducationPrescription, async (context, request, { send }) => {
    const { fileName, blocks } = await prescriptionPaperOf(context, request)
    const documents = [{ kind: 'education-prescription' as const, number: '', blocks }]
    return sendPdf(send, { kind: 'education-prescription', fileName, documents })
  }),
]
