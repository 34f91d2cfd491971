import { PassThrough } from 'node:stream'
import * as api from '@qianyue/api/documents.ts'
import type { FastifyReply } from 'fastify'
import { answer, answerUpload } from '../http/answer.ts'
import type { Context } from '../http/context.ts'
import { DOCX, headFile } from '../http/file-heads.ts'
import { makePages, makeWord } from './make-papers.ts'
import { sendPdf } from './pdf/send-pdf.ts'
import {
  agreementToPrint,
  householdToPrint,
  residentPaperToPrint,
  type ToPrint,
  villageToPrint,
} from './print-papers.ts'
import { responsibilityLetterToPrint } from './responsibility-letter.ts'
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
  answer(api.getAgreementDocument, async (context, request, { send }) =>
    printed(context, send, request, await agreementToPrint(context, request)),
  ),
  answer(api.getResidentPaper, async (context, request, { send }) =>
    printed(context, send, request, await residentPaperToPrint(context, request)),
  ),
  answer(api.getHouseholdPapers, async (context, request, { send }) =>
    printed(context, send, request, await householdToPrint(context, request)),
  ),
  answer(api.getVillagePapers, async (context, request, { send }) =>
    printed(context, send, request, await villageToPrint(context, request)),
  ),
  answer(api.getResponsibilityLetter, async (context, request, { send }) =>
    printed(context, send, request, await responsibilityLetterToPrint(context, request)),
  ),
  answer(api.replaceServiceCard, replaceServiceCard),
  answer(api.findServiceCard, findServiceCard),
]

/**
 * Papers are written after the database has been left: while a village is printed, nobody waits for a connection. Of a PDF
 * nothing is kept in memory but the facts.
 */
async function printed(
  context: Context,
  send: FastifyReply,
  { format }: { format: 'pdf' | 'docx' },
  toPrint: ToPrint,
) {
  if (format === 'pdf') return sendPdf(send, await makePages(context, toPrint))
  const { type, fileName, write } = await makeWord(context, toPrint)
  headFile(send, type, fileName)
  const out = new PassThrough()
  write()
    .then((content) => out.end(content))
    .catch((error) => out.destroy(error))
  return out
}

function word(send: FastifyReply, content: Buffer, fileName: string): Buffer {
  headFile(send, DOCX, fileName)
  return content
}
