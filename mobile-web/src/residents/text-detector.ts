type Detector = { detect: (picture: ImageBitmap) => Promise<readonly { rawValue: string }[]> }

/** Reads the words of a picture, where the browser can; null where it cannot (most browsers of today). */
export function textDetector(): ((picture: ImageBitmap) => Promise<string[]>) | null {
  const Own = (globalThis as { TextDetector?: new () => Detector }).TextDetector
  if (!Own) return null
  const detector = new Own()
  return async (picture) => (await detector.detect(picture)).map(({ rawValue }) => rawValue)
}
