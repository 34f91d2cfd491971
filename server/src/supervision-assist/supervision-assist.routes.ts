import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as api from '@qianyue/api/supervision-assist.ts'
import { sendPdf } from '../documents/pdf/send-pdf.ts'
import { answer } from '../http/answer.ts'
import { sendWorkbook } from '../http/workbook.ts'
import { countSupervision } from './count-supervision.ts'
import { listInformation, recordInformation, reportInformation, withdrawInformation } from './information.ts'
import { listPatrols, recordPatrol, withdrawPatrol } from './patrols.ts'
import { closePlace, listPlaces, recordPlace } from './places.ts'
import { registerDocument, registerWorkbook } from './registers.ts'

const folder = join(tmpdir(), 'qianyue-workbooks')

export const supervisionAssistRoutes = [
  answer(api.listSupervisedPlaces, listPlaces),
  answer(api.recordSupervisedPlace, recordPlace),
  answer(api.endSupervisedPlace, closePlace),
  answer(api.listPatrols, listPatrols),
  answer(api.recordPatrol, recordPatrol),
  answer(api.withdrawPatrol, withdrawPatrol),
  answer(api.listInformation, listInformation),
  answer(api.recordInformation, recordInformation),
  answer(api.reportInformation, reportInformation),
  answer(api.withdrawInformation, withdrawInformation),
  answer(api.countSupervisionAssist, countSupervision),
  answer(api.downloadSupervisionRegister, async (context, request, { send }) =>
    sendWorkbook(send, folder, await registerWorkbook(context, request)),
  ),
  answer(api.printSupervisionRegister, async (context, request, { send }) => {
    const { fileName, blocks } = await registerDocument(context, request)
    const documents = [{ kind: 'supervision-register' as const, number: '', blocks }]
    return sendPdf(send, { kind: 'supervision-register', fileName, documents })
  }),
]
