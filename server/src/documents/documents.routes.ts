import { PassThrough } from 'node:stream'
import * as api from '@qianyue/api/documents.ts'
import type { FastifyReply } from 'fastify'
import { answer } from '../http/answer.ts'
import { Invalid } from '../http/errors.ts'
import { writePdf } from './pdf/write-pdf.ts'
import {
  type Papers,
  printAgreement,
  printHousehold,
  printResidentPaper,
  printVillage,
} from './print-papers.ts'
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
import { WORD_CONTENT_TYPE } from './word/write-word.ts'

export const documentRoutes = [
  answer(api.listDocumentTemplates, (context) => listTemplates(context)),
  answer(api.getTemplateText, readTemplateText),
  answer(api.saveTemplateText, saveText),
  answer(api.uploadWordTemplate, async (context, request, { raw }) => {
    const file = await raw.file()
    if (file === undefined) throw new Invalid({ file: '请选择一个 Word 文件（.docx）。' })
    return await saveWordFile(context, request, { filename: file.filename, content: await file.toBuffer() })
  }),
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
    return pdf(send, { kind: request.kind, fileName: '预览', documents: [document] })
  }),
  answer(api.getAgreementDocument, async (context, request, { send }) => {
    const made = await printAgreement(context, request)
    return 'pdf' in made ? pdf(send, made.pdf) : word(send, made.word.content, made.word.fileName)
  }),
  answer(api.getResidentPaper, async (context, request, { send }) =>
    pdf(send, await printResidentPaper(context, request)),
  ),
  answer(api.getHouseholdPapers, async (context, request, { send }) =>
    pdf(send, await printHousehold(context, request)),
  ),
  answer(api.getVillagePapers, async (context, request, { send }) =>
    pdf(send, await printVillage(context, request)),
  ),
  answer(api.replaceServiceCard, replaceServiceCard),
  answer(api.findServiceCard, findServiceCard),
]

/** The PDF is written while it is sent: nothing of a village is kept in memory but its facts. */
function pdf(send: FastifyReply, { kind, documents, fileName }: Papers): PassThrough {
  const out = new PassThrough()
  send.type('application/pdf').header('content-disposition', `inline; ${named(`${fileName}.pdf`)}`)
  writePdf(kind, documents, out).catch((error) => out.destroy(error))
  return out
}

function word(send: FastifyReply, content: Buffer, fileName: string): Buffer {
  send.type(WORD_CONTENT_TYPE).header('content-disposition', `attachment; ${named(fileName)}`)
  return content
}

function named(fileName: string): string {
  return `filename*=UTF-8''${encodeURIComponent(fileName).replaceAll("'", '%27')}`
}
