import * as api from '@qianyue/api/attachments.ts'
import { answer, answerUpload } from '../http/answer.ts'
import { putAttachment } from './put-attachment.ts'
import { listAttachments, readAttachment } from './read-attachment.ts'

export const attachmentRoutes = [
  answerUpload(api.putAttachment, (context, request, { content }) =>
    putAttachment(context, request, content),
  ),
  answer(api.listAttachments, listAttachments),
  answer(api.readAttachment, (context, request, { send }) => readAttachment(context, request, send)),
]
