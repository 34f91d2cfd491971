import * as api from '@qianyue/api/attachments.ts'
import { answer } from '../http/answer.ts'
import { Invalid } from '../http/errors.ts'
import { putAttachment } from './put-attachment.ts'
import { listAttachments, readAttachment } from './read-attachment.ts'

/** What is read before it is looked at: a little more than may be kept, so that the answer can say by how much. */
const MOST_RECEIVED_BYTES = 1_000_000

export const attachmentRoutes = [
  answer(api.putAttachment, async (context, request, { raw }) => {
    const file = await raw.file({ limits: { fileSize: MOST_RECEIVED_BYTES } })
    if (file === undefined) throw new Invalid({ file: '请附上一张照片或签名。' })
    return await putAttachment(context, request, await file.toBuffer())
  }),
  answer(api.listAttachments, listAttachments),
  answer(api.readAttachment, (context, request, { send }) => readAttachment(context, request, send)),
]
