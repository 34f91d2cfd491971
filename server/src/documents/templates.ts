import type {
  previewTemplate,
  saveTemplateText,
  uploadWordTemplate,
  withdrawWordTemplate,
} from '@qianyue/api/documents.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import { templateProblems } from '@qianyue/domain/documents/check-template.ts'
import {
  allDocumentKinds,
  type DocumentKind,
  documentKinds,
} from '@qianyue/domain/documents/document-kind.ts'
import { filledDocument, sampleFacts } from '@qianyue/domain/documents/document-values.ts'
import { isWordKind } from '@qianyue/domain/documents/word-template.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import type { SentFile } from '../http/uploads.ts'
import {
  insertTemplateVersion,
  templateVersion,
  templateVersions,
  textOn,
  wordFileOn,
} from './templates.queries.ts'
import { starterWordFile, wordTemplateProblems } from './word/word-template.ts'

/** Each kind of paper with what is printed today and every version. */
export async function listTemplates(context: Context) {
  const versions = await templateVersions(context)
  return await Promise.all(
    allDocumentKinds.map(async (kind) => {
      const own = versions.filter((version) => version.kind === kind)
      const begun = own.filter(({ effectiveFrom }) => effectiveFrom <= context.today)
      const text = begun.find(({ format }) => format === 'text')
      const word = begun.find(({ format }) => format !== 'text')
      const wordVersionId = word?.format === 'word' ? word.id : null
      return {
        kind,
        name: documentKinds[kind],
        text: await textOn(context, kind, context.today),
        ownText: text !== undefined,
        wordVersionId,
        versions: own.map(({ kind: _, createdAt, ...version }) => ({
          ...version,
          createdAt: createdAt.toISOString(),
          inForce: version.id === text?.id || version.id === wordVersionId,
        })),
      }
    }),
  )
}

/** The text of one version. */
export async function readTemplateText(context: Context, { id }: { id: string }) {
  const { kind, body, effectiveFrom, note } = await templateVersion(context, id)
  if (body === null) throw new NotFound('document text')
  return { kind, text: body, effectiveFrom, note }
}

/** A new version of a text. One that names a field nobody knows is refused before it can be printed. */
export async function saveText(context: Context, request: RequestOf<typeof saveTemplateText>) {
  const { id, kind, text, effectiveFrom, note } = request
  refuseThePast(context, effectiveFrom)
  const problems = templateProblems(kind, text)
  if (problems.length > 0) {
    throw new Refused(
      'template-has-problems',
      `文书文本有 ${problems.length} 处问题，请按提示修改后再保存。`,
      { problems },
    )
  }
  await insertTemplateVersion(context, { id, kind, format: 'text', body: text, effectiveFrom, note })
  context.note({ subject: `document-template ${id}` })
  return { id }
}

/** The county's own Word file, as a new version. */
export async function saveWordFile(
  context: Context,
  { id, kind, effectiveFrom, note }: RequestOf<typeof uploadWordTemplate>,
  { fileName, content }: SentFile,
) {
  refuseThePast(context, effectiveFrom)
  refuseCards(kind)
  const problems = wordTemplateProblems(kind, content, context.today)
  if (problems.length > 0) {
    throw new Refused(
      'word-template-has-problems',
      `Word 模板有 ${problems.length} 处问题，请在 Word 中修改后重新上传。`,
      {
        problems,
      },
    )
  }
  await insertTemplateVersion(context, {
    id,
    kind,
    format: 'word',
    wordFile: content,
    fileName,
    effectiveFrom,
    note,
  })
  context.note({ subject: `document-template ${id}` })
  return { id }
}

/** From a day on the Word file is no longer used. */
export async function withdrawWordFile(
  context: Context,
  { id, kind, effectiveFrom, note }: RequestOf<typeof withdrawWordTemplate>,
) {
  refuseThePast(context, effectiveFrom)
  refuseCards(kind)
  await insertTemplateVersion(context, { id, kind, format: 'word-withdrawn', effectiveFrom, note })
  context.note({ subject: `document-template ${id}` })
  return { id }
}

/** What was uploaded, as it was. */
export async function readWordFile(context: Context, { id }: { id: string }) {
  const { wordFile, fileName } = await templateVersion(context, id)
  if (wordFile === null) throw new NotFound('word file')
  return { content: wordFile, fileName: fileName ?? 'template.docx' }
}

/** A Word file to begin from: the text of today with its fields. */
export async function makeStarterWordFile(context: Context, kind: DocumentKind): Promise<Buffer> {
  refuseCards(kind)
  const own = await wordFileOn(context, kind, context.today)
  return own?.file ?? starterWordFile(kind, await textOn(context, kind, context.today), context.today)
}

/** The text as it would be printed, for the invented household. */
export function previewOf(context: Context, { kind, text }: RequestOf<typeof previewTemplate>) {
  const problems = templateProblems(kind, text)
  if (problems.length > 0) {
    throw new Refused('template-has-problems', `文书文本有 ${problems.length} 处问题，修改后才能预览。`, {
      problems,
    })
  }
  return filledDocument(sampleFacts(kind), text, context.today)
}

function refuseThePast({ today }: Context, effectiveFrom: string): void {
  if (effectiveFrom < today) {
    throw new Invalid({ effectiveFrom: '生效日期不能早于今天：已经签出的协议按当时的文本打印。' })
  }
}

export function refuseCards(kind: DocumentKind): void {
  if (!isWordKind(kind)) {
    throw new Refused(
      'no-word-for-this-kind',
      `${documentKinds[kind]}上有二维码，只能打印为 PDF，不能用 Word；要改内容请修改文本。`,
    )
  }
}
