import { createHash } from 'node:crypto'
import type { putAttachment as putCall } from '@qianyue/api/attachments.ts'
import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import {
  attachmentRefusalWords,
  MOST_OF_ONE_SUBJECT,
  whyNotKept,
} from '@qianyue/domain/attachments/attachment.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import {
  type AttachmentRow,
  attachmentById,
  attachmentsOf,
  insertAttachment,
  residentsOf,
} from './attachments.queries.ts'
import { describeAttachment, noteAll } from './read-attachment.ts'

/**
 * Keeps evidence, encrypted. Sending the same id again answers as the first did; another content under the same id is
 * refused. What it is evidence of has to be there: a phone sends it after its record.
 */
export async function putAttachment(
  context: Context,
  request: RequestOf<typeof putCall>,
  content: Buffer,
): Promise<ReplyInput<typeof putCall>> {
  const { db, viewer, crypto, now } = context
  const subject = { kind: request.subjectKind, id: request.subjectId }
  const residentIds = await residentsOf(db, subject)
  if (residentIds === null) throw new NotFound('subject of an attachment')
  noteAll(context, residentIds, `attachment ${request.id} of ${subject.kind} ${subject.id}`)
  if (createHash('sha256').update(content).digest('hex') !== request.sha256) {
    throw new Invalid({ sha256: '内容与摘要不符，请重新发送' })
  }
  const refusal = whyNotKept(request.kind, request.mediaType, content)
  if (refusal) throw new Refused(refusal.code, attachmentRefusalWords(refusal))

  const before = await attachmentById(db, request.id)
  if (before) return sameAs(before, request)
  if ((await attachmentsOf(db, subject)).length >= MOST_OF_ONE_SUBJECT) {
    throw new Refused('too-many-attachments', `同一项记录最多留 ${MOST_OF_ONE_SUBJECT} 张照片或签名。`)
  }
  const written = await insertAttachment(db, {
    id: request.id,
    subjectKind: subject.kind,
    subjectId: subject.id,
    kind: request.kind,
    mediaType: request.mediaType,
    bytes: content.length,
    sha256: request.sha256,
    takenAt: new Date(request.takenAt),
    receivedAt: now,
    addedBy: viewer.accountId,
    sealed: crypto.encryptBytes(content),
  })
  const kept = await attachmentById(db, request.id)
  if (!kept) throw differs()
  return written ? describeAttachment(kept) : sameAs(kept, request)
}

function sameAs(kept: AttachmentRow, request: RequestOf<typeof putCall>) {
  if (kept.sha256 !== request.sha256 || kept.subjectId !== request.subjectId) throw differs()
  return describeAttachment(kept)
}

function differs(): Refused {
  return new Refused('attachment-differs', '这个编号下已存有另一份内容，请用新的编号发送。')
}
