import * as api from '@qianyue/api/documents.ts'
import type { FastifyReply } from 'fastify'
import { answer, answerUpload } from '../http/answer.ts'
import { DOCX, headFile } from '../http/file-heads.ts'
import { sendPdf } from './pdf/send-pdf.ts'
import { printAgreement, printHousehold, printResidentPaper, printVillage } from './print-papers.ts'
import { findServiceCard, replaceServiceCard } from './service-cards.ts'
import {
  listTemplates,
  makeStarterWordFile,
  previewOf,
  readTemplateText,
  readWordFile,
  saveText,
  saveWordFile,
  withdrawWordFile,
} from './templates.ts'

export const documentRoutes = [
  answer(api.listDocumentTemplates, (context) => listTemplates(context)),
  answer(api.getTemplateText, readTemplateText),
  answer(api.saveTemplateText, saveText),
  answerUpload(api.uploadWordTemplate, saveWordFile),
  answer(api.withdrawWordTemplate, withdrawWordFile),
  answer(api.downloadWordTemplate, async (context, request, { send }) => {
    const { content, fileName } = await readWordFile(context, request)
    return word(send, content, fileName)
  }),
  answer(api.downloadStarterWordFile, async (context, { kind }, { send }) =>
    word(send, await makeStarterWordFile(context, kind), `${kind}.docx`),
  ),
  answer(api.previewTemplate, async (context, request, { send }) => {
    const document = previewOf(context, request)
    return sendPdf(send, { kind: request.kind, fileName: '预览', documents: [document] })
  }),
  answer(api.getAgreementDocument, async (context, request, { send }) => {
    const made = await printAgreement(context, request)
    return 'pdf' in made ? sendPdf(send, made.pdf) : word(send, made.word.content, made.word.fileName)
  }),
  answer(api.getResidentPaper, async (context, request, { send }) =>
    sendPdf(send, await printResidentPaper(context, request)),
  ),
  answer(api.getHouseholdPapers, async (context, request, { send }) =>
    sendPdf(send, await printHousehold(context, request)),
  ),
  answer(api.getVillagePapers, async (context, request, { send }) =>
    sendPdf(send, await printVillage(context, request)),
  ),
  answer(api.replaceServiceCard, replaceServiceCard),
  answer(api.findServiceCard, findServiceCard),
]

/** The PDF is written while it is sent: nothing of a village is kept in memory but its facts. */
function word(send: FastifyReply, content: Buffer, fileName: string): Buffer {
  headFile(send, DOCX, fileName)
  return content
}
