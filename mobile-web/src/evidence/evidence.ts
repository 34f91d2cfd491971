import { putAttachment } from '@qianyue/api/attachments.ts'
import {
  type AttachmentKind,
  type AttachmentSubject,
  attachmentKinds,
  type MediaType,
} from '@qianyue/domain/attachments/attachment.ts'
import { sha256Of } from '@qianyue/ui/photos/small-photo.ts'
import { v7 } from 'uuid'
import type { Phone } from '../offline/phone.ts'

/** A photograph or signature as it was taken, small enough to be kept and sent. */
export type Evidence = {
  id: string
  kind: AttachmentKind
  mediaType: MediaType
  takenAt: string
  bytes: ArrayBuffer
}

export async function evidenceOf(kind: AttachmentKind, picture: Blob, takenAt: Date): Promise<Evidence> {
  return {
    id: v7(),
    kind,
    mediaType: picture.type as MediaType,
    takenAt: takenAt.toISOString(),
    bytes: await picture.arrayBuffer(),
  }
}

/**
 * Writes evidence down to be sent behind what it proves. @param needs entries that make its subject, when they have not
 * been sent yet; `draft` that goes with it.
 */
export async function writeEvidence(
  phone: Phone,
  evidence: Evidence,
  subject: AttachmentSubject,
  about: { name: string; doorId?: string | undefined; needs?: readonly string[]; draft?: string | undefined },
): Promise<void> {
  const { id, kind, mediaType, takenAt, bytes } = evidence
  await phone.write({
    endpoint: putAttachment,
    request: {
      id,
      subjectKind: subject.kind,
      subjectId: subject.id,
      kind,
      mediaType,
      takenAt,
      sha256: await sha256Of(bytes),
    },
    label: `${attachmentKinds[kind]} · ${about.name}`,
    doorId: about.doorId,
    needs: about.needs,
    draft: about.draft,
    file: { id, name: mediaType === 'image/png' ? `${id}.png` : `${id}.jpg`, type: mediaType, bytes },
  })
}
