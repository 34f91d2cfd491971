import type { Upload } from '@qianyue/api/endpoint.ts'
import type { FastifyRequest } from 'fastify'
import { Invalid, TooLarge } from './errors.ts'

/** A file as it was sent, with the fields that travelled beside it in whatever order. */
export type SentFile = { fileName: string; content: Buffer; fields: ReadonlyMap<string, string> }

const MB = 1024 * 1024
/** What may stand beside the file: ids, names, the meaning of columns. */
const FIELDS = { fields: 20, fieldSize: 64 * 1024, fieldNameSize: 100 }
/** The marks between the parts of a form, and its fields. */
const BESIDE_BYTES = 128 * 1024

/**
 * Takes the one file of an upload, before any transaction is open: a slow line holds no connection to the database.
 * One that says beforehand that it is too large is not read at all.
 * @throws TooLarge, Invalid
 */
export async function receiveFile(
  raw: FastifyRequest,
  { ask, mostMb }: Upload,
  settingMb: number,
): Promise<SentFile> {
  const most = Math.min(mostMb ?? settingMb, settingMb)
  if (Number(raw.headers['content-length'] ?? 0) > most * MB + BESIDE_BYTES) throw new TooLarge(most)
  if (!raw.isMultipart()) throw new Invalid({ file: ask })
  let file: Omit<SentFile, 'fields'> | null = null
  const fields = new Map<string, string>()
  const limits = { ...FIELDS, files: 1, parts: FIELDS.fields + 1, fileSize: most * MB }
  try {
    for await (const part of raw.parts({ limits })) {
      if (part.type === 'file') {
        const fileName = (part.filename ?? '').normalize('NFC').slice(-200)
        file = { fileName, content: await part.toBuffer() }
      } else fields.set(part.fieldname, String(part.value))
    }
  } catch (error) {
    const { code, statusCode } = error as { code?: string; statusCode?: number }
    if (code === 'FST_REQ_FILE_TOO_LARGE') throw new TooLarge(most)
    // The reader of forms has no code for a form that breaks off.
    if (statusCode === undefined) throw new Invalid({ file: '文件没有传完整，请重新上传。' })
    throw error
  }
  if (file === null) throw new Invalid({ file: ask })
  return { ...file, fields }
}
