import QRCode from 'qrcode'

/** The squares of a QR code, true for black; medium correction survives a scratched card. */
export function qrModules(content: string): boolean[][] {
  const { modules } = QRCode.create(content, { errorCorrectionLevel: 'M' })
  return Array.from({ length: modules.size }, (_, row) =>
    Array.from({ length: modules.size }, (_, column) => modules.get(row, column) === 1),
  )
}
