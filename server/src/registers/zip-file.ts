import { createInflateRaw, inflateRawSync } from 'node:zlib'

/** A file cannot be read as what its name says; the words are for the clerk. */
export class UnreadableRegister extends Error {
  readonly reason: 'not-a-zip' | 'damaged' | 'old-excel' | 'no-sheet' | 'too-large' | 'not-text' | 'empty'
  constructor(reason: UnreadableRegister['reason']) {
    super(reason)
    this.reason = reason
  }
}

/** One file inside an archive. */
export type ZipEntry = { name: string; compressed: Buffer; isDeflated: boolean; sizeBytes: number }

/** What one part of a workbook may grow to when it is unpacked: 100,000 rows × 20 take 80 MB. */
const UNPACKED_LIMIT_BYTES = 1_500_000_000
const WHOLE_LIMIT_BYTES = 300_000_000
const CHUNK_BYTES = 256 * 1024

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const END_LENGTH = 22
const MAX_COMMENT = 65_535

/** The directory of an archive, by name with `/` between folders. @throws UnreadableRegister */
export function zipEntries(file: Buffer): Map<string, ZipEntry> {
  const end = endOfDirectory(file)
  const entries = new Map<string, ZipEntry>()
  let at = file.readUInt32LE(end + 16)
  for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== DIRECTORY_ENTRY)
      throw new UnreadableRegister('damaged')
    const nameLength = file.readUInt16LE(at + 28)
    const name = file
      .toString('utf8', at + 46, at + 46 + nameLength)
      .replaceAll('\\', '/')
      .replace(/^\//, '')
    entries.set(name, entryAt(file, at, name))
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return entries
}

/** The whole content of a small part. @throws UnreadableRegister */
export function wholeOf(entry: ZipEntry): Buffer {
  if (!entry.isDeflated) return entry.compressed
  try {
    return inflateRawSync(entry.compressed, { maxOutputLength: WHOLE_LIMIT_BYTES })
  } catch {
    throw new UnreadableRegister(entry.sizeBytes > WHOLE_LIMIT_BYTES ? 'too-large' : 'damaged')
  }
}

/** The content of a part in pieces, unpacked in the background while the piece before is read. */
export async function* piecesOf(entry: ZipEntry): AsyncGenerator<Buffer> {
  if (!entry.isDeflated) {
    yield entry.compressed
    return
  }
  const inflate = createInflateRaw({ chunkSize: CHUNK_BYTES })
  inflate.end(entry.compressed)
  let unpacked = 0
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) {
      unpacked += piece.length
      if (unpacked > UNPACKED_LIMIT_BYTES) throw new UnreadableRegister('too-large')
      yield piece
    }
  } catch (error) {
    if (error instanceof UnreadableRegister) throw error
    throw new UnreadableRegister('damaged')
  } finally {
    inflate.destroy()
  }
}

function endOfDirectory(file: Buffer): number {
  if (file.length >= 8 && file.readUInt32BE(0) === 0xd0cf11e0) throw new UnreadableRegister('old-excel')
  const lowest = Math.max(0, file.length - END_LENGTH - MAX_COMMENT)
  for (let at = file.length - END_LENGTH; at >= lowest; at--) {
    if (file.readUInt32LE(at) === END_OF_DIRECTORY) return at
  }
  throw new UnreadableRegister(
    file.length >= 4 && file.readUInt32BE(0) === 0x504b0304 ? 'damaged' : 'not-a-zip',
  )
}

function entryAt(file: Buffer, at: number, name: string): ZipEntry {
  const method = file.readUInt16LE(at + 10)
  const local = file.readUInt32LE(at + 42)
  if ((method !== 0 && method !== 8) || local + 30 > file.length) throw new UnreadableRegister('damaged')
  const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
  const compressed = file.subarray(from, from + file.readUInt32LE(at + 20))
  return { name, compressed, isDeflated: method === 8, sizeBytes: file.readUInt32LE(at + 24) }
}
