import type { listAttachments as listCall, readAttachment as readCall } from '@qianyue/api/attachments.ts'
import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { FastifyReply } from 'fastify'
import type { Context } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'
import {
  type AttachmentRow,
  attachmentById,
  attachmentsOf,
  residentsOf,
  sealedContent,
} from './attachments.queries.ts'

export function describeAttachment({ takenAt, receivedAt, ...row }: AttachmentRow) {
  return { ...row, takenAt: takenAt.toISOString(), receivedAt: receivedAt.toISOString() }
}

/** Everybody whom it is about is in the trail; what is about nobody is there by itself. */
export function noteAll({ note }: Context, residentIds: readonly string[], subject: string): void {
  for (const residentId of residentIds) note({ residentId, subject })
  if (residentIds.length === 0) note({ subject })
}

export async function listAttachments(
  context: Context,
  { subjectKind, subjectId }: RequestOf<typeof listCall>,
): Promise<ReplyInput<typeof listCall>> {
  const subject = { kind: subjectKind, id: subjectId }
  const residentIds = await residentsOf(context.db, subject)
  if (residentIds === null) throw new NotFound('subject of an attachment')
  noteAll(context, residentIds, `attachments of ${subject.kind} ${subject.id}`)
  return (await attachmentsOf(context.db, subject)).map(describeAttachment)
}

/** The picture itself; every look at it is in the trail of the residents it is about. */
export async function readAttachment(
  context: Context,
  { id }: RequestOf<typeof readCall>,
  send: FastifyReply,
) {
  const { db, crypto } = context
  const attachment = await attachmentById(db, id)
  const sealed = attachment && (await sealedContent(db, id))
  if (!sealed) throw new NotFound('attachment')
  const { subjectKind, subjectId, mediaType } = attachment
  noteAll(context, (await residentsOf(db, { kind: subjectKind, id: subjectId })) ?? [], `attachment ${id}`)
  send.type(mediaType).header('cache-control', 'private, no-store').header('content-disposition', 'inline')
  return crypto.decryptBytes(sealed)
}
