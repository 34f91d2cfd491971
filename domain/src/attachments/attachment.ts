/** 照片、签名与证明: what an attachment shows. */
export const attachmentKinds = {
  signature: '签名',
  paper: '纸质协议照片',
  photo: '现场照片',
} as const
export type AttachmentKind = keyof typeof attachmentKinds

/** What an attachment is evidence of. */
export const attachmentSubjects = {
  agreement: '签约协议',
  'service-record': '服务记录',
  event: '人口变动',
  resident: '居民登记',
  finding: '督导问题',
} as const
export type AttachmentSubject = { kind: keyof typeof attachmentSubjects; id: string }

export const mediaTypes = { 'image/jpeg': 'JPEG', 'image/png': 'PNG' } as const
export type MediaType = keyof typeof mediaTypes

/** Bytes that one may have. A phone makes its photographs smaller before it keeps them. Convention of this program. */
export const MOST_BYTES: Record<AttachmentKind, number> = {
  signature: 60_000,
  paper: 200_000,
  photo: 200_000,
}
/** As many stand beside one record. Convention of this program. */
export const MOST_OF_ONE_SUBJECT = 12

type AttachmentRefusal =
  | { code: 'attachment-empty' }
  | { code: 'attachment-too-large'; kind: AttachmentKind; bytes: number }
  | { code: 'attachment-not-an-image' }
  | { code: 'attachment-tells-place' }

/** Why these bytes are not kept as evidence; null when they are. */
export function whyNotKept(
  kind: AttachmentKind,
  mediaType: MediaType,
  content: Uint8Array,
): AttachmentRefusal | null {
  if (content.length === 0) return { code: 'attachment-empty' }
  if (content.length > MOST_BYTES[kind]) return { code: 'attachment-too-large', kind, bytes: content.length }
  if (mediaTypeOf(content) !== mediaType) return { code: 'attachment-not-an-image' }
  if (mediaType === 'image/jpeg' && hasExif(content)) return { code: 'attachment-tells-place' }
  return null
}

const words: {
  [Code in AttachmentRefusal['code']]: (refusal: Extract<AttachmentRefusal, { code: Code }>) => string
} = {
  'attachment-empty': () => '文件是空的，请重新拍照或签名。',
  'attachment-too-large': ({ kind, bytes }) =>
    `${attachmentKinds[kind]}有 ${Math.ceil(bytes / 1000)} kB，最多 ${MOST_BYTES[kind] / 1000} kB，请压缩后再传。`,
  'attachment-not-an-image': () => '文件内容与格式不符，只收 JPEG、PNG 图片。',
  'attachment-tells-place': () => '照片里带有拍摄地点等信息（EXIF），请去除后再传。',
}

export function attachmentRefusalWords(refusal: AttachmentRefusal): string {
  const say = words[refusal.code] as (one: AttachmentRefusal) => string
  return say(refusal)
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const JPEG = [0xff, 0xd8, 0xff]

/** What the bytes begin as, whatever they are called; null when neither. */
export function mediaTypeOf(content: Uint8Array): MediaType | null {
  if (PNG.every((byte, index) => content[index] === byte)) return 'image/png'
  if (JPEG.every((byte, index) => content[index] === byte)) return 'image/jpeg'
  return null
}

/** Whether a JPEG carries an EXIF segment (APP1), in which cameras write where and with what it was taken. */
export function hasExif(jpeg: Uint8Array): boolean {
  let at = 2
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff) {
    const marker = jpeg[at + 1]!
    // From the start of scan (SOS) on there are no more segments before the picture itself.
    if (marker === 0xda) return false
    if (marker === 0xe1 && ascii(jpeg, at + 4, 4) === 'Exif') return true
    at += 2 + ((jpeg[at + 2]! << 8) | jpeg[at + 3]!)
  }
  return false
}

function ascii(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length))
}
