import { describe, expect, test } from 'vitest'
import { attachmentRefusalWords, hasExif, MOST_BYTES, mediaTypeOf, whyNotKept } from './attachment.ts'

const png = (length = 100) => padded([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], length)
const segment = (marker: number, body: number[]) => [0xff, marker, 0, body.length + 2, ...body]
const exif = [...'Exif'].map((letter) => letter.charCodeAt(0))
const jpeg = (...segments: number[][]) => padded([0xff, 0xd8, ...segments.flat(), 0xff, 0xda], 200)

function padded(bytes: number[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  whole.set(bytes)
  return whole
}

describe('照片与签名', () => {
  test('what the bytes are is told by themselves, not by what they are called', () => {
    expect(mediaTypeOf(png())).toBe('image/png')
    expect(mediaTypeOf(jpeg())).toBe('image/jpeg')
    expect(mediaTypeOf(new TextEncoder().encode('<svg onload="…">'))).toBe(null)
    expect(whyNotKept('photo', 'image/jpeg', png())).toEqual({ code: 'attachment-not-an-image' })
  })

  test.each([
    [MOST_BYTES.signature, null],
    [MOST_BYTES.signature + 1, 'attachment-too-large'],
    [0, 'attachment-empty'],
  ] as [number, string | null][])('a signature of %i bytes: %s', (bytes, code) => {
    expect(
      whyNotKept('signature', 'image/png', png(bytes === 0 ? 8 : bytes).subarray(0, bytes))?.code ?? null,
    ).toBe(code)
  })

  test('a photograph that tells where it was taken is not kept', () => {
    const plain = jpeg(
      segment(
        0xe0,
        [...'JFIF'].map((letter) => letter.charCodeAt(0)),
      ),
    )
    const telling = jpeg(segment(0xe0, [0, 0]), segment(0xe1, [...exif, 0, 0]))
    expect(hasExif(plain)).toBe(false)
    expect(hasExif(telling)).toBe(true)
    expect(whyNotKept('photo', 'image/jpeg', plain)).toBe(null)
    const refusal = whyNotKept('photo', 'image/jpeg', telling)!
    expect(refusal.code).toBe('attachment-tells-place')
    expect(attachmentRefusalWords(refusal)).toContain('EXIF')
  })

  test('bytes that end in the middle of a segment are read to their end', () => {
    expect(hasExif(jpeg(segment(0xe1, exif)).subarray(0, 5))).toBe(false)
    expect(hasExif(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]))).toBe(false)
  })
})
