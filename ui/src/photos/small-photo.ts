import { type MediaType, MOST_BYTES } from '@qianyue/domain/attachments/attachment.ts'

/** Of the bytes, in lower-case hex: by it the server sees that what arrives is what was taken. */
export async function sha256Of(bytes: ArrayBuffer): Promise<string> {
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
