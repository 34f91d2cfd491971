import { createInflateRaw, inflateRawSync } from 'node:zlib'
import PizZip from 'pizzip'
import { Invalid } from '../http/errors.ts'

const words = {
  'not-a-zip': '这不是 Excel 文件（.xlsx）。请用 Excel 或 WPS 打开后“另存为”.xlsx 再上传。',
  damaged: '文件已损坏，读不出来。请用 Excel 或 WPS 打开后重新保存再上传。',
  locked: '文件设了打开密码。请用 Excel 或 WPS 打开，去掉密码，保存后再上传。',
  'no-sheet': '文件里没有可读的工作表。',
  'too-large': '文件展开后太大。请分成几个文件上传。',
  'not-text': '这既不是 Excel 文件，也不是 .csv 文本。请用 Excel 或 WPS 打开后“另存为”.xlsx 再上传。',
  empty: '没有读到居民。请确认表头写有“姓名”“身份证号”等，且下面有内容。',
} as const

/** Why a file cannot be read. */
export type Unreadable = keyof typeof words

/** A file cannot be read as what its name says; the words are for the clerk. */
export class UnreadableRegister extends Invalid {
  override name = 'UnreadableRegister'
  readonly reason: Unreadable
  constructor(reason: Unreadable) {
    super({ file: words[reason] }, words[reason])
    this.reason = reason
  }
}

/** One file inside an archive. */
export type ZipEntry = {
  name: string
  compressed: Buffer
  isDeflated: boolean
  /** As the archive says; what it unpacks to is counted. */
  sizeBytes: number
  /** Of the whole archive, however many of its parts are read and how often. */
  allowance: { leftBytes: number }
}

/** What a part that is read whole may unpack to: lists of sheets, styles, relations. */
const WHOLE_LIMIT_BYTES = 20_000_000
const CHUNK_BYTES = 256 * 1024
const MOST_ENTRIES = 5_000

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const END_LENGTH = 22
const MAX_COMMENT = 65_535
const ENCRYPTED = 1

/**
 * The directory of an archive, by name with `/` between folders.
 * @param mostUnpackedBytes what all that is read of it may unpack to together: a small file may hold gigabytes of
 *   one letter, and says of itself what it likes.
 * @throws UnreadableRegister
 */
export function zipEntries(file: Buffer, mostUnpackedBytes: number): Map<string, ZipEntry> {
  const end = endOfDirectory(file)
  const entries = new Map<string, ZipEntry>()
  const allowance = { leftBytes: mostUnpackedBytes }
  const count = file.readUInt16LE(end + 10)
  if (count > MOST_ENTRIES) throw new UnreadableRegister('too-large')
  let at = file.readUInt32LE(end + 16)
  for (let left = count; left > 0; left--) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== DIRECTORY_ENTRY)
      throw new UnreadableRegister('damaged')
    const nameLength = file.readUInt16LE(at + 28)
    const name = file
      .toString('utf8', at + 46, at + 46 + nameLength)
      .replaceAll('\\', '/')
      .replace(/^\//, '')
    entries.set(name, { ...entryAt(file, at, name), allowance })
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return entries
}

/** The whole content of a small part. @throws UnreadableRegister */
export function wholeOf(entry: ZipEntry): Buffer {
  const content = entry.isDeflated ? inflated(entry) : entry.compressed
  spend(entry, content.length)
  return content
}

function inflated({ compressed, allowance }: ZipEntry): Buffer {
  try {
    return inflateRawSync(compressed, {
      maxOutputLength: Math.max(1, Math.min(WHOLE_LIMIT_BYTES, allowance.leftBytes)),
    })
  } catch (error) {
    const tooLarge = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
    throw new UnreadableRegister(tooLarge ? 'too-large' : 'damaged')
  }
}

/** The content of a part in pieces, unpacked in the background while the piece before is read. */
export async function* piecesOf(entry: ZipEntry): AsyncGenerator<Buffer> {
  if (!entry.isDeflated) {
    for (let from = 0; from < entry.compressed.length; from += CHUNK_BYTES) {
      const piece = entry.compressed.subarray(from, from + CHUNK_BYTES)
      spend(entry, piece.length)
      yield piece
    }
    return
  }
  const inflate = createInflateRaw({ chunkSize: CHUNK_BYTES })
  inflate.end(entry.compressed)
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) {
      spend(entry, piece.length)
      yield piece
    }
  } catch (error) {
    if (error instanceof UnreadableRegister) throw error
    throw new UnreadableRegister('damaged')
  } finally {
    inflate.destroy()
  }
}

/** A small Office file with all its parts unpacked within a limit, for libraries that would unpack without one. */
export function openOfficeFile(file: Buffer, mostUnpackedBytes: number): PizZip {
  const zip = new PizZip()
  for (const entry of zipEntries(file, mostUnpackedBytes).values()) {
    if (!entry.name.endsWith('/')) zip.file(entry.name, wholeOf(entry), { binary: true })
  }
  return zip
}

/**
 * Parts of an Office file that act when it is opened, or fetch from elsewhere: macros, links to other files and
 * databases, embedded programs, a template on another machine. Links that a reader clicks on are none.
 */
export function activePartsOf(zip: PizZip): string[] {
  const active = /vbaProject|externalLinks\/|(^|\/)connections\.xml$|embeddings\/|activeX\//i
  return Object.keys(zip.files).filter((name) => {
    if (active.test(name)) return true
    if (!name.endsWith('.rels')) return false
    const relations =
      zip
        .file(name)!
        .asText()
        .match(/<Relationship\b[^<>]*>/g) ?? []
    return relations.some((one) => /TargetMode\s*=\s*["']External/i.test(one) && !/\/hyperlink["']/.test(one))
  })
}

function spend({ allowance }: ZipEntry, bytes: number): void {
  allowance.leftBytes -= bytes
  if (allowance.leftBytes < 0) throw new UnreadableRegister('too-large')
}

function endOfDirectory(file: Buffer): number {
  const lowest = Math.max(0, file.length - END_LENGTH - MAX_COMMENT)
  for (let at = file.length - END_LENGTH; at >= lowest; at--) {
    if (file.readUInt32LE(at) === END_OF_DIRECTORY) return at
  }
  throw new UnreadableRegister(
    file.length >= 4 && file.readUInt32BE(0) === 0x504b0304 ? 'damaged' : 'not-a-zip',
  )
}

function entryAt(file: Buffer, at: number, name: string): Omit<ZipEntry, 'allowance'> {
  if ((file.readUInt16LE(at + 8) & ENCRYPTED) !== 0) throw new UnreadableRegister('locked')
  const method = file.readUInt16LE(at + 10)
  const local = file.readUInt32LE(at + 42)
  if ((method !== 0 && method !== 8) || local + 30 > file.length) throw new UnreadableRegister('damaged')
  const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
  const compressed = file.subarray(from, from + file.readUInt32LE(at + 20))
  return { name, compressed, isDeflated: method === 8, sizeBytes: file.readUInt32LE(at + 24) }
}
