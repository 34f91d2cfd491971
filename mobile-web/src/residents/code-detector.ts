/** Finds the text of a QR code in a picture; null when there is none in it. */
type CodeDetector = (picture: HTMLVideoElement) => Promise<string | null>

type Detector = { detect: (picture: HTMLVideoElement) => Promise<readonly { rawValue: string }[]> }
type DetectorClass = {
  new (options: { formats: string[] }): Detector
  getSupportedFormats?: () => Promise<readonly string[]>
}

/** The browser's own where it has one, else a library that is fetched now and kept by the service worker. */
export async function codeDetector(): Promise<CodeDetector> {
  const own = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector
  const formats: readonly string[] = (await own?.getSupportedFormats?.().catch(() => [])) ?? []
  const Chosen: DetectorClass =
    own && formats.includes('qr_code')
      ? own
      : ((await import('qr/decode.js')).BarcodeDetector as unknown as DetectorClass)
  const detector = new Chosen({ formats: ['qr_code'] })
  return async (picture) => (await detector.detect(picture))[0]?.rawValue ?? null
}
