import { putAttachment } from '@qianyue/api/attachments.ts'
import {
  type AttachmentKind,
  type AttachmentSubject,
  attachmentKinds,
  type MediaType,
  MOST_BYTES,
} from '@qianyue/domain/attachments/attachment.ts'
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

async function sha256Of(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The longer side of a photograph, pixels: a page of paper can be read. */
const LONGER_SIDE = 1280
const QUALITIES = [0.8, 0.65, 0.5, 0.35, 0.2]

/**
 * A photograph drawn anew: not over 1,280 pixels, not over 200 kB, and without what the camera wrote into it (EXIF).
 * @throws when the file is no picture that the browser can read.
 */
export async function smallPhoto(file: Blob, most = MOST_BYTES.photo): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  try {
    for (let side = LONGER_SIDE; side >= 320; side = Math.round(side / 1.5)) {
      const scale = Math.min(1, side / Math.max(picture.width, picture.height))
      const canvas = document.createElement('canvas')
      canvas.width = Math.max(1, Math.round(picture.width * scale))
      canvas.height = Math.max(1, Math.round(picture.height * scale))
      canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
      for (const quality of QUALITIES) {
        const drawn = await blobOf(canvas, 'image/jpeg', quality)
        if (drawn.size <= most) return drawn
      }
    }
    throw new RangeError('the photograph does not become small enough')
  } finally {
    picture.close()
  }
}

export async function blobOf(canvas: HTMLCanvasElement, type: MediaType, quality?: number): Promise<Blob> {
  return await new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('nothing was drawn'))), type, quality),
  )
}
