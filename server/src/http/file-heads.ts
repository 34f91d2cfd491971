import type { FastifyReply } from 'fastify'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
export const PDF = 'application/pdf'
export const ZIP = 'application/zip'

/**
 * Says what a file that is answered is, and how it is called.
 * @param fileName in full, in Chinese too: it travels encoded, so that no sign of it ends the header.
 * @param shown `inline` what a browser shows by itself, `attachment` what is kept.
 */
export function headFile(
  send: FastifyReply,
  type: string,
  fileName: string,
  shown: 'inline' | 'attachment' = 'attachment',
): FastifyReply {
  const name = encodeURIComponent(fileName).replaceAll("'", '%27')
  return send.type(type).header('content-disposition', `${shown}; filename*=UTF-8''${name}`)
}
