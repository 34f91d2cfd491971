import { allDocumentKinds, allResidentDocuments } from '@qianyue/domain/documents/document-kind.ts'
import { TEMPLATE_TEXT_LIMIT } from '@qianyue/domain/documents/template-text.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { day, unitCode } from './shared.ts'

const kind = z.enum(allDocumentKinds as [(typeof allDocumentKinds)[number], ...typeof allDocumentKinds])
const residentDocument = z.enum(
  allResidentDocuments as [(typeof allResidentDocuments)[number], ...typeof allResidentDocuments],
)
/** Papers that are about one resident; an agreement is about its members. */
const residentKind = z.enum(['service-card', 'contact-card', 'resident-letter'])

export const templateVersion = z.object({
  id: z.uuid(),
  format: z.enum(['text', 'word', 'word-withdrawn']),
  effectiveFrom: day,
  note: z.string(),
  fileName: z.string().nullable(),
  createdAt: z.iso.datetime(),
  createdByName: z.string(),
  /** Printed today. */
  inForce: z.boolean(),
})

export const listDocumentTemplates = endpoint({
  call: 'GET /document-templates',
  summary: '文书模板：每种文书现行的文本和历次版本',
  action: 'document-templates.read',
  request: z.object({}),
  reply: z.array(
    z.object({
      kind,
      name: z.string(),
      /** The text that is printed today. */
      text: z.string(),
      /** The county has written a text of its own; otherwise it is the text as shipped. */
      ownText: z.boolean(),
      /** The Word file in force, if any. */
      wordVersionId: z.uuid().nullable(),
      versions: z.array(templateVersion),
    }),
  ),
})

export const getTemplateText = endpoint({
  call: 'GET /document-templates/versions/{id}',
  summary: '文书模板某一版本的文本',
  action: 'document-templates.read',
  request: z.object({ id: z.uuid() }),
  reply: z.object({ kind, text: z.string(), effectiveFrom: day, note: z.string() }),
})

const versionOf = {
  kind,
  id: z.uuid(),
  /** The first day on which it is printed. Earlier agreements keep the text of their day. */
  effectiveFrom: day,
  note: z.string().trim().max(200).default(''),
}

export const saveTemplateText = endpoint({
  call: 'POST /document-templates/{kind}/versions',
  summary: '保存文书模板的新版本',
  action: 'document-templates.manage',
  request: z.object({ ...versionOf, text: z.string().max(TEMPLATE_TEXT_LIMIT * 2) }),
  reply: z.object({ id: z.uuid() }),
})

export const uploadWordTemplate = endpoint({
  call: 'POST /document-templates/{kind}/word-files',
  summary: '上传本县的 Word 模板',
  action: 'document-templates.manage',
  request: z.object(versionOf),
  reply: z.object({ id: z.uuid() }),
  upload: { ask: '请选择一个 Word 文件（.docx）。', mostMb: 5 },
})

export const withdrawWordTemplate = endpoint({
  call: 'POST /document-templates/{kind}/word-withdrawals',
  summary: '停用本县的 Word 模板',
  action: 'document-templates.manage',
  request: z.object(versionOf),
  reply: z.object({ id: z.uuid() }),
})

export const downloadWordTemplate = endpoint({
  call: 'GET /document-templates/versions/{id}/word-file',
  summary: '下载已上传的 Word 模板',
  action: 'document-templates.read',
  request: z.object({ id: z.uuid() }),
  reply: z.unknown(),
  produces: 'file',
})

export const downloadStarterWordFile = endpoint({
  call: 'GET /document-templates/{kind}/starter-word-file',
  summary: '下载可在 Word 中修改的样稿，字段已写好',
  action: 'document-templates.read',
  request: z.object({ kind }),
  reply: z.unknown(),
  produces: 'file',
})

export const previewTemplate = endpoint({
  call: 'POST /document-templates/{kind}/preview',
  summary: '用示例居民预览文书（PDF）',
  action: 'document-templates.read',
  request: z.object({ kind, text: z.string().max(TEMPLATE_TEXT_LIMIT * 2) }),
  reply: z.unknown(),
  produces: 'file',
})

/** Showing whole numbers is an action of its own and asks for a reason. */
const numbers = {
  idNumbers: z.enum(['masked', 'full']).default('masked'),
  reason: z.string().trim().min(2).max(200).optional(),
}

/** Several papers as Word are a zip with a file for each. */
const format = z.enum(['pdf', 'docx']).default('pdf')

export const getAgreementDocument = endpoint({
  call: 'GET /agreements/{id}/document',
  summary: '打印签约协议书（PDF，或 Word）',
  action: 'documents.print',
  request: z.object({ id: z.uuid(), format, ...numbers }),
  reply: z.unknown(),
  produces: 'file',
})

export const getResidentPaper = endpoint({
  call: 'GET /residents/{id}/papers/{kind}',
  summary: '打印一位居民的服务卡、联系卡或信（PDF，或 Word）',
  action: 'documents.print',
  request: z.object({ id: z.uuid(), kind: residentKind, format }),
  reply: z.unknown(),
  produces: 'file',
})

export const getHouseholdPapers = endpoint({
  call: 'GET /households/{id}/papers/{kind}',
  summary: '打印一户的协议书、服务卡、联系卡或信（PDF，或 Word）',
  action: 'documents.print',
  request: z.object({ id: z.uuid(), kind: residentDocument, format, ...numbers }),
  reply: z.unknown(),
  produces: 'file',
})

export const getVillagePapers = endpoint({
  call: 'GET /org-units/{unitCode}/papers/{kind}',
  summary: '打印一个村的协议书、服务卡、联系卡或信，合成一个文件；Word 每份一个文件，打成一个压缩包',
  action: 'documents.print',
  request: z.object({ unitCode, kind: residentDocument, format, ...numbers }),
  reply: z.unknown(),
  produces: 'file',
})

export const getResponsibilityLetter = endpoint({
  call: 'GET /staff/{id}/responsibility-letter',
  summary: '打印一名医生的签约服务责任书（PDF，或 Word）',
  action: 'documents.print',
  request: z.object({
    id: z.uuid(),
    /** 责任年度; this year when left out. */
    year: z.coerce.number().int().min(2016).max(2100).optional(),
    format,
  }),
  reply: z.unknown(),
  produces: 'file',
})

export const replaceServiceCard = endpoint({
  call: 'POST /residents/{id}/service-card-replacements',
  summary: '服务卡遗失补发：旧卡作废',
  action: 'documents.print',
  request: z.object({ id: z.uuid() }),
  reply: z.object({ code: z.string() }),
})

export const findServiceCard = endpoint({
  call: 'GET /service-cards/{code}',
  summary: '扫描服务卡二维码，找到居民',
  action: 'documents.print',
  request: z.object({ code: z.string().trim().toUpperCase().max(40) }),
  reply: z.object({ residentId: z.uuid(), valid: z.boolean() }),
})
