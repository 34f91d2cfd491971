import { PassThrough } from 'node:stream'
import type { PaperKind } from '@qianyue/domain/documents/document-kind.ts'
import type { FilledDocument } from '@qianyue/domain/documents/filled-document.ts'
import type { FastifyReply } from 'fastify'
import { headFile, PDF } from '../../http/file-heads.ts'

/** Answers with papers of one kind as one PDF, page by page as they are laid out. */
export function sendPdf(
  send: FastifyReply,
  { kind, documents, fileName }: { kind: PaperKind; fileName: string; documents: Iterable<FilledDocument> },
): PassThrough {
  const out = new PassThrough()
  headFile(send, PDF, `${fileName}.pdf`, 'inline')
  // The fonts' program is loaded with the first paper: most of the day nobody prints.
  import('./write-pdf.ts')
    .then(({ writePdf }) => writePdf(kind, documents, out))
    .catch((error) => out.destroy(error))
  return out
}
