import * as api from '@qianyue/api/report-templates.ts'
import { knownPlaceholders } from '@qianyue/domain/report-templates/placeholder.ts'
import { answer, answerUpload } from '../http/answer.ts'
import { NotFound } from '../http/errors.ts'
import { sendXlsx } from '../http/workbook.ts'
import { filledTemplate } from './fill-template.ts'
import { keepTemplate, listTemplates, retire } from './keep-templates.ts'
import { contentOfTemplate, templateById } from './report-templates.queries.ts'

export const reportTemplateRoutes = [
  answer(api.listReportTemplates, listTemplates),
  answer(api.listReportPlaceholders, async () => knownPlaceholders()),
  answerUpload(api.uploadReportTemplate, keepTemplate),
  answer(api.retireReportTemplate, retire),
  answer(api.downloadReportTemplate, async ({ db }, { id }, { send }) => {
    const template = await templateById(db, id)
    const content = await contentOfTemplate(db, id)
    if (!template || !content) throw new NotFound('report template')
    return sendXlsx(send, { fileName: template.fileName.replace(/\.xlsx$/i, ''), content })
  }),
  answer(api.fillReportTemplate, async (context, request, { send }) =>
    sendXlsx(send, await filledTemplate(context, request)),
  ),
]
