import {
  type AttachmentKind,
  attachmentKinds,
  attachmentSubjects,
  type MediaType,
  mediaTypes,
} from '@qianyue/domain/attachments/attachment.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { codesOf } from './shared.ts'

const subject = {
  subjectKind: z.enum(codesOf(attachmentSubjects)),
  subjectId: z.uuid(),
}
const attachment = z.object({
  id: z.uuid(),
  ...subject,
  kind: z.enum(codesOf(attachmentKinds) as [AttachmentKind, ...AttachmentKind[]]),
  mediaType: z.enum(codesOf(mediaTypes) as [MediaType, ...MediaType[]]),
  bytes: z.int(),
  sha256: z.string(),
  takenAt: z.iso.datetime(),
  receivedAt: z.iso.datetime(),
  addedBy: z.string().nullable(),
})

export const putAttachment = endpoint({
  call: 'PUT /attachments/{id}',
  summary: '存一张照片或签名，作为协议、服务记录、人口变动的凭证；同一编号重发只存一次',
  action: 'attachments.add',
  request: z.object({
    id: z.uuid(),
    ...subject,
    kind: attachment.shape.kind,
    mediaType: attachment.shape.mediaType,
    /** Of the bytes, in lower-case hex: what arrives is what was kept on the phone. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/, '应为 64 位十六进制摘要'),
    /** By the phone's clock. */
    takenAt: z.iso.datetime(),
  }),
  reply: attachment,
  upload: { ask: '请附上一张照片或签名。', mostMb: 1 },
})

export const listAttachments = endpoint({
  call: 'GET /attachments',
  summary: '一份协议、一次服务或一项变动的照片与签名',
  action: 'attachments.read',
  request: z.object(subject),
  reply: z.array(attachment),
})

export const readAttachment = endpoint({
  call: 'GET /attachments/{id}/content',
  summary: '查看一张照片或签名',
  action: 'attachments.read',
  request: z.object({ id: z.uuid() }),
  reply: z.unknown(),
  produces: 'file',
})
